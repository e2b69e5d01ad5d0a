// SPDX-License-Identifier: Apache-2.0
#include "core/decision/decision.hpp"

#include <algorithm>

#include "core/decision/exclusions.hpp"
#include "core/decision/pilot.hpp"
#include "core/decision/rules.hpp"
#include "core/decision/source_share.hpp"
#include "core/policy/group_rules.hpp"
#include "core/policy/lines.hpp"

namespace creditgate {
namespace {

bool released_for(const check_event& event, const std::optional<usable_release>& release) {
    return release && release->up_to.unit() == event.amount.unit() &&
           event.amount <= release->up_to;
}

bool covered_for(const check_event& event, const check_facts& facts) {
    return !facts.forced && facts.opening && facts.opening->up_to.unit() == event.amount.unit() &&
           event.amount <= facts.opening->up_to;
}

// What a group's limit is compared with takes rates, too. What a member has open in a currency
// without one would be missing in the group's exposure.
void note_what_a_group_compares(decision& made, const check_event& event, const check_facts& facts,
                                std::size_t which) {
    const credit_group& group = facts.groups[which].group;
    if (!group.limit.amount()) return;
    exposure compared = made.groups_before[which];
    const currency unit = group.unit;
    const bool has_rate = find_rate(facts.rates, unit) != nullptr;
    if (!convert_noted(compared, event.amount, facts.rates) && !has_rate) {
        compared.currencies_without_rate = {unit};
    }
    note_all(made.before, compared);
}

// The document and the policy's thresholds have to be compared with the exposure, too.
void note_what_is_compared(decision& made, const check_event& event, const check_facts& facts,
                           const policy& policy) {
    made.document_amount = convert_noted(made.before, event.amount, facts.rates);
    for (const rule_setting& setting : policy.rules) {
        if (setting.at(event.where) == outcome::approve) continue;
        if (setting.threshold_money) {
            convert_noted(made.before, *setting.threshold_money, facts.rates);
        }
        for (const custom_condition& each : setting.custom.when) {
            if (const auto* amount = std::get_if<money>(&each.threshold)) {
                convert_noted(made.before, *amount, facts.rates);
            }
        }
        for (std::size_t i = 0; i < facts.groups.size(); ++i) {
            if (limit_rule_of(facts.groups[i].group.kind) != setting.kind) continue;
            note_what_a_group_compares(made, event, facts, i);
        }
        if (setting.kind != rule::bucket_limit) continue;
        for (const bucket_setting& each : policy.buckets.settings) {
            if (each.limit) convert_noted(made.before, *each.limit, facts.rates);
        }
    }
}

// What decides whether the document is left out takes rates, too.
void note_what_excludes(decision& made, const check_event& event, const check_facts& facts,
                        const policy& policy) {
    for (const exclusion_setting& each : policy.exclusions) {
        if (each.amount && each.at(event.where)) {
            convert_noted(made.before, *each.amount, facts.rates);
        }
    }
}

// A shipment has been delivered when it passes; an invoice is an open item when it is posted.
bucket bucket_of_document(const check_event& event, const policy& policy) {
    switch (event.document.kind) {
        case document_kind::order:
            return order_bucket(event.ship_date, horizon_of(policy.buckets, event.business_date));
        case document_kind::shipment:
            return bucket::delivered_not_invoiced;
        case document_kind::invoice:
            return bucket::open_item_not_due;
    }
    __builtin_unreachable();
}

// No policy has to know that a person may put a document on hold.
rule_setting usual_line_of_forced_hold() {
    rule_setting line{.kind = rule::forced_hold};
    line.at_checkpoint.fill(outcome::hold);
    line.at_checkpoint[static_cast<std::size_t>(checkpoint::quote)] = outcome::warn;
    return line;
}

// Whether a rule looks at a document that an exclusion leaves out. A hold by hand is a person's
// decision about this very document, a block one about the customer, whatever he orders.
bool looks_anyway(const rule_setting& setting, const exclusion_setting& excluded) {
    if (setting.kind == rule::forced_hold) return true;
    return setting.kind == rule::account_blocked && !excluded.even_blocked;
}

// A return is left out by every policy, whatever the customer's account is.
exclusion_setting line_of_returns() {
    exclusion_setting line{.kind = exclusion::returned};
    line.even_blocked = true;
    return line;
}

std::vector<reason> reasons_of(const check_event& event, const policy& policy,
                               const rule_view& view,
                               const std::optional<exclusion_setting>& excluded) {
    std::vector<reason> reasons;
    for (const rule_setting& setting : policy.rules) {
        const outcome effect = setting.at(event.where);
        if (effect == outcome::approve) continue;
        if (excluded && !looks_anyway(setting, *excluded)) continue;
        for (finding& each : apply_rule(setting, view)) {
            reasons.push_back({setting.kind, effect, each.value, each.threshold, each.about,
                               setting.whom, std::move(each.conditions)});
        }
    }
    std::stable_sort(reasons.begin(), reasons.end(),
                     [](const reason& a, const reason& b) { return a.kind < b.kind; });
    return reasons;
}

}  // namespace

policy_subject subject_of(const check_facts& facts) {
    return {facts.account.company, facts.account.customer, facts.account.risk_class,
            group_name(facts.groups, group_kind::group)};
}

outcome without_pilot(const decision& made) {
    return made.in_pilot.value_or(made.result);
}

outcome strongest(const std::vector<reason>& reasons) {
    outcome result = outcome::approve;
    for (const reason& each : reasons) result = std::max(result, each.effect);
    return result;
}

decision decide(const check_event& event, const check_facts& facts, const policy& whole) {
    // A back-test decides millions of times: what need not be copied is not.
    std::optional<creditgate::policy> own;
    if (facts.forced || !is_for_everybody(whole)) own = lines_for(whole, subject_of(facts));
    if (facts.forced && !find_rule(*own, rule::forced_hold)) {
        own->rules.push_back(usual_line_of_forced_hold());
    }
    const creditgate::policy& policy = own ? *own : whole;
    const std::vector<exposure_line> taken = taken_over(event, facts.sources);
    std::vector<exposure_line> less;
    if (!taken.empty()) less = facts.lines;
    for (exposure_line each : taken) {
        each.amount = money::zero(each.amount.unit()) - each.amount;
        less.push_back(each);
    }
    const std::vector<exposure_line>& lines = taken.empty() ? facts.lines : less;
    const currency unit = facts.account.unit;
    decision made{outcome::approve,
                  {},
                  sum_exposure(lines, unit, facts.rates, event.business_date, policy.buckets),
                  convert(event.amount, unit, facts.rates),
                  std::nullopt,
                  bucket_of_document(event, policy)};
    for (const group_facts& each : facts.groups) {
        made.groups_before.push_back(
            exposure_of_group(each, lines, facts.rates, event.business_date, policy.buckets));
    }
    if (event.way == direction::returned && !facts.forced) {
        made.excluded_by = exclusion_found{exclusion::returned};
        return made;
    }
    note_what_is_compared(made, event, facts, policy);
    note_what_excludes(made, event, facts, policy);
    rule_view view{
        event,       facts.account, made.before, made.document_amount, made.document_bucket,
        facts.rates, facts.payer};
    view.forced = facts.forced.has_value();
    for (std::size_t i = 0; i < facts.groups.size(); ++i) {
        const credit_group& group = facts.groups[i].group;
        view.groups.push_back(
            {group, made.groups_before[i], convert(event.amount, group.unit, facts.rates)});
    }
    const auto excluded = event.way == direction::returned ? std::optional(line_of_returns())
                                                           : exclusion_of(policy, view, taken);
    if (excluded) made.excluded_by = exclusion_found{excluded->kind, excluded->whom};
    made.reasons = reasons_of(event, policy, view, excluded);
    made.result = strongest(made.reasons);
    if (made.result == outcome::hold && released_for(event, facts.release)) {
        made.result = outcome::approve;
        made.by_release_of_hold = facts.release->hold_id;
    } else if (made.result == outcome::hold && covered_for(event, facts)) {
        made.result = outcome::approve;
        made.by_opening_cover = facts.opening->decision_id;
    }
    if (whole.tried && is_in_pilot(*whole.tried, event, facts) &&
        !is_stopped_by_a_person(*whole.tried, made.reasons)) {
        made.in_pilot = made.result;
        made.result = outcome::approve;
    }
    return made;
}

}  // namespace creditgate
