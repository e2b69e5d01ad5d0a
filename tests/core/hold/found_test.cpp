// SPDX-License-Identifier: Apache-2.0
//
// What a hold keeps of the decision that held it: by how much the limit that is exceeded by most
// is, and how many days the oldest invoice is late.
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
        const hold_finding found = found_by(given::answer(asked), asked.facts.rates);
        EXPECT_EQ(row.excess_minor, found.excess_minor) << row.name;
        EXPECT_EQ(row.days_overdue, found.overdue.days) << row.name;
        asked.rules.rules.clear();
        const hold_finding unminded = found_by(given::answer(asked), asked.facts.rates);
        EXPECT_EQ(row.days_overdue, unminded.overdue.days) << row.name << ", which no rule minds";
    }
}

// An order of 100.00 EUR of a customer with nothing else open, in a group of USD. Each limit is one
// cent higher than it, as high, and one cent lower.
struct limit_row {
    const char* name;
    rule minds;
    credit_limit own;
    const char* group_usd;  // at 2 USD for 1 EUR; "": he is in none
    const char* insured;
    const char* bucket;  // "": it has no limit of its own
    std::int64_t excess_minor;
};

given::question asked_by(const limit_row& row) {
    given::question asked = given::order_of(given::eur("100.00"));
    asked.rules.rules = {given::rule_of(row.minds, outcome::hold)};
    asked.rules.rules[0].threshold_share = {10'000};
    asked.facts.account.limit = row.own;
    asked.facts.rates = {given::rate("EUR", "1"), given::rate("USD", "2")};
    if (row.group_usd[0] != 0) {
        const credit_limit shared = credit_limit::of(given::amount(row.group_usd, "USD"));
        asked.facts.groups = {{{7, group_kind::group, "Harbour", given::unit("USD"), shared}, {}}};
    }
    if (row.insured[0] != 0) {
        asked.facts.account.guarantees = {
            {guarantee_kind::insurance, given::eur(row.insured), {10'000}}};
    }
    if (row.bucket[0] != 0) {
        given::setting_of(asked.rules, bucket::open_order).limit = given::eur(row.bucket);
    }
    return asked;
}

TEST(found, the_excess_is_over_whichever_limit_the_rules_look_at) {
    const credit_limit unlimited = credit_limit::unlimited();
    const limit_row rows[] = {
        {"own", rule::limit, credit_limit::of(given::eur("99.99")), "", "", "", 1},
        {"as high", rule::limit, credit_limit::of(given::eur("100.00")), "", "", "", 0},
        {"group's", rule::group_limit, unlimited, "199.98", "", "", 1},
        {"group's, as high", rule::group_limit, unlimited, "200.00", "", "", 0},
        {"insured", rule::insured_limit, unlimited, "", "99.99", "", 1},
        {"insured, as high", rule::insured_limit, unlimited, "", "100.00", "", 0},
        {"not insured", rule::insured_limit, unlimited, "", "", "", 10'000},
        {"bucket's", rule::bucket_limit, unlimited, "", "", "99.99", 1},
        {"bucket's, as high", rule::bucket_limit, unlimited, "", "", "100.00", 0},
        {"expired", rule::limit_expired, credit_limit::none(), "", "", "", 10'000},
    };
    for (const limit_row& row : rows) {
        given::question asked = asked_by(row);
        if (row.minds == rule::limit_expired) {
            asked.facts.account.terms.valid.to = given::day("2026-11-23");
        }
        EXPECT_EQ(row.excess_minor, found_by(given::answer(asked), asked.facts.rates).excess_minor)
            << row.name;
    }
    // Of several the largest.
    given::question both =
        asked_by({"", rule::limit, credit_limit::of(given::eur("90.00")), "100.00", "", "", 0});
    both.rules.rules.push_back(given::rule_of(rule::group_limit, outcome::warn));
    both.rules.rules[1].threshold_share = {10'000};
    EXPECT_EQ(5'000, found_by(given::answer(both), both.facts.rates).excess_minor);
    both.facts.groups[0].group.limit = credit_limit::of(given::amount("190.00", "USD"));
    EXPECT_EQ(1'000, found_by(given::answer(both), both.facts.rates).excess_minor);
}

TEST(found, nobody_knows_an_excess_without_a_rate) {
    struct row {
        const char* name;
        const char* document_in;
        const char* open_in;
        std::vector<fx_rate> rates;
        bool known;
    };
    const std::vector<fx_rate> all = {given::rate("EUR", "1"), given::rate("USD", "2")};
    const row rows[] = {{"document", "USD", "EUR", {}, false},
                        {"exposure", "EUR", "USD", {}, false},
                        {"both with a rate", "USD", "USD", all, true},
                        {"neither needs one", "EUR", "EUR", {}, true}};
    for (const row& each : rows) {
        given::question asked = given::order_of(given::amount("100.00", each.document_in));
        asked.facts.lines = {given::orders(given::amount("10.00", each.open_in))};
        asked.facts.rates = each.rates;
        asked.rules.rules = {given::limit_rule(outcome::hold)};
        EXPECT_EQ(each.known,
                  found_by(given::answer(asked), asked.facts.rates).excess_minor.has_value())
            << each.name;
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

TEST(forced_hold_rule, holds_a_return_too_at_which_no_other_rule_looks) {
    given::question asked = given::order_of(given::eur("6000.00"));
    asked.facts.account.blocked = true;
    asked.rules.rules = {given::rule_of(rule::account_blocked, outcome::hold),
                         given::limit_rule(outcome::hold)};
    asked.event.way = direction::returned;
    EXPECT_EQ(given::told(asked), "approve");
    asked.facts.forced = forced_hold{3, "carl", "fraud case"};
    EXPECT_EQ(given::told(asked), "hold [hold forced_hold]");
    EXPECT_EQ(exclusion::returned, given::answer(asked).excluded_by->kind);
    asked.event.way = direction::sale;
    EXPECT_EQ(given::told(asked),
              "hold [hold forced_hold; hold account_blocked; hold limit 6000.00 EUR > 5000.00 "
              "EUR]");
}

}  // namespace
}  // namespace creditgate
