// SPDX-License-Identifier: Apache-2.0
//
// What a hold keeps of the check that held it: by how much the credit limit is exceeded, and how
// many days the oldest invoice is late.
#include <gtest/gtest.h>

#include "core/hold/hold.hpp"
#include "tests/core/given.hpp"

namespace creditgate {
namespace {

struct found_row {
    const char* name;
    credit_limit limit;
    const char* order;
    const char* due;  // of an invoice of 100.00
    std::int64_t excess_minor;
    int days_overdue;
};

TEST(found, is_what_a_worklist_sorts_by) {
    const found_row rows[] = {
        {"within", credit_limit::of(given::eur("110.00")), "10.00", "2026-11-24", 0, 0},
        {"a cent over", credit_limit::of(given::eur("109.99")), "10.00", "2026-11-24", 1, 0},
        {"a day late", credit_limit::of(given::eur("110.00")), "10.00", "2026-11-23", 0, 1},
        {"both", credit_limit::of(given::eur("0.00")), "10.00", "2026-11-14", 11'000, 10},
        {"no limit", credit_limit::none(), "10.00", "2026-11-24", 1'000, 0},
        {"unlimited", credit_limit::unlimited(), "10.00", "2026-11-24", 0, 0},
    };
    for (const found_row& row : rows) {
        given::question asked = given::order_of(given::eur(row.order));
        asked.facts.account.limit = row.limit;
        asked.facts.lines = {given::invoice(given::eur("100.00"), row.due)};
        asked.rules.rules = {given::rule_of(rule::no_limit_set, outcome::hold),
                             given::limit_rule(outcome::hold),
                             given::days_overdue_rule(outcome::hold, 0)};
        const hold_finding found = found_by(given::answer(asked));
        EXPECT_EQ(row.excess_minor, found.excess_minor) << row.name;
        EXPECT_EQ(row.days_overdue, found.overdue.days) << row.name;
    }
}

TEST(forced_hold_rule, holds_without_a_line_of_the_policy_and_does_what_a_line_says) {
    given::question asked = given::order_of(given::eur("10.00"));
    EXPECT_EQ(given::told(asked), "approve");
    asked.facts.forced = forced_hold{3, "carl", "fraud case"};
    EXPECT_EQ(given::told(asked), "hold [hold forced_hold]");
    asked.event.where = checkpoint::ship;
    EXPECT_EQ(given::told(asked), "hold [hold forced_hold]");
    asked.event.where = checkpoint::quote;
    EXPECT_EQ(given::told(asked), "warn [warn forced_hold]");
    asked.event.where = checkpoint::confirm;
    asked.rules.rules = {given::rule_of(rule::forced_hold, outcome::reject)};
    EXPECT_EQ(given::told(asked), "reject [reject forced_hold]");
}

}  // namespace
}  // namespace creditgate
