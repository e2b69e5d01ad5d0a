// SPDX-License-Identifier: Apache-2.0
//
// What a policy would have held of a history, day by day.
#include "core/backtest/backtest.hpp"

#include <gtest/gtest.h>

#include "tests/core/given.hpp"

namespace creditgate {
namespace {

using given::day;
using given::eur;

constexpr const char* last_day = "2026-12-31";

past_invoice invoice(std::int64_t id, std::string_view amount, std::string_view written,
                     std::string_view due, std::string_view settled, std::int64_t customer = 42) {
    past_invoice made{.amount = eur(amount)};
    made.company = {1};
    made.customer = {customer};
    made.invoice_id = id;
    made.written = day(written);
    if (!due.empty()) made.due = day(due);
    if (!settled.empty()) made.settled = day(settled);
    return made;
}

policy policy_of(std::vector<rule_setting> rules) {
    policy made;
    made.rules = std::move(rules);
    return made;
}

credit_account account_of(std::int64_t customer, std::string_view limit) {
    return {customer, {1}, {customer}, given::unit("EUR"), credit_limit::of(eur(limit))};
}

verdict tried(const std::vector<past_invoice>& history, const policy& rules,
              const std::vector<credit_account>& accounts = {},
              std::string_view from = "2026-01-01") {
    backtest test({day(from), day(last_day), day(last_day), checkpoint::confirm, {rules}}, accounts,
                  {});
    for (const past_invoice& each : history) test.take(each, {});
    return test.verdicts().front();
}

std::string told(const sum_of_documents& sum) {
    std::string text = std::to_string(sum.documents);
    for (const money& each : sum.amounts) text += " " + format_for_people(each);
    return text;
}

TEST(backtest, knows_what_was_open_on_the_day) {
    // The second invoice asks on 2026-03-01.
    struct row {
        const char* name;
        const char* due;
        const char* settled;
        bool held;
    };
    const row rows[] = {
        {"due the day before, paid later", "2026-02-28", "2026-03-02", true},
        {"due that day", "2026-03-01", "2026-03-02", false},
        {"never paid", "2026-02-28", "", true},
        {"paid that day", "2026-02-28", "2026-03-01", false},
        {"paid before it was written", "2026-02-28", "2026-02-01", false},
        {"without a due date", "", "", false},
    };
    for (const row& each : rows) {
        SCOPED_TRACE(each.name);
        const auto found = tried({invoice(1, "100.00", "2026-02-10", each.due, each.settled),
                                  invoice(2, "50.00", "2026-03-01", "2026-03-31", "2026-03-20")},
                                 policy_of({given::days_overdue_rule(outcome::hold, 0)}));
        EXPECT_EQ(told(found.held.all), each.held ? "1 50.00 EUR" : "0");
    }
}

TEST(backtest, holds_above_the_limit_of_today_and_one_cent_more_only) {
    const auto asked = [](std::string_view second) {
        return std::vector{invoice(1, "60.00", "2026-02-10", "2026-12-01", "2026-12-01"),
                           invoice(2, second, "2026-03-01", "2026-03-31", "2026-03-20")};
    };
    const policy rules = policy_of({given::limit_rule(outcome::hold)});
    const std::vector<credit_account> accounts{account_of(42, "100.00")};
    EXPECT_EQ(told(tried(asked("40.00"), rules, accounts).held.all), "0");
    EXPECT_EQ(told(tried(asked("40.01"), rules, accounts).held.all), "1 40.01 EUR");
}

TEST(backtest, counts_each_customer_by_himself) {
    const auto found = tried({invoice(1, "100.00", "2026-02-10", "2026-02-20", "", 42),
                              invoice(2, "50.00", "2026-03-01", "2026-03-31", "2026-03-20", 43),
                              invoice(3, "70.00", "2026-03-01", "2026-03-31", "2026-03-20", 42)},
                             policy_of({given::days_overdue_rule(outcome::hold, 0)}));
    EXPECT_EQ(told(found.held.all), "1 70.00 EUR");
    EXPECT_EQ(told(found.passed.all), "2 150.00 EUR");
}

TEST(backtest, tells_how_what_it_held_was_paid) {
    struct row {
        const char* name;
        const char* due;
        const char* settled;
        const char* in_time;
        const char* late;
        const char* unpaid;
    };
    const row rows[] = {
        {"paid on the day", "2026-03-31", "2026-03-31", "1 50.00 EUR", "0", "0"},
        {"a day later", "2026-03-31", "2026-04-01", "0", "1 50.00 EUR", "0"},
        {"never paid, due the day before the last", "2026-12-30", "", "0", "1 50.00 EUR",
         "1 50.00 EUR"},
        {"not due yet on the last day", "2026-12-31", "", "0", "0", "0"},
        {"nobody knows when it is due", "", "", "0", "0", "0"},
        {"nor knew, and it is paid", "", "2026-04-01", "1 50.00 EUR", "0", "0"},
    };
    for (const row& each : rows) {
        SCOPED_TRACE(each.name);
        const auto found = tried({invoice(1, "50.00", "2026-03-01", each.due, each.settled)},
                                 policy_of({given::rule_of(rule::no_limit_set, outcome::hold)}));
        EXPECT_EQ(told(found.held.in_time), each.in_time);
        EXPECT_EQ(told(found.held.late), each.late);
        EXPECT_EQ(told(found.held.unpaid), each.unpaid);
        EXPECT_EQ(told(found.passed.all), "0");
    }
}

TEST(backtest, asks_about_nothing_from_before_its_first_day) {
    const std::vector history{invoice(1, "100.00", "2026-02-28", "2026-03-01", ""),
                              invoice(2, "50.00", "2026-03-02", "2026-03-31", "2026-03-20")};
    const policy rules = policy_of({given::days_overdue_rule(outcome::hold, 0)});
    const auto found = tried(history, rules, {}, "2026-03-01");
    EXPECT_EQ(told(found.held.all), "1 50.00 EUR");
    EXPECT_EQ(told(found.passed.all), "0");
}

TEST(backtest, counts_an_invoice_with_each_rule_and_once_in_all) {
    const auto found = tried({invoice(1, "100.00", "2026-02-10", "2026-02-20", ""),
                              invoice(2, "50.00", "2026-03-01", "2026-03-31", "2026-03-20")},
                             policy_of({given::rule_of(rule::no_limit_set, outcome::hold),
                                        given::days_overdue_rule(outcome::reject, 0)}));
    EXPECT_EQ(told(found.held.all), "2 150.00 EUR");
    const auto by = [&](rule kind) {
        return told(found.by_rule[static_cast<std::size_t>(kind)].all);
    };
    EXPECT_EQ(by(rule::no_limit_set), "2 150.00 EUR");
    EXPECT_EQ(by(rule::days_overdue), "1 50.00 EUR");
    EXPECT_EQ(by(rule::limit), "0");
}

TEST(backtest, minds_a_line_that_is_off_for_some) {
    rule_setting off = given::rule_of(rule::no_limit_set, outcome::approve);
    off.whom = {scope_kind::customer, 42, ""};
    const auto found = tried({invoice(1, "50.00", "2026-03-01", "2026-03-31", "", 42),
                              invoice(2, "70.00", "2026-03-01", "2026-03-31", "", 43)},
                             policy_of({given::rule_of(rule::no_limit_set, outcome::hold), off}));
    EXPECT_EQ(told(found.held.all), "1 70.00 EUR");
    EXPECT_EQ(told(found.passed.all), "1 50.00 EUR");
}

TEST(backtest, leaves_warnings_out) {
    const auto found = tried({invoice(1, "50.00", "2026-03-01", "2026-03-31", "")},
                             policy_of({given::rule_of(rule::no_limit_set, outcome::warn)}));
    EXPECT_EQ(told(found.held.all), "0");
    EXPECT_EQ(told(found.passed.all), "1 50.00 EUR");
}

TEST(backtest, knows_the_payment_index_of_what_was_settled_by_then) {
    rule_setting index = given::rule_of(rule::payment_index, outcome::hold);
    index.most_days = {5};
    index.last_days = {30};
    // 10 days late, settled on 2026-03-11.
    const auto asked = [&](std::string_view written) {
        return told(tried({invoice(1, "100.00", "2026-02-10", "2026-03-01", "2026-03-11"),
                           invoice(2, "50.00", written, "2026-12-31", "")},
                          policy_of({index}))
                        .held.all);
    };
    EXPECT_EQ(asked("2026-03-10"), "0");
    EXPECT_EQ(asked("2026-03-11"), "1 50.00 EUR");
    EXPECT_EQ(asked("2026-04-09"), "1 50.00 EUR");
    EXPECT_EQ(asked("2026-04-10"), "0");
}

TEST(backtest, refuses_what_no_figure_can_hold) {
    rule_setting index = given::rule_of(rule::payment_index, outcome::hold);
    index.last_days = {30};
    // 365 days late: amount x days is above 64 bits, a hundredth of the amount is not.
    const auto asked = [&](std::string_view amount) {
        return given::failure_code([&] {
            tried({invoice(1, amount, "2025-01-10", "2025-01-20", "2026-01-20"),
                   invoice(2, "50.00", "2026-02-01", "2026-12-31", "")},
                  policy_of({index}));
        });
    };
    EXPECT_EQ(asked("900000000000000.00"), "amount_overflow");
    EXPECT_EQ(asked("9000000000000.00"), "");
}

}  // namespace
}  // namespace creditgate
