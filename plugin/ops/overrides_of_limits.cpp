// SPDX-License-Identifier: Apache-2.0
#include "plugin/ops/overrides_of_limits.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "core/overrides/limit_raise.hpp"
#include "plugin/json/limit.hpp"
#include "plugin/ops/record.hpp"
#include "plugin/ops/reevaluation.hpp"

namespace creditgate {
namespace {

// So many in one transaction: on SQLite nobody writes meanwhile.
constexpr std::size_t slice = 100;
constexpr int page = 5'000;

credit_limit limit_in(const json& details, const char* name) {
    return read_limit(reader(details.at(name), name));
}

// Moves what is agreed on to after the event; nothing of events about other things.
std::optional<credit_change> change_in(const audit_event& event, agreed_credit& now) {
    const json details = json::parse(event.details);
    credit_change made{event.audit_id, override_kind::limit_raise, event.at, now, now};
    if (event.action == "set_limit") {
        made.before = {limit_in(details, "before"), stored_terms(details.at("terms_before"))};
        made.after = {limit_in(details, "after"), stored_terms(details.at("terms"))};
    } else if (event.action == "set_temporary_limit") {
        made.kind = override_kind::temporary_limit;
        made.before.terms = stored_terms(details.at("before"));
        made.after.terms = stored_terms(details.at("after"));
    } else if (event.action == "set_group_limit") {
        made.kind = override_kind::group_limit_raise;
        made.before = {limit_in(details, "before"), {}};
        made.after = {limit_in(details, "after"), {}};
        made.group = details.at("group").get<std::string>();
    } else {
        return std::nullopt;
    }
    now = made.after;
    return made;
}

// An event that cannot be read is none: verify_audit says what is wrong with it.
std::vector<credit_change> changes_in(const std::vector<audit_event>& events) {
    std::vector<credit_change> all;
    agreed_credit now;
    for (const audit_event& each : events) {
        try {
            if (auto change = change_in(each, now)) all.push_back(std::move(*change));
        } catch (const json::exception&) {
            continue;
        } catch (const failure& error) {
            if (error.detail().whose == fault::unavailable) throw;
        }
    }
    return all;
}

// "" where there is none, or the event cannot be read.
std::string text_in(const audit_event& event, const char* name) {
    const json details = json::parse(event.details, nullptr, false);
    if (!details.is_object()) return "";
    const json found = details.value(name, json(""));
    return found.is_string() ? found.get<std::string>() : "";
}

std::string reason_in(const audit_event& event) {
    return text_in(event, "reason");
}

// What was changed for each account, and the raises that are asked for.
struct raises_to_find {
    std::map<std::int64_t, std::vector<credit_change>> changes;  // by account, in their order
    std::map<std::int64_t, credit_override> wanted;              // by event
};

void put_in_order(std::vector<credit_change>& changes) {
    std::stable_sort(changes.begin(), changes.end(),
                     [](const auto& a, const auto& b) { return a.at < b.at; });
}

// Those of these changes that are raises said on these days.
void want(raises_to_find& found, const std::vector<credit_change>& changes,
          const std::vector<audit_event>& events, const period& days,
          const credit_override& whose) {
    for (const credit_change& each : changes) {
        const auto day = parse_date(each.at.text.substr(0, 10));
        if (!is_raise(each) || !day || !days.covers(*day)) continue;
        const auto event = std::find_if(events.begin(), events.end(), [&](const auto& said) {
            return said.audit_id == each.event_id;
        });
        credit_override raise = whose;
        raise.kind = each.kind;
        raise.id = each.event_id;
        raise.by = event->by;
        raise.at = each.at;
        raise.reason = reason_in(*event);
        found.wanted.emplace(each.event_id, std::move(raise));
    }
}

void add_account(unit_of_work& unit, raises_to_find& found, std::int64_t account_id,
                 const account_key& key, const period& days) {
    const auto [known, is_new] = found.changes.try_emplace(account_id);
    if (!is_new) return;
    const auto events = unit.audit().of_account(account_id);
    known->second = changes_in(events);
    credit_override whose;
    whose.company = key.company;
    whose.customer = key.customer;
    whose.customer_name = unit.accounts().customer_name(key.customer);
    want(found, known->second, events, days, whose);
}

void add_accounts(unit_of_work& unit, raises_to_find& found, const wanted_overrides& wanted) {
    for (const char* action : {"set_limit", "set_temporary_limit"}) {
        for (const audit_event& each : unit.audit().said(action, wanted.days)) {
            const std::int64_t account_id = each.account_id.value_or(0);
            if (account_id == 0) continue;
            const account_key key = unit.chain().account_of(account_id);
            if (wanted.company && key.company != *wanted.company) continue;
            add_account(unit, found, account_id, key, wanted.days);
        }
    }
}

std::string group_in(const audit_event& event) {
    return text_in(event, "group");
}

void add_group(unit_of_work& unit, raises_to_find& found, const std::string& name,
               const std::vector<audit_event>& events, const wanted_overrides& wanted) {
    const auto group = unit.groups().find(name);
    if (!group) return;
    std::vector<audit_event> own;
    for (const audit_event& each : events) {
        if (group_in(each) == name) own.push_back(each);
    }
    const auto changes = changes_in(own);
    credit_override whose;
    whose.customer_name = name;
    want(found, changes, own, wanted.days, whose);
    for (const credit_account& each : unit.groups().accounts(group->group_id)) {
        if (wanted.company && each.company != *wanted.company) continue;
        add_account(unit, found, each.account_id, {each.company, each.customer}, wanted.days);
        auto& all = found.changes.at(each.account_id);
        all.insert(all.end(), changes.begin(), changes.end());
        put_in_order(all);
    }
}

void add_groups(unit_of_work& unit, raises_to_find& found, const wanted_overrides& wanted) {
    std::set<std::string> names;
    for (const audit_event& each : unit.audit().said("set_group_limit", wanted.days)) {
        names.insert(group_in(each));
    }
    if (names.empty()) return;
    const auto events = unit.audit().said("set_group_limit", {});
    for (const std::string& each : names) add_group(unit, found, each, events, wanted);
}

void add_document(credit_override& raise, const decision_record& decided, std::vector<rule> rules) {
    const auto known = [&](const overridden_document& each) {
        return each.document == decided.document;
    };
    if (std::any_of(raise.documents.begin(), raise.documents.end(), known)) return;
    raise.documents.push_back(
        {decided.document, decided.document_number, decided.amount, std::move(rules), {}});
}

// What cannot be read cannot be decided again; verify_audit and replay say so.
void look_at(unit_of_work& unit, op_context& context, raises_to_find& found,
             const passed_decision& which) {
    const auto decided = unit.decisions().find(which.decision_id);
    const auto in_force =
        raises_in_force(found.changes.at(which.account_id), decided.value().decided_at);
    const auto is_wanted = [&](const credit_change& raise) {
        return found.wanted.contains(raise.event_id);
    };
    if (std::none_of(in_force.begin(), in_force.end(), is_wanted)) return;
    std::optional<raise_that_counted> behind;
    try {
        const policy rules = context.memory.policy_of(unit, decided->policy_version);
        const json record = json::parse(decided->record);
        const check_event event = event_on_record(record);
        behind = raise_behind(event, recorded_facts(record, event), rules, in_force, system_name);
    } catch (const json::exception&) {
        return;
    } catch (const failure& error) {
        if (error.detail().whose == fault::unavailable) throw;
        return;
    }
    const auto raise = behind ? found.wanted.find(behind->event_id) : found.wanted.end();
    if (raise == found.wanted.end()) return;
    add_document(raise->second, *decided, std::move(behind->rules));
}

timestamp first_of(const raises_to_find& found) {
    timestamp first;
    for (const auto& [event_id, raise] : found.wanted) {
        if (first.text.empty() || raise.at < first) first = raise.at;
    }
    return first;
}

void look_at_decisions(op_context& context, raises_to_find& found) {
    const passed_filter since{false, {}, first_of(found)};
    std::int64_t after = 0;
    for (bool more = true; more;) {
        std::vector<passed_decision> decisions;
        transact(context, [&](unit_of_work& unit) -> json {
            decisions = unit.decisions().passed(since, after, page);
            return nullptr;
        });
        more = decisions.size() == page;
        if (more) after = decisions.back().decision_id;
        std::erase_if(decisions, [&](const passed_decision& each) {
            return !found.changes.contains(each.account_id);
        });
        for (std::size_t from = 0; from < decisions.size(); from += slice) {
            transact(context, [&](unit_of_work& unit) -> json {
                for (std::size_t i = from; i < std::min(from + slice, decisions.size()); ++i) {
                    look_at(unit, context, found, decisions[i]);
                }
                return nullptr;
            });
        }
    }
}

}  // namespace

std::vector<credit_override> find_raises(op_context& context, const wanted_overrides& wanted) {
    raises_to_find found;
    transact(context, [&](unit_of_work& unit) -> json {
        found = {};
        add_accounts(unit, found, wanted);
        add_groups(unit, found, wanted);
        return nullptr;
    });
    if (!found.wanted.empty()) look_at_decisions(context, found);
    std::vector<credit_override> all;
    for (const override_kind kind : {override_kind::limit_raise, override_kind::temporary_limit,
                                     override_kind::group_limit_raise}) {
        for (const auto& [event_id, raise] : found.wanted) {
            if (raise.kind == kind) all.push_back(raise);
        }
    }
    return all;
}

}  // namespace creditgate
