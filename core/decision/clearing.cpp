// SPDX-License-Identifier: Apache-2.0
#include "core/decision/clearing.hpp"

#include <algorithm>

#include "core/decision/custom_clearing.hpp"
#include "core/decision/payment.hpp"
#include "core/decision/rules.hpp"
#include "core/policy/group_rules.hpp"

namespace creditgate {
namespace {

// What money has to do: how much is needed in all, and which invoices have to be paid as a whole.
struct payment_need {
    money amount;
    late_terms late{};
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

// Whichever member pays.
void need_for_group(payment_need& need, const reason& why, const std::vector<fx_rate>& rates) {
    const money excess = *as_money(why.value) - *as_money(why.threshold);
    const auto needed = not_less(excess, need.amount.unit(), rates);
    if (needed) need.amount = std::max(need.amount, *needed);
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
            need.late.due_before = std::max(need.late.due_before, first);
            return;
        }
    }
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
            need_for_group(need, why, rates);
            return;
        case rule::custom:
            need_for_custom(need, why, decided);
            return;
        case rule::limit:
        case rule::insured_limit:
        case rule::overdue_amount:
            need.amount = std::max(need.amount, *as_money(why.value) - *as_money(why.threshold));
            return;
        case rule::days_overdue: {
            const int grace = std::get<day_count>(why.threshold).days;
            const std::optional<date> first = decided.before.as_of - std::chrono::days{grace};
            need.late.due_before = std::max(need.late.due_before, first);
            return;
        }
        case rule::oldest_open_item: {
            const int most = std::get<day_count>(why.threshold).days;
            need.late.dated_before = decided.before.as_of - std::chrono::days{most};
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
            return;  // money does not help
    }
}

// A held document asks for what holds it; a mere warning for what it warns of.
outcome least_to_clear(const decision& decided) {
    return std::min(strongest(decided.reasons), outcome::hold);
}

payment_need need_of(const decision& decided, currency unit, const std::vector<fx_rate>& rates,
                     outcome least) {
    payment_need need{.amount = money::zero(unit)};
    for (const reason& why : decided.reasons) {
        if (why.effect >= least) need_for(need, why, decided, rates);
    }
    return need;
}

// The document, to be decided again as if something were otherwise. A release is not looked at, nor
// an opening cover, nor whether a pilot would let it pass.
struct trial {
    const decision& decided;
    const check_event& event;
    check_facts facts;
    const policy& rules;
    outcome least;

