// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/limit/credit_account.hpp"
#include "core/time/date.hpp"

namespace creditgate {

// A guarantee as it is on record.
struct stored_guarantee {
    std::int64_t guarantee_id = 0;  // 0 before it is stored
    std::string name;               // whose it is, or its number
    guarantee what;
    std::string set_by;
    timestamp set_at;
    std::string ended_by;  // "": it has not been ended
    timestamp ended_at{};
};

struct guarantee_owner {
    company_id company;
    customer_id customer;
    stored_guarantee held;
};

class guarantee_port {
  public:
    virtual ~guarantee_port() = default;
    // All of an account, the first one first; those that were ended only where they are asked for.
    virtual std::vector<stored_guarantee> of(const credit_account& account, bool ended_too) = 0;
    virtual std::optional<guarantee_owner> find(std::int64_t guarantee_id) = 0;
    // The caller has locked the account. Both bring what the account keeps of them up to date, and
    // return it.
    virtual std::vector<guarantee> add(const credit_account& account,
                                       const stored_guarantee& wanted, std::int64_t& id) = 0;
    virtual std::vector<guarantee> end(const credit_account& account, std::int64_t guarantee_id,
                                       const std::string& by, const timestamp& at) = 0;
};

}  // namespace creditgate
