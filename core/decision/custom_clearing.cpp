// SPDX-License-Identifier: Apache-2.0
#include "core/decision/custom_clearing.hpp"

namespace creditgate {
namespace {

// Of a share its part.
money amount_of(const fact_value& value, currency unit) {
    if (const auto* share = std::get_if<ratio>(&value)) return {share->part, unit};
    return std::get<money>(value);
}

std::optional<money> part_without(const condition_found& found, currency unit) {
    const ratio& share = std::get<ratio>(found.condition.threshold);
    const std::int64_t whole = std::get<ratio>(found.value).whole;
    const bool is_strict = found.condition.how == comparison::more_than;
    if (whole == 0) {
        if (!is_strict && share.part == 0) return std::nullopt;
        return money::zero(unit);
    }
    const std::int64_t most = part_up_to(share, whole);
    return money(is_strict || ratio{most, whole} < share ? most : most - 1, unit);
}

// Of what is too much, the most that is not.
std::optional<money> most_without(const condition_found& found, currency unit) {
    const comparison how = found.condition.how;
    if (how != comparison::more_than && how != comparison::at_least) return std::nullopt;
    const auto* threshold = std::get_if<money>(&found.condition.threshold);
    if (threshold == nullptr) return part_without(found, unit);
    return how == comparison::more_than ? *threshold : *threshold - money(1, unit);
}

// Of what is too little, the least that is not.
std::optional<money> least_without(const condition_found& found, currency unit) {
    const comparison how = found.condition.how;
    if (how != comparison::less_than && how != comparison::at_most) return std::nullopt;
    const money& threshold = std::get<money>(found.condition.threshold);
    return how == comparison::less_than ? threshold : threshold + money(1, unit);
}

// What overdue invoices come to: never less than nothing, and paid first.
bool is_overdue(custom_fact fact) {
    return fact == custom_fact::exposure_overdue_amount ||
           fact == custom_fact::exposure_open_item_overdue;
}

bool falls_by_payment(custom_fact fact, const exposure& before) {
    const bool is_exposure = fact == custom_fact::exposure_total ||
                             fact == custom_fact::utilisation || fact == custom_fact::limit_used;
    return is_overdue(fact) || (is_exposure && payments_count(before));
}

}  // namespace

bool payments_count(const exposure& before) {
    return before.in(bucket::open_item_overdue).included &&
           before.in(bucket::open_item_not_due).included && before.in(bucket::unallocated).included;
}

std::optional<money> payment_that_ends(const condition_found& found, const exposure& before) {
    const custom_fact fact = found.condition.fact;
    const currency unit = before.total.unit();
    if (fact == custom_fact::account_available && payments_count(before)) {
        const auto least = least_without(found, unit);
        if (!least) return std::nullopt;
        return *least - amount_of(found.value, unit);
    }
    if (!falls_by_payment(fact, before)) return std::nullopt;
    const auto most = most_without(found, unit);
    if (!most || (is_overdue(fact) && most->is_negative())) return std::nullopt;
    return amount_of(found.value, unit) - *most;
}

std::optional<date> due_date_that_ends(const condition_found& found, const exposure& before) {
    if (found.condition.fact != custom_fact::exposure_overdue_days) return std::nullopt;
    const int days = std::get<day_count>(found.condition.threshold).days;
    if (found.condition.how == comparison::more_than) return before.as_of - std::chrono::days{days};
    // Who has nothing overdue is 0 days late: at least that is everybody.
    if (found.condition.how != comparison::at_least || days == 0) return std::nullopt;
    return before.as_of - std::chrono::days{days - 1};
}

}  // namespace creditgate
