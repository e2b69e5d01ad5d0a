// SPDX-License-Identifier: Apache-2.0
#include "core/decision/decision.hpp"

#include <algorithm>

#include "core/decision/rules.hpp"

namespace creditgate {
namespace {

// An invoice of 40 from an order of 100 that is still counted with 100: the 40 are the same deal.
// No more is taken off than the source still shows, so that a wrong share cannot hide exposure.
void take_off_sources(std::vector<exposure_line>& lines, const check_event& event,
                      const std::vector<source_open>& open) {
    std::vector<source_open> left = open;  // an event may name the same source twice
    for (const source_share& share : event.sources) {
        const auto shown = std::find_if(left.begin(), left.end(), [&](const source_open& each) {
            return each.document == share.document && each.amount.unit() == share.amount.unit();
        });
        if (shown == left.end() || !shown->amount.is_positive()) continue;
        const money taken = std::min(share.amount, shown->amount);
        shown->amount = shown->amount - taken;
        lines.push_back(
            {exposure_source::open_order, money::zero(taken.unit()) - taken, std::nullopt, 0});
    }
}

bool released_for(const check_event& event, const std::optional<usable_release>& release) {
    return release && release->up_to.unit() == event.amount.unit() &&
           event.amount <= release->up_to;
}

// The document and the policy's thresholds have to be compared with the exposure, too.
void note_what_cannot_be_compared(decision& made, const check_event& event,
                                  const check_facts& facts, const policy& policy) {
    if (!made.document_amount) note_missing_rate(made.before, event.amount.unit());
    for (const rule_setting& setting : policy.rules) {
        if (!setting.threshold_money || setting.at(event.where) == outcome::approve) continue;
        const money& threshold = *setting.threshold_money;
        if (!convert(threshold, facts.account.unit, facts.rates)) {
            note_missing_rate(made.before, threshold.unit());
        }
    }
}

std::vector<reason> reasons_of(const check_event& event, const policy& policy,
                               const rule_view& view) {
    std::vector<reason> reasons;
    for (const rule_setting& setting : policy.rules) {
        const outcome effect = setting.at(event.where);
        if (effect == outcome::approve) continue;
        if (const auto found = apply_rule(setting, view)) {
            reasons.push_back({setting.kind, effect, found->value, found->threshold});
        }
    }
    std::stable_sort(reasons.begin(), reasons.end(),
                     [](const reason& a, const reason& b) { return a.kind < b.kind; });
    return reasons;
}

}  // namespace

outcome strongest(const std::vector<reason>& reasons) {
    outcome result = outcome::approve;
    for (const reason& each : reasons) result = std::max(result, each.effect);
    return result;
}

decision decide(const check_event& event, const check_facts& facts, const policy& policy) {
    std::vector<exposure_line> lines = facts.lines;
    take_off_sources(lines, event, facts.sources);
    const currency unit = facts.account.unit;
    decision made{outcome::approve,
                  {},
                  sum_exposure(lines, unit, facts.rates, event.business_date),
                  convert(event.amount, unit, facts.rates),
                  std::nullopt};
    if (event.way == direction::returned) return made;
    note_what_cannot_be_compared(made, event, facts, policy);
    made.reasons = reasons_of(
        event, policy, {event, facts.account, made.before, made.document_amount, facts.rates});
    made.result = strongest(made.reasons);
    if (made.result == outcome::hold && released_for(event, facts.release)) {
        made.result = outcome::approve;
        made.by_release_of_hold = facts.release->hold_id;
    }
    return made;
}

}  // namespace creditgate
