// SPDX-License-Identifier: Apache-2.0
//
// What a pilot has shown: each deal once, and what became of it.
#include "core/graduation/graduation.hpp"

#include <gtest/gtest.h>

#include "tests/core/given.hpp"

namespace creditgate {
namespace {

using given::day;
using given::eur;

document_key order(std::int64_t id) {
    return {document_kind::order, id};
}

piloted_decision decided(std::int64_t decision_id, document_key document, checkpoint where,
                         outcome found, std::int64_t deal = 17) {
    piloted_decision made{.amount = eur("100.00")};
    made.decision_id = decision_id;
    made.document = document;
    made.deal = order(deal);
    made.where = where;
    made.found = found;
    if (would_be_held(made)) made.held_by = {rule::limit};
    return made;
}

// The decision by which each deal is told, in their order: "3 hold; 5 approve".
std::string told(const std::vector<piloted_decision>& all) {
    std::string text;
    for (const piloted_decision& each : deals_of(all)) {
        text.append(text.empty() ? "" : "; ").append(std::to_string(each.decision_id));
        text.append(would_be_held(each) ? " held" : " passed");
    }
    return text;
}

TEST(pilot_deals, count_once_over_all_their_steps) {
    const document_key shipment{document_kind::shipment, 5};
    const auto at = [](std::int64_t id, checkpoint where, outcome found) {
        return decided(id, order(17), where, found);
    };
    const auto confirm = checkpoint::confirm;
    struct row {
        const char* name;
        std::vector<piloted_decision> decisions;
        const char* ends;
    };
    const row rows[] = {
        {"nothing", {}, ""},
        {"one", {at(1, confirm, outcome::hold)}, "1 held"},
        {"a refusal", {at(1, confirm, outcome::reject)}, "1 held"},
        {"a warning", {at(1, confirm, outcome::warn)}, "1 passed"},
        {"a quotation", {at(1, checkpoint::quote, outcome::warn)}, ""},
        {"confirmed, then shipped",
         {at(1, confirm, outcome::hold), decided(2, shipment, checkpoint::ship, outcome::hold)},
         "1 held"},
        {"held when it is shipped only",
         {at(1, confirm, outcome::approve), decided(2, shipment, checkpoint::ship, outcome::hold)},
         "2 held"},
        {"asked about again: the latest counts",
         {at(1, confirm, outcome::hold), at(2, confirm, outcome::approve)},
         "2 passed"},
        {"and the other way round",
         {at(1, confirm, outcome::approve), at(2, confirm, outcome::hold)},
         "2 held"},
        {"two deals",
         {decided(1, order(18), confirm, outcome::approve, 18), at(2, confirm, outcome::hold),
          decided(3, order(18), checkpoint::process, outcome::hold, 18)},
         "3 held; 2 held"},
    };
    for (const row& each : rows) EXPECT_EQ(told(each.decisions), each.ends) << each.name;
}

struct fate_row {
    const char* name;
    std::vector<payment_days> items;
    bool is_there;
    pilot_fate became;
    int days_late;
};

TEST(pilot_deals, became_what_the_worst_of_their_invoices_became) {
    const date due = day("2026-11-10");
    const auto paid = [&](const char* when) { return payment_days{due, day(when)}; };
    const fate_row rows[] = {
        {"nothing invoiced", {}, true, pilot_fate::not_invoiced, 0},
        {"cancelled", {}, false, pilot_fate::gone, 0},
        {"cancelled, and invoiced before", {paid("2026-11-10")}, false, pilot_fate::in_time, 0},
        {"paid on the day", {paid("2026-11-10")}, true, pilot_fate::in_time, 0},
        {"a day later", {paid("2026-11-11")}, true, pilot_fate::late, 1},
        {"due today", {{day("2026-11-24"), {}}}, true, pilot_fate::open, 0},
        {"due yesterday", {{day("2026-11-23"), {}}}, true, pilot_fate::unpaid, 1},
        {"no day told, open", {{{}, {}}}, true, pilot_fate::open, 0},
        {"no day told, paid", {{{}, day("2026-11-20")}}, true, pilot_fate::in_time, 0},
        {"one in time, one open",
         {paid("2026-11-01"), {day("2026-12-01"), {}}},
         true,
         pilot_fate::open,
         0},
        {"one late, one open",
         {paid("2026-11-12"), {day("2026-12-01"), {}}},
         true,
         pilot_fate::late,
         2},
        {"one late by more than the other is overdue",
         {paid("2026-11-23"), {day("2026-11-20"), {}}},
         true,
         pilot_fate::unpaid,
         13},
    };
    for (const fate_row& each : rows) {
        const pilot_case found = case_of(decided(1, order(17), checkpoint::confirm, outcome::hold),
                                         {each.items, each.is_there}, day("2026-11-24"));
        EXPECT_EQ(found.became, each.became) << each.name;
        EXPECT_EQ(found.days_late, each.days_late) << each.name;
    }
}

pilot_case became(pilot_fate fate, outcome found, const char* amount,
                  std::vector<std::pair<group_kind, std::string>> groups = {}) {
    pilot_case made{decided(1, order(17), checkpoint::confirm, found), fate};
    made.decided.amount = eur(amount);
    made.decided.groups = std::move(groups);
    return made;
}

// "3: 1 in time, 1 late, 0 unpaid, 1 open, 0 gone".
std::string told(const pilot_tally& sum) {
    return std::to_string(sum.all.documents) + ": " + std::to_string(sum.in_time.documents) +
           " in time, " + std::to_string(sum.late.documents) + " late, " +
           std::to_string(sum.unpaid.documents) + " unpaid, " + std::to_string(sum.open.documents) +
           " open, " + std::to_string(sum.gone.documents) + " gone";
}

TEST(graduations, sum_up_both_sides_by_rule_and_by_group) {
    const std::vector<std::pair<group_kind, std::string>> north = {
        {group_kind::department, "North"}};
    std::vector<pilot_case> cases = {
        became(pilot_fate::in_time, outcome::hold, "1.00", north),
        became(pilot_fate::late, outcome::reject, "2.00", north),
        became(pilot_fate::unpaid, outcome::hold, "4.00"),
        became(pilot_fate::not_invoiced, outcome::hold, "8.00"),
        became(pilot_fate::gone, outcome::hold, "16.00"),
        became(pilot_fate::open, outcome::warn, "32.00", north),
        became(pilot_fate::unpaid, outcome::approve, "64.00"),
    };
    cases[1].decided.held_by = {rule::limit, rule::days_overdue};
    const graduation found = sum_up(cases);
    EXPECT_EQ(told(found.all.held), "5: 1 in time, 2 late, 1 unpaid, 1 open, 1 gone");
    EXPECT_EQ(found.all.held.all.amounts, std::vector{eur("31.00")});
    EXPECT_EQ(found.all.held.late.amounts, std::vector{eur("6.00")});
    EXPECT_EQ(told(found.all.passed), "2: 0 in time, 1 late, 1 unpaid, 1 open, 0 gone");
    EXPECT_EQ(found.all.passed.late.amounts, std::vector{eur("64.00")});
    const auto by = [&](rule kind) { return found.by_rule[static_cast<std::size_t>(kind)]; };
    EXPECT_EQ(told(by(rule::limit)), "5: 1 in time, 2 late, 1 unpaid, 1 open, 1 gone");
    EXPECT_EQ(told(by(rule::days_overdue)), "1: 0 in time, 1 late, 0 unpaid, 0 open, 0 gone");
    ASSERT_EQ(found.by_group.size(), 1U);
    const pilot_sides& sides = found.by_group.begin()->second;
    EXPECT_EQ(told(sides.held), "2: 1 in time, 1 late, 0 unpaid, 0 open, 0 gone");
    EXPECT_EQ(told(sides.passed), "1: 0 in time, 0 late, 0 unpaid, 1 open, 0 gone");
    EXPECT_FALSE(is_missed(cases[5]));
    EXPECT_TRUE(is_missed(cases[6]));
    EXPECT_FALSE(is_missed(cases[2])) << "it would have been held";
}

}  // namespace
}  // namespace creditgate
