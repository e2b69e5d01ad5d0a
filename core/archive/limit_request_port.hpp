// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/authority/substitution.hpp"
#include "core/hold/hold.hpp"
#include "core/limit/credit_account.hpp"

namespace creditgate {

// A version of the table of steps. Its text never changes; the last version counts.
struct stored_authority {
    std::int64_t version = 0;  // 0 before it is stored
    std::string body;          // JSON, read by the plugin only
    person_note set;
};

class authority_port {
  public:
    virtual ~authority_port() = default;
    virtual stored_authority load() = 0;
    virtual std::int64_t append(const stored_authority& next) = 0;
    virtual std::vector<substitution> substitutions() = 0;  // by person and substitute
    // In the place of the one that this substitute has for this person.
    virtual void put(const substitution& wanted) = 0;
    virtual bool remove(std::string_view of_person, std::string_view substitute) = 0;
};

enum class limit_request_state { open, approved, rejected, withdrawn };

// Somebody asks for another limit, and others say yes until it may become effective.
struct limit_request {
    std::int64_t limit_request_id = 0;
    std::optional<std::int64_t> batch_id{};  // of those that were made together
    std::int64_t account_id = 0;
    company_id company{};
    customer_id customer{};
    std::string customer_name{};
    currency unit;
    // Against which it is asked: as agreed, without what is on top of it for a time.
    credit_limit before;
    period before_valid{};
    std::optional<day_count> before_credit_days{};
    credit_limit wanted;
    std::optional<limit_terms> terms{};  // its days; absent: they stay
    person_note asked{};                 // note: why
    limit_request_state state = limit_request_state::open;
    std::optional<person_note> closed{};
};

// A yes or a no.
struct limit_request_step {
    approval yes;
    bool approves = true;
    timestamp at;
    std::string note;
    std::int64_t authority_version = 0;
    bool superseded = false;  // said against a limit that is another one now
};

struct limit_request_filter {
    std::optional<company_id> company{};  // absent: all companies
    std::optional<customer_id> customer{};
    std::optional<std::int64_t> batch_id{};
    std::vector<std::int64_t> ids{};
    std::optional<limit_request_state> state{};
    std::int64_t after_id = 0;
    int most = 200;  // 1 to 1,000
};

// Which accounts a mass change is about.
struct account_selection {
    std::optional<company_id> company{};
    std::optional<std::string> group{};
    std::optional<std::string> risk_class{};
};

class limit_request_port {
  public:
    virtual ~limit_request_port() = default;
    // Returns its id; throws `failure` database_conflict when the account has an open one.
    virtual std::int64_t add(const limit_request& wanted) = 0;
    virtual std::int64_t add_batch(const person_note& asked) = 0;
    virtual std::optional<person_note> find_batch(std::int64_t batch_id) = 0;
    virtual std::optional<limit_request> find(std::int64_t limit_request_id) = 0;
    virtual std::optional<std::int64_t> open_of(std::int64_t account_id) = 0;
    virtual std::vector<limit_request> list(const limit_request_filter& filter) = 0;  // by id
    virtual std::vector<limit_request_step> steps(std::int64_t limit_request_id) = 0;
    virtual void add_step(std::int64_t limit_request_id, const limit_request_step& taken) = 0;
    // It is asked against this limit from now on, and what was said before counts no more.
    virtual void ask_against(std::int64_t limit_request_id, const credit_account& now) = 0;
    virtual void close(std::int64_t limit_request_id, limit_request_state state,
                       const person_note& why) = 0;
    // Accounts with an amount as their limit, in the order of their ids.
    virtual std::vector<credit_account> accounts(const account_selection& which,
                                                 std::int64_t after_account_id, int most) = 0;
};

}  // namespace creditgate
