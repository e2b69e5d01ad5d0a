// SPDX-License-Identifier: Apache-2.0
//
// What went on when nobody could be asked is decided afterwards, exactly once: the decision, its
// hold and the mark that it is decided are one transaction.
#include "plugin/clock/utc.hpp"
#include "plugin/json/values.hpp"
#include "plugin/ops/check.hpp"
#include "plugin/ops/ops.hpp"
#include "plugin/ops/refresh.hpp"

namespace creditgate {
namespace {

check_event event_of(const noted_document& noted, const uncovered_document& what, date day) {
    check_event event{.amount = what.amount};
    event.request_id = "noted-" + std::to_string(noted.noted_id);
    event.where = what.where;
    event.company = what.company;
    event.customer = what.customer;
    event.document = what.document;
    event.document_number = shortened(what.number, 200);
    event.user = {"creditgate", {role::system}};
    event.business_date = day;
    event.transaction = noted.transaction.value_or(erp_transaction{"", event.request_id});
    return event;
}

// With its taxes, as far as the ERP shows it as open. Nothing of an order is open when invoices
// have taken over all of it: they are in the exposure themselves.
money open_part(unit_of_work& unit, const reading& read, const check_event& event) {
    const auto parts = unit.exposure().open_parts(read.account, event.document);
    if (parts.empty()) {
        const bool invoiced = event.document.kind == document_kind::order;
        return invoiced ? money::zero(event.amount.unit()) : event.amount;
    }
    money open = parts.front().amount;
    for (std::size_t i = 1; i < parts.size(); ++i) open = open + parts[i].amount;
    return open;
}

json told(const noted_document& noted, const json& decided) {
    return {{"noted_id", noted.noted_id},
            {"document",
             {{"kind", word(noted.what.document.kind)},
              {"id", noted.what.document.id},
              {"number", noted.what.number},
              {"amount", money_json(noted.what.amount)}}},
            {"checkpoint", word(noted.what.where)},
            {"company", noted.what.company.value},
            {"customer", noted.what.customer.value},
            {"outcome", decided.value("outcome", json())},
            {"decision_id", decided.value("decision_id", json())},
            {"hold_id", decided.value("hold_id", json())}};
}

// More has changed of these accounts than a check takes, or the document has just gone to another
// account.
struct not_yet {
    std::vector<account_key> behind;
};

bool is_in_account_of(const check_event& event, const uncovered_document& what) {
    return what.customer == event.customer && what.company == event.company;
}

// Null: somebody else has decided it. Only the account that the document is of is locked, and its
// group before it: who holds one account waits for no other.
json decide_in(unit_of_work& unit, op_context& context, const noted_document& noted, date day) {
    const timestamp now = utc_now();
    const auto before = unit.guard().guarded(noted.what.document, noted.what.where);
    check_event event = event_of(noted, before.value_or(noted.what), day);
    const auto horizon = horizon_of(context.memory.policy_on(unit, day).buckets, day);
    const reading read = unit.readings().lock_and_read(event, horizon, now);
    if (!unit.guard().is_undecided(noted.noted_id)) return nullptr;
    const auto shown = unit.guard().guarded(noted.what.document, noted.what.where);
    if (!shown) {
        // It went back, or was cancelled.
        unit.guard().set_decided(noted.noted_id, std::nullopt, now);
        return told(noted, json::object());
    }
    if (!is_in_account_of(event, *shown)) throw not_yet{};
    event = event_of(noted, *shown, day);
    if (const auto behind = behind_of(read); !behind.empty()) throw not_yet{behind};
    event.amount = open_part(unit, read, event);
    const json answer = decide_and_record(unit, context, event, read, context.config.language,
                                          moment_of_asking::afterwards);
    unit.guard().set_decided(noted.noted_id, answer.at("decision_id").get<std::int64_t>(), now);
    return told(noted, answer);
}

json decide_one(op_context& context, const noted_document& noted, date day) {
    for (;;) {
        try {
            return transact(
                context, [&](unit_of_work& unit) { return decide_in(unit, context, noted, day); });
        } catch (const not_yet& because) {
            for (const account_key& each : because.behind) {
                bring_up_to_date(context, each.company, each.customer);
            }
        }
    }
}

constexpr int page = 100;

std::vector<noted_document> next_undecided(op_context& context, std::int64_t after) {
    std::vector<noted_document> found;
    transact(context, [&](unit_of_work& unit) -> json {
        found = unit.guard().undecided(after, page);
        return nullptr;
    });
    return found;
}

json failed_json(const noted_document& noted, const failure& error) {
    return {{"noted_id", noted.noted_id},
            {"message", error.detail().message},
            {"next", error.detail().next}};
}

}  // namespace

json op_decide_unchecked(op_context& context, reader& request) {
    const auto most = static_cast<std::size_t>(request.integer("max", 1, 1'000, 100));
    const date day = request.day("business_date");
    request.done();
    json decided = json::array();
    json failed = json::array();
    std::int64_t last = 0;
    bool more = true;
    const auto decide_next = [&](const noted_document& noted) {
        last = noted.noted_id;
        try {
            json one = decide_one(context, noted, day);
            if (!one.is_null()) decided.push_back(std::move(one));
        } catch (const failure& error) {
            // One that cannot be decided keeps no other one waiting.
            if (error.detail().whose == fault::unavailable) throw;
            failed.push_back(failed_json(noted, error));
        }
    };
    while (more && decided.size() < most) {
        const auto found = next_undecided(context, last);
        more = !found.empty();
        for (const noted_document& each : found) {
            if (decided.size() < most) decide_next(each);
        }
    }
    return {{"decided", decided}, {"failed", failed}, {"done", !more}};
}

}  // namespace creditgate
