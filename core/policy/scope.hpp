// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "core/party/party.hpp"

namespace creditgate {

// Whom a line of the policy is for. The order is that of precedence: of the lines of one rule that
// are for a customer the most specific, which stands last here, wins.
enum class scope_kind { all, company, risk_class, group, customer };
inline constexpr std::size_t scope_kind_count = 5;

struct scope {
    scope_kind kind = scope_kind::all;
    std::int64_t id = 0;  // of a company or of a customer
    std::string name{};   // of a risk class or of a credit group

    friend bool operator==(const scope&, const scope&) = default;
};

// Whom a document is for, as a policy sees him.
struct policy_subject {
    company_id company;
    customer_id customer;
    std::string risk_class;  // "" when he has none
    std::string group;       // "" when he is in none
};

inline bool covers(const scope& whom, const policy_subject& who) {
    switch (whom.kind) {
        case scope_kind::all:
            return true;
        case scope_kind::company:
            return whom.id == who.company.value;
        case scope_kind::risk_class:
            return whom.name == who.risk_class;
        case scope_kind::group:
            return whom.name == who.group;
        case scope_kind::customer:
            return whom.id == who.customer.value;
    }
    return false;
}

}  // namespace creditgate
