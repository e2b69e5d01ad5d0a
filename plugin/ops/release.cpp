// SPDX-License-Identifier: Apache-2.0
//
// What people do with a hold: ask for release, release, reject.
#include "core/hold/authority.hpp"
#include "plugin/clock/utc.hpp"
#include "plugin/json/event.hpp"
#include "plugin/ops/hold_json.hpp"
#include "plugin/ops/ops.hpp"
#include "plugin/ops/reevaluation.hpp"
#include "plugin/ops/refresh.hpp"

namespace creditgate {

json op_request_release(op_context& context, reader& request) {
    const std::int64_t hold_id = request.id("hold_id");
    const person user = read_user(request);
    const std::string note = request.text("note", 2'000);
    const std::string language = read_language(request, context);
    request.done();
    return transact(context, [&](unit_of_work& unit) -> json {
        const locked_hold found = lock_hold(unit, hold_id);
        after(found.held.state, hold_step::release, hold_id);  // only an open hold can be asked for
        const timestamp now = utc_now();
        unit.holds().request(hold_id, {user.name, now, note});
        unit.notices().put(notice_kind::requested, hold_id, user.name, now);
        note_attention(unit, found.held, user, now);
        return {{"hold", hold_json(unit, require_hold(unit, hold_id), language)}};
    });
}

namespace {

struct wanted_release {
    std::int64_t hold_id = 0;
    person user;
    std::string reason;
    release_terms terms;
    bool confirm = true;
    date day;
};

release_terms read_release_terms(reader& request, date day) {
    release_terms terms;
    terms.more = {static_cast<std::int32_t>(100 * request.integer("more_percent", 0, 1'000, 0))};
    terms.until = request.optional_day("until");
    if (terms.until && *terms.until < day) {
        fail_field("out_of_range", request.path_of("until"), format_date(*terms.until),
                   "the release would end before the business date " + format_date(day),
                   "send the last business day on which it may be used, or leave it out");
    }
    const std::string stages = request.has("stages") ? request.text("stages") : "this";
    if (stages != "this" && stages != "all") {
        fail_field("bad_text", request.path_of("stages"), stages,
                   "\"" + stages + "\" is not a choice of stages", "send this or all");
    }
    terms.all_stages = stages == "all";
    return terms;
}

wanted_release read_release(reader& request) {
    wanted_release read;
    read.hold_id = request.id("hold_id");
    read.user = read_user(request);
    read.reason = request.text("reason", 2'000);
    read.day = request.day("business_date");
    read.terms = read_release_terms(request, read.day);
    read.confirm = request.flag("confirm", true);
    return read;
}

// By how much the limit is exceeded, nobody knows of a document that was never asked for.
void require_checked(const hold& held, const person& who) {
    if (held.decision_id != 0) return;
    fail(
        {fault::refused, "beyond_authority", "hold_id", std::to_string(held.hold_id),
         "the document of hold " + std::to_string(held.hold_id) +
             " was put on hold by hand before it was checked: nobody knows whether the authority "
             "of " +
             who.name + " reaches",
         "have the document confirmed in the ERP once, which the hold stops, and release it then"});
}

std::vector<fx_rate> rates_of_bounds(unit_of_work& unit, const policy& rules,
                                     std::vector<currency> units, date day) {
    for (const release_authority& each : rules.authorities) {
        if (each.amount) units.push_back(each.amount->unit());
        if (each.excess) units.push_back(each.excess->unit());
    }
    return unit.exposure().rates(units, day);
}

// Of the document as large as the release lets it become.
release_size size_of(asked_again asked, const money& most) {
    asked.event.amount = most;
    const hold_finding found = found_by(asked.decided(), asked.facts.rates);
    std::optional<money> excess;
    if (found.excess_minor) excess = money(*found.excess_minor, asked.facts.account.unit);
    return {most, excess, found.overdue};
}

// What the release is beyond the person's authority by, nothing when that reaches: decided again,
// because other documents have passed and days have gone since the check. What is found is kept
// either way.
std::optional<error_detail> what_is_beyond(unit_of_work& unit, op_context& context,
                                           const locked_hold& found, const wanted_release& wanted) {
    require_checked(found.held, wanted.user);
    const auto asked = ask_again(unit, context, found.account, found.held, wanted.day).value();
    keep_found(unit, found.held, found_by(asked.decided(), asked.facts.rates));
    const release_size size = size_of(asked, most_released(found.held, wanted.terms.more));
    const auto rates =
        rates_of_bounds(unit, asked.rules, {found.account.unit, size.amount.unit()}, wanted.day);
    try {
        require_authority(asked.rules, wanted.user, size, rates);
    } catch (const failure& beyond) {
        return beyond.detail();
    }
    return std::nullopt;
}

// What its release has to do with the whole account.
struct release_scope {
    bool is_bounded = false;    // by an authority: the hold is decided again
    bool lifts_others = false;  // what is taken from the document was held with it

    [[nodiscard]] bool is_of_account() const noexcept { return is_bounded || lifts_others; }
};

release_scope scope_of(unit_of_work& unit, op_context& context, const hold& held, date day) {
    return {!context.memory.policy_on(unit, day).authorities.empty(), held.forced.has_value()};
}

// Before anything is locked.
void bring_account_up_to_date(op_context& context, const wanted_release& wanted) {
    std::optional<account_key> key;
    transact(context, [&](unit_of_work& unit) -> json {
        const hold seen = require_hold(unit, wanted.hold_id);
        if (scope_of(unit, context, seen, wanted.day).is_of_account()) {
            key = {seen.company, seen.customer};
        }
        return nullptr;
    });
    if (key) bring_up_to_date(context, key->company, key->customer);
}

// Rejected it would be closed, and the rules may let the document pass.
void require_not_forced(const hold& held) {
    if (!held.forced || held.state != hold_state::open) return;
    fail({fault::refused, "held_by_hand", "hold_id", std::to_string(held.hold_id),
          held.forced->by + " has put the document of hold " + std::to_string(held.hold_id) +
              " on hold by hand: nothing lets it pass while that hold is open",
          "leave the hold open, and cancel the document in the ERP"});
}

// One for once ends by itself: it is used, or its document goes back.
void require_release_that_stays(const hold& held) {
    if (held.state == hold_state::released && held.terms.stays()) return;
    fail({fault::refused, "no_release", "hold_id", std::to_string(held.hold_id),
          "hold " + std::to_string(held.hold_id) + " has no release that stays",
          "name a hold that was released until a day or for all stages"});
}

}  // namespace

json op_release(op_context& context, reader& request) {
    const wanted_release wanted = read_release(request);
    const std::string language = read_language(request, context);
    request.done();
    require_controller(wanted.user, "release a hold");
    bring_account_up_to_date(context, wanted);
    std::optional<error_detail> beyond;
    json answer = transact(context, [&](unit_of_work& unit) -> json {
        const release_scope scope =
            scope_of(unit, context, require_hold(unit, wanted.hold_id), wanted.day);
        const locked_hold found = scope.is_of_account() ? lock_hold_with_group(unit, wanted.hold_id)
                                                        : lock_hold(unit, wanted.hold_id);
        after(found.held.state, hold_step::release, wanted.hold_id);
        require_another_person(found.held, wanted.user);
        beyond.reset();
        if (scope.is_bounded) beyond = what_is_beyond(unit, context, found, wanted);
        if (beyond) return nullptr;
        const std::int64_t outbox_id = release_hold(unit, found.account, found.held,
                                                    {wanted.user.name, utc_now(), wanted.reason},
                                                    wanted.terms, wanted.confirm);
        if (scope.lifts_others) {
            reevaluate(unit, context, found.account, wanted.reason, wanted.day);
        }
        return {{"hold", hold_json(unit, require_hold(unit, wanted.hold_id), language)},
                {"outbox_id", outbox_id == 0 ? json(nullptr) : json(outbox_id)}};
    });
    if (beyond) fail(*beyond);
    return answer;
}

json op_end_release(op_context& context, reader& request) {
    const std::int64_t hold_id = request.id("hold_id");
    const person user = read_user(request);
    const std::string reason = request.text("reason", 2'000);
    const std::string language = read_language(request, context);
    request.done();
    require_controller(user, "end a release");
    return transact(context, [&](unit_of_work& unit) -> json {
        const locked_hold found = lock_hold(unit, hold_id);
        require_release_that_stays(found.held);
        const person_note why{user.name, utc_now(), reason};
        unit.holds().close(hold_id, after(found.held.state, hold_step::lapse, hold_id), why);
        unit.reservations().free_release(hold_id);
        const json details = {{"hold_id", hold_id}, {"reason", reason}};
        unit.audit().append(
            {found.account.account_id, "end_release", user.name, why.at, details.dump()});
        return {{"hold", hold_json(unit, require_hold(unit, hold_id), language)}};
    });
}

json op_reject(op_context& context, reader& request) {
    const std::int64_t hold_id = request.id("hold_id");
    const person user = read_user(request);
    const std::string reason = request.text("reason", 2'000);
    const std::string language = read_language(request, context);
    request.done();
    require_controller(user, "reject a hold");
    return transact(context, [&](unit_of_work& unit) -> json {
        const locked_hold found = lock_hold(unit, hold_id);
        require_not_forced(found.held);
        const timestamp now = utc_now();
        unit.holds().close(hold_id, after(found.held.state, hold_step::reject, hold_id),
                           {user.name, now, reason});
        unit.notices().put(notice_kind::rejected, hold_id, user.name, now);
        const json details = {{"hold_id", hold_id}, {"reason", reason}};
        unit.audit().append({found.account.account_id, "reject", user.name, now, details.dump()});
        return {{"hold", hold_json(unit, require_hold(unit, hold_id), language)}};
    });
}

}  // namespace creditgate
