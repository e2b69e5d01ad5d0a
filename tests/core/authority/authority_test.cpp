// SPDX-License-Identifier: Apache-2.0
#include "core/authority/authority.hpp"

#include <gtest/gtest.h>

#include "core/authority/substitution.hpp"
#include "tests/core/given.hpp"

namespace creditgate {
namespace {

using given::amount;
using given::day;
using given::eur;
using given::unit;

const credit_limit none = credit_limit::none();
const credit_limit unlimited = credit_limit::unlimited();

credit_limit limit(std::string_view value, std::string_view code = "EUR") {
    return credit_limit::of(amount(value, code));
}

limit_change change(const credit_limit& before, const credit_limit& after, bool more_days = false) {
    return {unit("EUR"), before, after, more_days};
}

const std::vector<role> anybody{role::controller, role::manager};

// Up to 10,000 and a raise of 5,000 one of both; up to 50,000 a manager too; beyond that lou.
const authority table{true,
                      {{anybody, {}, 1, 10'000, 5'000},
                       {{role::manager}, {}, 1, 50'000, {}},
                       {{}, {"lou"}, 1, {}, {}}}};

struct needed_row {
    const char* name;
    limit_change change;
    std::size_t steps;
};

void PrintTo(const needed_row& row, std::ostream* out) {
    *out << row.name;
}

class steps_of_a_change : public ::testing::TestWithParam<needed_row> {};

TEST_P(steps_of_a_change, are_those_up_to_the_first_that_reaches_it) {
    EXPECT_EQ(GetParam().steps, steps_needed(table, GetParam().change));
}

INSTANTIATE_TEST_SUITE_P(
    table, steps_of_a_change,
    ::testing::Values(
        needed_row{"amount_at_the_bound", change(limit("9000.00"), limit("10000.00")), 1},
        needed_row{"amount_a_cent_above", change(limit("9000.00"), limit("10000.01")), 2},
        needed_row{"raise_at_the_bound", change(limit("1000.00"), limit("6000.00")), 1},
        needed_row{"raise_a_cent_above", change(limit("1000.00"), limit("6000.01")), 2},
        needed_row{"from_none_all_of_it_is_the_raise", change(none, limit("5000.00")), 1},
        needed_row{"from_none_a_cent_above", change(none, limit("5000.01")), 2},
        needed_row{"second_step_at_its_bound", change(limit("49000.00"), limit("50000.00")), 2},
        needed_row{"second_step_a_cent_above", change(limit("49000.00"), limit("50000.01")), 3},
        needed_row{"unlimited_is_above_every_amount", change(limit("1.00"), unlimited), 3},
        needed_row{"unlimited_from_none", change(none, unlimited), 3},
        needed_row{"a_cent_less", change(limit("60000.00"), limit("59999.99")), 1},
        needed_row{"the_same", change(limit("60000.00"), limit("60000.00")), 1},
        needed_row{"an_amount_after_unlimited", change(unlimited, limit("60000.00")), 1},
        needed_row{"unlimited_as_it_is", change(unlimited, unlimited), 1},
        needed_row{"none_after_an_amount", change(limit("60000.00"), none), 1},
        needed_row{"none_after_unlimited", change(unlimited, none), 1},
        needed_row{"zero_after_none", change(none, limit("0.00")), 1},
        needed_row{"the_same_on_more_days", change(limit("60000.00"), limit("60000.00"), true), 3},
        needed_row{"on_more_days_all_is_the_raise",
                   change(limit("5000.00"), limit("5000.00"), true), 1},
        needed_row{"on_more_days_a_cent_above", change(limit("6000.00"), limit("5000.01"), true),
                   2},
        needed_row{"unlimited_on_more_days", change(unlimited, unlimited, true), 3},
        needed_row{"none_on_more_days", change(limit("60000.00"), none, true), 1},
        needed_row{"largest_amount", change(none, limit("92233720368547758.07")), 3}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(whole_units, are_those_of_the_currency_in_which_the_account_is_kept) {
    const auto steps = [](std::string_view asked, std::string_view code) {
        return steps_needed(table, {unit(code), limit("9999", code), limit(asked, code)});
    };
    EXPECT_EQ(1U, steps("10000", "JPY"));
    EXPECT_EQ(2U, steps("10001", "JPY"));
    EXPECT_EQ(1U, steps("10000.000", "KWD"));
    EXPECT_EQ(2U, steps("10000.001", "KWD"));
}

TEST(a_period, is_within_another_with_all_its_days) {
    const auto days = [](const char* from, const char* to) {
        const auto end = [](const char* text) {
            return *text == 0 ? std::optional<date>() : std::optional(day(text));
        };
        return period{end(from), end(to)};
    };
    const period year = days("2026-01-01", "2026-12-31");
    EXPECT_TRUE(is_within(year, year));
    EXPECT_TRUE(is_within(days("2026-01-02", "2026-12-30"), year));
    EXPECT_FALSE(is_within(days("2025-12-31", "2026-12-31"), year));
    EXPECT_FALSE(is_within(days("2026-01-01", "2027-01-01"), year));
    EXPECT_FALSE(is_within(days("", "2026-12-31"), year));
    EXPECT_FALSE(is_within(days("2026-01-01", ""), year));
    EXPECT_TRUE(is_within(year, days("", "")));
    EXPECT_TRUE(is_within(days("", ""), days("", "")));
    EXPECT_TRUE(is_within(days("", "2026-12-31"), days("", "2026-12-31")));
}

TEST(a_credit_term, may_be_longer_where_it_is_not_known_to_be_shorter) {
    const auto days = [](int count) { return std::optional(day_count{count}); };
    EXPECT_FALSE(may_be_longer(days(30), days(30)));
    EXPECT_FALSE(may_be_longer(days(29), days(30)));
    EXPECT_TRUE(may_be_longer(days(31), days(30)));
    EXPECT_TRUE(may_be_longer(days(0), {}));
    EXPECT_TRUE(may_be_longer({}, days(3650)));
    EXPECT_FALSE(may_be_longer({}, {}));
}

// In words: "2 for mary" is the second step on behalf of mary.
std::string told(const std::variant<approval, refusal>& verdict) {
    if (const auto* yes = std::get_if<approval>(&verdict)) {
        return std::to_string(yes->step + 1) +
               (yes->on_behalf_of.empty() ? "" : " for " + yes->on_behalf_of);
    }
    switch (std::get<refusal>(verdict)) {
        case refusal::own_request:
            return "own request";
        case refusal::approved_already:
            return "approved already";
        case refusal::above_authority:
            return "above authority";
    }
    return "";
}

const person carl{"carl", {role::controller}};
const person cora{"cora", {role::controller}};
const person mary{"mary", {role::manager}};
const person mo{"mo", {role::manager}};
const person lou{"lou", {role::controller}};
const person ann{"ann", {role::clerk}};

const limit_change small = change(none, limit("5000.00"));
const limit_change large = change(none, limit("20000.00"));
const limit_change boundless = change(none, unlimited);

struct verdict_row {
    const char* name;
    limit_change change;
    std::vector<approval> given;
    approver by;
    const char* verdict;
};

void PrintTo(const verdict_row& row, std::ostream* out) {
    *out << row.name;
}

class who_approves : public ::testing::TestWithParam<verdict_row> {};

TEST_P(who_approves, takes_the_highest_open_step_that_is_his) {
    const verdict_row& row = GetParam();
    EXPECT_EQ(row.verdict, told(step_for(table, row.change, "cora", row.given, row.by)));
}

INSTANTIATE_TEST_SUITE_P(
    table, who_approves,
    ::testing::Values(
        verdict_row{"controller_first", large, {}, {carl}, "1"},
        verdict_row{"manager_first_leaves_the_first_step", large, {}, {mary}, "2"},
        verdict_row{"controller_after_a_manager", large, {{1, "mary"}}, {carl}, "1"},
        verdict_row{"manager_after_a_controller", large, {{0, "carl"}}, {mary}, "2"},
        verdict_row{"two_managers", large, {{1, "mary"}}, {mo}, "1"},
        verdict_row{"manager_where_one_step_suffices", small, {}, {mary}, "1"},
        verdict_row{"a_second_controller", large, {{0, "lou"}}, {carl}, "above authority"},
        verdict_row{
            "a_third_manager", boundless, {{0, "carl"}, {1, "mary"}}, {mo}, "above authority"},
        verdict_row{"a_named_person", boundless, {{0, "carl"}, {1, "mary"}}, {lou}, "3"},
        verdict_row{"a_named_person_is_his_role_too", large, {}, {lou}, "1"},
        verdict_row{"clerk", small, {}, {ann}, "above authority"},
        verdict_row{"nobody_his_own", small, {}, {cora}, "own request"},
        verdict_row{"nobody_twice", large, {{1, "mary"}}, {mary}, "approved already"},
        verdict_row{
            "nobody_after_his_substitute", large, {{0, "carl", "mo"}}, {mo}, "approved already"},
        verdict_row{"for_somebody_where_it_reaches_higher",
                    large,
                    {},
                    {carl, {{"mary", {role::manager}}}},
                    "2 for mary"},
        verdict_row{
            "for_himself_where_it_does_not", small, {}, {carl, {{"mary", {role::manager}}}}, "1"},
        verdict_row{"for_a_named_person", boundless, {}, {carl, {{"lou", {}}}}, "3 for lou"},
        verdict_row{"not_for_who_has_asked",
                    large,
                    {},
                    {ann, {{"cora", {role::controller}}}},
                    "above authority"},
        verdict_row{"not_for_who_has_approved",
                    large,
                    {{1, "mary"}},
                    {ann, {{"mary", {role::manager}}}},
                    "above authority"},
        verdict_row{"not_for_two_at_once",
                    large,
                    {{1, "carl", "mary"}},
                    {carl, {{"mo", {role::manager}}}},
                    "approved already"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(open_steps, are_those_that_are_missing) {
    using steps = std::vector<open_step>;
    EXPECT_EQ((steps{{0, 1}, {1, 1}}), open_steps(table, large, {}));
    EXPECT_EQ((steps{{0, 1}}), open_steps(table, large, {{1, "mary"}}));
    EXPECT_EQ(steps{}, open_steps(table, large, {{1, "mary"}, {0, "carl"}}));
    const authority two{true, {{anybody, {}, 2, {}, {}}}};
    EXPECT_EQ((steps{{0, 2}}), open_steps(two, small, {}));
    EXPECT_EQ((steps{{0, 1}}), open_steps(two, small, {{0, "carl"}}));
    EXPECT_EQ("1", told(step_for(two, small, "ann", {{0, "carl"}}, {lou})));
    EXPECT_EQ("approved already", told(step_for(two, small, "ann", {{0, "carl"}}, {carl})));
    EXPECT_EQ(steps{}, open_steps(two, small, {{0, "carl"}, {0, "lou"}}));
}

TEST(one_yes, suffices_within_the_own_authority) {
    EXPECT_TRUE(suffices_alone(table, small, carl));
    EXPECT_TRUE(suffices_alone(table, small, mary));
    EXPECT_FALSE(suffices_alone(table, small, ann));
    EXPECT_FALSE(suffices_alone(table, large, carl));
    EXPECT_FALSE(suffices_alone(table, large, mary));
    EXPECT_TRUE(suffices_alone(table, change(unlimited, limit("20000.00")), carl));
    EXPECT_FALSE(suffices_alone({true, {{anybody, {}, 2, {}, {}}}}, small, carl));
}

TEST(a_substitute, acts_on_his_days_both_included_and_for_nobody_elses_absent) {
    const std::vector<substitution> all{
        {"mary", "carl", {role::manager}, {day("2026-12-01"), day("2026-12-24")}},
        {"carl", "cora", {role::controller}, {day("2026-12-01"), day("2026-12-24")}},
        {"mo", "carl", {role::manager}, {day("2026-12-24"), {}}}};
    const auto names = [&](const char* name, const char* on) {
        std::string told;
        for (const stand_in& each : acts_for(all, name, day(on))) told += each.person + " ";
        return told;
    };
    EXPECT_EQ("", names("carl", "2026-11-30"));
    EXPECT_EQ("mary ", names("carl", "2026-12-01"));
    EXPECT_EQ("mary mo ", names("carl", "2026-12-24"));
    EXPECT_EQ("mo ", names("carl", "2026-12-25"));
    // Of mary, whom carl stands for, cora knows nothing.
    EXPECT_EQ("carl ", names("cora", "2026-12-01"));
}

}  // namespace
}  // namespace creditgate
