// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/core/properties/any.hpp"

namespace creditgate {
namespace {

using given::told;

exposure summed(const std::vector<exposure_line>& lines, const std::vector<fx_rate>& rates) {
    return sum_exposure(lines, given::unit("EUR"), rates, given::day("2026-11-24"));
}

// Every figure of an exposure in one text, so that two can be compared whole.
std::string all_of(const exposure& found) {
    std::string text = format_for_people(found.total);
    for (const bucket_total& each : found.buckets) text += "; " + told(each);
    for (const aging_band& each : found.aging) text += "; " + format_amount(each.amount);
    const overdue_summary& late = found.overdue;
    text += "; overdue " + told({late.amount, late.items}) + " " + std::to_string(late.days);
    return text + "; undated " + std::to_string(found.invoices_without_due_date);
}

RC_GTEST_PROP(exposure_properties, does_not_depend_on_the_order_of_the_lines, ()) {
    const std::vector<fx_rate> rates = *any::rates();
    const std::vector<exposure_line> lines = *any::lines();
    std::vector<exposure_line> other = lines;
    const std::uint64_t turns = other.empty() ? 0 : *rc::gen::inRange<std::size_t>(0, other.size());
    std::rotate(other.begin(), other.begin() + static_cast<std::ptrdiff_t>(turns), other.end());
    std::reverse(other.begin(), other.begin() + static_cast<std::ptrdiff_t>(turns));
    RC_ASSERT(all_of(summed(lines, rates)) == all_of(summed(other, rates)));
}

RC_GTEST_PROP(exposure_properties, the_buckets_add_up_to_the_total, ()) {
    const exposure found = summed(*any::lines(), *any::rates());
    money sum = money::zero(found.total.unit());
    for (const bucket_total& each : found.buckets) sum += each.amount;
    RC_ASSERT(sum == found.total);
}

RC_GTEST_PROP(exposure_properties, aging_adds_up_to_the_open_items, ()) {
    const exposure found = summed(*any::lines(), *any::rates());
    money aged = money::zero(found.total.unit());
    for (const aging_band& each : found.aging) aged += each.amount;
    const auto in = [&](bucket which) {
        return found.buckets[static_cast<std::size_t>(which)].amount;
    };
    RC_ASSERT(aged == in(bucket::open_item_not_due) + in(bucket::open_item_overdue));
    RC_ASSERT(found.overdue.amount == in(bucket::open_item_overdue));
}

RC_GTEST_PROP(exposure_properties, a_day_later_nothing_is_less_overdue, ()) {
    const std::vector<exposure_line> lines = *any::lines();
    const std::vector<fx_rate> rates = *any::rates();
    const currency unit = given::unit("EUR");
    const date today = given::day("2026-11-24");
    const exposure now = sum_exposure(lines, unit, rates, today);
    const exposure later = sum_exposure(lines, unit, rates, today + std::chrono::days{1});
    RC_ASSERT(later.overdue.amount >= now.overdue.amount);
    RC_ASSERT(later.overdue.items >= now.overdue.items);
    RC_ASSERT(later.total == now.total);
    if (now.overdue.days > 0) RC_ASSERT(later.overdue.days == now.overdue.days + 1);
}

}  // namespace
}  // namespace creditgate
