// SPDX-License-Identifier: Apache-2.0
#include "core/overrides/limit_raise.hpp"

#include <algorithm>

#include "core/authority/limit_change.hpp"

namespace creditgate {
namespace {

// The currency is that of the account, and of no account where nothing has an amount.
limit_change change_between(const agreed_credit& before, const agreed_credit& after) {
    const auto& amount = before.limit.amount() ? before.limit.amount() : after.limit.amount();
    return {amount ? amount->unit() : currency::find("EUR").value(), before.limit, after.limit,
            !is_within(after.terms.valid, before.terms.valid) ||
                may_be_longer(after.terms.credit_days, before.terms.credit_days)};
}

bool raises_what_is_on_top(const agreed_credit& before, const agreed_credit& after) {
    const auto& was = before.terms.temporary;
    const auto& is = after.terms.temporary;
    if (!is) return false;
    return !was || was->amount < is->amount || !is_within(is->during, was->during);
}

bool is_over(const credit_change& raise, const credit_change& later) {
    if (later.group != raise.group) return false;
    if (raise.kind == override_kind::temporary_limit) {
        return later.after.terms.temporary != raise.after.terms.temporary;
    }
    return later.kind == raise.kind && !raises(change_between(raise.before, later.after));
}

check_facts without_of_group(const credit_change& raise, check_facts facts) {
    for (group_facts& each : facts.groups) {
        if (each.group.name == raise.group) each.group.limit = raise.before.limit;
    }
    return facts;
}

check_facts without(const credit_change& raise, check_facts facts, date day) {
    if (!raise.group.empty()) return without_of_group(raise, std::move(facts));
    credit_account& account = facts.account;
    credit_limit agreed = agreed_limit(account);
    if (raise.kind == override_kind::temporary_limit) {
        account.terms.temporary = raise.before.terms.temporary;
    } else {
        agreed = raise.before.limit;
        account.terms.valid = raise.before.terms.valid;
        account.terms.credit_days = raise.before.terms.credit_days;
    }
    account.agreed = agreed;
    account = account_on(std::move(account), day);
    return facts;
}

std::vector<rule> rules_that_stop(const decision& made) {
    std::vector<rule> found;
    for (const reason& each : made.reasons) {
        if (each.effect < outcome::hold) continue;
        if (found.empty() || found.back() != each.kind) found.push_back(each.kind);
    }
    return found;
}

}  // namespace

bool is_raise(const credit_change& change) {
    if (change.kind == override_kind::temporary_limit) {
        return raises_what_is_on_top(change.before, change.after);
    }
    return change.before.limit.state() != limit_state::none &&
           raises(change_between(change.before, change.after));
}

std::vector<credit_change> raises_in_force(const std::vector<credit_change>& changes,
                                           const timestamp& at) {
    std::vector<credit_change> live;
    for (const credit_change& each : changes) {
        if (each.at > at) break;
        std::erase_if(live, [&](const credit_change& raise) { return is_over(raise, each); });
        if (is_raise(each)) live.push_back(each);
    }
    return live;
}

std::optional<raise_that_counted> raise_behind(const check_event& event, const check_facts& facts,
                                               const policy& rules,
                                               const std::vector<credit_change>& in_force,
                                               std::string_view system) {
    check_facts as_asked = facts;
    if (as_asked.release && as_asked.release->released_by == system) as_asked.release.reset();
    // With the raise, and needing no release.
    if (decide(event, as_asked, rules).result >= outcome::hold) return std::nullopt;
    for (auto raise = in_force.rbegin(); raise != in_force.rend(); ++raise) {
        const decision made = decide(event, without(*raise, as_asked, event.business_date), rules);
        if (made.result >= outcome::hold) return {{raise->event_id, rules_that_stop(made)}};
    }
    return std::nullopt;
}

}  // namespace creditgate
