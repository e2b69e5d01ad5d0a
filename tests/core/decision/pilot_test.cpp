// SPDX-License-Identifier: Apache-2.0
//
// Who is in a pilot, what goes on there, and what goes on after it.
#include "core/decision/pilot.hpp"

#include <gtest/gtest.h>

#include "tests/core/given.hpp"

namespace creditgate {
namespace {

using given::eur;

// An order that the limit holds, of a customer of company 1 in the groups that are named.
given::question held_order(const std::vector<std::pair<group_kind, const char*>>& groups = {}) {
    given::question asked = given::order_of(eur("5000.01"));
    asked.event.company = {1};
    asked.rules.rules = {given::limit_rule(outcome::hold)};
    std::int64_t number = 0;
    for (const auto& [kind, name] : groups) {
        asked.facts.groups.push_back(
            {{++number, kind, name, given::unit("EUR"), credit_limit::none()}, {}});
    }
    return asked;
}

pilot pilot_of(group_kind kind, const char* name) {
    pilot tried;
    tried.groups[static_cast<std::size_t>(kind)] = {name};
    return tried;
}

pilot of_company(std::int64_t id) {
    pilot tried;
    tried.companies = {{id}};
    return tried;
}

// "approve, hold without the pilot", "hold".
std::string told(const decision& made) {
    std::string text(made.result == outcome::approve ? "approve"
                     : made.result == outcome::warn  ? "warn"
                     : made.result == outcome::hold  ? "hold"
                                                     : "reject");
    if (!made.in_pilot) return text;
    const char* without = *made.in_pilot == outcome::approve ? "approve"
                          : *made.in_pilot == outcome::warn  ? "warn"
                          : *made.in_pilot == outcome::hold  ? "hold"
                                                             : "reject";
    return text + ", " + without + " without the pilot";
}

TEST(pilots, are_for_those_whom_they_name) {
    struct row {
        pilot tried;
        const char* ends;
    };
    const char* in = "approve, hold without the pilot";
    const row rows[] = {
        {pilot{}, in},
        {of_company(1), in},
        {of_company(2), "hold"},
        {pilot_of(group_kind::department, "North"), in},
        {pilot_of(group_kind::department, "South"), "hold"},
        {pilot_of(group_kind::group, "Harbour"), in},
        {pilot_of(group_kind::group, "North"), "hold"},  // a department of that name is another
        {pilot_of(group_kind::salesperson, "Sam"), "hold"},
    };
    for (const row& each : rows) {
        given::question asked =
            held_order({{group_kind::group, "Harbour"}, {group_kind::department, "North"}});
        asked.rules.tried = each.tried;
        EXPECT_EQ(told(given::answer(asked)), each.ends);
    }
    EXPECT_EQ(told(given::answer(held_order())), "hold");
}

TEST(pilots, keep_what_the_rules_found) {
    given::question asked = held_order();
    asked.rules.tried = pilot{};
    const decision made = given::answer(asked);
    ASSERT_EQ(made.reasons.size(), 1U);
    EXPECT_EQ(made.reasons[0].kind, rule::limit);
    EXPECT_EQ(made.reasons[0].effect, outcome::hold);
    EXPECT_EQ(without_pilot(made), outcome::hold);
}

TEST(pilots, stop_nothing_but_what_a_person_stops) {
    struct row {
        const char* name;
        rule kind;
        outcome effect;
        bool even_blocked;
        const char* ends;
    };
    const row rows[] = {
        {"a rule that warns", rule::document_value, outcome::warn, false,
         "approve, warn without the pilot"},
        {"a rule that refuses", rule::document_value, outcome::reject, false,
         "approve, reject without the pilot"},
        {"a blocked account", rule::account_blocked, outcome::reject, false, "reject"},
        {"a blocked account that only warns", rule::account_blocked, outcome::warn, false,
         "approve, warn without the pilot"},
        {"a blocked account, even that", rule::account_blocked, outcome::reject, true,
         "approve, reject without the pilot"},
        {"a hold by hand", rule::forced_hold, outcome::hold, true, "hold"},
    };
    for (const row& each : rows) {
        given::question asked = given::order_of(eur("10.00"));
        rule_setting line = given::rule_of(each.kind, each.effect);
        if (each.kind == rule::document_value) line.threshold_money = eur("9.99");
        asked.rules.rules = {line};
        asked.facts.account.blocked = true;
        asked.facts.forced = forced_hold{3, "carl", "fraud case"};
        if (each.kind != rule::forced_hold) asked.facts.forced.reset();
        asked.rules.tried = pilot{};
        asked.rules.tried->even_blocked = each.even_blocked;
        EXPECT_EQ(told(given::answer(asked)), each.ends) << each.name;
    }
}

TEST(pilots, take_the_same_share_of_orders_always) {
    int first = 0;
    for (std::int64_t id = 1; id <= 10'000; ++id) {
        const document_key order{document_kind::order, id};
        bool was_in = false;
        for (int percent = 1; percent <= 100; ++percent) {
            const bool is_in = is_in_share(order, percent);
            EXPECT_EQ(is_in, is_in_share(order, percent));
            // Who is in a share is in each larger one.
            EXPECT_TRUE(is_in || !was_in) << id << " at " << percent;
            was_in = is_in;
            if (percent == 25 && is_in) ++first;
        }
        EXPECT_TRUE(was_in);
    }
    EXPECT_NEAR(first, 2'500, 150);
}

TEST(pilots, of_a_share_take_a_deal_as_a_whole) {
    check_event order{.amount = eur("10.00")};
    order.document = {document_kind::order, 17};
    check_event shipment{.amount = eur("10.00")};
    shipment.document = {document_kind::shipment, 99};
    EXPECT_EQ(deal_of(shipment), shipment.document);
    shipment.sources = {{{document_kind::order, 18}, eur("5.00")},
                        {{document_kind::order, 17}, eur("5.00")}};
    EXPECT_EQ(deal_of(order), deal_of(shipment));
    check_event invoice = shipment;
    invoice.sources = {{{document_kind::shipment, 5}, eur("5.00")},
                       {{document_kind::order, 17}, eur("5.00")}};
    EXPECT_EQ(deal_of(invoice), order.document);
    // Nobody knows the id of what may be ordered one day.
    pilot half;
    half.percent_of_orders = 50;
    const check_facts facts = given::order_of(eur("10.00")).facts;
    check_event unknown{.amount = eur("10.00")};
    EXPECT_FALSE(is_in_pilot(half, unknown, facts));
    half.percent_of_orders = 100;
    EXPECT_TRUE(is_in_pilot(half, unknown, facts));
}

// Order 17 went on at confirm in a pilot, with 100.00 EUR.
TEST(opening_covers, carry_what_went_on_in_a_pilot_to_its_later_steps) {
    const document_key order{document_kind::order, 17};
    const document_key shipment{document_kind::shipment, 5};
    const auto at_confirm = [&](bool in_pilot) {
        return std::vector<earlier_pass>{{9, order, checkpoint::confirm, eur("100.00"), in_pilot}};
    };
    struct row {
        const char* name;
        document_key document;
        checkpoint where;
        std::vector<source_share> sources;
        bool in_pilot;
        const char* up_to;  // "" none
    };
    const row rows[] = {
        {"the order at a later step", order, checkpoint::process, {}, true, "100.00"},
        {"the order again at the same", order, checkpoint::confirm, {}, true, ""},
        {"the order, not in the pilot", order, checkpoint::process, {}, false, ""},
        {"another one", {document_kind::order, 18}, checkpoint::process, {}, true, ""},
        {"a part", shipment, checkpoint::ship, {{order, eur("40.00")}}, true, "40.00"},
        {"the whole", shipment, checkpoint::ship, {{order, eur("100.00")}}, true, "100.00"},
        {"a cent more", shipment, checkpoint::ship, {{order, eur("100.01")}}, true, ""},
        {"with another order",
         shipment,
         checkpoint::ship,
         {{order, eur("40.00")}, {{document_kind::order, 18}, eur("1.00")}},
         true,
         ""},
        {"of nothing", shipment, checkpoint::ship, {}, true, ""},
        {"in dollars",
         shipment,
         checkpoint::ship,
         {{order, given::amount("40.00", "USD")}},
         true,
         ""},
    };
    for (const row& each : rows) {
        check_event event{.amount = eur("40.00")};
        event.document = each.document;
        event.where = each.where;
        event.sources = each.sources;
        const auto found = opening_cover_of(event, at_confirm(each.in_pilot));
        ASSERT_EQ(found.has_value(), *each.up_to != '\0') << each.name;
        EXPECT_TRUE(!found || found->up_to == eur(each.up_to)) << each.name;
    }
}

TEST(opening_covers, let_pass_up_to_their_amount_what_rules_hold) {
    struct row {
        const char* amount;
        outcome effect;
        bool is_forced;
        const char* ends;
    };
    const row rows[] = {
        {"100.00", outcome::hold, false, "approve"},
        {"100.01", outcome::hold, false, "hold"},
        {"100.00", outcome::reject, false, "reject"},
        {"100.00", outcome::hold, true, "hold"},
    };
    for (const row& each : rows) {
        given::question asked = given::order_of(eur(each.amount));
        rule_setting line = given::document_value_rule(each.effect, eur("1.00"));
        asked.rules.rules = {line};
        asked.facts.opening = opening_cover{9, eur("100.00")};
        if (each.is_forced) asked.facts.forced = forced_hold{3, "carl", "fraud case"};
        const decision made = given::answer(asked);
        EXPECT_EQ(told(made), each.ends) << each.amount;
        EXPECT_EQ(made.by_opening_cover.has_value(), made.result == outcome::approve);
    }
    given::question fits = given::order_of(eur("100.00"));
    fits.facts.opening = opening_cover{9, eur("100.00")};
    EXPECT_FALSE(given::answer(fits).by_opening_cover) << "nothing had to let it pass";
}

}  // namespace
}  // namespace creditgate
