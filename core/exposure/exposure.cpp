// SPDX-License-Identifier: Apache-2.0
#include "core/exposure/exposure.hpp"

#include <algorithm>

namespace creditgate {
namespace {

// FIELD.md: not due / 1-30 / 31-60 / 61-90 / 91-120 / over 120.
constexpr std::array<int, 5> aging_bounds = {0, 30, 60, 90, 120};

std::vector<aging_band> empty_aging(currency unit) {
    std::vector<aging_band> bands{{std::nullopt, 0, money::zero(unit)}};
    for (std::size_t i = 0; i + 1 < aging_bounds.size(); ++i) {
        bands.push_back({aging_bounds[i] + 1, aging_bounds[i + 1], money::zero(unit)});
    }
    bands.push_back({aging_bounds.back() + 1, std::nullopt, money::zero(unit)});
    return bands;
}

exposure empty_exposure(currency unit, date as_of) {
    const bucket_total none{money::zero(unit), 0};
    return {as_of,
            {none, none, none, none, none, none, none, none, none},
            money::zero(unit),
            {money::zero(unit), 0, std::nullopt, 0},
            empty_aging(unit),
            {},
            0,
            {}};
}

// How late an invoice is does not depend on a rate: it counts even where the amount cannot.
void note_due_date(exposure& result, const exposure_line& line, bucket where) {
    if (!line.day) result.invoices_without_due_date += line.documents;
    if (where != bucket::open_item_overdue) return;
    overdue_summary& overdue = result.overdue;
    overdue.items += line.documents;
    if (!overdue.oldest_due_date || *line.day < *overdue.oldest_due_date) {
        overdue.oldest_due_date = line.day;
        overdue.days = days_between(*line.day, result.as_of);
    }
}

void add_to_aging(std::vector<aging_band>& aging, const money& amount, int days_overdue) {
    for (aging_band& band : aging) {
        if (!band.to_day || days_overdue <= *band.to_day) {
            band.amount += amount;
            return;
        }
    }
}

void add_invoice(exposure& result, const money& amount, const exposure_line& line, bucket where) {
    if (where == bucket::open_item_overdue) result.overdue.amount += amount;
    const int days = line.day ? days_between(*line.day, result.as_of) : 0;
    add_to_aging(result.aging, amount, std::max(days, 0));
}

void note_once(std::vector<currency>& noted, currency unit) {
    if (std::find(noted.begin(), noted.end(), unit) == noted.end()) noted.push_back(unit);
}

void note_rate(exposure& result, const fx_rate& used) {
    if (find_rate(result.rates, used.unit) == nullptr) result.rates.push_back(used);
}

}  // namespace

bucket bucket_of(const exposure_line& line, date as_of, std::optional<date> horizon) {
    switch (line.source) {
        case exposure_source::open_order:
            return order_bucket(line.day, horizon);
        case exposure_source::delivered_not_invoiced:
            return bucket::delivered_not_invoiced;
        case exposure_source::draft_invoice:
            return bucket::draft_invoice;
        case exposure_source::invoice:
            return line.day && *line.day < as_of ? bucket::open_item_overdue
                                                 : bucket::open_item_not_due;
        case exposure_source::credit_note:
        case exposure_source::payment:
            return bucket::unallocated;
        case exposure_source::in_clearing:
            return bucket::in_clearing;
        case exposure_source::reservation:
            return bucket::reservation;
    }
    __builtin_unreachable();
}

std::vector<date> due_date_cuts(date as_of) {
    std::vector<date> cuts;
    for (const int days : aging_bounds) cuts.push_back(as_of - std::chrono::days(days));
    return cuts;
}

std::optional<money> convert_noted(exposure& result, const money& amount,
                                   const std::vector<fx_rate>& rates) {
    const currency unit = result.total.unit();
    const auto converted = convert(amount, unit, rates);
    if (!converted) {
        note_once(result.currencies_without_rate, amount.unit());
    } else if (amount.unit() != unit) {
        note_rate(result, *find_rate(rates, amount.unit()));
        note_rate(result, *find_rate(rates, unit));
    }
    return converted;
}

void note_all(exposure& result, const exposure& other) {
    for (const currency each : other.currencies_without_rate) {
        note_once(result.currencies_without_rate, each);
    }
    for (const fx_rate& each : other.rates) note_rate(result, each);
}

std::vector<fx_rate> stale_rates(const exposure& found, day_count most) {
    std::vector<fx_rate> stale;
    for (const fx_rate& each : found.rates) {
        const bool is_base = each.units_per_base_scaled == fx_rate::scale;
        if (!is_base && days_between(each.valid_from, found.as_of) > most.days) {
            stale.push_back(each);
        }
    }
    std::stable_sort(stale.begin(), stale.end(), [](const fx_rate& a, const fx_rate& b) {
        return a.valid_from < b.valid_from;
    });
    return stale;
}

exposure sum_exposure(const std::vector<exposure_line>& lines, currency unit,
                      const std::vector<fx_rate>& rates, date as_of, const bucket_terms& terms) {
    exposure result = empty_exposure(unit, as_of);
    for (std::size_t i = 0; i < bucket_count; ++i) {
        result.buckets[i].included = terms.settings[i].included;
        const auto& limit = terms.settings[i].limit;
        if (limit) result.buckets[i].limit = convert(*limit, unit, rates);
    }
    const std::optional<date> horizon = horizon_of(terms, as_of);
    for (const exposure_line& line : lines) {
        const bucket where = bucket_of(line, as_of, horizon);
        if (line.source == exposure_source::invoice) note_due_date(result, line, where);
        const auto amount = convert_noted(result, line.amount, rates);
        if (!amount) continue;
        bucket_total& total = result.buckets[static_cast<std::size_t>(where)];
        total.amount += *amount;
        total.documents += line.documents;
        if (total.included) result.total += *amount;
        if (line.source == exposure_source::invoice) add_invoice(result, *amount, line, where);
    }
    return result;
}

std::vector<currency> foreign_currencies(const std::vector<exposure_line>& lines, currency unit) {
    std::vector<currency> found;
    for (const exposure_line& line : lines) {
        const currency each = line.amount.unit();
        if (each == unit || std::find(found.begin(), found.end(), each) != found.end()) continue;
        found.push_back(each);
    }
    return found;
}

}  // namespace creditgate
