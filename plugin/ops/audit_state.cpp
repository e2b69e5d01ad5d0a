// SPDX-License-Identifier: Apache-2.0
#include "plugin/ops/audit_state.hpp"

#include <algorithm>

#include "plugin/json/limit.hpp"
#include "plugin/json/values.hpp"
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
    std::map<std::int64_t, audit_event> releases;  // by hold, the latest of each
};

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
    } else if (event.action == "release") {
        now.releases[details.at("hold_id").get<std::int64_t>()] = event;
    }
}

// An event that cannot be read is no event: the chain says what is wrong with it.
told_state told_by_events(const std::vector<audit_event>& events) {
    told_state now;
    for (const audit_event& each : events) {
        try {
            tell(now, each);
        } catch (const json::exception&) {
            continue;
        }
    }
    return now;
}

json word_json(const std::string& text) {
    return text.empty() ? json() : json(text);
}

bool is_release(const hold& released, const audit_event& event) {
    const json details = json::parse(event.details);
    const json terms = release_terms_json(released.terms, released.up_to.value_or(released.amount));
    return released.closed && released.closed->by == event.by && released.closed->at == event.at &&
           details.value("reason", json()) == released.closed->note &&
           details.value("terms", json()) == terms;
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
            wrong.push_back("release of hold " + std::to_string(each.hold_id));
        }
        if (page.size() < holds_of_page) return wrong;
        released.after_hold_id = page.back().hold_id;
    }
}

std::vector<std::string> differences_of(unit_of_work& unit, const account_key& key) {
    const auto account = unit.accounts().find(key.company, key.customer);
    const told_state told = told_by_events(unit.audit().of_account(account.value().account_id));
    std::vector<std::string> wrong;
    if (told.limit != limit_json(account->limit)) wrong.emplace_back("limit");
    if (told.terms != terms_json(account->terms)) wrong.emplace_back("terms of the limit");
    if (told.blocked != account->blocked) wrong.emplace_back("block");
    if (told.risk_class != word_json(account->risk_class)) wrong.emplace_back("risk class");
    if (told.rating_grade != word_json(account->rating_grade)) wrong.emplace_back("rating grade");
    const auto releases = wrong_releases(unit, *account, told);
    wrong.insert(wrong.end(), releases.begin(), releases.end());
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

void look_at_account(unit_of_work& unit, const holding_account& which,
                     std::vector<chain_break>& found) {
    if (differences_of(unit, which.key).empty()) return;
    unit.accounts().lock(which.key.company, which.key.customer);
    for (const std::string& each : differences_of(unit, which.key)) {
        found.push_back(differs(which.account_id, each));
    }
}

bool approves(const audit_event& event, const stored_policy& version) {
    const json details = json::parse(event.details, nullptr, false);
    return event.action == "approve_policy" && event.by == version.decided_by &&
           event.at == version.decided_at && details.is_object() &&
           details.value("version", json()) == version.version &&
           details.value("in_force_from", json()) == format_date(version.in_force_from);
}

// The first one comes with the installation.
void look_at_policies(unit_of_work& unit, std::vector<chain_break>& found) {
    constexpr int most = 10'000;
    const auto versions = unit.policies().before(std::nullopt, most);
    const auto events = unit.audit().of_account(0);
    for (const stored_policy& version : versions) {
        if (version.state != policy_state::approved || version.version == 1) continue;
        const bool known = std::any_of(events.begin(), events.end(),
                                       [&](const auto& each) { return approves(each, version); });
        if (known) continue;
        found.push_back({break_kind::state_differs, 0, 0, 0,
                         record_key{record_kind::policy, version.version},
                         "approval of policy version " + std::to_string(version.version)});
    }
}

}  // namespace

void look_at_state(op_context& context, std::vector<chain_break>& found) {
    std::int64_t after = 0;
    for (bool more = true; more;) {
        std::vector<chain_break> of_slice;
        std::vector<holding_account> accounts;
        transact(context, [&](unit_of_work& unit) -> json {
            of_slice.clear();
            accounts = unit.chain().accounts_after(after, accounts_of_slice);
            for (const holding_account& each : accounts) {
                look_or_tell(each.account_id, of_slice,
                             [&] { look_at_account(unit, each, of_slice); });
            }
            return nullptr;
        });
        found.insert(found.end(), of_slice.begin(), of_slice.end());
        more = accounts.size() == accounts_of_slice;
        if (more) after = accounts.back().account_id;
    }
    std::vector<chain_break> of_policies;
    transact(context, [&](unit_of_work& unit) -> json {
        of_policies.clear();
        look_or_tell(0, of_policies, [&] { look_at_policies(unit, of_policies); });
        return nullptr;
    });
    found.insert(found.end(), of_policies.begin(), of_policies.end());
}

}  // namespace creditgate
