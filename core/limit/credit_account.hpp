// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/limit/credit_group.hpp"
#include "core/limit/credit_limit.hpp"
#include "core/limit/guarantee.hpp"
#include "core/limit/limit_terms.hpp"
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
    group_ids groups{};
    limit_terms terms{};
    // Where `limit` is the one that counts on a day (account_on): what is agreed.
    std::optional<credit_limit> agreed{};
    std::string risk_class{};    // "" when the customer has none
    std::string rating_grade{};  // the same
    std::vector<guarantee> guarantees{};
};

inline const credit_limit& agreed_limit(const credit_account& account) {
    return account.agreed ? *account.agreed : account.limit;
}

// The same with the limit that counts on this business day in the place of the agreed one.
inline credit_account account_on(credit_account account, date day) {
    account.agreed = agreed_limit(account);
    account.limit =
        with_guarantees(limit_on(*account.agreed, account.terms, day), account.guarantees, day);
    return account;
}

}  // namespace creditgate
