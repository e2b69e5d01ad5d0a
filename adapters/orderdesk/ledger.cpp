// SPDX-License-Identifier: Apache-2.0
//
// The desk's second half: what customers owe and pay.
#include <algorithm>

#include "adapters/orderdesk/day.hpp"
#include "adapters/orderdesk/desk.hpp"
#include "adapters/orderdesk/within.hpp"

namespace creditgate::orderdesk {
namespace {

std::string prefix_of(const std::string& kind) {
    if (kind == "invoice") return "INV-";
    return kind == "credit_note" ? "CN-" : "PAY-";
}

}  // namespace

std::int64_t desk::add_item(std::int64_t customer, const std::string& kind, std::int64_t order_id,
                            const amount& value_of_item, const std::string& state,
                            const std::string& due_date) {
    const value of_order = order_id == 0 ? value() : value(order_id);
    const std::int64_t item_id = database_.insert(
        "insert into desk_item (company_id, customer_id, kind, order_id, number, currency, "
        "amount_minor, state, item_date, due_date) values (?, ?, ?, ?, '', ?, ?, ?, ?, ?)",
        "item_id",
        {settings_.company, customer, kind, of_order, value_of_item.currency, value_of_item.minor,
         state, settings_.today, due_date.empty() ? value() : value(due_date)});
    database_.execute("update desk_item set number = ? where item_id = ?",
                      {prefix_of(kind) + std::to_string(item_id), item_id});
    return item_id;
}

std::int64_t desk::draft_invoice(std::int64_t order_id, std::int64_t amount_minor) {
    if (amount_minor <= 0) throw desk_error("found an amount of 0 or less, expected more");
    std::int64_t invoice_id = 0;
    within(database_, [&] {
        const order found = find_order(order_id);
        if (found.state != "confirmed" || found.direction != "sale") {
            throw desk_error("order " + found.number + " is " + found.state +
                             ", expected a confirmed sale");
        }
        set_state(found, "confirmed");  // two clerks must not invoice the same part
        const auto taken = database_.query(
            "select cast(coalesce(sum(amount_minor), 0) as bigint) from desk_item "
            "where order_id = ? and kind = 'invoice'",
            {order_id});
        if (const auto left = found.total.minor - taken.at(0).number(0); amount_minor > left) {
            throw desk_error("order " + found.number + " has " + decimal_text(left) +
                             " left to invoice, found " + decimal_text(amount_minor));
        }
        invoice_id =
            add_item(found.customer, "invoice", order_id, {amount_minor, found.total.currency},
                     "draft", date_after(settings_.today, found.payment_days));
    });
    return invoice_id;
}

std::int64_t desk::draft_invoice_without_order(std::int64_t customer, const amount& value_of_item,
                                               const std::string& due_date) {
    std::int64_t invoice_id = 0;
    within(database_, [&] {
        invoice_id = add_item(customer, "invoice", 0, value_of_item, "draft", due_date);
    });
    return invoice_id;
}

item desk::find_item(std::int64_t item_id) {
    const auto found = database_.query(
        "select i.item_id, i.customer_id, i.kind, i.order_id, i.number, i.amount_minor, "
        "i.currency, i.state, i.due_date, c.payment_days from desk_item i "
        "join desk_customer c on c.customer_id = i.customer_id where i.item_id = ?",
        {item_id});
    if (found.empty()) throw desk_error("there is no item " + std::to_string(item_id));
    const row& r = found[0];
    return {r.number(0), r.number(1),
            r.text(2),   r.is_null(3) ? 0 : r.number(3),
            r.text(4),   {r.number(5), r.text(6)},
            r.text(7),   r.is_null(8) ? "" : r.text(8),
            r.number(9)};
}

credit_answer desk::post_invoice(std::int64_t invoice_id) {
    const item found = find_item(invoice_id);
    if (found.kind != "invoice" || found.state != "draft") {
        throw desk_error(found.kind + " " + found.number + " is " + found.state +
                         ", expected a draft invoice");
    }
    document_event event;
    event.checkpoint = "invoice";
    event.company = settings_.company;
    event.customer = found.customer;
    event.kind = "invoice";
    event.id = invoice_id;
    event.number = found.number;
    event.direction = "sale";
    event.value = found.value;
    event.date = settings_.today;
    event.business_date = settings_.today;
    event.user = settings_.user;
    event.ordering_party = found.customer;
    event.agreed_days = found.payment_days;
    if (!found.due_date.empty()) {
        event.payment_days = days_until(settings_.today, found.due_date);
    }
    if (found.order_id != 0) {
        event.ordering_party = find_order(found.order_id).ordering_party;
        event.sources = {{"order", found.order_id, found.value}};
    }
    return hook_.pass(event, [&] {
        const auto changed = database_.execute(
            "update desk_item set state = 'posted' where item_id = ? and state = 'draft'",
            {invoice_id});
        if (changed != 1) throw desk_error("invoice " + found.number + " was posted meanwhile");
    });
}

void desk::settle(std::int64_t invoice_id, std::int64_t credit_id, std::int64_t& left) {
    const auto open = database_.query(
        "select amount_minor - (select cast(coalesce(sum(s.amount_minor), 0) as bigint) "
        "from desk_settlement s where s.invoice_id = item_id) from desk_item "
        "where item_id = ? and kind = 'invoice' and state = 'posted'",
        {invoice_id});
    if (open.empty()) {
        throw desk_error("found item " + std::to_string(invoice_id) +
                         " to settle, expected a posted invoice");
    }
    const std::int64_t part = std::min(left, open[0].number(0));
    if (part <= 0) return;
    database_.execute(
        "insert into desk_settlement (invoice_id, credit_id, amount_minor, settled_date) "
        "values (?, ?, ?, ?)",
        {invoice_id, credit_id, part, settings_.today});
    left -= part;
}

std::int64_t desk::add_credit(std::int64_t customer, const std::string& kind,
                              const amount& value_of_item,
                              const std::vector<std::int64_t>& invoices, bool in_clearing) {
    if (value_of_item.minor <= 0) throw desk_error("found an amount of 0 or less, expected more");
    std::int64_t item_id = 0;
    within(database_, [&] {
        item_id = add_item(customer, kind, 0, {-value_of_item.minor, value_of_item.currency},
                           "posted", "");
        if (in_clearing) {
            database_.execute("update desk_item set in_clearing = 1 where item_id = ?", {item_id});
        }
        std::int64_t left = value_of_item.minor;
        for (const std::int64_t each : invoices) settle(each, item_id, left);
    });
    hook_.reevaluate(settings_.company, customer, kind, settings_.today);
    return item_id;
}

std::int64_t desk::pay(std::int64_t customer, const amount& value_of_item,
                       const std::vector<std::int64_t>& invoices) {
    return add_credit(customer, "payment", value_of_item, invoices);
}

std::int64_t desk::take_cheque(std::int64_t customer, const amount& value_of_item,
                               const std::vector<std::int64_t>& invoices) {
    return add_credit(customer, "payment", value_of_item, invoices, true);
}

item desk::cheque_in_clearing(std::int64_t cheque_id) {
    const item found = find_item(cheque_id);
    const auto waits = database_.query(
        "select 1 from desk_item where item_id = ? and in_clearing = 1", {cheque_id});
    if (!waits.empty()) return found;
    throw desk_error(found.kind + " " + found.number + " is not in clearing, expected a cheque");
}

void desk::clear_cheque(std::int64_t cheque_id) {
    const item found = cheque_in_clearing(cheque_id);
    within(database_, [&] {
        database_.execute("update desk_item set in_clearing = 0 where item_id = ?", {cheque_id});
    });
    hook_.reevaluate(settings_.company, found.customer, found.kind, settings_.today);
}

void desk::bounce_cheque(std::int64_t cheque_id) {
    cheque_in_clearing(cheque_id);
    within(database_, [&] {
        database_.execute("delete from desk_settlement where credit_id = ?", {cheque_id});
        database_.execute("delete from desk_item where item_id = ?", {cheque_id});
    });
}

std::int64_t desk::credit_note(std::int64_t customer, const amount& value_of_item,
                               const std::vector<std::int64_t>& invoices) {
    return add_credit(customer, "credit_note", value_of_item, invoices);
}

}  // namespace creditgate::orderdesk
