// SPDX-License-Identifier: Apache-2.0
#include "core/decision/clearing.hpp"

#include <algorithm>

#include "core/decision/rules.hpp"

namespace creditgate {
namespace {

// What money has to do: how much is needed in all, and up to which due date nothing may be left.
struct payment_need {
    money amount;
    std::optional<date> everything_due_before;
    bool money_helps = true;
};

const money* as_money(const figure& value) {
    return std::get_if<money>(&value);
}

void need_for(payment_need& need, const reason& why, const decision& decided) {
    switch (why.kind) {
        case rule::limit:
        case rule::overdue_amount:
            need.amount = std::max(need.amount, *as_money(why.value) - *as_money(why.threshold));
            return;
        case rule::days_overdue: {
            const int grace = std::get<day_count>(why.threshold).days;
            need.everything_due_before = decided.before.as_of - std::chrono::days{grace};
            return;
        }
        case rule::account_blocked:
        case rule::rate_missing:
        case rule::no_limit_set:
        case rule::document_value:
            need.money_helps = false;
            return;
    }
}

payment_need need_of(const decision& decided, currency unit) {
    payment_need need{money::zero(unit), std::nullopt, true};
    // A held document asks for what holds it; a mere warning for what it warns of.
    const outcome least = std::min(strongest(decided.reasons), outcome::hold);
    for (const reason& why : decided.reasons) {
        if (why.effect >= least) need_for(need, why, decided);
    }
    return need;
}

bool must_be_paid(const open_invoice& invoice, const payment_need& need) {
    return need.everything_due_before && invoice.due_date &&
           *invoice.due_date < *need.everything_due_before;
}

// The shortest run from the oldest invoice on. The last one may be paid in part.
void choose_invoices(clearing& result, const payment_need& need, currency unit,
                     const std::vector<fx_rate>& rates,
                     const std::vector<open_invoice>& oldest_first) {
    money covered = money::zero(unit);
    money too_late = money::zero(unit);
    bool late_without_rate = false;
    for (const open_invoice& invoice : oldest_first) {
        const bool late = must_be_paid(invoice, need);
        if (!late && covered >= need.amount) break;
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

std::optional<money> still_fits(const decision& decided) {
    for (const reason& why : decided.reasons) {
        if (why.kind != rule::limit) continue;
        const money room = *as_money(why.threshold) - decided.before.total;
        return std::max(room, money::zero(room.unit()));
    }
    return std::nullopt;
}

}  // namespace

clearing what_would_clear(const decision& decided, const check_facts& facts,
                          const std::vector<open_invoice>& oldest_first) {
    clearing result;
    const currency unit = facts.account.unit;
    choose_invoices(result, need_of(decided, unit), unit, facts.rates, oldest_first);
    result.fits = still_fits(decided);
    return result;
}

}  // namespace creditgate
