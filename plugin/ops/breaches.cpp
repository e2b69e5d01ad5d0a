// SPDX-License-Identifier: Apache-2.0
//
// Limits that are breached by a rate alone: no document has changed, and nobody would be asked.
#include "core/decision/rules.hpp"
#include "core/policy/lines.hpp"
#include "plugin/json/object.hpp"
#include "plugin/json/values.hpp"
#include "plugin/ops/gather.hpp"
#include "plugin/ops/ops.hpp"

namespace creditgate {
namespace {

struct two_days {
    date now;
    date since;
};

struct valued_account {
    exposure now;    // at the rates of now
    exposure since;  // the same documents on the same day, at the rates of then
    money limit;     // what the policy allows of it
};

basis_points usable_share(const policy& rules) {
    const rule_setting* setting = find_rule(rules, rule::limit);
    return setting == nullptr ? basis_points{} : setting->threshold_share;
}

std::optional<valued_account> valued(unit_of_work& unit, const credit_account& account,
                                     const policy& rules, const two_days& days) {
    const auto group = unit.groups().of(account, group_kind::group);
    const policy own = lines_for(
        rules, {account.company, account.customer, account.risk_class, group ? group->name : ""});
    const auto limit = usable_limit(account_on(account, days.now), usable_share(own));
    if (!limit) return std::nullopt;
    const reading read =
        unit.readings().look(account, {days.now, horizon_of(rules.buckets, days.now)});
    const auto at_rates_of = [&](date day) {
        const account_exposure found = gather_exposure(unit, read, rules, day);
        return sum_exposure(found.lines, account.unit, found.rates, days.now, rules.buckets);
    };
    return valued_account{at_rates_of(days.now), at_rates_of(days.since), *limit};
}

bool is_breached_by_a_rate(const valued_account& found) {
    return found.now.total > found.limit && found.since.total <= found.limit;
}

json breach_json(unit_of_work& unit, const credit_account& account, const valued_account& found) {
    return object_of("company", account.company.value, "customer", account.customer.value,
                     "customer_name", unit.accounts().customer_name(account.customer), "limit",
                     money_json(found.limit), "exposure", money_json(found.now.total),
                     "exposure_since", money_json(found.since.total), "excess",
                     money_json(found.now.total - found.limit), "rates", rates_json(found.now),
                     "rates_since", rates_json(found.since));
}

two_days read_days(reader& request) {
    const two_days days{request.day("business_date"), request.day("since")};
    if (days.since < days.now) return days;
    fail_field(
        "out_of_range", "since", format_date(days.since),
        "found " + format_date(days.since) + ", expected a day before " + format_date(days.now),
        "send the day whose rates were looked at last");
}

}  // namespace

json op_breaches(op_context& context, reader& request) {
    const two_days days = read_days(request);
    const std::int64_t after = request.optional_id("after_account_id").value_or(0);
    const auto most = static_cast<int>(request.integer("max", 1, 1'000, 100));
    request.done();
    return transact(context, [&](unit_of_work& unit) -> json {
        const policy rules = context.memory.policy_on(unit, days.now);
        const auto accounts = unit.projection().accounts_at_rates_after(after, most);
        json breaches = json::array();
        for (const credit_account& account : accounts) {
            const auto found = valued(unit, account, rules, days);
            if (!found || !is_breached_by_a_rate(*found)) continue;
            breaches.push_back(breach_json(unit, account, *found));
        }
        const bool more = accounts.size() == static_cast<std::size_t>(most);
        return {{"accounts", accounts.size()},
                {"breaches", std::move(breaches)},
                {"next_account_id", more ? json(accounts.back().account_id) : json(nullptr)}};
    });
}

}  // namespace creditgate
