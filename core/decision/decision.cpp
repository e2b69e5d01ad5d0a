// SPDX-License-Identifier: Apache-2.0
#include "core/decision/decision.hpp"

#include <algorithm>

#include "core/decision/exclusions.hpp"
#include "core/decision/looks.hpp"
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

void sort_by_rule(auto& all, auto rule_of) {
    std::stable_sort(all.begin(), all.end(),
                     [&](const auto& a, const auto& b) { return rule_of(a) < rule_of(b); });
}

// Where `looks` is not null, it gets what each line has looked at.
std::vector<reason> reasons_of(const check_event& event, const policy& policy,
                               const rule_view& view,
                               const std::optional<exclusion_setting>& excluded,
                               std::vector<rule_look>* looks) {
    std::vector<reason> reasons;
    for (const rule_setting& setting : policy.rules) {
        const outcome effect = setting.at(event.where);
        if (effect == outcome::approve) continue;
        if (excluded && !looks_anyway(setting, *excluded)) {
            if (looks != nullptr) looks->push_back({setting, effect, look_result::left_out});
            continue;
        }
        std::vector<finding> all = apply_rule(setting, view);
        if (looks != nullptr && all.empty()) {
            looks->push_back({setting, effect, look_result::nothing_to_compare});
        }
        for (finding& each : all) {
            if (looks != nullptr) {
                const auto result = each.content ? look_result::content : look_result::found;
                looks->push_back({setting, effect, result, each});
            }
            if (each.content) continue;
            reasons.push_back({setting.kind, effect, each.value, each.threshold, each.about,
                               setting.whom, std::move(each.conditions)});
        }
    }
    sort_by_rule(reasons, [](const reason& each) { return each.kind; });
    return reasons;
}

void leave_all_out(const check_event& event, const policy& policy, std::vector<rule_look>* looks) {
    if (looks == nullptr) return;
    for (const rule_setting& setting : policy.rules) {
        const outcome effect = setting.at(event.where);
        if (effect != outcome::approve) {
            looks->push_back({setting, effect, look_result::left_out});
        }
    }
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

namespace {

decision decide_looking(const check_event& event, const check_facts& facts, const policy& whole,
                        std::vector<rule_look>* looks) {
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
        leave_all_out(event, policy, looks);
        return made;
    }
    note_what_is_compared(made, event, facts, policy);
    note_what_excludes(made, event, facts, policy);
    rule_view view{
        event,       facts.account, made.before, made.document_amount, made.document_bucket,
        facts.rates, facts.payer};
    view.forced = facts.forced.has_value();
    view.tell_content = looks != nullptr;
    for (std::size_t i = 0; i < facts.groups.size(); ++i) {
        const credit_group& group = facts.groups[i].group;
        view.groups.push_back(
            {group, made.groups_before[i], convert(event.amount, group.unit, facts.rates)});
    }
    const auto excluded = event.way == direction::returned ? std::optional(line_of_returns())
                                                           : exclusion_of(policy, view, taken);
    if (excluded) made.excluded_by = exclusion_found{excluded->kind, excluded->whom};
    made.reasons = reasons_of(event, policy, view, excluded, looks);
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

// Lines of the same rule that are for the payer, too, the most specific first.
std::vector<rule_setting> outdone_by(const rule_setting& line, const policy& whole,
                                     const policy_subject& who) {
    std::vector<rule_setting> outdone;
    for (const rule_setting& each : whole.rules) {
        if (is_same_rule(each, line) && each.whom.kind < line.whom.kind && covers(each.whom, who)) {
            outdone.push_back(each);
        }
    }
    std::stable_sort(
        outdone.begin(), outdone.end(),
        [](const rule_setting& a, const rule_setting& b) { return a.whom.kind > b.whom.kind; });
    return outdone;
}

// A line that only keeps others from looking.
bool switches_off(const rule_setting& line, const std::vector<rule_setting>& outdone,
                  checkpoint where) {
    return line.at(where) == outcome::approve &&
           std::any_of(outdone.begin(), outdone.end(), [&](const rule_setting& each) {
               return each.at(where) != outcome::approve;
           });
}

}  // namespace

decision decide(const check_event& event, const check_facts& facts, const policy& whole) {
    return decide_looking(event, facts, whole, nullptr);
}

told_decision decide_and_tell(const check_event& event, const check_facts& facts,
                              const policy& whole) {
    std::vector<rule_look> looks;
    decision made = decide_looking(event, facts, whole, &looks);
    const policy_subject who = subject_of(facts);
    for (const rule_setting& line : lines_for(whole, who).rules) {
        if (!switches_off(line, outdone_by(line, whole, who), event.where)) continue;
        looks.push_back({line, outcome::approve, look_result::switched_off});
    }
    for (rule_look& look : looks) {
        for (const rule_setting& each : outdone_by(look.line, whole, who)) {
            look.outdone.push_back(each.whom);
        }
    }
    sort_by_rule(looks, [](const rule_look& each) { return each.line.kind; });
    return {std::move(made), std::move(looks)};
}

}  // namespace creditgate
