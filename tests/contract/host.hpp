// SPDX-License-Identifier: Apache-2.0
//
// What the contract suite needs of a host: an ERP with creditgate in it, told in the words of its
// users. Amounts are decimal text, gross. An adapter joins the suite with one class of this kind
// and a line in hosts.cpp.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/session.hpp"

namespace creditgate::test {

struct line {
    std::string product;
    int quantity = 1;
    std::string price;  // of one piece
};

struct host_answer {
    std::string outcome;  // approve, warn, hold, reject
    std::string message;  // what the clerk reads
    std::int64_t hold_id = 0;
};

// What a host cannot do. A test that needs it is skipped and says so.
struct differences {
    bool cannot_look_between = false;  // no way in between the answer and the ERP's commit
};

class host {
  public:
    host() = default;
    virtual ~host() = default;
    host(const host&) = delete;
    host& operator=(const host&) = delete;

    [[nodiscard]] virtual differences declared() const { return {}; }

    // A session of creditgate in the host's database, for what people and tests ask of it.
    [[nodiscard]] virtual const session& credit() const = 0;
    [[nodiscard]] virtual std::int64_t company() const { return 1; }
    [[nodiscard]] virtual std::string today() const = 0;

    // Another clerk at another screen: a connection of its own to the same ERP.
    virtual std::unique_ptr<host> another_clerk() = 0;

    // payer 0: the customer pays himself.
    virtual std::int64_t add_customer(const std::string& name, std::int64_t payer) = 0;

    virtual std::int64_t take_order(std::int64_t customer, const std::vector<line>& lines,
                                    const std::string& currency) = 0;
    virtual std::int64_t take_return(std::int64_t customer, const std::vector<line>& lines) = 0;
    virtual void change_lines(std::int64_t order, const std::vector<line>& lines) = 0;
    virtual host_answer confirm(std::int64_t order) = 0;
    // `between` runs after creditgate's answer and before the ERP's commit; when it throws, the
    // ERP rolls back and this throws.
    virtual host_answer confirm_with(std::int64_t order, const std::function<void()>& between) = 0;
    virtual void set_back_to_draft(std::int64_t order) = 0;
    virtual void cancel(std::int64_t order) = 0;
    virtual void remove(std::int64_t order) = 0;
    virtual host_answer deliver(std::int64_t order) = 0;
    // draft, confirmed, cancelled; "" when there is no such order.
    virtual std::string state_of(std::int64_t order) = 0;
    virtual std::vector<line> lines_of(std::int64_t order) = 0;

    // order 0: an invoice without one, for the customer.
    virtual std::int64_t draft_invoice(std::int64_t customer, std::int64_t order,
                                       const std::string& amount, const std::string& due_date) = 0;
    virtual host_answer post_invoice(std::int64_t invoice) = 0;
    virtual void pay(std::int64_t customer, const std::string& amount,
                     const std::vector<std::int64_t>& invoices) = 0;
    virtual void credit_note(std::int64_t customer, const std::string& amount,
                             const std::vector<std::int64_t>& invoices) = 0;

    // The ERP's job that does what creditgate's outbox says; the orders it confirmed.
    virtual std::vector<std::int64_t> run_outbox() = 0;
};

struct host_kind {
    std::string name;
    std::function<std::unique_ptr<host>()> make;
};

// Every host on every database it runs on.
std::vector<host_kind> hosts();

}  // namespace creditgate::test
