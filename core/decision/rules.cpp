// SPDX-License-Identifier: Apache-2.0
#include "core/decision/rules.hpp"

#include <algorithm>
#include <array>

#include "core/decision/custom.hpp"
#include "core/policy/group_rules.hpp"

namespace creditgate {
namespace {

using findings = std::vector<finding>;

// What a rule has looked at; nothing of what it is content with, unless the view asks for it.
findings looked(const rule_view& view, bool minds, finding what) {
    if (!minds && !view.tell_content) return {};
    what.content = !minds;
    return {std::move(what)};
}

findings forced_hold_found(const rule_setting&, const rule_view& view) {
    return looked(view, view.forced, {});
}

bool is_named(const rule_setting& setting, const std::string& name) {
    return std::find(setting.names.begin(), setting.names.end(), name) != setting.names.end();
}

findings account_blocked(const rule_setting&, const rule_view& view) {
    return looked(view, view.account.blocked, {});
}

findings rate_missing(const rule_setting&, const rule_view& view) {
    return looked(view, !view.before.currencies_without_rate.empty(), {});
}

findings rate_stale(const rule_setting& setting, const rule_view& view) {
    constexpr day_count any_age{-1};
    findings found;
    for (const fx_rate& each :
         stale_rates(view.before, view.tell_content ? any_age : setting.most_days)) {
        const day_count age{days_between(each.valid_from, view.before.as_of)};
        found.push_back({age, setting.most_days, each.unit});
        found.back().content = age <= setting.most_days;
    }
    return found;
}

findings due_date_missing(const rule_setting&, const rule_view& view) {
    return looked(view, view.before.invoices_without_due_date != 0, {});
}

// "Harbour Foods (43), Harbour Foods Ltd (44)"
findings duplicate_customer(const rule_setting&, const rule_view& view) {
    const auto& like = view.payer.like;
    if (like.empty()) return looked(view, false, {});
    std::string others;
    for (std::size_t i = 0; i < like.size() && i < most_like_customers; ++i) {
        others.append(others.empty() ? "" : ", ")
            .append(like[i].name)
            .append(" (" + std::to_string(like[i].customer.value) + ")");
    }
    if (like.size() > most_like_customers) others += ", ...";
    return {finding{{}, {}, others}};
}

findings limit_expired(const rule_setting&, const rule_view& view) {
    return looked(view, !view.account.terms.valid.covers(view.event.business_date), {});
}

findings no_limit_set(const rule_setting&, const rule_view& view) {
    return looked(view, view.account.limit.state() == limit_state::none, {});
}

// Of the kind of group that the rule is about.
findings group_limit(const rule_setting& setting, const rule_view& view) {
    findings found;
    for (const group_view& each : view.groups) {
        if (limit_rule_of(each.group.kind) != setting.kind || !each.document_amount) continue;
        const auto threshold = usable_limit(each.group.limit, setting.threshold_share);
        if (!threshold) continue;
        const money after = with_document(each.before, each.document_amount, view.document_bucket);
        if (after <= *threshold && !view.tell_content) continue;
        found.push_back({after, *threshold, each.group.name});
        found.back().content = after <= *threshold;
    }
    return found;
}

// FIELD.md: exposure + document > limit x threshold %.
findings limit(const rule_setting& setting, const rule_view& view) {
    const auto threshold = usable_limit(view.account, setting.threshold_share);
    if (!threshold || !view.document_amount) return {};
    const money after = with_document(view);
    return looked(view, after > *threshold, {after, *threshold});
}

findings insured_limit(const rule_setting& setting, const rule_view& view) {
    if (!view.document_amount) return {};
    const money insured =
        insured_on(view.account.guarantees, view.account.unit, view.event.business_date);
    const money threshold = share_of(insured, setting.threshold_share);
    const money after = with_document(view);
    return looked(view, after > threshold, {after, threshold});
}

// Of every bucket with a limit of its own, whether it counts in the exposure or not; the document
// is in one of them.
findings bucket_limit(const rule_setting&, const rule_view& view) {
    findings found;
    for (std::size_t i = 0; i < bucket_count; ++i) {
        const auto which = static_cast<bucket>(i);
        const bucket_total& total = view.before.in(which);
        if (!total.limit) continue;
        money after = total.amount;
        if (which == view.document_bucket && view.document_amount) after += *view.document_amount;
        if (after <= *total.limit && !view.tell_content) continue;
        found.push_back({after, *total.limit, which});
        found.back().content = after <= *total.limit;
    }
    return found;
}

findings days_overdue(const rule_setting& setting, const rule_view& view) {
    const day_count found{view.before.overdue.days};
    return looked(view, found > setting.most_days, {found, setting.most_days});
}

// Thresholds are set in one currency for customers of many: without a rate the amounts cannot be
// compared, and rate_missing is the rule that says so. `minds`: also what else the line says.
findings more_than_threshold(const rule_setting& setting, const rule_view& view,
                             const money& amount, bool minds = true) {
    if (!setting.threshold_money) return {};
    const auto threshold = convert(*setting.threshold_money, view.account.unit, view.rates);
    if (!threshold) return {};
    return looked(view, minds && amount > *threshold, {amount, *threshold});
}

findings unallocated_cash(const rule_setting& setting, const rule_view& view) {
    const money& unallocated = view.before.in(bucket::unallocated).amount;
    return more_than_threshold(setting, view, money::zero(unallocated.unit()) - unallocated);
}

// Who has no limit has used all of it.
bool uses_so_much(const rule_setting& setting, const rule_view& view) {
    if (!setting.limit_used || view.account.limit.state() == limit_state::none) return true;
    const auto used = usable_limit(view.account, *setting.limit_used);
    return used && with_document(view) > *used;
}

// FIELD.md: alone, and together with % of the limit used.
findings overdue_amount(const rule_setting& setting, const rule_view& view) {
    return more_than_threshold(setting, view, view.before.overdue.amount,
                               uses_so_much(setting, view));
}

findings oldest_open_item(const rule_setting& setting, const rule_view& view) {
    if (!view.payer.oldest_item) return {};
    const day_count age{days_between(*view.payer.oldest_item, view.event.business_date)};
    return looked(view, age > setting.most_days, {age, setting.most_days});
}

findings payment_index(const rule_setting& setting, const rule_view& view) {
    const auto index = payment_index_of(view.payer.settled, view.account.unit, view.rates);
    if (!index) return {};
    return looked(view, *index > setting.most_days, {*index, setting.most_days});
}

findings dunning_level_found(const rule_setting& setting, const rule_view& view) {
    const auto& highest = view.event.dunning;
    if (!highest) return {};
    return looked(view, *highest > setting.most_level, {*highest, setting.most_level});
}

findings document_value(const rule_setting& setting, const rule_view& view) {
    if (!view.document_amount) return {};
    return more_than_threshold(setting, view, *view.document_amount);
}

// One that is still to come is due for no day.
findings review_due(const rule_setting& setting, const rule_view& view) {
    const auto& on = view.account.terms.review_on;
    if (!on) return {};
    const day_count since{std::max(days_between(*on, view.event.business_date), 0)};
    return looked(view, since > setting.most_days, {since, setting.most_days});
}

findings risk_class_in(const rule_setting& setting, const rule_view& view) {
    const std::string& own = view.account.risk_class;
    if (own.empty()) return {};
    return looked(view, is_named(setting, own), {{}, {}, own});
}

// A grade that the policy does not list is worse than all that it does.
findings rating(const rule_setting& setting, const rule_view& view) {
    const std::string& own = view.account.rating_grade;
    if (own.empty()) return setting.none_too ? findings{finding{}} : findings{};
    return looked(view, !is_named(setting, own), {{}, {}, own});
}

findings new_customer(const rule_setting& setting, const rule_view& view) {
    const day_count known = days_known(view);
    return looked(view, known < setting.least_days, {known, setting.least_days});
}

findings payment_terms_better(const rule_setting& setting, const rule_view& view) {
    const auto& term = view.event.payment_term;
    const auto own = credit_days_on(view.account.terms, view.event.business_date);
    const auto& agreed = own ? own : view.event.agreed_term;
    if (!term || !agreed) return {};
    const day_count most{agreed->days + setting.most_days.days};
    return looked(view, *term > most, {*term, most});
}

findings payment_method(const rule_setting& setting, const rule_view& view) {
    const std::string& method = view.event.payment_method;
    if (method.empty()) return {};
    return looked(view, is_named(setting, method) != setting.all_but_names, {{}, {}, method});
}

findings bill_to_differs(const rule_setting&, const rule_view& view) {
    const auto& orders = view.event.ordering_party;
    return looked(view, orders && *orders != view.event.customer, {});
}

using rule_function = findings (*)(const rule_setting&, const rule_view&);

// In the order of `rule`.
constexpr std::array<rule_function, rule_count> rule_table = {
    forced_hold_found,
    account_blocked,
    rate_missing,
    rate_stale,
    due_date_missing,
    unallocated_cash,
    duplicate_customer,
    limit_expired,
    no_limit_set,
    group_limit,
    group_limit,  // of a salesperson
    group_limit,  // of a department
    limit,
    insured_limit,
    bucket_limit,
    days_overdue,
    overdue_amount,
    oldest_open_item,
    payment_index,
    dunning_level_found,
    document_value,
    review_due,
    risk_class_in,
    rating,
    new_customer,
    payment_terms_better,
    payment_method,
    bill_to_differs,
    custom_found,
};

}  // namespace

std::vector<finding> apply_rule(const rule_setting& setting, const rule_view& view) {
    return rule_table.at(static_cast<std::size_t>(setting.kind))(setting, view);
}

money with_document(const exposure& before, const std::optional<money>& document_amount,
                    bucket document_bucket) {
    if (!document_amount || !before.in(document_bucket).included) return before.total;
    return before.total + *document_amount;
}

money with_document(const rule_view& view) {
    return with_document(view.before, view.document_amount, view.document_bucket);
}

day_count days_known(const rule_view& view) {
    if (!view.payer.known_since) return {};
    return {std::max(days_between(*view.payer.known_since, view.event.business_date), 0)};
}

std::optional<money> usable_limit(const credit_account& account, basis_points share) {
    return usable_limit(account.limit, share);
}

std::optional<money> usable_limit(const credit_limit& limit, basis_points share) {
    if (!limit.amount()) return std::nullopt;
    return share_of(*limit.amount(), share);
}

}  // namespace creditgate
