// SPDX-License-Identifier: Apache-2.0
//
// Shows credit groups: what their members have open, as it was last.
#include "core/policy/lines.hpp"
#include "plugin/clock/utc.hpp"
#include "plugin/json/values.hpp"
#include "plugin/ops/gather.hpp"
#include "plugin/ops/ops.hpp"
#include "plugin/ops/refresh.hpp"

namespace creditgate {
namespace {

std::vector<credit_group> chosen(unit_of_work& unit, const std::optional<std::string>& name) {
    if (!name) return unit.groups().list();
    if (const auto found = unit.groups().find(*name)) return {*found};
    fail_field("unknown_group", "group", *name, "there is no credit group " + *name,
               "leave \"group\" out to see all");
}

bool is_of(const credit_account& account, const group_member& member) {
    return account.customer == member.customer &&
           (!member.company || *member.company == account.company);
}

struct account_state {
    credit_account account;
    account_exposure found;
};

// How a group is looked at.
struct terms_of_look {
    policy rules;
    date day;
};

json account_json(const account_state& each, const terms_of_look& asked) {
    const exposure now = sum_exposure(each.found.lines, each.account.unit, each.found.rates,
                                      asked.day, asked.rules.buckets);
    return {{"company", each.account.company.value},
            {"limit", limit_json(each.account.limit)},
            {"exposure", money_json(now.total)},
            {"available", available_json(each.account.limit, now)}};
}

json members_json(unit_of_work& unit, const credit_group& group,
                  const std::vector<account_state>& accounts, const terms_of_look& asked) {
    json all = json::array();
    for (const group_member& member : unit.groups().members(group)) {
        json shown = json::array();
        for (const account_state& each : accounts) {
            if (is_of(each.account, member)) shown.push_back(account_json(each, asked));
        }
        all.push_back({{"customer", member.customer.value},
                       {"customer_name", unit.accounts().customer_name(member.customer)},
                       {"company", member.company ? json(member.company->value) : json(nullptr)},
                       {"accounts", shown}});
    }
    return all;
}

// What the group has open is what any of its accounts says of it.
json shown_group(unit_of_work& unit, const credit_group& group, const terms_of_look& asked) {
    const auto& [rules, day] = asked;
    const reading_days days{day, horizon_of(rules.buckets, day)};
    std::vector<account_state> accounts;
    for (const credit_account& each : unit.groups().accounts(group.group_id)) {
        const reading read = unit.readings().look(each, days);
        accounts.push_back({read.account, gather_exposure(unit, read, rules, day)});
    }
    exposure now = exposure_of_group({group, {}}, {}, {}, day, rules.buckets);
    if (!accounts.empty()) {
        const account_exposure& one = accounts.front().found;
        if (const group_facts* facts = find_group(one.groups, group.kind)) {
            now = exposure_of_group(*facts, one.lines, one.rates, day, rules.buckets);
        }
    }
    const std::string name = group.kind == group_kind::group ? group.name : "";
    json made = group_json(group, now, lines_for(rules, {{}, {}, "", name}));
    made["members"] = members_json(unit, group, accounts, asked);
    return made;
}

// Who looks waits for nobody: an account on which somebody is at work is shown as it was last.
void show_what_is_new(op_context& context, const credit_account& account) {
    try {
        bring_up_to_date(context, account.company, account.customer);
    } catch (const failure& error) {
        if (error.detail().code != "database_lock_timeout") throw;
    }
}

}  // namespace

json op_groups(op_context& context, reader& request) {
    const std::optional<std::string> name = request.optional_text("group");
    const date day = request.day("business_date");
    request.done();
    std::vector<credit_account> accounts;
    transact(context, [&](unit_of_work& unit) -> json {
        accounts.clear();
        for (const credit_group& group : chosen(unit, name)) {
            for (const credit_account& each : unit.groups().accounts(group.group_id)) {
                accounts.push_back(each);
            }
        }
        return nullptr;
    });
    for (const credit_account& each : accounts) show_what_is_new(context, each);
    return transact(context, [&](unit_of_work& unit) -> json {
        const terms_of_look asked{context.memory.policy_on(unit, day), day};
        json shown = json::array();
        for (const credit_group& group : chosen(unit, name)) {
            shown.push_back(shown_group(unit, group, asked));
        }
        return {{"groups", shown}, {"as_of", utc_now().text}};
    });
}

}  // namespace creditgate
