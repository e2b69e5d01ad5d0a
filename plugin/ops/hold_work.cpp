// SPDX-License-Identifier: Apache-2.0
//
// What people do with a hold before they end it: put a document on hold by hand, say something
// about it, ask, answer, and say who looks after it.
#include "plugin/clock/utc.hpp"
#include "plugin/json/event.hpp"
#include "plugin/ops/hold_json.hpp"
#include "plugin/ops/ops.hpp"

namespace creditgate {
namespace {

// Where a document is stopped that a person puts on hold.
checkpoint usual_checkpoint(document_kind kind) {
    switch (kind) {
        case document_kind::order:
            return checkpoint::confirm;
        case document_kind::shipment:
            return checkpoint::ship;
        case document_kind::invoice:
            return checkpoint::invoice;
    }
    __builtin_unreachable();
}

hold read_document_to_hold(reader& request) {
    reader document = request.object("document");
    const document_key key = read_document_key(document);
    hold wanted{.document = key, .amount = document.amount("amount")};
    wanted.document_number = document.optional_text("number").value_or("");
    wanted.entered_by = document.optional_text("entered_by").value_or("");
    wanted.salesperson = document.optional_text("salesperson").value_or("");
    document.done();
    wanted.where = usual_checkpoint(key.kind);
    return wanted;
}

// The open hold of the document, or a new one.
hold hold_of(unit_of_work& unit, const credit_account& account, hold wanted) {
    if (auto open = unit.holds().find_open(wanted.document, wanted.where)) return *open;
    wanted.account_id = account.account_id;
    wanted.customer_name = unit.accounts().customer_name(account.customer);
    return require_hold(unit, unit.holds().open(wanted));
}

// Throws `failure` hold_not_open.
void require_open(const hold& held) {
    after(held.state, hold_step::release, held.hold_id);
}

}  // namespace

json op_force_hold(op_context& context, reader& request) {
    const company_id company{request.id("company")};
    const customer_id customer{request.id("customer")};
    hold wanted = read_document_to_hold(request);
    const person user = read_user(request);
    const std::string reason = request.text("reason", 2'000);
    const std::string language = read_language(request, context);
    request.done();
    require_controller(user, "put a document on hold");
    wanted.company = company;
    wanted.customer = customer;
    return transact(context, [&](unit_of_work& unit) -> json {
        const credit_account account = unit.accounts().lock(company, customer);
        const person_note why{user.name, utc_now(), reason};
        // Nobody has asked for it to go on.
        wanted.opened = {"", why.at, ""};
        const hold held = hold_of(unit, account, wanted);
        unit.holds().force(held.hold_id, why);
        note_attention(unit, held, user, why.at);
        unit.notices().put(notice_kind::held, held.hold_id, why.by, why.at);
        const json details = {
            {"hold_id", held.hold_id}, {"document", document_json(held)}, {"reason", reason}};
        unit.audit().append({held.account_id, "force_hold", user.name, why.at, details.dump()});
        return {{"hold", hold_json(unit, require_hold(unit, held.hold_id), language)}};
    });
}

json op_note_hold(op_context& context, reader& request) {
    const std::int64_t hold_id = request.id("hold_id");
    const person user = read_user(request);
    const std::string text = request.text("text", 2'000);
    const auto kind =
        request.has("kind") ? request.one_of<hold_entry_kind>("kind") : hold_entry_kind::note;
    const std::string language = read_language(request, context);
    if (kind == hold_entry_kind::assigned) {
        fail_field("bad_text", request.path_of("kind"), word(kind),
                   "assigned is not something to say", "send op assign_hold instead");
    }
    request.done();
    return transact(context, [&](unit_of_work& unit) -> json {
        const locked_hold found = lock_hold(unit, hold_id);
        const timestamp now = utc_now();
        if (kind != hold_entry_kind::note) {
            require_open(found.held);
            const bool asks = kind == hold_entry_kind::question;
            unit.holds().set_waits_for_answer(hold_id, asks);
            unit.notices().put(asks ? notice_kind::question : notice_kind::answer, hold_id,
                               user.name, now);
        }
        unit.holds().add_entry(hold_id, {kind, {user.name, now, text}});
        note_attention(unit, found.held, user, now);
        return {{"hold", hold_json_with_entries(unit, require_hold(unit, hold_id), language)}};
    });
}

json op_assign_hold(op_context& context, reader& request) {
    const std::int64_t hold_id = request.id("hold_id");
    const std::string to = request.optional_text("to").value_or("");
    const person user = read_user(request);
    const std::string language = read_language(request, context);
    request.done();
    require_controller(user, "say who looks after a hold");
    return transact(context, [&](unit_of_work& unit) -> json {
        const locked_hold found = lock_hold(unit, hold_id);
        require_open(found.held);
        unit.holds().assign(hold_id, to);
        const timestamp now = utc_now();
        unit.holds().add_entry(hold_id, {hold_entry_kind::assigned, {user.name, now, to}});
        note_attention(unit, found.held, user, now);
        return {{"hold", hold_json_with_entries(unit, require_hold(unit, hold_id), language)}};
    });
}

}  // namespace creditgate
