// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "core/money/money.hpp"
#include "core/money/ratio.hpp"
#include "core/party/dunning_level.hpp"
#include "core/time/date.hpp"

namespace creditgate {

// What a custom rule may look at. What is open is meant without the document; `limit_used` is with
// it, as everywhere.
enum class custom_fact {
    document_amount,
    kind_of_document,
    document_payment_method,
    document_payment_term,  // days
    document_ship_date,
    account_limit,
    account_available,  // limit - exposure
    account_risk_class,
    account_rating_grade,
    exposure_total,
    exposure_open_order,  // the buckets, in their order
    exposure_open_order_beyond_horizon,
    exposure_delivered_not_invoiced,
    exposure_draft_invoice,
    exposure_open_item_not_due,
    exposure_open_item_overdue,
    exposure_unallocated,  // 0 or less
    exposure_in_clearing,
    exposure_reservation,
    exposure_overdue_amount,
    exposure_overdue_days,
    exposure_overdue_items,
    utilisation,  // exposure / limit
    limit_used,   // (exposure + document) / limit
    dunning_level,
    ordering_party_differs,  // from the payer
    salesperson,
    customer_known_days,  // as the rule new_customer counts them
    business_date,
};
inline constexpr std::size_t custom_fact_count = 29;

// A number of documents.
struct item_count {
    std::int64_t items = 0;
    friend auto operator<=>(const item_count&, const item_count&) = default;
};

// A fact, or what it is compared with. Words: of a fact and of `is` one, of `is_one_of` several.
using fact_value = std::variant<money, day_count, item_count, dunning_level, ratio, date,
                                std::vector<std::string>, bool>;

// In the order of fact_value.
enum class fact_unit { amount, days, items, level, percent, day, word, flag };
inline constexpr std::size_t fact_unit_count = 8;

inline constexpr fact_unit unit_of(custom_fact fact) {
    switch (fact) {
        case custom_fact::document_amount:
        case custom_fact::account_limit:
        case custom_fact::account_available:
        case custom_fact::exposure_total:
        case custom_fact::exposure_open_order:
        case custom_fact::exposure_open_order_beyond_horizon:
        case custom_fact::exposure_delivered_not_invoiced:
        case custom_fact::exposure_draft_invoice:
        case custom_fact::exposure_open_item_not_due:
        case custom_fact::exposure_open_item_overdue:
        case custom_fact::exposure_unallocated:
        case custom_fact::exposure_in_clearing:
        case custom_fact::exposure_reservation:
        case custom_fact::exposure_overdue_amount:
            return fact_unit::amount;
        case custom_fact::document_payment_term:
        case custom_fact::exposure_overdue_days:
        case custom_fact::customer_known_days:
            return fact_unit::days;
        case custom_fact::exposure_overdue_items:
            return fact_unit::items;
        case custom_fact::dunning_level:
            return fact_unit::level;
        case custom_fact::utilisation:
        case custom_fact::limit_used:
            return fact_unit::percent;
        case custom_fact::document_ship_date:
        case custom_fact::business_date:
            return fact_unit::day;
        case custom_fact::kind_of_document:
        case custom_fact::document_payment_method:
        case custom_fact::account_risk_class:
        case custom_fact::account_rating_grade:
        case custom_fact::salesperson:
            return fact_unit::word;
        case custom_fact::ordering_party_differs:
            return fact_unit::flag;
    }
    __builtin_unreachable();
}

inline constexpr bool is_bucket(custom_fact fact) {
    return fact >= custom_fact::exposure_open_order && fact <= custom_fact::exposure_reservation;
}

enum class comparison { more_than, at_least, less_than, at_most, is, is_not, is_one_of };
inline constexpr std::size_t comparison_count = 7;

// Words have no order, and there is only one other flag.
inline constexpr bool compares(fact_unit unit, comparison how) {
    if (unit == fact_unit::flag) return how == comparison::is;
    if (unit == fact_unit::word) return how >= comparison::is;
    return how <= comparison::is_not;
}

struct custom_condition {
    custom_fact fact;
    comparison how;
    fact_value threshold;  // of the fact's unit
};

// A rule that a firm words itself: it finds something where all conditions hold.
struct custom_terms {
    std::string name{};  // with the scope what makes it another one
    std::vector<custom_condition> when{};
};

// A condition and what was found, an amount converted into the account's currency. Of a reason each
// holds.
struct condition_found {
    custom_condition condition;
    fact_value value;
    bool holds = true;
};

}  // namespace creditgate
