// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/limit/credit_limit.hpp"
#include "core/party/party.hpp"

namespace creditgate {

// What is agreed with one payer in one company. Amounts are in `unit`, the credit currency.
struct credit_account {
    std::int64_t account_id = 0;
    company_id company;
    customer_id customer;
    currency unit;
    credit_limit limit;
    bool blocked = false;
    std::optional<std::int64_t> group_id{};
    std::string risk_class{};  // "" when the customer has none
};

}  // namespace creditgate
