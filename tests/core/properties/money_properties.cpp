// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/money/fx.hpp"
#include "core/money/wide.hpp"
#include "tests/core/properties/any.hpp"

namespace creditgate {
namespace {

RC_GTEST_PROP(money_properties, what_is_written_reads_back_the_same, ()) {
    const money value{*any::minor(), *any::unit()};
    RC_ASSERT(parse_money(format_amount(value), value.unit().code(), "any") == value);
}

RC_GTEST_PROP(money_properties, what_people_read_is_the_same_number_with_commas, ()) {
    const money value{*any::minor(), *any::unit()};
    std::string shown = format_for_people(value);
    std::erase(shown, ',');
    RC_ASSERT(shown == format_amount(value) + " " + std::string(value.unit().code()));
}

// a + b is exact or refused, never wrapped round.
RC_GTEST_PROP(money_properties, a_sum_is_exact_or_refused, ()) {
    const currency unit = *any::unit();
    const money a{*any::minor(), unit};
    const money b{*any::minor(), unit};
    const wide exact = wide{a.minor()} + wide{b.minor()};
    const bool fits = exact <= std::numeric_limits<std::int64_t>::max() &&
                      exact >= std::numeric_limits<std::int64_t>::min();
    std::optional<money> sum;
    const std::string code = given::failure_code([&] { sum = a + b; });
    RC_ASSERT(sum.has_value() == fits);
    RC_ASSERT(code == (fits ? "" : "amount_overflow"));
    if (fits) RC_ASSERT(wide{sum->minor()} == exact);
}

RC_GTEST_PROP(money_properties, a_larger_share_is_never_less, ()) {
    const money amount = *any::amount_in(*any::unit());
    const auto share = *rc::gen::inRange(0, 1'000'000);
    const auto larger = *rc::gen::inRange(share, 1'000'001);
    RC_ASSERT(share_of(amount, {share}) <= share_of(amount, {larger}));
}

RC_GTEST_PROP(money_properties, a_share_of_more_is_never_less, ()) {
    const currency unit = *any::unit();
    const money a = *any::amount_in(unit);
    const money b = *any::amount_in(unit);
    const basis_points share{*rc::gen::inRange(0, 1'000'001)};
    RC_ASSERT(share_of(std::min(a, b), share) <= share_of(std::max(a, b), share));
}

RC_GTEST_PROP(money_properties, a_share_is_at_most_what_it_says, ()) {
    const money amount = *any::amount_in(*any::unit());
    const basis_points share{*rc::gen::inRange(0, 1'000'001)};
    const wide exact = wide{amount.minor()} * share.value;
    const wide found = wide{share_of(amount, share).minor()} * 10'000;
    RC_ASSERT(found <= exact);
    RC_ASSERT(exact - found < 10'000);
}

// Half a unit of the target on the way there is at most half of what it is worth on the way back.
RC_GTEST_PROP(fx_properties, there_and_back_is_within_rounding, ()) {
    const std::vector<fx_rate> rates = *any::rates();
    const currency home = *any::unit();
    const money start = *any::amount_in(home);
    const currency away = *any::unit();
    const auto there = convert(start, away, rates);
    RC_ASSERT(there.has_value());
    const auto back = convert(*there, home, rates);
    RC_ASSERT(back.has_value());
    const money step_worth = convert(money{1, away}, home, rates).value();
    const std::int64_t off = std::abs(back->minor() - start.minor());
    RC_ASSERT(off <= (step_worth.minor() + 1) / 2 + 1);
}

RC_GTEST_PROP(fx_properties, a_debt_and_a_credit_of_the_same_size_convert_alike, ()) {
    const std::vector<fx_rate> rates = *any::rates();
    const money debt = *any::amount_in(*any::unit());
    const money credit = money::zero(debt.unit()) - debt;
    const currency target = *any::unit();
    const money converted = convert(debt, target, rates).value();
    RC_ASSERT(convert(credit, target, rates).value() == money::zero(target) - converted);
}

RC_GTEST_PROP(fx_properties, more_money_never_converts_to_less, ()) {
    const std::vector<fx_rate> rates = *any::rates();
    const currency from = *any::unit();
    const money a = *any::amount_in(from);
    const money b = *any::amount_in(from);
    const currency target = *any::unit();
    RC_ASSERT(convert(std::min(a, b), target, rates).value() <=
              convert(std::max(a, b), target, rates).value());
}

}  // namespace
}  // namespace creditgate
