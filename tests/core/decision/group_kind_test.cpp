// SPDX-License-Identifier: Apache-2.0
//
// The limits that an account shares with those of its family, of its salesperson and of its
// department, each one step below, on it, and one step above. The customer of `order_of` has a
// limit of 5,000.00 EUR of his own.
#include <gtest/gtest.h>

#include "tests/core/given.hpp"

namespace creditgate {
namespace {

using given::eur;
using given::order_of;
using given::orders;
using given::question;
using given::told;

constexpr rule shared_limits[] = {rule::department_limit, rule::salesperson_limit,
                                  rule::group_limit};

// A group of this kind with this limit, the others of which have so much open.
group_facts group_of(group_kind kind, const char* name, const char* limit, const char* others) {
    return {{static_cast<std::int64_t>(kind) + 7, kind, name, given::unit("EUR"),
             credit_limit::of(eur(limit))},
            {orders(eur(others))}};
}

// The customer has 1,000.00 open; every rule of a group holds, in whichever order the policy names
// them.
question member_of(const std::vector<group_facts>& groups, const char* document) {
    question asked = order_of(eur(document));
    asked.facts.lines = {orders(eur("1000.00"))};
    asked.facts.groups = groups;
    asked.rules.rules = {given::limit_rule(outcome::hold)};
    for (const rule each : shared_limits) {
        asked.rules.rules.push_back(given::rule_of(each, outcome::hold));
        asked.rules.rules.back().threshold_share = {10'000};
    }
    return asked;
}

TEST(shared_limits, hold_from_one_cent_above_each_with_its_own_reason) {
    struct row {
        group_facts group;
        const char* document;
        const char* ends;
    };
    const group_facts sam = group_of(group_kind::salesperson, "Sam", "8000.00", "6000.00");
    const group_facts north = group_of(group_kind::department, "North", "8000.00", "6000.00");
    const row rows[] = {
        {sam, "999.99", "approve"},
        {sam, "1000.00", "approve"},
        {sam, "1000.01", "hold [hold salesperson_limit Sam 8000.01 EUR > 8000.00 EUR]"},
        {north, "999.99", "approve"},
        {north, "1000.00", "approve"},
        {north, "1000.01", "hold [hold department_limit North 8000.01 EUR > 8000.00 EUR]"},
    };
    for (const row& each : rows) {
        SCOPED_TRACE(each.group.group.name + ", an order of " + each.document);
        EXPECT_EQ(told(member_of({each.group}, each.document)), each.ends);
    }
}

TEST(shared_limits, are_all_tested_and_come_before_the_own_one) {
    struct row {
        const char* document;
        const char* ends;
        const char* ways;
    };
    const std::vector<group_facts> all{
        group_of(group_kind::group, "Harbour", "4000.00", "2000.00"),
        group_of(group_kind::salesperson, "Sam", "6000.00", "4000.00"),
        group_of(group_kind::department, "North", "9000.00", "6000.00")};
    const row rows[] = {
        {"1000.00", "approve", "nothing"},
        {"1000.01",
         "hold [hold group_limit Harbour 4000.01 EUR > 4000.00 EUR; "
         "hold salesperson_limit Sam 6000.01 EUR > 6000.00 EUR]",
         "pay 0.01 EUR, which suffices; fits 1000.00 EUR"},
        {"4000.01",
         "hold [hold group_limit Harbour 7000.01 EUR > 4000.00 EUR; "
         "hold salesperson_limit Sam 9000.01 EUR > 6000.00 EUR; "
         "hold department_limit North 11000.01 EUR > 9000.00 EUR; "
         "hold limit 5000.01 EUR > 5000.00 EUR]",
         "pay 3000.01 EUR, which suffices; fits 1000.00 EUR"},
    };
    for (const row& each : rows) {
        SCOPED_TRACE(each.document);
        const question asked = member_of(all, each.document);
        EXPECT_EQ(told(asked), each.ends);
        EXPECT_EQ(told(given::ways_of(asked, {})), each.ways);
    }
}

TEST(shared_limits, are_tested_by_the_rule_of_their_kind_alone) {
    for (const group_kind kind :
         {group_kind::group, group_kind::salesperson, group_kind::department}) {
        for (const group_kind other :
             {group_kind::group, group_kind::salesperson, group_kind::department}) {
            question asked = member_of({group_of(kind, "Shared", "0.00", "0.00")}, "1.00");
            asked.rules.rules = {asked.rules.rules.at(3 - static_cast<std::size_t>(other))};
            EXPECT_EQ(given::answer(asked).result,
                      kind == other ? outcome::hold : outcome::approve);
        }
    }
}

// A department has a limit in dollars, of which a euro is 1.25.
TEST(shared_limits, are_each_compared_in_their_own_currency) {
    question asked = member_of({group_of(group_kind::salesperson, "Sam", "8000.00", "6000.00"),
                                group_of(group_kind::department, "North", "8000.00", "6000.00")},
                               "1000.00");
    asked.facts.groups[1].group.unit = given::unit("USD");
    asked.facts.groups[1].group.limit = credit_limit::of(given::amount("10000.00", "USD"));
    asked.facts.rates = {given::rate("EUR", "1"), given::rate("USD", "1.25")};
    EXPECT_EQ(told(asked), "approve");
    asked.event.amount = eur("1000.01");
    EXPECT_EQ(told(asked),
              "hold [hold salesperson_limit Sam 8000.01 EUR > 8000.00 EUR; "
              "hold department_limit North 10000.01 USD > 10000.00 USD]");
    asked.facts.rates.clear();
    asked.rules.rules.push_back(given::rule_of(rule::rate_missing, outcome::hold));
    EXPECT_EQ(told(asked),
              "hold [hold rate_missing; hold salesperson_limit Sam 8000.01 EUR > 8000.00 EUR]");
}

}  // namespace
}  // namespace creditgate
