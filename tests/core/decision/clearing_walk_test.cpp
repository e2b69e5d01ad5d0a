// SPDX-License-Identifier: Apache-2.0
//
// What would clear it comes true for customers at random, under rules at random: paid so, ordered
// for that much or shipped on that day the document passes; by a cent or a day it does not.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/core/given.hpp"

namespace creditgate {
namespace {

using given::day;
using given::eur;
using given::question;

const date today = day("2026-11-24");

class customer_at_random {
  public:
    customer_at_random(unsigned seed, bool abroad) : random_(seed), abroad_(abroad) {
        for (int i = any(0, 12); i > 0; --i) {
            open_.push_back({"INV-" + std::to_string(i), any_money(50'000),
                             one_in(8) ? std::nullopt : std::optional<date>(any_day(-150, 40)),
                             any_day(-300, -1)});
        }
        std::stable_sort(open_.begin(), open_.end(),
                         [](const open_invoice& a, const open_invoice& b) {
                             if (!a.due_date || !b.due_date) return a.due_date && !b.due_date;
                             return *a.due_date < *b.due_date;
                         });
        besides_ = {given::orders(any_money(90'000))};
        if (one_in(3)) {
            besides_.push_back(
                given::line(exposure_source::payment, eur("0.00") - any_money_eur()));
        }
    }

    question order() {
        question asked = given::order_of(abroad_ && one_in(3) ? any_money(300'000)
                                                              : money(any(1, 300'000), euro()));
        asked.facts.account.limit = credit_limit::of(money(any(0, 300'000), euro()));
        asked.facts.rates = {given::rate("EUR", "1"), given::rate("USD", "1.0845"),
                             given::rate("JPY", "163")};
        const currency shared = given::unit(abroad_ ? "USD" : "EUR");
        asked.facts.groups = {{{1, group_kind::group, "Shared", shared,
                                credit_limit::of(money(any(0, 400'000), shared))},
                               {given::orders(any_money(90'000))}}};
        if (one_in(2)) asked.event.ship_date = any_day(0, 60);
        asked.rules = any_rules();
        restate(asked);
        return asked;
    }
    // As a check reads it: sums by currency and stretch, whatever was paid.
    void restate(question& asked) const {
        asked.facts.lines = besides_;
        asked.facts.payer.oldest_item.reset();
        for (const open_invoice& each : open_) {
            asked.facts.lines.push_back({exposure_source::invoice, each.amount, each.due_date, 1});
            auto& oldest = asked.facts.payer.oldest_item;
            oldest = oldest ? std::min(*oldest, *each.dated) : each.dated;
        }
        asked.facts.lines = by_stretch(asked.facts.lines, today);
    }
    [[nodiscard]] const std::vector<open_invoice>& open() const { return open_; }

    void pay(const clearing& ways, const late_terms& late, const question& asked) {
        money left = ways.pay.value();
        std::vector<std::string> order;
        for (const open_invoice& each : ways.invoices) order.push_back(each.number);
        if (ways.more_invoices) {
            for (const open_invoice& each : open_) {
                if (late.cover(each)) order.push_back(each.number);
            }
            for (const open_invoice& each : open_) order.push_back(each.number);
        }
        for (const std::string& number : order) {
            for (open_invoice& each : open_) {
                if (each.number == number) pay_one(each, left, asked.facts.rates);
            }
        }
        std::erase_if(open_, [](const open_invoice& each) { return !each.amount.is_positive(); });
        if (left.is_positive()) {
            besides_.push_back(
                given::line(exposure_source::payment, money::zero(left.unit()) - left));
        }
    }

  private:
    static void pay_one(open_invoice& each, money& left, const std::vector<fx_rate>& rates) {
        if (!each.amount.is_positive() || !left.is_positive()) return;
        const money price = convert(each.amount, left.unit(), rates).value();
        if (price <= left) {
            left = left - price;
            each.amount = money::zero(each.amount.unit());
            return;
        }
        each.amount = each.amount - convert(left, each.amount.unit(), rates).value();
        left = money::zero(left.unit());
    }

    int any(int from, int to) { return std::uniform_int_distribution<int>(from, to)(random_); }
    bool one_in(int count) { return any(1, count) == 1; }
    static currency euro() { return given::unit("EUR"); }
    money any_money_eur() { return {any(1, 20'000), euro()}; }
    money any_money(int most) {
        constexpr const char* units[] = {"EUR", "USD", "JPY"};
        return {any(1, most), given::unit(units[abroad_ ? any(0, 2) : 0])};
    }
    date any_day(int from, int to) { return today + std::chrono::days{any(from, to)}; }
    money any_threshold() { return {one_in(4) ? 0 : any(1, 150'000), euro()}; }

    rule_setting with_days(rule kind, int most) {
        rule_setting line = given::rule_of(kind, outcome::hold);
        line.most_days = {any(0, most)};
        return line;
    }
    rule_setting with_threshold(rule kind) {
        rule_setting line = given::rule_of(kind, outcome::hold);
        line.threshold_money = any_threshold();
        return line;
    }
    rule_setting any_custom() {
        const char* facts[] = {"document.amount", "exposure.total", "exposure.overdue.amount",
                               "exposure.open_item_overdue", "account.available"};
        const char* how[] = {"more_than", "at_least", "less_than"};
        std::vector<custom_condition> when = {
            given::condition(facts[any(0, 4)], how[any(0, 2)], any_threshold())};
        if (one_in(3)) {
            when.push_back(
                given::condition("exposure.overdue.days", "more_than", day_count{any(0, 90)}));
        }
        return given::custom_line("Ours", std::move(when));
    }
    policy any_rules() {
        policy rules;
        const std::vector<rule_setting> all = {
            given::limit_rule(outcome::hold, one_in(2) ? 10'000 : 8'000),
            given::rule_of(rule::group_limit, outcome::hold),
            given::rule_of(rule::bucket_limit, outcome::hold),
            with_days(rule::days_overdue, 100),
            with_days(rule::oldest_open_item, 250),
            with_threshold(rule::overdue_amount),
            with_threshold(rule::document_value),
            with_threshold(rule::unallocated_cash),
            any_custom()};
        for (const rule_setting& each : all) {
            if (one_in(3)) rules.rules.push_back(each);
        }
        if (one_in(2)) rules.buckets.horizon = day_count{any(1, 30)};
        for (const bucket each : {bucket::open_order, bucket::open_item_overdue,
                                  bucket::open_item_not_due, bucket::unallocated}) {
            bucket_setting& setting = given::setting_of(rules, each);
            if (one_in(3)) setting.limit = any_threshold();
            setting.included = !one_in(5);
        }
        given::setting_of(rules, bucket::open_order_beyond_horizon).included = one_in(2);
        if (one_in(4)) {
            exclusion_setting small{.kind = exclusion::under_amount};
            small.amount = any_threshold();
            small.at_checkpoint.fill(true);
            rules.exclusions = {small};
        }
        return rules;
    }

    std::mt19937 random_;
    bool abroad_;
    std::vector<open_invoice> open_;
    std::vector<exposure_line> besides_;
};

outcome with_amount(question asked, const money& amount) {
    asked.event.amount = amount;
    return given::answer(asked).result;
}

outcome shipped_on(question asked, date when) {
    asked.event.ship_date = when;
    return given::answer(asked).result;
}

struct told_so_often {
    int paid = 0;
    int fits = 0;
    int ship_from = 0;
};

// `most` invoices are read one by one.
void expect_true(customer_at_random& customer, std::size_t most, told_so_often& met) {
    question asked = customer.order();
    const decision made = given::answer(asked);
    if (made.result != outcome::hold) return;
    const late_terms late = late_to_pay(made, asked.facts);
    const open_invoices invoices = cut({customer.open()}, most, late, today);
    const clearing ways = ways_to_clear(made, asked.event, asked.facts, asked.rules, invoices);
    SCOPED_TRACE(given::told(made) + "\n" + given::told(ways));
    if (ways.fits) {
        ++met.fits;

        if (ways.fits->is_positive()) {
            EXPECT_NE(outcome::hold, with_amount(asked, *ways.fits));
        }
        EXPECT_EQ(outcome::hold, with_amount(asked, *ways.fits + eur("0.01")));
    }
    if (ways.ship_from) {
        ++met.ship_from;
        EXPECT_NE(outcome::hold, shipped_on(asked, *ways.ship_from));
        EXPECT_EQ(outcome::hold, shipped_on(asked, *ways.ship_from - std::chrono::days{1}));
    }
    if (!ways.payment_suffices) return;
    ++met.paid;
    customer.pay(ways, late, asked);
    customer.restate(asked);
    EXPECT_NE(outcome::hold, given::answer(asked).result) << given::told(asked);
}

void expect_true_at_random(bool abroad, std::size_t most) {
    told_so_often met;
    for (unsigned seed = 1; seed <= 3'000; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        customer_at_random customer(seed, abroad);
        expect_true(customer, most, met);
        if (::testing::Test::HasFailure()) return;
    }
    EXPECT_GT(met.paid, 100);
    EXPECT_GT(met.fits, 100);
    EXPECT_GT(met.ship_from, 10);
}

TEST(what_would_clear_it, comes_true_whatever_the_rules_are) {
    expect_true_at_random(false, 50);
}

TEST(what_would_clear_it, comes_true_in_several_currencies) {
    expect_true_at_random(true, 50);
}

TEST(what_would_clear_it, comes_true_of_more_invoices_than_are_read) {
    expect_true_at_random(false, 3);
}

}  // namespace
}  // namespace creditgate
