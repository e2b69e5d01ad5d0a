// SPDX-License-Identifier: Apache-2.0
#include "plugin/ops/reevaluation.hpp"

#include <algorithm>

#include "core/policy/group_rules.hpp"
#include "plugin/clock/utc.hpp"
#include "plugin/ops/gather.hpp"
#include "plugin/ops/hold_json.hpp"
#include "plugin/ops/record.hpp"
#include "plugin/ops/released_together.hpp"
#include "plugin/ops/withdrawal.hpp"

namespace creditgate {
namespace {

struct waiting_hold {
    credit_account account;
    hold held;
    std::optional<date> promised{};  // when the order is to be shipped
};

// What a person has refused or put on hold, no event lets pass: that takes a person.
bool waits_for_a_person(unit_of_work& unit, const hold& held) {
    return held.forced || unit.holds().was_rejected(held.document, held.where);
}

bool passes_now(unit_of_work& unit, op_context& context, const waiting_hold& each, date day,
                released_together& before) {
    const auto asked = ask_again(unit, context, each.account, each.held, day);
    if (!asked) return false;
    if (before.passes(each.account, asked->event, asked->facts)) return true;
    // What only those before it stand in the way of has its reasons from the check.
    const decision alone = asked->decided();
    if (alone.result > outcome::warn) {
        keep_found(unit, each.held, found_by(alone, asked->facts.rates));
    }
    return false;
}

// Nothing is released meanwhile, so each is decided as if those before it were.
bool all_pass_together(unit_of_work& unit, op_context& context, const policy& rules,
                       const std::vector<waiting_hold>& waiting, date day) {
    released_together before(rules);
    bool all = true;
    for (const waiting_hold& each : waiting) {
        if (waits_for_a_person(unit, each.held)) continue;
        all = passes_now(unit, context, each, day, before) && all;
    }
    return all;
}

// A document that went on before it was decided is shown by the ERP's tables and has nothing to do
// any more: its release is used up by the ERP's transaction in which it went on.
bool use_up(unit_of_work& unit, const hold& held) {
    if (!unit.guard().went_on_before(held.decision_id)) return false;
    const auto decided = unit.decisions().find(held.decision_id);
    unit.holds().use_release(held.hold_id, held.decision_id, decided.value().transaction);
    return true;
}

// What was promised for an earlier day comes first, what has no day last, of equals the older hold.
bool comes_before(const waiting_hold& a, const waiting_hold& b) {
    if (a.promised != b.promised) {
        return a.promised && (!b.promised || *a.promised < *b.promised);
    }
    return a.held.hold_id < b.held.hold_id;
}

std::vector<waiting_hold> open_holds_of(unit_of_work& unit, const credit_account& account) {
    hold_filter open_ones;
    open_ones.company = account.company;
    open_ones.customer = account.customer;
    open_ones.state = hold_state::open;
    open_ones.most = 1'000;
    std::vector<waiting_hold> found;
    for (const hold& each : unit.holds().list(open_ones)) found.push_back({account, each});
    return found;
}

// Whichever it was then: it may be another one that holds it now.
bool was_held_by_a_group(unit_of_work& unit, const hold& held) {
    const auto decided = unit.decisions().find(held.decision_id);
    if (!decided) return false;
    const json record = json::parse(decided->record);
    const json& reasons = record.at("answer").at("reasons");
    return std::any_of(reasons.begin(), reasons.end(), [](const json& each) {
        const auto kind = from_word<rule>(each.at("rule").get<std::string>());
        return kind && is_group_limit(*kind);
    });
}

void add_holds_of_group(std::vector<waiting_hold>& waiting, unit_of_work& unit,
                        std::int64_t group_id, std::int64_t but_account) {
    for (const credit_account& member : unit.groups().accounts(group_id)) {
        if (member.account_id == but_account) continue;
        withdraw_needless_holds(unit, member);
        for (waiting_hold& each : open_holds_of(unit, member)) {
            if (was_held_by_a_group(unit, each.held)) waiting.push_back(std::move(each));
        }
    }
}

reevaluation decide_again(unit_of_work& unit, op_context& context,
                          std::vector<waiting_hold> waiting, std::string_view why, date day) {
    for (waiting_hold& each : waiting) {
        if (const auto event = recorded_event(unit, each.held, day))
            each.promised = event->ship_date;
    }
    std::sort(waiting.begin(), waiting.end(), comes_before);
    // Who shares two groups is met twice.
    const auto same = [](const waiting_hold& a, const waiting_hold& b) {
        return a.held.hold_id == b.held.hold_id;
    };
    waiting.erase(std::unique(waiting.begin(), waiting.end(), same), waiting.end());
    const policy rules = context.memory.policy_on(unit, day);
    const bool is_for_a_person = rules.when_credit_is_freed == freed_credit::propose &&
                                 !all_pass_together(unit, context, rules, waiting, day);
    reevaluation done;
    for (const waiting_hold& each : waiting) {
        released_together alone(rules);  // what was released before it, it reads
        const bool passes = passes_now(unit, context, each, day, alone);
        if (!passes || is_for_a_person || waits_for_a_person(unit, each.held)) {
            done.still_open.push_back(each.held);
            continue;
        }
        release_hold(unit, each.account, each.held,
                     {std::string(system_name), utc_now(), std::string(why)}, {}, true);
        done.released.push_back(each.held);
    }
    return done;
}

}  // namespace

void keep_found(unit_of_work& unit, const hold& held, const hold_finding& found) {
    if (found != held.found) unit.holds().keep_found(held.hold_id, found, utc_now());
}

std::optional<asked_again> ask_again(unit_of_work& unit, op_context& context,
                                     const credit_account& account, const hold& held, date day) {
    auto event = recorded_event(unit, held, day);
    if (!event) return std::nullopt;
    policy rules = context.memory.policy_on(unit, day);
    const reading_days days{day, horizon_of(rules.buckets, day)};
    const reading read = unit.readings().read(account, event->document, days, utc_now());
    check_facts facts = gather(unit, read, *event, rules);
    facts.forced = forced_hold_on(unit, *event, &held);
    return asked_again{std::move(*event), std::move(facts), std::move(rules)};
}

std::optional<check_event> recorded_event(unit_of_work& unit, const hold& held, date day) {
    const auto decided = unit.decisions().find(held.decision_id);
    if (!decided) return std::nullopt;
    check_event event = event_on_record(json::parse(decided->record));
    event.business_date = day;
    return event;
}

namespace {

// What it takes from other documents is open there.
money amount_to_hold(unit_of_work& unit, const hold& held) {
    money left = held.amount;
    const auto event = recorded_event(unit, held, {});
    if (!event) return left;
    for (const source_share& each : event->sources) {
        if (each.amount.unit() == left.unit()) left = left - each.amount;
    }
    return std::max(left, money::zero(left.unit()));
}

// The other steps are people's: a released document waits for them.
bool is_the_erps_next_step(checkpoint where) {
    return where == checkpoint::confirm || where == checkpoint::process;
}

}  // namespace

std::int64_t release_hold(unit_of_work& unit, const credit_account& account, const hold& held,
                          const person_note& why, const release_terms& terms, bool tell_erp) {
    const hold_state state = after(held.state, hold_step::release, held.hold_id);
    unit.holds().close(held.hold_id, state, why);
    unit.holds().set_terms(held.hold_id, terms, most_released(held, terms.more));
    const bool went_on = use_up(unit, held);
    const money reserved = amount_to_hold(unit, held);
    if (!went_on && reserved.is_positive()) {
        unit.reservations().reserve(
            account, {{0, held.document, std::nullopt, held.hold_id, reserved}, std::nullopt});
    }
    const json details = {{"hold_id", held.hold_id},
                          {"document", document_json(held)},
                          {"reason", why.note},
                          {"terms", release_terms_json(terms, most_released(held, terms.more))}};
    unit.notices().put(notice_kind::released, held.hold_id, why.by, why.at);
    unit.audit().append({account.account_id, "release", why.by, why.at, details.dump()});
    if (went_on || !tell_erp || !is_the_erps_next_step(held.where)) return 0;
    return unit.outbox().put(word(held.where), held.hold_id, why.at);
}

reevaluation reevaluate(unit_of_work& unit, op_context& context, const credit_account& account,
                        std::string_view why, date day) {
    // First, so that no released credit waits for what does not exist.
    withdraw_needless_holds(unit, account);
    std::vector<waiting_hold> waiting = open_holds_of(unit, account);
    for (const auto& group_id : account.groups) {
        if (group_id) add_holds_of_group(waiting, unit, *group_id, account.account_id);
    }
    return decide_again(unit, context, std::move(waiting), why, day);
}

reevaluation reevaluate_group(unit_of_work& unit, op_context& context, const credit_group& group,
                              std::string_view why, date day) {
    std::vector<waiting_hold> waiting;
    add_holds_of_group(waiting, unit, group.group_id, 0);
    return decide_again(unit, context, std::move(waiting), why, day);
}

json released_json(const std::vector<hold>& released) {
    json all = json::array();
    for (const hold& each : released) {
        all.push_back({{"hold_id", each.hold_id}, {"document", document_json(each)}});
    }
    return all;
}

}  // namespace creditgate
