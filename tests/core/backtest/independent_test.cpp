// SPDX-License-Identifier: Apache-2.0
//
// A back-test over random histories against a calculation that shares nothing with it: what was
// open on a day is counted anew for each invoice.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "core/backtest/backtest.hpp"
#include "tests/core/given.hpp"

namespace creditgate {
namespace {

constexpr std::int64_t limit_minor = 50'000;
constexpr std::int64_t most_overdue_minor = 8'000;
constexpr int grace = 5;
constexpr int most_age = 60;

const date first_day = given::day("2025-01-01");
const date last_day = given::day("2026-12-31");

std::vector<past_invoice> random_history(unsigned seed) {
    std::mt19937 random(seed);
    const auto upto = [&](int most) { return static_cast<int>(random() % (most + 1U)); };
    std::vector<past_invoice> history;
    for (int i = 0; i < 400; ++i) {
        past_invoice each{.amount = money(100 + upto(20'000), given::unit("EUR"))};
        each.company = {1 + upto(1)};
        each.customer = {1 + upto(7)};
        each.written = first_day + std::chrono::days{upto(500)};
        each.due = each.written + std::chrono::days{upto(60)};
        if (upto(9) > 0) each.settled = each.written + std::chrono::days{upto(120) - 3};
        history.push_back(each);
    }
    std::stable_sort(history.begin(), history.end(),
                     [](const auto& a, const auto& b) { return a.written < b.written; });
    for (std::size_t i = 0; i < history.size(); ++i) {
        history[i].invoice_id = static_cast<std::int64_t>(i + 1);
    }
    return history;
}

struct state_then {
    std::int64_t open = 0;
    std::int64_t overdue = 0;
    int days_overdue = 0;
    int oldest = 0;
};

state_then counted_anew(const std::vector<past_invoice>& history, std::size_t now) {
    const past_invoice& asked = history[now];
    state_then found;
    for (std::size_t i = 0; i < now; ++i) {
        const past_invoice& each = history[i];
        if (each.company != asked.company || each.customer != asked.customer) continue;
        if (each.settled && *each.settled <= asked.written) continue;
        found.open += each.amount.minor();
        found.oldest = std::max(found.oldest, days_between(each.written, asked.written));
        const int late = days_between(*each.due, asked.written);
        if (late <= 0) continue;
        found.overdue += each.amount.minor();
        found.days_overdue = std::max(found.days_overdue, late);
    }
    return found;
}

struct counts {
    std::int64_t held = 0;
    std::int64_t held_minor = 0;
    std::int64_t held_late = 0;
    std::int64_t passed_late = 0;
    friend bool operator==(const counts&, const counts&) = default;
    friend std::ostream& operator<<(std::ostream& to, const counts& all) {
        return to << all.held << " held of " << all.held_minor << ", late " << all.held_late
                  << ", passed and late " << all.passed_late;
    }
};

// Which of the four rules the policy has: a bit each.
enum : unsigned { by_limit = 1, by_days = 2, by_amount = 4, by_age = 8, all_of_them = 15 };

bool is_held(const state_then& then, const past_invoice& asked, unsigned rules) {
    return ((rules & by_limit) != 0 && then.open + asked.amount.minor() > limit_minor) ||
           ((rules & by_days) != 0 && then.days_overdue > grace) ||
           ((rules & by_amount) != 0 && then.overdue > most_overdue_minor) ||
           ((rules & by_age) != 0 && then.oldest > most_age);
}

counts counted_anew(const std::vector<past_invoice>& history, unsigned rules) {
    counts found;
    for (std::size_t now = 0; now < history.size(); ++now) {
        const past_invoice& asked = history[now];
        const bool late = asked.settled ? *asked.settled > *asked.due : *asked.due < last_day;
        const bool held = is_held(counted_anew(history, now), asked, rules);
        if (held) {
            ++found.held;
            found.held_minor += asked.amount.minor();
        }
        if (late) ++(held ? found.held_late : found.passed_late);
    }
    return found;
}

policy policy_of(unsigned rules) {
    policy made;
    if ((rules & by_limit) != 0) made.rules.push_back(given::limit_rule(outcome::hold));
    if ((rules & by_days) != 0) {
        made.rules.push_back(given::days_overdue_rule(outcome::reject, grace));
    }
    if ((rules & by_amount) != 0) {
        made.rules.push_back(given::overdue_amount_rule(
            outcome::hold, money(most_overdue_minor, given::unit("EUR"))));
    }
    if ((rules & by_age) != 0) {
        made.rules.push_back(given::rule_of(rule::oldest_open_item, outcome::hold));
        made.rules.back().most_days = {most_age};
    }
    return made;
}

std::vector<credit_account> accounts_of(const std::vector<past_invoice>& history) {
    std::vector<credit_account> accounts;
    for (const past_invoice& each : history) {
        const auto limit = credit_limit::of(money(limit_minor, given::unit("EUR")));
        accounts.push_back({1, each.company, each.customer, given::unit("EUR"), limit});
    }
    return accounts;
}

counts counted_by_the_backtest(const std::vector<past_invoice>& history, unsigned rules) {
    backtest test({first_day, last_day, last_day, checkpoint::confirm, {policy_of(rules)}},
                  accounts_of(history), {});
    for (const past_invoice& each : history) test.take(each, {});
    const verdict& found = test.verdicts().front();
    const auto& amounts = found.held.all.amounts;
    return {found.held.all.documents, amounts.empty() ? 0 : amounts.front().minor(),
            found.held.late.documents, found.passed.late.documents};
}

TEST(backtest_counted_anew, agrees_over_random_histories_and_all_combinations_of_rules) {
    std::int64_t held = 0;
    for (unsigned seed = 1; seed <= 20; ++seed) {
        const auto history = random_history(seed);
        for (unsigned rules = 1; rules <= all_of_them; ++rules) {
            SCOPED_TRACE("seed " + std::to_string(seed) + ", rules " + std::to_string(rules));
            const counts expected = counted_anew(history, rules);
            EXPECT_EQ(counted_by_the_backtest(history, rules), expected);
            held += expected.held;
        }
    }
    EXPECT_GT(held, 10'000) << "the histories say too little";
}

}  // namespace
}  // namespace creditgate
