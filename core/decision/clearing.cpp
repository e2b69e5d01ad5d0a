// SPDX-License-Identifier: Apache-2.0
#include "core/decision/clearing.hpp"

#include <algorithm>

#include "core/decision/custom_clearing.hpp"
#include "core/decision/rules.hpp"
#include "core/policy/group_rules.hpp"

namespace creditgate {
namespace {

// What money has to do: how much is needed in all, and up to which day nothing may be left that is
// due, or that is dated.
struct payment_need {
    money amount;
    std::optional<date> everything_due_before{};
    std::optional<date> everything_dated_before{};
    bool money_helps = true;
};

const money* as_money(const figure& value) {
    return std::get_if<money>(&value);
}

// At least `amount`, so that a payment in this currency suffices.
std::optional<money> not_less(const money& amount, currency unit,
                              const std::vector<fx_rate>& rates) {
    const auto near = convert(amount, unit, rates);
    if (!near) return std::nullopt;
    const auto back = convert(*near, amount.unit(), rates);
    return *back < amount ? *near + money(1, unit) : *near;
}

// At most `amount`, so that a document in this currency fits.
std::optional<money> not_more(const money& amount, currency unit,
                              const std::vector<fx_rate>& rates) {
    const auto near = convert(amount, unit, rates);
    if (!near) return std::nullopt;
    const auto back = convert(*near, amount.unit(), rates);
    return *back > amount ? *near - money(1, unit) : *near;
}

// Whichever member pays.
void need_for_group(payment_need& need, const reason& why, const decision& decided,
                    const std::vector<fx_rate>& rates) {
    const money excess = *as_money(why.value) - *as_money(why.threshold);
    const auto needed = not_less(excess, need.amount.unit(), rates);
    if (needed) need.amount = std::max(need.amount, *needed);
    if (!needed || !payments_count(decided.before)) need.money_helps = false;
}

// Payments go to the oldest invoices first: only then to those that are not due. What orders,
// deliveries and documents still to come have too much, money does not take away.
void need_for_bucket(payment_need& need, const reason& why, const decision& decided) {
    const bucket which = std::get<bucket>(why.about);
    const money excess = *as_money(why.value) - *as_money(why.threshold);
    const money& open = decided.before.in(which).amount;
    const money& overdue = decided.before.overdue.amount;
    if (which == bucket::open_item_overdue && excess <= open) {
        need.amount = std::max(need.amount, excess);
    } else if (which == bucket::open_item_not_due && excess <= open) {
        need.amount = std::max(need.amount, overdue + excess);
    } else {
        need.money_helps = false;
    }
}

// A custom rule finds nothing as soon as one of its conditions does not hold.
void need_for_custom(payment_need& need, const reason& why, const decision& decided) {
    for (const condition_found& each : why.conditions) {
        if (const auto pays = payment_that_ends(each, decided.before)) {
            need.amount = std::max(need.amount, *pays);
            return;
        }
        if (const auto first = due_date_that_ends(each, decided.before)) {
            need.everything_due_before = std::max(need.everything_due_before, first);
            return;
        }
    }
    need.money_helps = false;
}

void need_for(payment_need& need, const reason& why, const decision& decided,
              const std::vector<fx_rate>& rates) {
    switch (why.kind) {
        case rule::bucket_limit:
            need_for_bucket(need, why, decided);
            return;
        case rule::group_limit:
        case rule::salesperson_limit:
        case rule::department_limit:
            need_for_group(need, why, decided, rates);
            return;
        case rule::custom:
            need_for_custom(need, why, decided);
            return;
        case rule::limit:
        case rule::insured_limit:
            if (!payments_count(decided.before)) need.money_helps = false;
            [[fallthrough]];
        case rule::overdue_amount:
            need.amount = std::max(need.amount, *as_money(why.value) - *as_money(why.threshold));
            return;
        case rule::days_overdue: {
            const int grace = std::get<day_count>(why.threshold).days;
            const std::optional<date> first = decided.before.as_of - std::chrono::days{grace};
            need.everything_due_before = std::max(need.everything_due_before, first);
            return;
        }
        case rule::oldest_open_item: {
            const int most = std::get<day_count>(why.threshold).days;
            need.everything_dated_before = decided.before.as_of - std::chrono::days{most};
            return;
        }
        case rule::forced_hold:
        case rule::account_blocked:
        case rule::rate_missing:
        case rule::rate_stale:
        case rule::no_limit_set:
        case rule::document_value:
        case rule::due_date_missing:
        case rule::unallocated_cash:
        case rule::duplicate_customer:
        case rule::limit_expired:
        case rule::review_due:
        case rule::payment_index:
        case rule::dunning_level:
        case rule::risk_class_in:
        case rule::rating:
        case rule::new_customer:
        case rule::payment_terms_better:
        case rule::payment_method:
        case rule::bill_to_differs:
            need.money_helps = false;
            return;
    }
}

payment_need need_of(const decision& decided, currency unit, const std::vector<fx_rate>& rates) {
    payment_need need{.amount = money::zero(unit)};
    // A held document asks for what holds it; a mere warning for what it warns of.
    const outcome least = std::min(strongest(decided.reasons), outcome::hold);
    for (const reason& why : decided.reasons) {
        if (why.effect >= least) need_for(need, why, decided, rates);
    }
    return need;
}

bool must_be_paid(const open_invoice& invoice, const payment_need& need) {
    const auto is_before = [](const std::optional<date>& day, const std::optional<date>& first) {
        return day && first && *day < *first;
    };
    return is_before(invoice.due_date, need.everything_due_before) ||
           is_before(invoice.dated, need.everything_dated_before);
}

// The shortest run from the oldest invoice on, and behind it what is due late and dated early. The
// last one of the run may be paid in part.
void choose_invoices(clearing& result, const payment_need& need, currency unit,
                     const std::vector<fx_rate>& rates,
                     const std::vector<open_invoice>& oldest_first) {
    money covered = money::zero(unit);
    money too_late = money::zero(unit);
    bool late_without_rate = false;
    for (const open_invoice& invoice : oldest_first) {
        const bool late = must_be_paid(invoice, need);
        if (!late && covered >= need.amount) continue;
        const auto amount = convert(invoice.amount, unit, rates);
        if (!amount) {
            late_without_rate = late_without_rate || late;
            continue;
        }
        covered += *amount;
        if (late) too_late = covered;
        result.invoices.push_back(invoice);
    }
    const money pay = std::max(need.amount, too_late);
    if (!pay.is_positive()) return;
    // What exceeds the invoices is paid in advance: an unallocated payment reduces exposure too.
    result.payment_suffices = need.money_helps && !late_without_rate;
    result.pay = pay;
}

// What a reason leaves for the document; nothing where its amount does not matter to it.
std::optional<money> room_of(const reason& why, const decision& decided, const check_facts& facts) {
    const exposure& before = decided.before;
    const currency unit = facts.account.unit;
    const bucket_total& own = before.in(decided.document_bucket);
    const bool is_own = why.kind == rule::limit || why.kind == rule::insured_limit;
    if (is_own && own.included) return *as_money(why.threshold) - before.total;
    for (std::size_t i = 0; i < facts.groups.size() && own.included; ++i) {
        if (limit_rule_of(facts.groups[i].group.kind) != why.kind) continue;
        return not_more(*as_money(why.threshold) - decided.groups_before[i].total, unit,
                        facts.rates);
    }
    if (why.kind == rule::bucket_limit && why.about == subject{decided.document_bucket}) {
        return *as_money(why.threshold) - own.amount;
    }
    std::optional<money> room;
    for (const condition_found& each : why.conditions) {
        room = std::max(room, document_that_ends(each, decided));
    }
    return room;
}

// Of a limit that is not exceeded there is more left than of one that is.
std::optional<money> still_fits(const decision& decided, const check_facts& facts) {
    const currency unit = facts.account.unit;
    std::optional<money> fits;
    for (const reason& why : decided.reasons) {
        const auto room = room_of(why, decided, facts);
        if (room && (!fits || *room < *fits)) fits = std::max(*room, money::zero(unit));
    }
    return fits;
}

}  // namespace

clearing what_would_clear(const decision& decided, const check_facts& facts,
                          const std::vector<open_invoice>& oldest_first) {
    clearing result;
    const currency unit = facts.account.unit;
    choose_invoices(result, need_of(decided, unit, facts.rates), unit, facts.rates, oldest_first);
    result.fits = still_fits(decided, facts);
    return result;
}

std::optional<date> ship_date_that_clears(const decision& decided, const check_event& event,
                                          const check_facts& facts, const policy& policy) {
    const auto horizon = horizon_of(policy.buckets, event.business_date);
    if (!horizon || without_pilot(decided) < outcome::hold) return std::nullopt;
    if (decided.document_bucket != bucket::open_order) return std::nullopt;
    check_event later = event;
    later.ship_date = *horizon + std::chrono::days{1};
    if (without_pilot(decide(later, facts, policy)) >= outcome::hold) return std::nullopt;
    return later.ship_date;
}

clearing ways_to_clear(const decision& decided, const check_event& event, const check_facts& facts,
                       const policy& policy, const std::vector<open_invoice>& oldest_first) {
    if (decided.reasons.empty()) return {};
    clearing ways = what_would_clear(decided, facts, oldest_first);
    ways.ship_from = ship_date_that_clears(decided, event, facts, policy);
    return ways;
}

}  // namespace creditgate
