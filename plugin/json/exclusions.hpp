// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "plugin/json/reader.hpp"
#include "plugin/json/rule_kinds.hpp"

namespace creditgate {

// An exclusion as a person chooses it. Its sentence is the message exclusion.<name>.
struct exclusion_kind {
    exclusion kind;
    rule_term term{};
    std::string_view fact{};  // what it looks at
};

// Every exclusion, in the order of `exclusion`.
inline constexpr std::array<exclusion_kind, exclusion_count> exclusion_kinds = {{
    {exclusion::cash_sale, {"methods", rule_term::unit::names}, "document.payment_method"},
    {exclusion::prepaid, {"percent", rule_term::unit::percent, 100}, "document.prepaid"},
    {exclusion::intercompany, {}, "intercompany"},
    {exclusion::returned, {}, "document.direction"},
    {exclusion::under_amount, {"amount", rule_term::unit::amount}, "document.amount"},
    {exclusion::shipped_goods, {}, "document.shipped"},
}};

// The member "exclusions" of a policy; absent: none. Throws `failure` duplicate_rule, bad_policy.
std::vector<exclusion_setting> read_exclusions(reader& document);

}  // namespace creditgate
