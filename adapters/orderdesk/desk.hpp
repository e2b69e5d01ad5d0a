// SPDX-License-Identifier: Apache-2.0
//
// orderdesk: the smallest ERP there is - orders, shipments, invoices and payments of one company.
#pragma once

#include <string>
#include <vector>

#include "adapters/orderdesk/amount.hpp"
#include "adapters/orderdesk/connection.hpp"
#include "adapters/orderdesk/hook.hpp"

namespace creditgate::orderdesk {

struct order_line {
    std::string product;
    std::int64_t quantity = 1;
    std::int64_t price_minor = 0;  // gross, of one piece
};

struct new_order {
    std::int64_t ordering_party = 0;
    std::string currency;
    std::vector<order_line> lines;
    std::string direction = "sale";  // or "return"
    std::string ship_date;           // "" when it is open
};

struct order {
    std::int64_t order_id = 0;
    std::int64_t customer = 0;  // the payer
    std::int64_t ordering_party = 0;
    std::string customer_name;
    std::string number;
    std::string direction;
    std::string order_date;
    std::string ship_date;
    std::string state;
    std::int64_t version = 0;
    amount total;
    std::int64_t payment_days = 0;
};

struct item {
    std::int64_t item_id = 0;
    std::int64_t customer = 0;
    std::string kind;
    std::int64_t order_id = 0;  // 0: of no order
    std::string number;
    amount value;
    std::string state;
    std::string due_date;           // "" when there is none
    std::int64_t payment_days = 0;  // the customer's
};

// A clerk's mistake, in words for the clerk.
struct desk_error : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct desk_settings {
    std::string database;  // an ODBC connection string
    std::int64_t company = 1;
    std::string today;  // the business date, "2026-11-24"
    clerk user{"ann", "clerk"};
};

// One clerk's desk, with a connection of its own; used by one thread at a time. The session is the
// caller's and may be shared by many desks.
class desk {
  public:
    desk(desk_settings settings, cg_session* session);

    // Customers. payer 0: pays himself.
    std::int64_t add_customer(const std::string& name, std::int64_t payer = 0);
    void set_tax_id(std::int64_t customer, const std::string& tax_id);

    // Orders. confirm asks creditgate; a held order stays a draft, with its lines.
    std::int64_t take_order(const new_order& wanted);
    void change_lines(std::int64_t order_id, const std::vector<order_line>& lines);
    credit_answer confirm(std::int64_t order_id) { return confirm_as(order_id, settings_.user); }
    void set_back_to_draft(std::int64_t order_id);
    void cancel(std::int64_t order_id);
    void remove(std::int64_t order_id);
    credit_answer deliver(std::int64_t order_id);
    order find_order(std::int64_t order_id);

    // Invoices: a draft first, then posted. Amounts are those of the document, above 0.
    std::int64_t draft_invoice(std::int64_t order_id, std::int64_t amount_minor);
    std::int64_t draft_invoice_without_order(std::int64_t customer, const amount& value,
                                             const std::string& due_date);
    credit_answer post_invoice(std::int64_t invoice_id);
    item find_item(std::int64_t item_id);

    // Money. What is settled of invoices is taken from their open amounts, in the order given, as
    // far as it goes; the rest stays unallocated. Both have the customer's holds checked again.
    std::int64_t pay(std::int64_t customer, const amount& value,
                     const std::vector<std::int64_t>& invoices);
    // A bill or a cheque: booked as a payment, and in clearing until the bank has paid it. One that
    // bounces is taken away, and what it settled is open again.
    std::int64_t take_cheque(std::int64_t customer, const amount& value,
                             const std::vector<std::int64_t>& invoices);
    void clear_cheque(std::int64_t cheque_id);
    void bounce_cheque(std::int64_t cheque_id);
    std::int64_t credit_note(std::int64_t customer, const amount& value,
                             const std::vector<std::int64_t>& invoices);

    // Confirms what was released meanwhile, as a job of the ERP would. Returns the orders.
    std::vector<std::int64_t> run_outbox();

    connection& database() { return database_; }

    // Runs in a confirmation's transaction, before its commit: for tests that look in between, or
    // have the ERP fail there by an exception.
    void set_between(std::function<void()> between) { between_ = std::move(between); }

  private:
    credit_answer confirm_as(std::int64_t order_id, const clerk& user);
    void write_lines(std::int64_t order_id, const std::vector<order_line>& lines);
    void set_state(const order& from, const std::string& state);
    void leave(std::int64_t order_id, const std::string& state, const std::string& reason);
    void gone(const order& left, const std::string& reason);
    bool is_draft(std::int64_t order_id);
    std::int64_t shipment_of(std::int64_t order_id);
    std::int64_t add_item(std::int64_t customer, const std::string& kind, std::int64_t order_id,
                          const amount& value, const std::string& state,
                          const std::string& due_date);  // "" when there is none
    std::int64_t add_credit(std::int64_t customer, const std::string& kind, const amount& value,
                            const std::vector<std::int64_t>& invoices, bool in_clearing = false);
    item cheque_in_clearing(std::int64_t cheque_id);
    void settle(std::int64_t invoice_id, std::int64_t credit_id, std::int64_t& left);

    desk_settings settings_;
    connection database_;
    hook hook_;
    std::function<void()> between_;
};

}  // namespace creditgate::orderdesk
