// SPDX-License-Identifier: Apache-2.0
//
// The hook: how orderdesk asks creditgate. This is the part that another ERP's adapter writes in
// its own language; everything else in this folder is the ERP.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "adapters/orderdesk/amount.hpp"
#include "adapters/orderdesk/connection.hpp"
#include "creditgate/creditgate.h"

namespace creditgate::orderdesk {

struct clerk {
    std::string name;
    std::string role = "clerk";
};

struct source_share {
    std::string kind;
    std::int64_t id = 0;
    amount taken;
};

// What creditgate has to know of a document that wants to go on.
struct document_event {
    std::string checkpoint;
    std::int64_t company = 0;
    std::int64_t customer = 0;  // the payer
    std::string customer_name;
    std::int64_t ordering_party = 0;
    std::string kind;
    std::int64_t id = 0;
    std::string number;
    std::string direction;
    amount value;
    std::string date;
    std::string ship_date;  // "" when there is none
    std::vector<source_share> sources;
    // Until the document is to be paid, and as it is agreed with the payer.
    std::optional<std::int64_t> payment_days{};
    std::optional<std::int64_t> agreed_days{};
    std::string business_date;
    clerk user;
};

struct credit_answer {
    std::string outcome;  // approve, warn, hold, reject
    std::string message;  // for the person at the screen
    std::int64_t hold_id = 0;
    std::string json;  // the whole answer

    [[nodiscard]] bool goes_on() const { return outcome == "approve" || outcome == "warn"; }
};

// One entry of the outbox: a document that was released and can go on.
struct outbox_entry {
    std::int64_t outbox_id = 0;
    std::string action;
    std::string document_kind;
    std::int64_t document_id = 0;
};

class hook {
  public:
    hook(cg_session* session, connection& database) : session_(session), database_(database) {}

    // Asks, and when the answer lets the document go on, writes and commits; otherwise nothing of
    // the ERP changes. `write` runs inside the ERP's transaction; when it throws, all is rolled
    // back and what creditgate reserved is free again.
    credit_answer pass(const document_event& event, const std::function<void()>& write);

    // After the commit that set the document back, cancelled or deleted it.
    void withdraw(std::int64_t company, std::int64_t customer, const std::string& kind,
                  std::int64_t id, const clerk& user, const std::string& reason);

    // After the commit that changed what the customer owes.
    void reevaluate(std::int64_t company, std::int64_t customer, const std::string& reason,
                    const std::string& business_date);

    // What creditgate asks the ERP to do next; end_task tells how it went.
    std::vector<outbox_entry> tasks();
    void end_task(std::int64_t outbox_id, bool done, const std::string& note);

  private:
    struct transaction;

    cg_session* session_;
    connection& database_;
    std::string cluster_;  // PostgreSQL's system_identifier, once it is known
};

}  // namespace creditgate::orderdesk
