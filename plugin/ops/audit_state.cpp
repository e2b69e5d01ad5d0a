// SPDX-License-Identifier: Apache-2.0
#include "plugin/ops/audit_state.hpp"

#include <algorithm>

#include "plugin/digest/sha256.hpp"
#include "plugin/json/limit.hpp"
#include "plugin/json/values.hpp"
#include "plugin/ops/audit_groups.hpp"
#include "plugin/ops/audit_rights.hpp"
#include "plugin/ops/hold_json.hpp"

namespace creditgate {
namespace {

constexpr int accounts_of_slice = 50;
constexpr int holds_of_page = 1'000;

// What the events of an account have come to.
struct told_state {
    json limit = limit_json(credit_limit::none());
    json terms;
    bool blocked = false;
    json risk_class;
    json rating_grade;
    std::map<std::int64_t, audit_event> releases;    // by hold, the latest of each
    std::map<std::int64_t, audit_event> rejections;  // the same
    std::map<std::int64_t, audit_event> forced;      // the same
    std::map<std::int64_t, stored_guarantee> guarantees;
};

stored_guarantee guarantee_in(const json& details, const audit_event& event) {
    reader what(details.at("guarantee"), "guarantee");
    return {details.at("guarantee_id").get<std::int64_t>(),
            details.at("name").get<std::string>(),
            read_guarantee(what),
            event.by,
            event.at,
            ""};
}

void tell_of_guarantee(told_state& now, const audit_event& event, const json& details) {
    if (event.action == "set_guarantee") {
        const stored_guarantee set = guarantee_in(details, event);
        now.guarantees.insert_or_assign(set.guarantee_id, set);
    } else if (event.action == "end_guarantee") {
        stored_guarantee& ended = now.guarantees.at(details.at("guarantee_id").get<std::int64_t>());
        ended.ended_by = event.by;
        ended.ended_at = event.at;
    }
}

void tell_of_hold(told_state& now, const audit_event& event, const json& details) {
    const auto hold_id = [&] { return details.at("hold_id").get<std::int64_t>(); };
    if (event.action == "release") {
        now.releases[hold_id()] = event;
    } else if (event.action == "end_release") {
        now.releases.erase(hold_id());
    } else if (event.action == "reject") {
        now.rejections[hold_id()] = event;
    } else if (event.action == "force_hold") {
        now.forced[hold_id()] = event;
    }
}

void tell(told_state& now, const audit_event& event) {
    const json details = json::parse(event.details);
    if (event.action == "set_limit") {
        now.limit = details.at("after");
        now.terms = details.at("terms");
    } else if (event.action == "set_temporary_limit") {
        now.terms = details.at("after");
    } else if (event.action == "block" || event.action == "unblock") {
        now.blocked = event.action == "block";
    } else if (event.action == "set_risk_class") {
        now.risk_class = details.at("after");
    } else if (event.action == "set_rating") {
        now.rating_grade = details.at("after");
    } else {
        tell_of_guarantee(now, event, details);
        tell_of_hold(now, event, details);
    }
}

// An event that cannot be read is no event: the chain says what is wrong with it.
told_state told_by_events(const std::vector<audit_event>& events) {
    told_state now;
    for (const audit_event& each : events) {
        try {
            tell(now, each);
        } catch (const std::exception&) {
            continue;
        }
    }
    return now;
}

json word_json(const std::string& text) {
    return text.empty() ? json() : json(text);
}

bool is_said(const std::optional<person_note>& note, const audit_event& event) {
    return note && note->by == event.by && note->at == event.at &&
           json::parse(event.details).value("reason", json()) == note->note;
}

bool is_release(const hold& released, const audit_event& event) {
    const json terms = release_terms_json(released.terms, released.up_to.value_or(released.amount));
    return is_said(released.closed, event) &&
           json::parse(event.details).value("terms", json()) == terms;
}

std::string of_hold(std::string_view what, std::int64_t hold_id) {
    return std::string(what) + " of hold " + std::to_string(hold_id);
}

// What a person has stopped stays stopped.
void add_wrong_stops(unit_of_work& unit, const told_state& told, std::vector<std::string>& wrong) {
    for (const auto& [hold_id, event] : told.rejections) {
        const auto held = unit.holds().find(hold_id);
        const bool rejected = held && held->state == hold_state::rejected;
        if (!rejected || !is_said(held->closed, event)) {
            wrong.push_back(of_hold("rejection", hold_id));
        }
    }
    for (const auto& [hold_id, event] : told.forced) {
        const auto held = unit.holds().find(hold_id);
        if (!held || !is_said(held->forced, event)) wrong.push_back(of_hold("force", hold_id));
    }
}

bool is_guarantee(const stored_guarantee& is, const stored_guarantee& was) {
    return is.name == was.name && is.what == was.what && is.set_by == was.set_by &&
           is.set_at == was.set_at && is.ended_by == was.ended_by && is.ended_at == was.ended_at;
}

// What each of them is, and what the account keeps of those that have not been ended.
void add_wrong_guarantees(unit_of_work& unit, const credit_account& account, const told_state& told,
                          std::vector<std::string>& wrong) {
    std::map<std::int64_t, stored_guarantee> missing = told.guarantees;
    for (const stored_guarantee& each : unit.guarantees().of(account, true)) {
        const auto known = told.guarantees.find(each.guarantee_id);
        missing.erase(each.guarantee_id);
        if (known != told.guarantees.end() && is_guarantee(each, known->second)) continue;
        wrong.push_back("guarantee " + std::to_string(each.guarantee_id));
    }
    for (const auto& [id, was] : missing) wrong.push_back("guarantee " + std::to_string(id));
    std::vector<guarantee> counts;
    for (const auto& [id, was] : told.guarantees) {
        if (was.ended_by.empty()) counts.push_back(was.what);
    }
    if (counts != account.guarantees) wrong.emplace_back("guarantees on top of the limit");
}

std::vector<std::string> wrong_releases(unit_of_work& unit, const credit_account& account,
                                        const told_state& told) {
    std::vector<std::string> wrong;
    hold_filter released;
    released.company = account.company;
    released.customer = account.customer;
    released.state = hold_state::released;
    released.most = holds_of_page;
    for (;;) {
        const auto page = unit.holds().list(released);
        for (const hold& each : page) {
            const auto event = told.releases.find(each.hold_id);
            if (event != told.releases.end() && is_release(each, event->second)) continue;
            wrong.push_back(of_hold("release", each.hold_id));
        }
        if (page.size() < holds_of_page) return wrong;
        released.after_hold_id = page.back().hold_id;
    }
}

std::vector<std::string> differences_of(unit_of_work& unit, const account_key& key,
                                        const told_groups& groups) {
    const auto account = unit.accounts().find(key.company, key.customer);
    const told_state told = told_by_events(unit.audit().of_account(account.value().account_id));
    std::vector<std::string> wrong;
    if (told.limit != limit_json(account->limit)) wrong.emplace_back("limit");
    if (told.terms != terms_json(account->terms)) wrong.emplace_back("terms of the limit");
    if (told.blocked != account->blocked) wrong.emplace_back("block");
    if (told.risk_class != word_json(account->risk_class)) wrong.emplace_back("risk class");
    if (told.rating_grade != word_json(account->rating_grade)) wrong.emplace_back("rating grade");
    if (!is_in_its_groups(*account, unit.groups().list(), groups)) {
        wrong.emplace_back("groups of the customer");
    }
    add_wrong_guarantees(unit, *account, told, wrong);
    const auto releases = wrong_releases(unit, *account, told);
    wrong.insert(wrong.end(), releases.begin(), releases.end());
    add_wrong_stops(unit, told, wrong);
    return wrong;
}

chain_break differs(std::int64_t account_id, std::string detail) {
    return {break_kind::state_differs, 0, account_id, 0, std::nullopt, std::move(detail)};
}

// What no op has written cannot be read either; all the rest still is.
template <class Look>
void look_or_tell(std::int64_t account_id, std::vector<chain_break>& found, const Look& look) {
    try {
        look();
    } catch (const failure& error) {
        if (error.detail().whose != fault::internal) throw;
        found.push_back(differs(account_id, error.detail().message));
    }
}

void look_at_account(unit_of_work& unit, const holding_account& which, const told_groups& groups,
                     std::vector<chain_break>& found) {
    if (differences_of(unit, which.key, groups).empty()) return;
    unit.accounts().lock(which.key.company, which.key.customer);
    const told_groups now = groups_told_by(unit.audit().of_account(0));
    for (const std::string& each : differences_of(unit, which.key, now)) {
        found.push_back(differs(which.account_id, each));
    }
}

// Looked at again while nobody changes one where something seems to differ.
void look_at_groups(unit_of_work& unit, std::vector<chain_break>& found) {
    const auto told = [&] { return groups_told_by(unit.audit().of_account(0)); };
    if (wrong_groups(unit, told()).empty()) return;
    unit.groups().lock_membership();
    for (const credit_group& each : unit.groups().list()) unit.groups().lock(each.name, {});
    for (const std::string& each : wrong_groups(unit, told())) found.push_back(differs(0, each));
}

// What was set while the events were read is among them at the second look.
void look_at_rights(unit_of_work& unit, std::vector<chain_break>& found) {
    if (wrong_rights(unit, unit.audit().of_account(0)).empty()) return;
    for (const std::string& each : wrong_rights(unit, unit.audit().of_account(0))) {
        found.push_back(differs(0, each));
    }
}

bool is_about(const audit_event& event, const stored_policy& version) {
    const json details = json::parse(event.details, nullptr, false);
    return details.is_object() && details.value("version", json()) == version.version &&
           details.value("in_force_from", json()) == format_date(version.in_force_from) &&
           details.value("sha256", json()) == sha256(version.body);
}

// The text that was approved is the one that was proposed, and neither is another one now.
bool is_approved(const stored_policy& version, const std::vector<audit_event>& events) {
    const auto said = [&](std::string_view action, const std::string& by, const timestamp& at) {
        return std::any_of(events.begin(), events.end(), [&](const audit_event& each) {
            return each.action == action && each.by == by && each.at == at &&
                   is_about(each, version);
        });
    };
    return said("propose_policy", version.drafted_by, version.drafted_at) &&
           said("approve_policy", version.decided_by, version.decided_at);
}

// The first one comes with the installation.
void look_at_policies(unit_of_work& unit, std::vector<chain_break>& found) {
    constexpr int most = 10'000;
    const auto versions = unit.policies().before(std::nullopt, most);
    const auto events = unit.audit().of_account(0);
    for (const stored_policy& version : versions) {
        if (version.state != policy_state::approved || version.version == 1) continue;
        if (is_approved(unit.policies().load(version.version), events)) continue;
        found.push_back({break_kind::state_differs, 0, 0, 0,
                         record_key{record_kind::policy, version.version},
                         "approval of policy version " + std::to_string(version.version)});
    }
}

}  // namespace

void look_at_state(op_context& context, std::vector<chain_break>& found) {
    told_groups groups;
    transact(context, [&](unit_of_work& unit) -> json {
        groups = groups_told_by(unit.audit().of_account(0));
        return nullptr;
    });
    std::int64_t after = 0;
    for (bool more = true; more;) {
        std::vector<chain_break> of_slice;
        std::vector<holding_account> accounts;
        transact(context, [&](unit_of_work& unit) -> json {
            of_slice.clear();
            accounts = unit.chain().accounts_after(after, accounts_of_slice);
            for (const holding_account& each : accounts) {
                look_or_tell(each.account_id, of_slice,
                             [&] { look_at_account(unit, each, groups, of_slice); });
            }
            return nullptr;
        });
        found.insert(found.end(), of_slice.begin(), of_slice.end());
        more = accounts.size() == accounts_of_slice;
        if (more) after = accounts.back().account_id;
    }
    for (const auto& look : {look_at_groups, look_at_rights, look_at_policies}) {
        std::vector<chain_break> of_all;
        transact(context, [&](unit_of_work& unit) -> json {
            of_all.clear();
            look_or_tell(0, of_all, [&] { look(unit, of_all); });
            return nullptr;
        });
        found.insert(found.end(), of_all.begin(), of_all.end());
    }
}

}  // namespace creditgate
