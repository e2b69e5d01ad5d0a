// SPDX-License-Identifier: Apache-2.0
#include "core/decision/rules.hpp"

#include <array>

namespace creditgate {
namespace {

std::optional<finding> account_blocked(const rule_setting&, const rule_view& view) {
    if (!view.account.blocked) return std::nullopt;
    return finding{};
}

std::optional<finding> rate_missing(const rule_setting&, const rule_view& view) {
    if (view.before.currencies_without_rate.empty()) return std::nullopt;
    return finding{};
}

std::optional<finding> no_limit_set(const rule_setting&, const rule_view& view) {
    if (view.account.limit.state() != limit_state::none) return std::nullopt;
    return finding{};
}

// FIELD.md: exposure + document > limit x threshold %.
std::optional<finding> limit(const rule_setting& setting, const rule_view& view) {
    const auto threshold = usable_limit(view.account, setting.threshold_share);
    if (!threshold || !view.document_amount) return std::nullopt;
    const money after = view.before.total + *view.document_amount;
    if (after <= *threshold) return std::nullopt;
    return finding{after, *threshold};
}

std::optional<finding> days_overdue(const rule_setting& setting, const rule_view& view) {
    const day_count found{view.before.overdue.days};
    if (found <= setting.grace) return std::nullopt;
    return finding{found, setting.grace};
}

// Thresholds are set in one currency for customers of many: without a rate the amounts cannot be
// compared, and rate_missing is the rule that says so.
std::optional<finding> more_than_threshold(const rule_setting& setting, const rule_view& view,
                                           const money& amount) {
    if (!setting.threshold_money) return std::nullopt;
    const auto threshold = convert(*setting.threshold_money, view.account.unit, view.rates);
    if (!threshold || amount <= *threshold) return std::nullopt;
    return finding{amount, *threshold};
}

std::optional<finding> overdue_amount(const rule_setting& setting, const rule_view& view) {
    return more_than_threshold(setting, view, view.before.overdue.amount);
}

std::optional<finding> document_value(const rule_setting& setting, const rule_view& view) {
    if (!view.document_amount) return std::nullopt;
    return more_than_threshold(setting, view, *view.document_amount);
}

using rule_function = std::optional<finding> (*)(const rule_setting&, const rule_view&);

// In the order of `rule`.
constexpr std::array<rule_function, rule_count> rule_table = {
    account_blocked, rate_missing,   no_limit_set,   limit,
    days_overdue,    overdue_amount, document_value,
};

}  // namespace

std::optional<finding> apply_rule(const rule_setting& setting, const rule_view& view) {
    return rule_table.at(static_cast<std::size_t>(setting.kind))(setting, view);
}

std::optional<money> usable_limit(const credit_account& account, basis_points share) {
    if (!account.limit.amount()) return std::nullopt;
    return share_of(*account.limit.amount(), share);
}

}  // namespace creditgate
