// SPDX-License-Identifier: Apache-2.0
#include "plugin/ops/limit_request_json.hpp"

#include "plugin/json/authority.hpp"
#include "plugin/json/limit.hpp"
#include "plugin/json/values.hpp"
#include "plugin/messages/catalog.hpp"

namespace creditgate {
namespace {

json text_or_null(const std::string& text) {
    return text.empty() ? json() : json(text);
}

json steps_json(const limit_request_standing& shown, const authority_now& now) {
    json all = json::array();
    for (const limit_request_step& each : shown.steps) {
        const bool counts = !each.superseded && (shown.request.state != limit_request_state::open ||
                                                 each.authority_version == now.version);
        all.push_back({{"step", each.yes.step + 1},
                       {"by", each.yes.by},
                       {"on_behalf_of", text_or_null(each.yes.on_behalf_of)},
                       {"at", each.at.text},
                       {"approves", each.approves},
                       {"note", each.note},
                       {"counts", counts}});
    }
    return all;
}

json open_steps_json(const limit_request_standing& shown, const authority& table,
                     std::string_view language) {
    json all = json::array();
    for (const open_step& each : shown.open) {
        const authority_step& step = table.steps.at(each.step);
        json roles = json::array();
        for (const role one : step.roles) roles.push_back(word(one));
        all.push_back({{"step", each.step + 1},
                       {"people", each.people},
                       {"roles", roles},
                       {"persons", step.persons},
                       {"text", who_may_take(step, each.people, language)}});
    }
    return all;
}

json closed_json(const std::optional<person_note>& closed) {
    if (!closed) return nullptr;
    return {{"by", closed->by}, {"at", closed->at.text}, {"note", closed->note}};
}

}  // namespace

authority_now load_authority(unit_of_work& unit) {
    const stored_authority stored = unit.authorities().load();
    return {stored.version, read_authority(json::parse(stored.body), "authority")};
}

limit_change change_of(unit_of_work& unit, const limit_request& request) {
    const bool more_days =
        request.terms && (!is_within(request.terms->valid, request.before_valid) ||
                          may_be_longer(request.terms->credit_days, request.before_credit_days));
    const auto account = unit.accounts().find(request.company, request.customer);
    const auto more = account ? account->terms.temporary : std::nullopt;
    return {request.unit, with_temporary(request.before, more),
            request.wanted.state() == limit_state::none ? request.wanted
                                                        : with_temporary(request.wanted, more),
            more_days};
}

limit_request_standing standing_of(unit_of_work& unit, limit_request request,
                                   const authority_now& now) {
    limit_request_standing made{std::move(request), {}, {}, {}};
    made.steps = unit.limit_requests().steps(made.request.limit_request_id);
    for (const limit_request_step& each : made.steps) {
        if (!each.approves || each.superseded || each.authority_version != now.version) continue;
        made.given.push_back(each.yes);
    }
    if (made.request.state == limit_request_state::open) {
        made.open = open_steps(now.table, change_of(unit, made.request), made.given);
    }
    return made;
}

std::string who_may_take(const authority_step& step, int people, std::string_view language) {
    std::string who;
    const auto add = [&](const std::string& each) {
        if (!who.empty()) who += message_text(language, "authority.or", {});
        who += each;
    };
    for (const role each : step.roles) {
        add(message_text(language, "authority.role." + std::string(word(each)), {}));
    }
    for (const std::string& each : step.persons) add(each);
    if (people == 1) return who;
    return message_text(language, "authority.people",
                        {{"people", std::to_string(people)}, {"who", who}});
}

std::string who_may_take(const std::vector<open_step>& open, const authority& table,
                         std::string_view language) {
    std::string all;
    for (const open_step& each : open) {
        if (!all.empty()) all += message_text(language, "authority.and", {});
        all += who_may_take(table.steps.at(each.step), each.people, language);
    }
    return all;
}

json limit_request_json(const limit_request_standing& shown, const authority_now& now,
                        std::string_view language) {
    const limit_request& of = shown.request;
    return {{"limit_request_id", of.limit_request_id},
            {"batch_id", of.batch_id ? json(*of.batch_id) : json()},
            {"company", of.company.value},
            {"customer", of.customer.value},
            {"customer_name", of.customer_name},
            {"before", limit_json(of.before)},
            {"limit", limit_json(of.wanted)},
            {"terms", of.terms ? terms_json(*of.terms) : json()},
            {"reason", of.asked.note},
            {"state", word(of.state)},
            {"asked_by", of.asked.by},
            {"asked_at", of.asked.at.text},
            {"steps", steps_json(shown, now)},
            {"open_steps", open_steps_json(shown, now.table, language)},
            {"who_next", text_or_null(who_may_take(shown.open, now.table, language))},
            {"closed", closed_json(of.closed)}};
}

json limit_request_json(unit_of_work& unit, std::int64_t limit_request_id,
                        std::string_view language) {
    const authority_now now = load_authority(unit);
    return limit_request_json(standing_of(unit, require_limit_request(unit, limit_request_id), now),
                              now, language);
}

limit_request require_limit_request(unit_of_work& unit, std::int64_t limit_request_id) {
    if (auto found = unit.limit_requests().find(limit_request_id)) return *std::move(found);
    fail_field("unknown_limit_request", "limit_request_id", std::to_string(limit_request_id),
               "there is no limit request " + std::to_string(limit_request_id),
               "list them with op limit_requests");
}

}  // namespace creditgate
