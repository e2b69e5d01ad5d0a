// SPDX-License-Identifier: Apache-2.0
//
// The days-overdue rule over the real history of 100 customers, in shadow: settlements of a day are
// booked before its invoices, and a hold does not change what happened. Figures known beforehand.
#include <gtest/gtest.h>

#include <map>

#include "core/backtest/backtest.hpp"
#include "tests/core/given.hpp"
#include "tests/core/history/invoice_history.hpp"

namespace creditgate {
namespace {

// What the customer of history[now] had open on the day when that invoice was written.
std::vector<exposure_line> open_before(const std::vector<real_invoice>& history, std::size_t now) {
    const real_invoice& asked = history[now];
    std::vector<exposure_line> lines;
    for (std::size_t i = 0; i < now; ++i) {
        const real_invoice& each = history[i];
        if (each.customer != asked.customer || each.settled <= asked.invoiced) continue;
        lines.push_back({exposure_source::invoice, each.amount, each.due, 1});
    }
    return lines;
}

struct shadow_result {
    int held = 0;
    int held_and_late = 0;
    int passed_and_late = 0;
};

shadow_result run_in_shadow(const std::vector<real_invoice>& history, int grace) {
    shadow_result result;
    given::question asked = given::order_of(given::amount("0.00", "USD"));
    asked.facts.account.unit = given::unit("USD");
    asked.rules.rules = {given::days_overdue_rule(outcome::hold, grace)};
    for (std::size_t now = 0; now < history.size(); ++now) {
        asked.event.amount = history[now].amount;
        asked.event.business_date = history[now].invoiced;
        asked.facts.lines = open_before(history, now);
        const bool held = answer(asked).result == outcome::hold;
        const int late = history[now].paid_late() ? 1 : 0;
        result.held += held ? 1 : 0;
        (held ? result.held_and_late : result.passed_and_late) += late;
    }
    return result;
}

std::int64_t per_mille(int part, int whole) {
    return (std::int64_t{part} * 2000 / whole + 1) / 2;
}

// The same by the back-test itself.
shadow_result run_backtest(const std::vector<real_invoice>& history, int grace) {
    policy rules;
    rules.rules = {given::days_overdue_rule(outcome::hold, grace)};
    const date last = given::day("2014-12-31");
    backtest test({given::day("2012-01-01"), last, last, checkpoint::confirm, {rules}}, {}, {});
    std::map<std::string, std::int64_t> customers;
    for (const real_invoice& each : history) {
        past_invoice next{.amount = each.amount};
        next.company = {1};
        const auto number = static_cast<std::int64_t>(customers.size() + 1);
        next.customer = {customers.emplace(each.customer, number).first->second};
        next.written = each.invoiced;
        next.due = each.due;
        next.settled = each.settled;
        test.take(next, {});
    }
    const verdict& found = test.verdicts().front();
    return {static_cast<int>(found.held.all.documents), static_cast<int>(found.held.late.documents),
            static_cast<int>(found.passed.late.documents)};
}

struct known_answer {
    int grace;
    int held;
    std::int64_t held_late_per_mille;
    std::int64_t passed_late_per_mille;
};

TEST(days_overdue_over_real_history, holds_what_was_worked_out_beforehand) {
    const auto path = data_file("ibm_receivables.csv");
    if (!path) GTEST_SKIP() << "set CREDITGATE_DATA to a folder that has ibm_receivables.csv";
    const std::vector<real_invoice> history = read_receivables(*path);
    ASSERT_EQ(history.size(), 2'466U);
    const int all = static_cast<int>(history.size());
    for (const known_answer& known : {known_answer{0, 203, 783, 317}, {5, 127, 780, 333}}) {
        SCOPED_TRACE(known.grace);
        for (const auto& run : {run_in_shadow, run_backtest}) {
            const shadow_result found = run(history, known.grace);
            EXPECT_EQ(found.held, known.held);
            EXPECT_EQ(per_mille(found.held_and_late, found.held), known.held_late_per_mille);
            EXPECT_EQ(per_mille(found.passed_and_late, all - found.held),
                      known.passed_late_per_mille);
        }
    }
}

}  // namespace
}  // namespace creditgate
