// SPDX-License-Identifier: Apache-2.0
//
// Lock, gather, decide, record: one database transaction of our own connection.
#include <algorithm>

#include "core/decision/clearing.hpp"
#include "core/decision/pilot.hpp"
#include "core/decision/source_share.hpp"
#include "core/policy/lines.hpp"
#include "plugin/clock/utc.hpp"
#include "plugin/grant/grant.hpp"
#include "plugin/json/event.hpp"
#include "plugin/json/object.hpp"
#include "plugin/json/values.hpp"
#include "plugin/ops/check.hpp"
#include "plugin/ops/gather.hpp"
#include "plugin/ops/gather_payer.hpp"
#include "plugin/ops/made_decision.hpp"
#include "plugin/ops/ops.hpp"
#include "plugin/ops/record.hpp"
#include "plugin/ops/refresh.hpp"
#include "plugin/ops/unreadable.hpp"

namespace creditgate {
namespace {

// How long a reservation lives when its ERP transaction's outcome cannot be looked up and nobody
// tells it. Longer than any sensible transaction of such a host.
constexpr int lapse_seconds = 900;

std::optional<usable_release> find_release(unit_of_work& unit, const credit_account& account,
                                           const check_event& event) {
    const auto found = unit.holds().find_release(account, event);
    if (!found) return std::nullopt;
    return usable_release{found->hold_id, found->up_to.value_or(found->amount),
                          found->closed ? found->closed->by : "",
                          found->document != event.document};
}

// How the documents that it rests on went on last. Asked for only where the rules hold.
std::optional<opening_cover> find_opening_cover(unit_of_work& unit, const credit_account& account,
                                                const check_event& event) {
    std::vector<document_key> documents{event.document};
    for (const source_share& each : event.sources) documents.push_back(each.document);
    std::vector<earlier_pass> passes;
    for (const document_key& each : documents) {
        const auto last = unit.decisions().last_passed(each);
        if (!last || last->account_id != account.account_id) continue;
        passes.push_back({last->decision_id, each, last->where, last->amount,
                          last->in_pilot || is_under_opening_cover(json::parse(last->record))});
    }
    return opening_cover_of(event, passes);
}

bool is_released(const reading& read, const document_key& document) {
    return std::any_of(read.live.begin(), read.live.end(), [&](const reservation& each) {
        return each.hold_id && each.document == document;
    });
}

made_decision make_decision(unit_of_work& unit, check_event event, const reading& read,
                            const policy& rules, std::string_view language,
                            moment_of_asking asked) {
    const timestamp now = utc_now();
    const credit_account& account = read.account;
    check_facts facts = gather(unit, read, event, rules);
    const auto& held = read.known.open_hold;
    facts.forced = forced_hold_on(unit, event, held ? &*held : nullptr);
    decision decided = decide(event, facts, rules);
    std::optional<std::int64_t> spare_release;
    if (without_pilot(decided) == outcome::hold && !facts.forced) {
        facts.release = find_release(unit, account, event);
        if (!facts.release && !decided.in_pilot) {
            facts.opening = find_opening_cover(unit, account, event);
        }
        if (facts.release || facts.opening) decided = decide(event, facts, rules);
    } else if (is_released(read, event.document)) {
        if (const auto spare = find_release(unit, account, event)) spare_release = spare->hold_id;
    }
    open_invoices invoices;
    if (!decided.reasons.empty()) {
        invoices =
            unit.exposure().invoices(account, {event.business_date, event.document,
                                               most_invoices_named, late_to_pay(decided, facts)});
        if (event.customer_name.empty()) {
            event.customer_name = shortened(unit.accounts().customer_name(account.customer), 200);
        }
    }
    clearing ways = ways_to_clear(decided, event, facts, rules, invoices);
    return {std::move(event),
            {std::move(facts), std::move(invoices), std::string(language)},
            rules,
            asked,
            std::move(decided),
            std::move(ways),
            now,
            spare_release};
}

// The hold of a document exists once, however often it is asked.
std::int64_t keep_hold(unit_of_work& unit, const made_decision& made,
                       const std::optional<hold>& present) {
    if (present) return present->hold_id;
    hold wanted{.amount = made.event.amount};
    wanted.account_id = made.basis.facts.account.account_id;
    wanted.company = made.event.company;
    wanted.customer = made.event.customer;
    wanted.customer_name = made.event.customer_name;
    wanted.document = made.event.document;
    wanted.document_number = made.event.document_number;
    wanted.where = made.event.where;
    wanted.opened = {made.event.user.name, made.now, ""};
    wanted.entered_by = made.event.entered_by;
    wanted.salesperson = made.event.salesperson;
    const std::int64_t hold_id = unit.holds().open(wanted);
    unit.notices().put(notice_kind::held, hold_id, "", made.now);
    return hold_id;
}

// The hold as it is after this decision.
void refresh_hold(unit_of_work& unit, const made_decision& made, std::int64_t decision_id,
                  std::int64_t hold_id) {
    hold newer{.amount = made.event.amount};
    newer.account_id = made.basis.facts.account.account_id;
    newer.company = made.event.company;
    newer.customer = made.event.customer;
    newer.customer_name = made.event.customer_name;
    newer.document_number = made.event.document_number;
    newer.entered_by = made.event.entered_by;
    newer.salesperson = made.event.salesperson;
    newer.margin = made.event.margin;
    newer.decision_id = decision_id;
    newer.found = found_by(made.decided, made.basis.facts.rates);
    unit.holds().refresh(hold_id, newer);
}

// The document without what it takes over: that part is held by its sources already, as far as
// they are open.
money amount_to_reserve(const check_event& event, const check_facts& facts) {
    money own = event.amount;
    for (const exposure_line& taken : taken_over(event, facts.sources)) {
        if (taken.amount.unit() == own.unit()) own = own - taken.amount;
    }
    return std::max(own, money::zero(own.unit()));
}

bool goes_on(const decision& decided) {
    return decided.result <= outcome::warn;
}

// What an approved document holds until the ERP's tables show it; a quote holds nothing.
std::optional<wanted_reservation> reservation_of(const made_decision& made) {
    const check_event& event = made.event;
    if (event.where == checkpoint::quote || !goes_on(made.decided)) return std::nullopt;
    if (made.asked == moment_of_asking::afterwards) return std::nullopt;
    if (!event.transaction || event.way == direction::returned) return std::nullopt;
    std::optional<timestamp> lapses;
    if (event.transaction->cluster.empty()) lapses = later(made.now, lapse_seconds);
    return wanted_reservation{{0, event.document, event.transaction, std::nullopt,
                               amount_to_reserve(event, made.basis.facts)},
                              lapses};
}

// What an approval or a refusal leaves behind besides the decision itself.
void keep_consequences(unit_of_work& unit, const made_decision& made, std::int64_t decision_id,
                       const std::optional<hold>& present, std::int64_t hold_id) {
    if (made.event.where == checkpoint::quote) return;
    if (!goes_on(made.decided)) {
        if (hold_id != 0) refresh_hold(unit, made, decision_id, hold_id);
        return;
    }
    if (present && !present->forced) {
        unit.holds().close(present->hold_id, hold_state::lapsed,
                           {made.event.user.name, made.now, "passed when it was checked again"});
    }
    const auto used =
        made.decided.by_release_of_hold ? made.decided.by_release_of_hold : made.spare_release;
    // That of a document which this one continues is not used up by it.
    const bool own = !made.basis.facts.release || !made.basis.facts.release->of_source;
    if (used && own) unit.holds().use_release(*used, decision_id, made.event.transaction);
}

// A request id is one question of an ERP's transaction. Under another one's id the old answer would
// let pass what nobody has looked at.
void require_same_question(const json& recorded, const check_event& event) {
    json before = recorded;
    json now = event_json(event);
    for (json* each : {&before, &now}) each->erase("customer_name");  // may be the view's
    if (before == now) return;
    fail_field(
        "request_id_reused", "request_id", event.request_id,
        "the request id " + event.request_id + " was used for another question in this transaction",
        "send a new request_id with each question; repeat one only with the same content");
}

// What only the answer has: the record was written before these were known.
json completed(json answer, std::int64_t decision_id, const check_event& event,
               const std::string& grant_key) {
    answer["decision_id"] = decision_id;
    const std::string result = answer.at("outcome").get<std::string>();
    if (result == word(outcome::approve) || result == word(outcome::warn)) {
        answer["grant"] = make_grant(grant_key, event, decision_id);
    }
    return answer;
}

// The same question: what was answered then, and the credit as it follows from the facts of then.
json answered_before(const json& record, const policy& rules) {
    const check_event event = event_on_record(record);
    const check_facts facts = recorded_facts(record, event);
    json answer = record.at("answer");
    answer["credit"] = credit_of(facts, decide(event, facts, rules), event.customer_name, rules);
    return answer;
}

// What is refused at once needs no hold; what went on before does.
bool is_held(const made_decision& made) {
    if (made.event.where == checkpoint::quote) return false;
    if (made.asked == moment_of_asking::afterwards) return !goes_on(made.decided);
    return made.decided.result == outcome::hold;
}

// What is done without the account's lock before the question is asked again.
struct put_off {
    std::vector<account_key> behind;
    payer_to_read payer;
};

void catch_up(op_context& context, const check_event& event, const put_off& first) {
    for (const account_key& each : first.behind) {
        bring_up_to_date(context, each.company, each.customer);
    }
    if (!first.payer.anything()) return;
    transact(context, [&](unit_of_work& unit) -> json {
        const date day = event.business_date;
        const auto account = unit.accounts().find(event.company, event.customer);
        const auto& settled = first.payer.settled;
        if (settled) unit.payers().read_settled(account.value(), day, *settled);
        if (first.payer.customers) unit.customers().read_all(day);
        return nullptr;
    });
}

// Null when something has to be done first, or a newer policy has another horizon than the one that
// was read by: nothing is decided.
json check_locked(unit_of_work& unit, op_context& context, const check_event& event,
                  std::string_view language, put_off& first) {
    // What a new process does not know yet is asked for before the account is locked.
    const bucket_terms expected = context.memory.expected_policy(unit, event.business_date).buckets;
    const std::string grant_key = context.memory.grant_key(unit);
    const reading read =
        unit.readings().lock_and_read(event, horizon_of(expected, event.business_date), utc_now());
    const standing& known = read.known;
    if (known.same) {
        const json record = json::parse(known.same->record);
        require_same_question(record.at("event"), event);
        const auto version = record.at("answer").at("policy_version").get<std::int64_t>();
        return completed(answered_before(record, context.memory.policy_of(unit, version)),
                         known.same->decision_id, event, grant_key);
    }
    first.behind = behind_of(read);
    if (!first.behind.empty()) return nullptr;
    const policy rules = context.memory.policy_of(unit, known.policy_version);
    context.memory.expect(known.policy_version);
    if (rules.buckets.horizon != expected.horizon) return nullptr;
    first.payer = what_to_read(unit, read, event, rules);
    if (first.payer.anything()) return nullptr;
    json answer =
        decide_and_record(unit, context, event, read, language, moment_of_asking::before_it_goes);
    const auto decision_id = answer.at("decision_id").get<std::int64_t>();
    return completed(std::move(answer), decision_id, event, grant_key);
}

}  // namespace

std::vector<account_key> behind_of(const reading& read) {
    if (read.state != freshness::done) return {{read.account.company, read.account.customer}};
    std::vector<account_key> behind;
    for (const group_reading& each : read.groups) {
        behind.insert(behind.end(), each.behind.begin(), each.behind.end());
    }
    return behind;
}

json decide_and_record(unit_of_work& unit, op_context& context, const check_event& event,
                       const reading& read, std::string_view language, moment_of_asking asked) {
    const standing& known = read.known;
    const made_decision made = make_decision(
        unit, event, read, context.memory.policy_of(unit, known.policy_version), language, asked);
    const std::int64_t hold_id = is_held(made) ? keep_hold(unit, made, known.open_hold) : 0;
    json answer = answer_json(made, hold_id);
    decision_record record = record_of(made, known.next_decision_id, answer);
    const std::int64_t decision_id = unit.decisions().append(record, reservation_of(made));
    if (asked == moment_of_asking::before_it_goes && event.where != checkpoint::quote &&
        goes_on(made.decided)) {
        record.decision_id = decision_id;
        unit.guard().approve(record, event.company, event.customer);
    }
    keep_consequences(unit, made, decision_id, known.open_hold, hold_id);
    answer["decision_id"] = decision_id;
    answer["credit"] =
        credit_of(made.basis.facts, made.decided, made.event.customer_name, made.rules);
    return answer;
}

json op_check(op_context& context, reader& request) {
    const check_event event = read_event(request);
    const std::string language = read_language(request, context);
    request.done();
    try {
        for (;;) {
            put_off first;
            json answer = transact(context, [&](unit_of_work& unit) {
                return check_locked(unit, context, event, language, first);
            });
            if (!answer.is_null()) return answer;
            catch_up(context, event, first);
        }
    } catch (const failure& error) {
        if (error.detail().code == "amount_overflow") {
            fail_naming_document(context, {event.company, event.customer}, error);
        }
        if (error.detail().whose != fault::unavailable) throw;
        const outcome otherwise = context.config.unavailable[static_cast<std::size_t>(event.where)];
        throw check_unavailable(error.detail(), otherwise,
                                explain_unavailable(words_of(event), language));
    }
}

}  // namespace creditgate
