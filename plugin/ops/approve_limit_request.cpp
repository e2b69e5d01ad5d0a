// SPDX-License-Identifier: Apache-2.0
//
// A yes to a limit request; the last one makes the limit effective, in the same transaction.
#include "plugin/clock/utc.hpp"
#include "plugin/json/event.hpp"
#include "plugin/json/limit.hpp"
#include "plugin/json/values.hpp"
#include "plugin/ops/limit_change.hpp"
#include "plugin/ops/limit_request_json.hpp"
#include "plugin/ops/limit_request_parts.hpp"
#include "plugin/ops/ops.hpp"
#include "plugin/ops/refresh.hpp"

namespace creditgate {
namespace {

struct wanted_approval {
    person user;
    std::string note;
    std::optional<credit_limit> before;  // the limit against which he says yes
    date day;
    std::string language;
};

// What a yes comes to.
struct prepared {
    limit_request request;
    approval yes;
    std::int64_t authority_version = 0;
    bool against_another = false;  // the limit is another one than when it was asked for
    bool last = false;
};

std::string told(const credit_limit& limit, const period& days,
                 const std::optional<day_count>& credit = std::nullopt) {
    std::string text =
        limit.amount() ? format_for_people(*limit.amount()) : std::string(word(limit.state()));
    if (days.from) text += " from " + format_date(*days.from);
    if (days.to) text += " to " + format_date(*days.to);
    if (credit) text += ", to be paid within " + std::to_string(credit->days) + " days";
    return text;
}

// The request against the limit that is there now, where the approver has seen that one.
bool ask_against_now(limit_request& request, const credit_account& now,
                     const std::optional<credit_limit>& seen) {
    const bool same = request.before == now.limit && request.before_valid == now.terms.valid &&
                      request.before_credit_days == now.terms.credit_days;
    const std::string is = told(now.limit, now.terms.valid, now.terms.credit_days);
    const bool expected = seen ? *seen == now.limit : same;
    if (!expected) {
        fail({fault::refused, "limit_changed", "before", is,
              "the limit is " + is + " now, " +
                  (seen ? "expected " + told(*seen, {})
                        : "and was " +
                              told(request.before, request.before_valid,
                                   request.before_credit_days) +
                              " when limit request " + std::to_string(request.limit_request_id) +
                              " was made"),
              "look at it again; to approve it against the limit that is there now, send that one "
              "in \"before\""});
    }
    request.before = now.limit;
    request.before_valid = now.terms.valid;
    request.before_credit_days = now.terms.credit_days;
    return !same;
}

[[noreturn]] void refuse(refusal why, const limit_request& request, const person& user,
                         const std::string& who_may) {
    const std::string number = "limit request " + std::to_string(request.limit_request_id);
    switch (why) {
        case refusal::own_request:
            fail_own(request, "ask " + who_may);
        case refusal::approved_already:
            fail({fault::refused, "approved_already", "user", user.name,
                  number + " has the approval of " + user.name +
                      " already, his own or one on his behalf: another person has to approve it",
                  "ask " + who_may});
        case refusal::above_authority:
            fail({fault::refused, "above_authority", "user", user.name,
                  "a limit of " + told(request.wanted, {}) + " (" +
                      told(request.before, request.before_valid) + " before) needs " + who_may +
                      ", not " + user.name,
                  "ask " + who_may});
    }
    __builtin_unreachable();
}

prepared prepare(unit_of_work& unit, limit_request request, const credit_account& now,
                 const wanted_approval& wanted) {
    require_open(request);
    const bool against_another = ask_against_now(request, now, wanted.before);
    static_cast<void>(terms_with(now, {request.wanted, request.terms}));
    const authority_now rules = load_authority(unit);
    limit_request_standing standing = standing_of(unit, std::move(request), rules);
    if (against_another) standing.given.clear();
    const limit_change change = change_of(unit, standing.request);
    if (raises(change)) require_no_own_hold(unit, now, wanted.user);
    const approver by{wanted.user,
                      acts_for(unit.authorities().substitutions(), wanted.user.name, wanted.day)};
    const auto taken = step_for(rules.table, change, standing.request.asked.by, standing.given, by);
    if (const auto* why = std::get_if<refusal>(&taken)) {
        refuse(*why, standing.request, wanted.user,
               who_may_take(open_steps(rules.table, change, standing.given), rules.table, "en"));
    }
    standing.given.push_back(std::get<approval>(taken));
    return {standing.request, std::get<approval>(taken), rules.version, against_another,
            open_steps(rules.table, change, standing.given).empty()};
}

json carry_out(unit_of_work& unit, op_context& context, const prepared& ready,
               const credit_account& account, const wanted_approval& wanted) {
    const limit_request& request = ready.request;
    const std::int64_t id = request.limit_request_id;
    const person_note note{wanted.user.name, utc_now(), wanted.note};
    if (ready.against_another) unit.limit_requests().ask_against(id, account);
    unit.limit_requests().add_step(id,
                                   {ready.yes, true, note.at, note.note, ready.authority_version});
    keep_trace(unit, request, "approve_limit_request", note,
               {{"step", ready.yes.step + 1},
                {"on_behalf_of", ready.yes.on_behalf_of},
                {"before", limit_json(request.before)},
                {"last", ready.last}});
    json released = json::array();
    if (ready.last) {
        unit.limit_requests().close(id, limit_request_state::approved, note);
        released = make_effective(unit, context, account, {request.wanted, request.terms},
                                  {wanted.user.name, request.asked.note, wanted.day},
                                  {{"limit_request_id", id}})
                       .at("released");
    }
    return {{"request", limit_request_json(unit, id, wanted.language)}, {"released", released}};
}

json approve(op_context& context, std::int64_t id, const wanted_approval& wanted) {
    // Looked at first: who may not, and what cannot be, has changed nothing.
    std::optional<limit_request> last_of;
    transact(context, [&](unit_of_work& unit) -> json {
        const limit_request request = require_limit_request(unit, id);
        const credit_account now = account_or_new(unit, request.company, request.customer);
        if (prepare(unit, request, now, wanted).last) last_of = request;
        return nullptr;
    });
    if (last_of) bring_up_to_date(context, last_of->company, last_of->customer);
    return transact(context, [&](unit_of_work& unit) -> json {
        const limit_request seen = require_limit_request(unit, id);
        const credit_account account = unit.accounts().lock_with_group(seen.company, seen.customer);
        const prepared ready = prepare(unit, require_limit_request(unit, id), account, wanted);
        return carry_out(unit, context, ready, account, wanted);
    });
}

json outcome_of(op_context& context, std::int64_t id, const wanted_approval& wanted) {
    json made{{"limit_request_id", id}};
    try {
        made.update(approve(context, id, wanted));
        made["error"] = nullptr;
    } catch (const failure& error) {
        made.update({{"request", nullptr},
                     {"released", json::array()},
                     {"error", error_json(error.detail())}});
    }
    return made;
}

}  // namespace

json op_approve_limit_request(op_context& context, reader& request) {
    const auto id = request.optional_id("limit_request_id");
    const std::vector<std::int64_t> ids = request.ids("ids", 1'000);
    wanted_approval wanted{read_user(request), request.optional_text("note", 2'000).value_or(""),
                           std::nullopt, request.day("business_date"),
                           read_language(request, context)};
    if (auto before = request.optional_object("before")) wanted.before = read_limit(*before);
    request.done();
    if (id.has_value() == !ids.empty()) {
        fail_field(id ? "unknown_field" : "missing_field", "limit_request_id",
                   id ? std::to_string(*id) : "",
                   id ? "\"limit_request_id\" says nothing beside \"ids\""
                      : "\"limit_request_id\" is missing",
                   "send one of \"limit_request_id\" and \"ids\"");
    }
    if (wanted.before && !id) {
        fail_field("unknown_field", "before", "", "\"before\" is the limit of one customer",
                   "send \"limit_request_id\" with it");
    }
    require_controller(wanted.user, "approve a credit limit");
    if (id) return approve(context, *id, wanted);
    json outcomes = json::array();
    for (const std::int64_t each : ids) outcomes.push_back(outcome_of(context, each, wanted));
    return {{"outcomes", outcomes}};
}

}  // namespace creditgate
