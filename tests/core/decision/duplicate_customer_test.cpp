// SPDX-License-Identifier: Apache-2.0
//
// Suspicion that the customer is there twice: whom the reason names.
#include <gtest/gtest.h>

#include "tests/core/given.hpp"

namespace creditgate {
namespace {

using given::eur;
using given::question;
using given::told;

question customer_like(std::size_t others, outcome effect) {
    question asked = given::order_of(eur("1.00"));
    asked.rules.rules = {given::rule_of(rule::duplicate_customer, effect)};
    for (std::size_t i = 1; i <= others; ++i) {
        asked.facts.payer.like.push_back({{static_cast<std::int64_t>(i)}, "H"});
    }
    return asked;
}

TEST(duplicate_customer_rule, names_the_others_of_many_the_first_five) {
    struct row {
        std::size_t others;
        const char* ends;
    };
    const row rows[] = {
        {0, "approve"},
        {1, "hold [hold duplicate_customer H (1)]"},
        {2, "hold [hold duplicate_customer H (1), H (2)]"},
        {5, "hold [hold duplicate_customer H (1), H (2), H (3), H (4), H (5)]"},
        {6, "hold [hold duplicate_customer H (1), H (2), H (3), H (4), H (5), ...]"},
    };
    for (const row& each : rows) {
        EXPECT_EQ(told(customer_like(each.others, outcome::hold)), each.ends) << each.others;
    }
    EXPECT_EQ(told(customer_like(1, outcome::warn)), "warn [warn duplicate_customer H (1)]");
}

TEST(duplicate_customer_rule, is_cleared_by_no_payment) {
    const question asked = customer_like(1, outcome::hold);
    EXPECT_EQ(told(given::ways_of(asked, {})), "nothing");
}

}  // namespace
}  // namespace creditgate
