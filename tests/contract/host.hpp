// SPDX-License-Identifier: Apache-2.0
//
// What the contract suite needs of a host: an ERP with creditgate in it, told in the words of its
// users. Amounts are decimal text, gross, in EUR unless said. An adapter joins the suite with one
// class of this kind and a line in hosts.cpp.
#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/session.hpp"

namespace creditgate::test {

struct line {
    std::string product;
    int quantity = 1;
    std::string price;  // of one piece

    bool operator==(const line&) const = default;
};

struct host_answer {
    std::string outcome;  // approve, warn, hold, reject
    std::string message;  // what the clerk reads
    std::int64_t hold_id = 0;
};

// When an invoice is to be paid: in 30 days, or a month ago and more.
enum class due { later, long_ago };

// What a program that knows nothing of creditgate writes into the ERP's tables.
enum class written {
    confirmed,
    one_dearer,       // each line by a cent
    for_a_cent,       // each line
    immense,          // so much of each line that its amount is no number of ours
    another_company,  // of the same ERP
    posted
};

// What a host cannot do. A test that needs it is skipped and says so.
struct differences {
    bool cannot_look_between = false;  // no way in between the answer and the ERP's commit
    bool confirmed_is_final = false;  // the ERP goes on with it at once, and it cannot be cancelled
    bool ships_nothing = false;       // what is ordered is delivered by itself
    bool no_cheques = false;          // what pays, pays at once
    bool one_writer = false;          // nobody else can ask before that commit
};

class host {
  public:
    host() = default;
    virtual ~host() = default;
    host(const host&) = delete;
    host& operator=(const host&) = delete;

    [[nodiscard]] virtual differences declared() const = 0;

    // A session of creditgate in the host's database, for what people and tests ask of it.
    [[nodiscard]] virtual const session& credit() const = 0;
    [[nodiscard]] virtual std::int64_t company() const = 0;
    [[nodiscard]] virtual std::string today() const = 0;

    // payer 0: the customer pays himself.
    virtual std::int64_t add_customer(const std::string& name, std::int64_t payer) = 0;
    virtual void set_tax_id(std::int64_t customer, const std::string& tax_id) = 0;

    // A dollar is 0.80 EUR. A draft: `confirm` is what creditgate is asked about.
    virtual std::int64_t take_order(std::int64_t customer, const std::vector<line>& lines,
                                    const std::string& currency) = 0;
    virtual std::int64_t take_return(std::int64_t customer, const std::vector<line>& lines) = 0;
    virtual void change_lines(std::int64_t order, const std::vector<line>& lines) = 0;
    // To be shipped so many days from today; whatever the order's state is.
    virtual void ship_in(std::int64_t order, int days) = 0;
    virtual host_answer confirm(std::int64_t order) = 0;
    // Each order by a clerk at a screen of his own, at the same time.
    virtual std::vector<host_answer> confirm_together(const std::vector<std::int64_t>& orders) = 0;
    // `between` runs after creditgate's answer and before the ERP's commit; when it throws, the
    // ERP rolls back and this throws.
    virtual host_answer confirm_with(std::int64_t order, const std::function<void()>& between) = 0;
    // Of an order, or of an invoice that is posted. Throws what the database says.
    virtual void write_around(std::int64_t document, written what) = 0;
    virtual void set_back_to_draft(std::int64_t order) = 0;
    virtual void cancel(std::int64_t order) = 0;
    virtual void remove(std::int64_t order) = 0;
    virtual host_answer deliver(std::int64_t order) = 0;
    // draft, confirmed, cancelled; "" when there is no such order.
    virtual std::string state_of(std::int64_t order) = 0;
    virtual std::vector<line> lines_of(std::int64_t order) = 0;

    // A draft over a part of what the order has left to invoice.
    virtual std::int64_t invoice_of(std::int64_t order, const std::string& amount) = 0;
    virtual std::int64_t invoice_without_order(std::int64_t customer, const std::string& amount,
                                               due when) = 0;
    virtual void post_invoice(std::int64_t invoice) = 0;
    // invoice 0: on account.
    virtual void pay(std::int64_t customer, const std::string& amount, std::int64_t invoice) = 0;
    // A cheque for an invoice: in clearing until it is paid, or comes back unpaid.
    virtual std::int64_t take_cheque(std::int64_t customer, const std::string& amount,
                                     std::int64_t invoice) = 0;
    virtual void cheque_is_paid(std::int64_t cheque) = 0;
    virtual void cheque_bounces(std::int64_t cheque) = 0;
    // Posted, of no invoice.
    virtual void credit_note(std::int64_t customer, const std::string& amount) = 0;

    // The ERP's job that does what creditgate's outbox says.
    virtual void run_outbox() = 0;
};

struct host_kind {
    std::string name;
    std::function<std::unique_ptr<host>()> make;
};

void PrintTo(const host_kind& kind, std::ostream* out);

// Every host on every database it runs on.
std::vector<host_kind> hosts();

}  // namespace creditgate::test