    [[nodiscard]] currency unit() const { return facts.account.unit; }
    [[nodiscard]] bool passes(const decision& again) const { return without_pilot(again) < least; }
    [[nodiscard]] decision with_facts(const check_facts& changed) const {
        return decide(event, changed, rules);
    }
    [[nodiscard]] decision with_event(const check_event& changed) const {
        return decide(changed, facts, rules);
    }
};

struct payment_chosen {
    std::optional<money> amount{};
    payment_order order{};
};

// The shortest run from the oldest invoice on, and with it what is late. The last one of the run
// may be paid in part. What exceeds the invoices is paid in advance: an unallocated payment reduces
// exposure too.
payment_chosen choose_payment(const payment_need& need, const trial& asked,
                              const open_invoices& invoices) {
    payment_chosen chosen;
    money covered = money::zero(asked.unit());
    money too_late = covered;
    const auto covers = [&](const money& open, bool late) {
        const auto amount = convert(open, asked.unit(), asked.facts.rates);
        if (!amount || amount->is_negative() || (!late && covered >= need.amount)) return false;
        covered += *amount;
        if (late) too_late = covered;
        return true;
    };
    for (const open_invoice& each : invoices.listed) {
        const bool taken = covers(each.amount, need.late.cover(each));
        (taken ? chosen.order.listed : chosen.order.not_paid).push_back(each);
    }
    for (const exposure_line& sum : invoices.late_beyond) covers(sum.amount, true);
    chosen.order.late_beyond = invoices.late_beyond;
    chosen.order.all = invoices.all;
    chosen.order.then_others = !invoices.all && covered < need.amount;
    const money pay = std::max(need.amount, too_late);
    if (pay.is_positive()) chosen.amount = pay;
    return chosen;
}

clearing told(const payment_chosen& chosen) {
    clearing ways;
    ways.pay = chosen.amount;
    ways.invoices = chosen.order.listed;
    ways.more_invoices = !chosen.order.late_beyond.empty() || chosen.order.then_others;
    return ways;
}

// Paying a part in another currency, or into another bucket, may take a little more than what was
// too much: that is found out by paying it.
clearing payment_that_clears(const trial& asked, const open_invoices& invoices) {
    constexpr int most_rounds = 3;
    const date today = asked.event.business_date;
    const auto& rates = asked.facts.rates;
    payment_need need = need_of(asked.decided, asked.unit(), rates, asked.least);
    clearing first;
    for (int round = 0; round < most_rounds; ++round) {
        const payment_chosen chosen = choose_payment(need, asked, invoices);
        if (!chosen.amount) break;
        clearing ways = told(chosen);
        const decision after = asked.with_facts(
            after_payment(asked.facts, chosen.order, *chosen.amount, today, need.late).facts);
        ways.payment_suffices = asked.passes(after);
        if (ways.payment_suffices) return ways;
        if (round == 0) first = std::move(ways);
        const payment_need more = need_of(after, asked.unit(), rates, asked.least);
        if (!more.amount.is_positive()) break;
        need.amount = *chosen.amount + more.amount;
    }
    return first;
}

bool is_same(const reason& a, const reason& b) {
    return a.kind == b.kind && a.about == b.about && a.whom == b.whom;
}

bool is_otherwise(const reason& a, const reason& b) {
    const auto same_value = [](const condition_found& one, const condition_found& other) {
        return one.value == other.value;
    };
    return a.value != b.value || !std::equal(a.conditions.begin(), a.conditions.end(),
                                             b.conditions.begin(), b.conditions.end(), same_value);
}

// Whether the amount of the document matters to whatever still holds it as a document of nothing.
bool only_amounts_hold(const decision& of_nothing, const trial& asked) {
    return std::all_of(of_nothing.reasons.begin(), of_nothing.reasons.end(),
                       [&](const reason& left) {
                           if (left.effect < asked.least) return true;
                           const auto& all = asked.decided.reasons;
                           return std::any_of(all.begin(), all.end(), [&](const reason& each) {
                               return is_same(each, left) && is_otherwise(each, left);
                           });
                       });
}

// The same document over another amount in the account's currency.
check_event with_amount(const trial& asked, const money& amount) {
    check_event changed = asked.event;
    changed.amount = amount;
    for (auto* each : {&changed.prepaid, &changed.shipped}) {
        if (*each) *each = convert(**each, amount.unit(), asked.facts.rates);
    }
    return changed;
}

// How much too large the document is, by the figures of its reasons: mostly that is it.
money first_guess(const trial& asked, const money& amount) {
    money excess = money::zero(asked.unit());
    for (const reason& each : asked.decided.reasons) {
        const money* const value = as_money(each.value);
        const money* const threshold = as_money(each.threshold);
        if (each.effect < asked.least || value == nullptr || threshold == nullptr) continue;
        const auto own = convert(*value - *threshold, asked.unit(), asked.facts.rates);
        if (own) excess = std::max(excess, *own);
    }
    return std::max(amount - excess, money::zero(asked.unit()));
}

// Between an amount that passes and one that does not; whatever the rules are made of, they say it.
std::optional<money> largest_that_passes(const trial& asked, const money& amount) {
    const auto passes = [&](std::int64_t minor) {
        return asked.passes(asked.with_event(with_amount(asked, money(minor, asked.unit()))));
    };
    // The rate may have rounded it down.
    std::int64_t too_much = amount.minor() + 1;
    if (passes(too_much)) return std::nullopt;
    std::int64_t enough = 0;
    std::int64_t next = first_guess(asked, amount).minor();
    bool guessed = true;
    while (enough + 1 < too_much) {
        if (next <= enough || next >= too_much) next = enough + (too_much - enough) / 2;
        if (passes(next)) {
            enough = next;
            next = guessed ? enough + 1 : 0;
        } else {
            too_much = next;
            next = guessed ? too_much - 1 : 0;
        }
        guessed = false;
    }
    return money(enough, asked.unit());
}

std::optional<money> what_fits(const trial& asked) {
    if (!asked.decided.document_amount || !asked.event.amount.is_positive()) return std::nullopt;
    check_event of_nothing = asked.event;
    of_nothing.amount = money::zero(asked.event.amount.unit());
    const decision as_nothing = asked.with_event(of_nothing);
    if (asked.passes(as_nothing)) return largest_that_passes(asked, *asked.decided.document_amount);
    if (!only_amounts_hold(as_nothing, asked)) return std::nullopt;
    return money::zero(asked.unit());
}

// The first day beyond the horizon.
std::optional<date> ship_date_that_passes(const trial& asked) {
    const auto horizon = horizon_of(asked.rules.buckets, asked.event.business_date);
    if (!horizon || without_pilot(asked.decided) < outcome::hold) return std::nullopt;
    if (asked.decided.document_bucket != bucket::open_order) return std::nullopt;
    check_event later = asked.event;
    later.ship_date = *horizon + std::chrono::days{1};
    if (!asked.passes(asked.with_event(later))) return std::nullopt;
    check_event within = asked.event;
    within.ship_date = *horizon;
    if (asked.passes(asked.with_event(within))) return std::nullopt;
    return later.ship_date;
}

}  // namespace

late_terms late_to_pay(const decision& decided, const check_facts& facts) {
    return need_of(decided, facts.account.unit, facts.rates, least_to_clear(decided)).late;
}

clearing ways_to_clear(const decision& decided, const check_event& event, const check_facts& facts,
                       const policy& policy, const open_invoices& invoices) {
    if (decided.reasons.empty()) return {};
    trial asked{decided, event, facts, policy, least_to_clear(decided)};
    asked.facts.release.reset();
    asked.facts.opening.reset();
    clearing ways = payment_that_clears(asked, invoices);
    ways.fits = what_fits(asked);
    ways.ship_from = ship_date_that_passes(asked);
    return ways;
}

}  // namespace creditgate
