// SPDX-License-Identifier: Apache-2.0
#include "adapters/orderdesk/desk.hpp"

#include "adapters/orderdesk/within.hpp"

namespace creditgate::orderdesk {
namespace {

void require_state(const order& found, const std::string& expected) {
    if (found.state == expected) return;
    throw desk_error("order " + found.number + " is " + found.state + ", expected " + expected);
}

document_event event_of(const order& found, const desk_settings& settings, const clerk& user) {
    document_event event;
    event.checkpoint = "confirm";
    event.company = settings.company;
    event.customer = found.customer;
    event.customer_name = found.customer_name;
    event.ordering_party = found.ordering_party;
    event.kind = "order";
    event.id = found.order_id;
    event.number = found.number;
    event.direction = found.direction;
    event.value = found.total;
    event.date = found.order_date;
    event.ship_date = found.ship_date;
    event.business_date = settings.today;
    event.user = user;
    return event;
}

}  // namespace

desk::desk(desk_settings settings, cg_session* session)
    : settings_(std::move(settings)), database_(settings_.database), hook_(session, database_) {}

std::int64_t desk::add_customer(const std::string& name, std::int64_t payer) {
    return database_.insert("insert into desk_customer (name, payer_id) values (?, ?)",
                            "customer_id", {name, payer == 0 ? value() : value(payer)});
}

void desk::set_tax_id(std::int64_t customer, const std::string& tax_id) {
    database_.execute("update desk_customer set tax_id = ? where customer_id = ?",
                      {tax_id, customer});
}

std::int64_t desk::take_order(const new_order& wanted) {
    std::int64_t order_id = 0;
    within(database_, [&] {
        order_id = database_.insert(
            "insert into desk_order (company_id, customer_id, ordering_party, number, direction, "
            "currency, order_date, ship_date) "
            "select cast(? as bigint), coalesce(payer_id, customer_id), customer_id, '', ?, ?, ?, "
            "? from desk_customer where customer_id = ?",
            "order_id",
            {settings_.company, wanted.direction, wanted.currency, settings_.today,
             wanted.ship_date.empty() ? value() : value(wanted.ship_date), wanted.ordering_party});
        database_.execute("update desk_order set number = ? where order_id = ?",
                          {"SO-" + std::to_string(order_id), order_id});
        write_lines(order_id, wanted.lines);
    });
    return order_id;
}

void desk::write_lines(std::int64_t order_id, const std::vector<order_line>& lines) {
    for (const order_line& each : lines) {
        database_.execute(
            "insert into desk_order_line (order_id, product, quantity, price_minor) "
            "values (?, ?, ?, ?)",
            {order_id, each.product, each.quantity, each.price_minor});
    }
}

void desk::change_lines(std::int64_t order_id, const std::vector<order_line>& lines) {
    within(database_, [&] {
        const order found = find_order(order_id);
        require_state(found, "draft");
        set_state(found, "draft");
        database_.execute("delete from desk_order_line where order_id = ?", {order_id});
        write_lines(order_id, lines);
    });
}

order desk::find_order(std::int64_t order_id) {
    const auto found = database_.query(
        "select o.order_id, o.customer_id, o.ordering_party, c.name, o.number, o.direction, "
        "o.order_date, o.ship_date, o.state, o.version, "
        "(select cast(coalesce(sum(l.quantity * l.price_minor), 0) as bigint) "
        "from desk_order_line l where l.order_id = o.order_id), o.currency, c.payment_days "
        "from desk_order o join desk_customer c on c.customer_id = o.customer_id "
        "where o.order_id = ?",
        {order_id});
    if (found.empty()) throw desk_error("there is no order " + std::to_string(order_id));
    const row& r = found[0];
    return {r.number(0),
            r.number(1),
            r.number(2),
            r.text(3),
            r.text(4),
            r.text(5),
            r.text(6),
            r.text(7),
            r.text(8),
            r.number(9),
            {r.number(10), r.text(11)},
            r.number(12)};
}

// Only the version that was read is changed: what was checked is what is written.
void desk::set_state(const order& from, const std::string& state) {
    const auto changed = database_.execute(
        "update desk_order set state = ?, version = version + 1 where order_id = ? and version = ?",
        {state, from.order_id, from.version});
    if (changed == 1) return;
    throw desk_error("order " + from.number + " was changed meanwhile: look at it and try again");
}

credit_answer desk::confirm_as(std::int64_t order_id, const clerk& user) {
    const order found = find_order(order_id);
    require_state(found, "draft");
    return hook_.pass(event_of(found, settings_, user), [&] {
        set_state(found, "confirmed");
        if (between_) between_();
    });
}

// Out of the way of credit: in the ERP first, and when that is committed, creditgate is told.
void desk::leave(std::int64_t order_id, const std::string& state, const std::string& reason) {
    order found;
    within(database_, [&] {
        found = find_order(order_id);
        if (found.state == "cancelled") require_state(found, "draft or confirmed");
        const auto items =
            database_.query("select 1 from desk_item where order_id = ?", {order_id});
        if (!items.empty()) throw desk_error("order " + found.number + " has invoices already");
        set_state(found, state);
        if (state == "draft") return;
        database_.execute("delete from desk_shipment where order_id = ?", {order_id});
    });
    gone(found, reason);
}

// What it held is free, so that others of the customer may pass now.
void desk::gone(const order& left, const std::string& reason) {
    hook_.withdraw(settings_.company, left.customer, "order", left.order_id, settings_.user,
                   reason);
    hook_.reevaluate(settings_.company, left.customer, reason, settings_.today);
}

void desk::set_back_to_draft(std::int64_t order_id) {
    leave(order_id, "draft", "set back to draft");
}

void desk::cancel(std::int64_t order_id) {
    leave(order_id, "cancelled", "cancelled");
}

void desk::remove(std::int64_t order_id) {
    const order found = find_order(order_id);
    if (found.state == "confirmed") require_state(found, "draft or cancelled");
    database_.execute("delete from desk_order where order_id = ? and version = ?",
                      {order_id, found.version});
    gone(found, "deleted");
}

std::int64_t desk::shipment_of(std::int64_t order_id) {
    const auto found = database_.query(
        "select shipment_id, shipped_date from desk_shipment where order_id = ?", {order_id});
    if (found.empty()) {
        return database_.insert("insert into desk_shipment (order_id) values (?)", "shipment_id",
                                {order_id});
    }
    if (found[0].is_null(1)) return found[0].number(0);
    throw desk_error("order " + std::to_string(order_id) + " was delivered on " + found[0].text(1) +
                     " already");
}

credit_answer desk::deliver(std::int64_t order_id) {
    const order found = find_order(order_id);
    require_state(found, "confirmed");
    document_event event = event_of(found, settings_, settings_.user);
    event.checkpoint = "ship";
    event.kind = "shipment";
    event.id = shipment_of(order_id);
    event.sources = {{"order", order_id, found.total}};
    return hook_.pass(event, [&] {
        set_state(found, "confirmed");
        database_.execute("update desk_shipment set shipped_date = ? where shipment_id = ?",
                          {settings_.today, event.id});
    });
}

bool desk::is_draft(std::int64_t order_id) {
    const auto found =
        database_.query("select state from desk_order where order_id = ?", {order_id});
    return !found.empty() && found[0].text(0) == "draft";
}

std::vector<std::int64_t> desk::run_outbox() {
    std::vector<std::int64_t> confirmed;
    for (const outbox_entry& each : hook_.tasks()) {
        if (!is_draft(each.document_id)) {
            hook_.end_task(each.outbox_id, true, "it is no draft any more");
            continue;
        }
        try {
            const credit_answer answer = confirm_as(each.document_id, {"orderdesk", "system"});
            if (answer.goes_on()) confirmed.push_back(each.document_id);
            hook_.end_task(each.outbox_id, answer.goes_on(), answer.message);
        } catch (const desk_error& error) {
            hook_.end_task(each.outbox_id, false, error.what());
        }
    }
    return confirmed;
}

}  // namespace creditgate::orderdesk
