// SPDX-License-Identifier: Apache-2.0
//
// What enforcement would have done to the documents of a pilot, and what became of them.
#include "core/graduation/graduation.hpp"

#include <algorithm>
#include <set>

#include "core/decision/pilot.hpp"
#include "plugin/clock/utc.hpp"
#include "plugin/json/object.hpp"
#include "plugin/json/tally.hpp"
#include "plugin/json/values.hpp"
#include "plugin/messages/graduation_text.hpp"
#include "plugin/ops/ops.hpp"
#include "plugin/ops/record.hpp"

namespace creditgate {
namespace {

constexpr int stretch = 500;

enum class wanted_cases { held, missed, all };

struct wanted_graduation {
    period days;
    date as_of{};
    std::optional<company_id> company{};
    wanted_cases list = wanted_cases::held;
    std::size_t skip = 0;
    std::size_t most = 0;
    std::string language;
};

}  // namespace

template <>
struct words<wanted_cases> {
    static constexpr std::array<std::string_view, 3> list = {"held", "missed", "all"};
};

namespace {

wanted_graduation read_wanted(reader& request, const op_context& context) {
    wanted_graduation read;
    read.days = {request.day("from"), request.day("to")};
    read.as_of = request.day("business_date");
    if (const auto company = request.optional_id("company")) read.company = company_id{*company};
    if (request.has("list")) read.list = request.one_of<wanted_cases>("list");
    read.skip = static_cast<std::size_t>(request.integer("skip", 0, 1'000'000, 0));
    read.most = static_cast<std::size_t>(request.integer("max", 1, 1'000, 200));
    read.language = read_language(request, context);
    if (*read.days.from <= *read.days.to) return read;
    fail_field("out_of_range", "to", format_date(*read.days.to),
               "found " + format_date(*read.days.to) + ", expected a day from " +
                   format_date(*read.days.from) + " on",
               "send the last day of the pilot that is to be looked at");
}

piloted_decision piloted_of(const decision_record& stored) {
    const json record = json::parse(stored.record);
    const check_event event = event_on_record(record);
    piloted_decision found{.amount = stored.amount};
    found.decision_id = stored.decision_id;
    found.document = stored.document;
    found.deal = deal_of(event);
    found.number = stored.document_number;
    found.where = stored.where;
    found.found = stored.in_pilot.value();
    found.company = event.company;
    found.customer = event.customer;
    found.customer_name = event.customer_name;
    found.day = stored.business_date;
    if (would_be_held(found)) {
        std::set<rule> held_by;
        for (const reason& each : told_by(record).reasons) {
            if (each.effect >= outcome::hold) held_by.insert(each.kind);
        }
        found.held_by.assign(held_by.begin(), held_by.end());
    }
    for (const group_facts& each : recorded_facts(record, event).groups) {
        found.groups.emplace_back(each.group.kind, each.group.name);
    }
    return found;
}

std::vector<piloted_decision> read_piloted(unit_of_work& unit, const wanted_graduation& wanted) {
    std::vector<piloted_decision> all;
    std::int64_t after = 0;
    for (;;) {
        const auto records = unit.decisions().in_pilot(wanted.days, after, stretch);
        for (const decision_record& each : records) {
            after = each.decision_id;
            piloted_decision found = piloted_of(each);
            if (wanted.company && found.company != *wanted.company) continue;
            all.push_back(std::move(found));
        }
        if (records.size() < stretch) return all;
    }
}

std::vector<pilot_case> cases_of(unit_of_work& unit, const wanted_graduation& wanted) {
    std::vector<piloted_decision> deals = deals_of(read_piloted(unit, wanted));
    std::vector<document_key> keys;
    for (const piloted_decision& each : deals) keys.push_back(each.deal);
    auto courses = unit.history().courses_of(keys);
    std::vector<pilot_case> cases;
    for (piloted_decision& each : deals) {
        const deal_course course = courses[each.deal];
        cases.push_back(case_of(std::move(each), course, wanted.as_of));
    }
    return cases;
}

json pilot_tally_json(const pilot_tally& found) {
    json made = tally_json(found);
    made["open"] = sum_json(found.open);
    made["gone"] = sum_json(found.gone);
    return made;
}

json sides_json(const pilot_sides& sides) {
    return object_of("held", pilot_tally_json(sides.held), "passed",
                     pilot_tally_json(sides.passed));
}

json by_rule_json(const graduation& found) {
    json all = json::array();
    for (std::size_t i = 0; i < rule_count; ++i) {
        if (found.by_rule[i].all.documents == 0) continue;
        json line = object_of("rule", word(static_cast<rule>(i)));
        line.update(pilot_tally_json(found.by_rule[i]));
        all.push_back(std::move(line));
    }
    return all;
}

json by_group_json(const graduation& found) {
    json all = json::array();
    for (const auto& [group, sides] : found.by_group) {
        json line = object_of("kind", word(group.first), "name", group.second);
        line.update(sides_json(sides));
        all.push_back(std::move(line));
    }
    return all;
}

json case_json(const pilot_case& of) {
    const piloted_decision& decided = of.decided;
    json rules = json::array();
    for (const rule each : decided.held_by) rules.push_back(word(each));
    json groups = json::array();
    for (const auto& [kind, name] : decided.groups) {
        groups.push_back(object_of("kind", word(kind), "name", name));
    }
    json document = object_of("kind", word(decided.document.kind), "id", decided.document.id,
                              "number", decided.number, "amount", money_json(decided.amount));
    return object_of("document", std::move(document), "company", decided.company.value, "customer",
                     decided.customer.value, "customer_name", decided.customer_name, "checkpoint",
                     word(decided.where), "business_date", format_date(decided.day), "outcome",
                     word(decided.found), "rules", std::move(rules), "groups", std::move(groups),
                     "decision_id", decided.decision_id, "became", word(of.became), "days_late",
                     of.days_late);
}

bool is_wanted(const pilot_case& of, wanted_cases list) {
    switch (list) {
        case wanted_cases::held:
            return would_be_held(of.decided);
        case wanted_cases::missed:
            return is_missed(of);
        case wanted_cases::all:
            return true;
    }
    __builtin_unreachable();
}

}  // namespace

json op_graduation(op_context& context, reader& request) {
    const wanted_graduation wanted = read_wanted(request, context);
    request.done();
    return transact(context, [&](unit_of_work& unit) -> json {
        const std::vector<pilot_case> cases = cases_of(unit, wanted);
        const graduation found = sum_up(cases);
        json listed = json::array();
        std::size_t total = 0;
        for (const pilot_case& each : cases) {
            if (!is_wanted(each, wanted.list)) continue;
            ++total;
            if (total > wanted.skip && listed.size() < wanted.most) {
                listed.push_back(case_json(each));
            }
        }
        json answer = sides_json(found.all);
        answer["by_rule"] = by_rule_json(found);
        answer["by_group"] = by_group_json(found);
        answer["documents"] = std::move(listed);
        answer["total"] = total;
        answer["text"] = graduation_text(found, wanted.language);
        return answer;
    });
}

}  // namespace creditgate
