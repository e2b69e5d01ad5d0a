// SPDX-License-Identifier: Apache-2.0
//
// Custom rules: each comparison one step below its threshold, on it and one step above, each fact
// with what it is, and what is not known. The day is 2026-11-24; the limit is 5,000.00.
#include "core/decision/custom.hpp"

#include <gtest/gtest.h>

#include "core/archive/custom_words.hpp"
#include "core/policy/lines.hpp"
#include "tests/core/given.hpp"

namespace creditgate {
namespace {

using given::condition;
using given::custom_line;
using given::day;
using given::eur;
using given::order_of;
using given::question;
using given::told;
using names = std::vector<std::string>;

std::string ends(question asked, std::vector<custom_condition> when) {
    asked.rules.rules = {custom_line("Ours", std::move(when))};
    return std::string(word(answer(asked).result));
}

// Whether each comparison holds below the threshold, on it and above.
struct step_row {
    const char* how;
    const char* below;
    const char* on;
    const char* above;
};
const step_row steps[] = {
    {"more_than", "approve", "approve", "hold"}, {"at_least", "approve", "hold", "hold"},
    {"less_than", "hold", "approve", "approve"}, {"at_most", "hold", "hold", "approve"},
    {"is", "approve", "hold", "approve"},        {"is_not", "hold", "approve", "hold"},
};

TEST(custom_rule, compares_amounts_to_the_cent) {
    for (const step_row& row : steps) {
        const auto when = condition("document.amount", row.how, eur("100.00"));
        EXPECT_EQ(row.below, ends(order_of(eur("99.99")), {when})) << row.how;
        EXPECT_EQ(row.on, ends(order_of(eur("100.00")), {when})) << row.how;
        EXPECT_EQ(row.above, ends(order_of(eur("100.01")), {when})) << row.how;
    }
}

TEST(custom_rule, compares_days_to_the_day) {
    for (const step_row& row : steps) {
        const auto when = condition("customer.known_days", row.how, day_count{90});
        const auto known_since = [&](const char* on) {
            question asked = order_of(eur("1.00"));
            asked.facts.payer.known_since = day(on);
            return ends(asked, {when});
        };
        EXPECT_EQ(row.below, known_since("2026-08-27")) << row.how;
        EXPECT_EQ(row.on, known_since("2026-08-26")) << row.how;
        EXPECT_EQ(row.above, known_since("2026-08-25")) << row.how;
    }
}

TEST(custom_rule, compares_dates_to_the_day) {
    for (const step_row& row : steps) {
        const auto when = condition("document.ship_date", row.how, day("2026-12-24"));
        const auto shipped = [&](const char* on) {
            question asked = order_of(eur("1.00"));
            asked.event.ship_date = day(on);
            return ends(asked, {when});
        };
        EXPECT_EQ(row.below, shipped("2026-12-23")) << row.how;
        EXPECT_EQ(row.on, shipped("2026-12-24")) << row.how;
        EXPECT_EQ(row.above, shipped("2026-12-25")) << row.how;
    }
}

TEST(custom_rule, compares_numbers_of_items) {
    for (const step_row& row : steps) {
        const auto when = condition("exposure.overdue.items", row.how, item_count{2});
        const auto overdue = [&](std::size_t items) {
            question asked = order_of(eur("1.00"));
            asked.facts.lines.assign(items, given::invoice(eur("5.00"), "2026-11-01"));
            return ends(asked, {when});
        };
        EXPECT_EQ(row.below, overdue(1)) << row.how;
        EXPECT_EQ(row.on, overdue(2)) << row.how;
        EXPECT_EQ(row.above, overdue(3)) << row.how;
    }
}

TEST(custom_rule, compares_dunning_levels) {
    for (const step_row& row : steps) {
        const auto when = condition("dunning_level", row.how, dunning_level{2});
        const auto reminded = [&](int level) {
            question asked = order_of(eur("1.00"));
            asked.event.dunning = dunning_level{level};
            return ends(asked, {when});
        };
        EXPECT_EQ(row.below, reminded(1)) << row.how;
        EXPECT_EQ(row.on, reminded(2)) << row.how;
        EXPECT_EQ(row.above, reminded(3)) << row.how;
    }
}

// 80 % of 5,000.00 is 4,000.00: with the document, or before it.
TEST(custom_rule, compares_shares_of_the_limit_to_the_cent) {
    for (const step_row& row : steps) {
        const auto used = condition("limit_used", row.how, ratio{80, 100});
        EXPECT_EQ(row.below, ends(order_of(eur("3999.99")), {used})) << row.how;
        EXPECT_EQ(row.on, ends(order_of(eur("4000.00")), {used})) << row.how;
        EXPECT_EQ(row.above, ends(order_of(eur("4000.01")), {used})) << row.how;
        const auto before = [&](const char* open) {
            question asked = order_of(eur("5000.00"));
            asked.facts.lines = {given::orders(eur(open))};
            return ends(asked, {condition("utilisation", row.how, ratio{80, 100})});
        };
        EXPECT_EQ(row.below, before("3999.99")) << row.how;
        EXPECT_EQ(row.on, before("4000.00")) << row.how;
        EXPECT_EQ(row.above, before("4000.01")) << row.how;
    }
}

// A limit of 0 is no credit: the smallest document uses more of it than any percentage says.
TEST(custom_rule, finds_a_limit_of_nothing_used_up_by_anything) {
    struct row {
        const char* document;
        const char* how;
        int percent;
        const char* ends;
    };
    const row rows[] = {
        {"0.01", "more_than", 10'000, "hold"},
        {"0.01", "at_most", 10'000, "approve"},
        {"0.01", "is", 100, "approve"},
        {"0.00", "more_than", 0, "approve"},
        {"0.00", "is", 0, "hold"},
        {"0.00", "less_than", 1, "hold"},
    };
    for (const row& each : rows) {
        question asked = order_of(eur(each.document));
        asked.facts.account.limit = credit_limit::of(eur("0.00"));
        EXPECT_EQ(each.ends,
                  ends(asked, {condition("limit_used", each.how, ratio{each.percent, 100})}))
            << each.document << " " << each.how << " " << each.percent;
    }
}

// What is unallocated is below 0 where it is something.
TEST(custom_rule, compares_amounts_below_nothing) {
    for (const step_row& row : steps) {
        const auto unallocated = [&](const char* paid) {
            question asked = order_of(eur("1.00"));
            asked.facts.lines = {given::line(exposure_source::payment, eur(paid))};
            return ends(asked, {condition("exposure.unallocated", row.how, eur("-50.00"))});
        };
        EXPECT_EQ(row.below, unallocated("-50.01")) << row.how;
        EXPECT_EQ(row.on, unallocated("-50.00")) << row.how;
        EXPECT_EQ(row.above, unallocated("-49.99")) << row.how;
    }
}

TEST(custom_rule, compares_words_as_they_are) {
    struct row {
        const char* method;
        const char* how;
        names words;
        const char* ends;
    };
    const row rows[] = {
        {"cheque", "is", {"cheque"}, "hold"},
        {"Cheque", "is", {"cheque"}, "approve"},
        {"cheque", "is_not", {"cheque"}, "approve"},
        {"cash", "is_not", {"cheque"}, "hold"},
        {"cash", "is_one_of", {"cheque", "cash"}, "hold"},
        {"card", "is_one_of", {"cheque", "cash"}, "approve"},
        // Of what the host does not tell nothing holds, not even that it is not so.
        {"", "is", {"cheque"}, "approve"},
        {"", "is_not", {"cheque"}, "approve"},
        {"", "is_one_of", {"cheque"}, "approve"},
    };
    for (const row& each : rows) {
        question asked = order_of(eur("1.00"));
        asked.event.payment_method = each.method;
        EXPECT_EQ(each.ends,
                  ends(asked, {condition("document.payment_method", each.how, each.words)}))
            << each.method << " " << each.how;
    }
}

question busy() {
    question asked = order_of(eur("10.00"));
    asked.event.payment_method = "cheque";
    asked.event.salesperson = "sam";
    asked.event.ship_date = day("2026-12-01");
    asked.event.payment_term = day_count{30};
    asked.event.dunning = dunning_level{3};
    asked.event.ordering_party = customer_id{43};
    asked.facts.account.risk_class = "B";
    asked.facts.account.rating_grade = "AA";
    asked.facts.payer.known_since = day("2026-11-20");
    asked.facts.lines = {
        given::orders_to_ship(eur("1.00"), "2026-11-25"),
        given::orders_to_ship(eur("2.00"), "2027-11-25"),
        given::line(exposure_source::delivered_not_invoiced, eur("4.00")),
        given::line(exposure_source::draft_invoice, eur("8.00")),
        given::invoice(eur("16.00"), "2026-12-24"),
        given::invoice(eur("32.00"), "2026-11-17"),
        given::line(exposure_source::payment, eur("-64.00")),
        given::line(exposure_source::in_clearing, eur("128.00")),
        given::line(exposure_source::reservation, eur("256.00")),
    };
    asked.rules.buckets.horizon = day_count{30};
    return asked;
}

TEST(custom_rule, looks_at_each_fact) {
    struct row {
        const char* fact;
        fact_value is;
    };
    const row rows[] = {
        {"document.amount", eur("10.00")},
        {"document.kind", names{"order"}},
        {"document.payment_method", names{"cheque"}},
        {"document.payment_term_days", day_count{30}},
        {"document.ship_date", day("2026-12-01")},
        {"account.limit", eur("5000.00")},
        {"account.available", eur("4617.00")},
        {"account.risk_class", names{"B"}},
        {"account.rating_grade", names{"AA"}},
        {"exposure.total", eur("383.00")},
        {"exposure.open_order", eur("1.00")},
        {"exposure.open_order_beyond_horizon", eur("2.00")},
        {"exposure.delivered_not_invoiced", eur("4.00")},
        {"exposure.draft_invoice", eur("8.00")},
        {"exposure.open_item_not_due", eur("16.00")},
        {"exposure.open_item_overdue", eur("32.00")},
        {"exposure.unallocated", eur("-64.00")},
        {"exposure.in_clearing", eur("128.00")},
        {"exposure.reservation", eur("256.00")},
        {"exposure.overdue.amount", eur("32.00")},
        {"exposure.overdue.days", day_count{7}},
        {"exposure.overdue.items", item_count{1}},
        {"utilisation", ratio{38'300, 500'000}},
        {"limit_used", ratio{39'300, 500'000}},
        {"dunning_level", dunning_level{3}},
        {"ordering_party_differs", true},
        {"salesperson", names{"sam"}},
        {"customer.known_days", day_count{4}},
        {"business_date", day("2026-11-24")},
    };
    ASSERT_EQ(custom_fact_count, std::size(rows));
    for (std::size_t i = 0; i < custom_fact_count; ++i) {
        const row& each = rows[i];
        const auto fact = static_cast<custom_fact>(i);
        EXPECT_EQ(each.fact, word(fact));
        EXPECT_EQ(each.is.index(), static_cast<std::size_t>(unit_of(fact))) << each.fact;
        question asked = busy();
        asked.rules.rules = {custom_line("Ours", {condition(each.fact, "is", each.is)})};
        const decision made = answer(asked);
        ASSERT_EQ(1U, made.reasons.size()) << each.fact;
        EXPECT_TRUE(made.reasons[0].conditions.at(0).value == each.is) << each.fact;
    }
}

TEST(custom_rule, of_other_documents_and_parties_is_told_as_well) {
    question asked = busy();
    asked.event.document.kind = document_kind::shipment;
    EXPECT_EQ("hold", ends(asked, {condition("document.kind", "is", names{"shipment"})}));
    asked.event.document.kind = document_kind::invoice;
    EXPECT_EQ("hold", ends(asked, {condition("document.kind", "is", names{"invoice"})}));
    const auto same = condition("ordering_party_differs", "is", false);
    EXPECT_EQ("approve", ends(asked, {same}));
    asked.event.ordering_party = asked.event.customer;
    EXPECT_EQ("hold", ends(asked, {same}));
    asked.event.ordering_party = std::nullopt;
    EXPECT_EQ("hold", ends(asked, {same}));
}

// Both would hold if what is not known were nothing, or everything.
TEST(custom_rule, does_not_hold_for_what_is_not_known) {
    struct row {
        const char* name;
        const char* fact;
        fact_value threshold;
        void (*make)(question&);
    };
    const auto without_limit = [](question& asked) {
        asked.facts.account.limit = credit_limit::none();
    };
    const auto unlimited = [](question& asked) {
        asked.facts.account.limit = credit_limit::unlimited();
    };
    const auto in_dollars = [](question& asked) {
        asked.event.amount = given::amount("10.00", "USD");
    };
    const row rows[] = {
        {"no limit", "account.limit", eur("100.00"), without_limit},
        {"unlimited", "account.limit", eur("100.00"), unlimited},
        {"no limit", "account.available", eur("100.00"), without_limit},
        {"unlimited", "account.available", eur("100.00"), unlimited},
        {"no limit", "limit_used", ratio{1, 100}, without_limit},
        {"unlimited", "limit_used", ratio{1, 100}, unlimited},
        {"no limit", "utilisation", ratio{1, 100}, without_limit},
        {"unlimited", "utilisation", ratio{1, 100}, unlimited},
        {"document without rate", "limit_used", ratio{1, 100}, in_dollars},
        {"document without rate", "document.amount", eur("10.00"), in_dollars},
        {"threshold without rate", "document.amount", given::amount("1.00", "USD"),
         [](question&) {}},
        {"no ship date", "document.ship_date", day("2026-12-01"), [](question&) {}},
        {"no payment term", "document.payment_term_days", day_count{10}, [](question&) {}},
        {"no dunning level", "dunning_level", dunning_level{1}, [](question&) {}},
    };
    for (const row& each : rows) {
        for (const char* how : {"more_than", "at_least", "less_than", "at_most", "is", "is_not"}) {
            question asked = order_of(eur("10.00"));
            each.make(asked);
            EXPECT_EQ("approve", ends(asked, {condition(each.fact, how, each.threshold)}))
                << each.name << ", " << each.fact << " " << how;
        }
    }
}

TEST(custom_rule, says_which_currency_has_no_rate) {
    question asked = order_of(eur("10.00"));
    asked.rules.rules = {custom_line("Ours", {condition("document.amount", "more_than",
                                                        given::amount("1.00", "USD"))}),
                         given::rule_of(rule::rate_missing, outcome::hold)};
    EXPECT_EQ(told(asked), "hold [hold rate_missing]");
    asked.facts.rates = {given::rate("EUR", "1"), given::rate("USD", "1.25")};
    EXPECT_EQ(told(asked), "hold [hold custom Ours 10.00 EUR > 0.80 EUR]");
}

TEST(custom_rule, holds_where_all_conditions_do) {
    struct row {
        const char* amount;
        const char* known_since;
        const char* ends;
    };
    const row rows[] = {
        {"1000.00", "2026-11-01", "approve"},
        {"1000.01", "2026-11-01", "hold [hold custom First 1000.01 EUR > 1000.00 EUR]"},
        {"1000.01", "2026-08-27", "hold [hold custom First 1000.01 EUR > 1000.00 EUR]"},
        {"1000.01", "2026-08-26", "approve"},
        {"1000.00", "2026-08-26", "approve"},
    };
    for (const row& each : rows) {
        question asked = order_of(eur(each.amount));
        asked.facts.payer.known_since = day(each.known_since);
        asked.rules.rules = {
            custom_line("First", {condition("customer.known_days", "less_than", day_count{90}),
                                  condition("document.amount", "more_than", eur("1000.00"))})};
        EXPECT_EQ(told(asked), each.ends) << each.amount << " since " << each.known_since;
    }
}

// Each name is a rule of its own: two stand side by side, and of one the most specific line wins.
TEST(custom_rules, are_told_apart_by_their_names) {
    const auto over = [](const char* name, const char* most, scope whom) {
        rule_setting line =
            custom_line(name, {condition("document.amount", "more_than", eur(most))});
        line.whom = whom;
        return line;
    };
    const scope customer_42{scope_kind::customer, 42, ""};
    const scope customer_43{scope_kind::customer, 43, ""};
    question asked = order_of(eur("50.00"));
    asked.rules.rules = {over("A", "10.00", {}), over("B", "20.00", {}),
                         over("A", "30.00", customer_42), over("A", "0.00", customer_43)};
    EXPECT_EQ(told(asked),
              "hold [hold custom B 50.00 EUR > 20.00 EUR; hold custom A 50.00 EUR > 30.00 EUR]");
    asked.rules.rules[2].at_checkpoint.fill(outcome::approve);
    EXPECT_EQ(told(asked), "hold [hold custom B 50.00 EUR > 20.00 EUR]");
}

}  // namespace
}  // namespace creditgate
