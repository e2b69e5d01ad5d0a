// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/archive/reservation_port.hpp"
#include "core/decision/decision.hpp"

namespace creditgate {

// A decision as it is kept. `record` is the JSON of event, facts and answer, written and read by
// the plugin only.
struct decision_record {
    std::int64_t decision_id = 0;
    std::int64_t account_id = 0;
    std::string request_id;
    std::optional<erp_transaction> transaction;
    checkpoint where = checkpoint::confirm;
    document_key document;
    std::string document_number;
    money amount;  // the document's, in its own currency
    outcome result = outcome::approve;
    std::int64_t policy_version = 0;
    date business_date;
    timestamp decided_at;
    std::string decided_for;  // the user's name
    std::string record;
    std::optional<outcome> in_pilot{};  // what the rules came to; absent: no pilot
};

// Approved, or warned of.
struct passed_decision {
    std::int64_t decision_id = 0;
    std::int64_t account_id = 0;
};

struct passed_filter {
    bool warned = false;  // only those that were warned of
    period days{};        // business days
    timestamp since{};    // decided then or later; "" at any time
};

class decision_port {
  public:
    virtual ~decision_port() = default;
    // Keeps the decision, and with it the reservation of its ERP transaction; throws `failure`
    // bad_transaction when that one is not in progress. Returns its id: decision.decision_id, or a
    // new one where that is 0. Where it is not, the decision may be written only with what comes
    // next or with the commit, which then throws.
    virtual std::int64_t append(const decision_record& decision,
                                const std::optional<wanted_reservation>& reserved) = 0;
    virtual std::optional<decision_record> find(std::int64_t decision_id) = 0;
    // Those of these business days, in the order of their ids.
    virtual std::vector<std::int64_t> made_on(const period& days, std::int64_t after_decision_id,
                                              int most) = 0;
    // Those with which a document went on at a checkpoint where it could have been stopped, in the
    // order of their ids.
    virtual std::vector<passed_decision> passed(const passed_filter& which,
                                                std::int64_t after_decision_id, int most) = 0;
    // The latest by which the document went on, at whichever checkpoint but quote.
    virtual std::optional<decision_record> last_passed(document_key document) = 0;
    // Those of these business days about documents in a pilot, in the order of their ids.
    virtual std::vector<decision_record> in_pilot(const period& days,
                                                  std::int64_t after_decision_id, int most) = 0;
};

}  // namespace creditgate
