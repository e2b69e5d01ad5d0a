// SPDX-License-Identifier: Apache-2.0
//
// What comes before what: the more specific line, the group before the own limit, the stronger
// outcome, a person's hold before everything. Customer 42 is in company 1, in risk class B and in
// the group Harbour.
#include <gtest/gtest.h>

#include "core/archive/words.hpp"
#include "tests/core/given.hpp"

namespace creditgate {
namespace {

using given::eur;
using given::order_of;
using given::orders;
using given::question;
using given::told;

const scope scopes[] = {{},
                        {scope_kind::company, 1, ""},
                        {scope_kind::risk_class, 0, "B"},
                        {scope_kind::group, 0, "Harbour"},
                        {scope_kind::customer, 42, ""}};

question of_42(const money& amount) {
    question asked = order_of(amount);
    asked.facts.account.risk_class = "B";
    asked.facts.groups = {
        {{7, group_kind::group, "Harbour", given::unit("EUR"), credit_limit::none()}, {}}};
    return asked;
}

rule_setting at_most(const char* threshold, const scope& whom) {
    rule_setting line = given::document_value_rule(outcome::hold, eur(threshold));
    line.whom = whom;
    return line;
}

// "approve", or "hold above 5.00 by the line for a group".
std::string ends(const std::vector<rule_setting>& lines, const char* document) {
    question asked = of_42(eur(document));
    asked.rules.rules = lines;
    const decision made = answer(asked);
    std::string text(word(made.result));
    for (const reason& why : made.reasons) {
        text += " above " + format_amount(std::get<money>(why.threshold)) + " by the line for " +
                std::string(word(why.whom.kind));
    }
    return text;
}

// Every pair, whichever of the two stands first, is stricter, or is off.
TEST(scopes, the_more_specific_line_wins_and_is_the_one_that_is_told) {
    for (std::size_t wide = 0; wide < std::size(scopes); ++wide) {
        for (std::size_t narrow = wide + 1; narrow < std::size(scopes); ++narrow) {
            const std::string by = " by the line for " + std::string(word(scopes[narrow].kind));
            const rule_setting strict = at_most("5.00", scopes[narrow]);
            const rule_setting above_it = at_most("9.00", scopes[wide]);
            EXPECT_EQ("approve", ends({above_it, strict}, "5.00")) << by;
            EXPECT_EQ("hold above 5.00" + by, ends({above_it, strict}, "5.01"));
            EXPECT_EQ("hold above 5.00" + by, ends({strict, above_it}, "5.01"));
            const rule_setting lax = at_most("9.00", scopes[narrow]);
            const rule_setting below_it = at_most("5.00", scopes[wide]);
            EXPECT_EQ("approve", ends({below_it, lax}, "9.00")) << by;
            EXPECT_EQ("hold above 9.00" + by, ends({below_it, lax}, "9.01"));
            EXPECT_EQ("hold above 9.00" + by, ends({lax, below_it}, "9.01"));
            rule_setting off = at_most("0.00", scopes[narrow]);
            off.at_checkpoint.fill(outcome::approve);
            EXPECT_EQ("approve", ends({below_it, off}, "9.01")) << by;
            EXPECT_EQ("approve", ends({off, below_it}, "9.01")) << by;
        }
    }
}

// With each one taken away, the next takes its place.
TEST(scopes, follow_each_other_from_the_customer_to_all) {
    const char* const thresholds[] = {"9.00", "8.00", "7.00", "6.00", "5.00"};
    std::vector<rule_setting> lines;
    for (std::size_t i = 0; i < std::size(scopes); ++i) {
        lines.push_back(at_most(thresholds[i], scopes[i]));
    }
    for (const char* told :
         {"hold above 5.00 by the line for customer", "hold above 6.00 by the line for group",
          "hold above 7.00 by the line for risk_class", "hold above 8.00 by the line for company",
          "hold above 9.00 by the line for all", "approve"}) {
        EXPECT_EQ(told, ends(lines, "10.00"));
        if (!lines.empty()) lines.pop_back();
    }
}

// The others of the group have 3,000.00 open, the customer 1,000.00.
question sharing(const credit_limit& shared, const credit_limit& own, const char* document) {
    question asked = of_42(eur(document));
    asked.facts.groups[0].group.limit = shared;
    asked.facts.groups[0].others = {orders(eur("3000.00"))};
    asked.facts.account.limit = own;
    asked.facts.lines = {orders(eur("1000.00"))};
    asked.rules.rules = {given::limit_rule(outcome::hold),
                         given::rule_of(rule::no_limit_set, outcome::hold),
                         given::rule_of(rule::group_limit, outcome::hold)};
    asked.rules.rules[2].threshold_share = {10'000};
    return asked;
}

// "approve", or the rules that hold it, in their order, and what still fits.
std::string held_by(const question& asked) {
    const decision made = answer(asked);
    std::string text;
    for (const reason& why : made.reasons) {
        text += (text.empty() ? "" : ", ") + std::string(word(why.kind));
    }
    if (text.empty()) return std::string(word(made.result));
    const auto fits = given::ways_of(asked, {}).fits;
    return text + (fits ? "; fits " + format_amount(*fits) : "");
}

TEST(group_and_own_limit, the_group_is_told_first_and_the_smaller_room_counts) {
    struct row {
        const char* shared;
        const char* own;
        const char* document;
        const char* held_by;
    };
    const row rows[] = {
        {"4500.00", "1500.00", "500.00", "approve"},
        {"4500.00", "1500.00", "500.01", "group_limit, limit; fits 500.00"},
        {"4499.99", "1500.00", "499.99", "approve"},
        {"4499.99", "1500.00", "500.00", "group_limit; fits 499.99"},
        {"4499.99", "1500.00", "500.01", "group_limit, limit; fits 499.99"},
        {"4500.00", "1499.99", "499.99", "approve"},
        {"4500.00", "1499.99", "500.00", "limit; fits 499.99"},
        {"4500.00", "1499.99", "500.01", "group_limit, limit; fits 499.99"},
        {"3999.99", "9000.00", "0.00", "group_limit"},
        {"4000.00", "9000.00", "0.00", "approve"},
    };
    for (const row& each : rows) {
        EXPECT_EQ(each.held_by, held_by(sharing(credit_limit::of(eur(each.shared)),
                                                credit_limit::of(eur(each.own)), each.document)))
            << "of " << each.shared << " and " << each.own << " for " << each.document;
    }
}

// Complaint 14 of the field: 0 is not none, and none is not unlimited, of a group either.
TEST(group_and_own_limit, none_0_and_unlimited_are_three_things_each) {
    const credit_limit none = credit_limit::none();
    const credit_limit nothing = credit_limit::of(eur("0.00"));
    const credit_limit unlimited = credit_limit::unlimited();
    struct row {
        const char* what;
        credit_limit shared;
        credit_limit own;
        const char* held_by;
    };
    const row rows[] = {
        {"no group limit, none of his own", none, none, "no_limit_set"},
        {"no group limit, 0", none, nothing, "limit; fits 0.00"},
        {"no group limit, unlimited", none, unlimited, "approve"},
        {"0, and none of his own", nothing, none, "no_limit_set, group_limit"},
        {"0 and 0", nothing, nothing, "group_limit, limit; fits 0.00"},
        {"0 and unlimited", nothing, unlimited, "group_limit; fits 0.00"},
        {"unlimited, and none of his own", unlimited, none, "no_limit_set"},
        {"unlimited and 0", unlimited, nothing, "limit; fits 0.00"},
        {"unlimited both", unlimited, unlimited, "approve"},
    };
    for (const row& each : rows) {
        EXPECT_EQ(each.held_by, held_by(sharing(each.shared, each.own, "0.01"))) << each.what;
    }
}

TEST(outcomes, of_three_reasons_end_in_the_strongest) {
    const outcome all[] = {outcome::approve, outcome::warn, outcome::hold, outcome::reject};
    for (const outcome of_value : all) {
        for (const outcome of_limit : all) {
            for (const outcome of_block : all) {
                question asked = order_of(eur("5000.01"));
                asked.facts.account.blocked = true;
                asked.rules.rules = {given::document_value_rule(of_value, eur("1.00")),
                                     given::limit_rule(of_limit),
                                     given::rule_of(rule::account_blocked, of_block)};
                const decision made = answer(asked);
                EXPECT_EQ(word(std::max({of_value, of_limit, of_block})), word(made.result));
                // The reasons stay in the order of the rules, however strong.
                EXPECT_TRUE(std::is_sorted(
                    made.reasons.begin(), made.reasons.end(),
                    [](const reason& a, const reason& b) { return a.kind < b.kind; }));
            }
        }
    }
}

// A release turns a hold into an approval; what is stronger, and what is weaker, stays.
TEST(outcomes, are_released_up_to_a_hold) {
    for (const auto& [effect, result] :
         {std::pair{outcome::warn, "warn"}, std::pair{outcome::hold, "approve"},
          std::pair{outcome::reject, "reject"}}) {
        question asked = order_of(eur("5000.01"));
        asked.facts.release = usable_release{3, eur("5000.01"), "carl"};
        asked.rules.rules = {given::limit_rule(effect)};
        EXPECT_EQ(result, word(answer(asked).result));
    }
}

struct passing_row {
    const char* what;
    void (*make)(question&);
};

// All that lets a document pass leaves a hold by hand; each of these is approved without it.
TEST(forced_hold, stays_whatever_passes) {
    const passing_row rows[] = {
        {"nothing is wrong", [](question&) {}},
        {"unlimited",
         [](question& asked) {
             asked.facts.account.limit = credit_limit::unlimited();
             asked.rules.rules = {given::limit_rule(outcome::hold)};
         }},
        {"no rule is on",
         [](question& asked) {
             asked.facts.account.blocked = true;
             asked.rules.rules = {given::rule_of(rule::account_blocked, outcome::approve)};
         }},
        {"no limit, and no rule that minds",
         [](question& asked) {
             asked.facts.account.limit = credit_limit::none();
             asked.rules.rules = {given::rule_of(rule::forced_hold, outcome::hold),
                                  given::limit_rule(outcome::hold)};
         }},
        {"paid in advance",
         [](question& asked) {
             asked.event.prepaid = asked.event.amount;
             exclusion_setting line{exclusion::prepaid};
             line.at_checkpoint.fill(true);
             line.share = {10'000};
             line.even_blocked = true;
             asked.rules.exclusions = {line};
         }},
        {"of the same firm",
         [](question& asked) {
             asked.event.intercompany = true;
             exclusion_setting line{exclusion::intercompany};
             line.at_checkpoint.fill(true);
             asked.rules.exclusions = {line};
         }},
        {"worth nothing", [](question& asked) { asked.event.amount = eur("0.00"); }},
    };
    for (const passing_row& each : rows) {
        question asked = order_of(eur("10.00"));
        each.make(asked);
        EXPECT_EQ("approve", told(asked)) << each.what;
        asked.facts.forced = forced_hold{3, "carl", "fraud case"};
        EXPECT_EQ("hold [hold forced_hold]", told(asked)) << each.what;
        for (const checkpoint later : {checkpoint::pick, checkpoint::ship, checkpoint::invoice}) {
            asked.event.where = later;
            EXPECT_EQ("hold [hold forced_hold]", told(asked)) << each.what;
        }
    }
}

// A person's hold comes first, and a stronger reason beside it still decides.
TEST(forced_hold, is_the_first_reason) {
    question asked = order_of(eur("5000.01"));
    asked.facts.forced = forced_hold{3, "carl", "fraud case"};
    asked.facts.account.blocked = true;
    asked.rules.rules = {given::limit_rule(outcome::warn),
                         given::rule_of(rule::account_blocked, outcome::reject)};
    EXPECT_EQ(
        "reject [hold forced_hold; reject account_blocked; "
        "warn limit 5000.01 EUR > 5000.00 EUR]",
        told(asked));
}

struct kind_row {
    exclusion kind;
    void (*make)(exclusion_setting&);
};

// An invoice that every exclusion leaves out: the first of their order is named, and with each one
// taken away the next.
TEST(exclusions, follow_each_other_in_their_order) {
    const kind_row rows[] = {
        {exclusion::cash_sale, [](exclusion_setting& line) { line.names = {"cash"}; }},
        {exclusion::prepaid, [](exclusion_setting& line) { line.share = {10'000}; }},
        {exclusion::intercompany, [](exclusion_setting&) {}},
        {exclusion::under_amount, [](exclusion_setting& line) { line.amount = eur("10.01"); }},
        {exclusion::shipped_goods, [](exclusion_setting&) {}},
    };
    question asked = order_of(eur("10.00"));
    asked.event.document = {document_kind::invoice, 7};
    asked.event.payment_method = "cash";
    asked.event.prepaid = eur("10.00");
    asked.event.intercompany = true;
    asked.event.shipped = eur("10.00");
    for (const kind_row& each : rows) {
        exclusion_setting line{each.kind};
        line.at_checkpoint.fill(true);
        each.make(line);
        asked.rules.exclusions.insert(asked.rules.exclusions.begin(), line);
    }
    for (const kind_row& each : rows) {
        ASSERT_TRUE(answer(asked).excluded_by);
        EXPECT_EQ(word(each.kind), word(answer(asked).excluded_by->kind));
        asked.rules.exclusions.pop_back();
    }
    EXPECT_FALSE(answer(asked).excluded_by);
}

}  // namespace
}  // namespace creditgate
