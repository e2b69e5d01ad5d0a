// SPDX-License-Identifier: Apache-2.0
#include "plugin/ops/reevaluation.hpp"

#include "plugin/clock/utc.hpp"
#include "plugin/json/event.hpp"
#include "plugin/ops/gather.hpp"
#include "plugin/ops/hold_json.hpp"

namespace creditgate {
namespace {

// The event that was held, as it was recorded, on another day.
std::optional<check_event> recorded_event(unit_of_work& unit, const hold& held, date day) {
    const auto decided = unit.decisions().find(held.decision_id);
    if (!decided) return std::nullopt;
    const json record = json::parse(decided->record);
    reader recorded(record.at("event"), "event");
    check_event event = read_event(recorded);
    event.business_date = day;
    return event;
}

bool passes_now(unit_of_work& unit, op_context& context, const credit_account& account,
                const hold& held, date day) {
    // What a person has refused, no event lets pass: that takes a person.
    if (unit.holds().was_rejected(held.document, held.where)) return false;
    const auto event = recorded_event(unit, held, day);
    if (!event) return false;
    const policy rules = context.memory.current_policy(unit);
    const reading read = unit.readings().read(account, event->document, day, utc_now());
    const check_facts facts = gather(unit, read, *event, rules);
    return decide(*event, facts, rules).result <= outcome::warn;
}

}  // namespace

std::int64_t release_hold(unit_of_work& unit, const credit_account& account, const hold& held,
                          const person_note& why, bool tell_erp) {
    const hold_state state = after(held.state, hold_step::release, held.hold_id);
    unit.holds().close(held.hold_id, state, why);
    unit.reservations().reserve(
        account, {{0, held.document, std::nullopt, held.hold_id, held.amount}, std::nullopt});
    const json details = {
        {"hold_id", held.hold_id}, {"document", document_json(held)}, {"reason", why.note}};
    unit.audit().append({account.account_id, "release", why.by, why.at, details.dump()});
    if (!tell_erp || held.where != checkpoint::confirm) return 0;
    return unit.outbox().put("confirm", held.hold_id, why.at);
}

reevaluation reevaluate(unit_of_work& unit, op_context& context, const credit_account& account,
                        std::string_view why, date day) {
    hold_filter open_ones;
    open_ones.company = account.company;
    open_ones.customer = account.customer;
    open_ones.state = hold_state::open;
    open_ones.most = 1'000;
    reevaluation done;
    for (const hold& each : unit.holds().list(open_ones)) {
        if (!passes_now(unit, context, account, each, day)) {
            done.still_open.push_back(each);
            continue;
        }
        release_hold(unit, account, each, {"creditgate", utc_now(), std::string(why)}, true);
        done.released.push_back(each);
    }
    return done;
}

json released_json(const std::vector<hold>& released) {
    json all = json::array();
    for (const hold& each : released) {
        all.push_back({{"hold_id", each.hold_id}, {"document", document_json(each)}});
    }
    return all;
}

}  // namespace creditgate
