// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/adapters/orderdesk/law/books.hpp"
#include "tests/contract/host.hpp"

namespace creditgate::law {

// A difference between creditgate and the books.
struct broken_law : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct tally {
    int done = 0;
    int refused = 0;  // by the ERP, with a clerk's mistake
    int held = 0;     // by creditgate
};

// Steps of order-to-cash, chosen by chance, of a few customers in one ERP.
class walk {
  public:
    walk(std::unique_ptr<test::host> erp, std::uint64_t seed);

    // One step, then the customer's buckets are compared. Throws broken_law.
    void step();
    // Every customer's buckets; and what creditgate keeps is what its views show.
    void compare_all();
    // Once, behind creditgate's back: the books know of an order that the ERP does not have.
    void book_what_nobody_told();

    [[nodiscard]] const std::map<std::string, tally>& counts() const { return counts_; }

  private:
    struct action {
        const char* name;
        int weight;
        bool (walk::*run)();  // false: held
    };
    static const std::vector<action>& actions();

    int any(int from, int to);
    bool chance(int percent) { return any(1, 100) <= percent; }
    std::int64_t any_amount(std::int64_t most_minor);  // a multiple of 0.05
    std::int64_t any_customer();
    // Mostly one that the step fits, sometimes any: the ERP refuses then.
    booked_order& any_order(const std::function<bool(const booked_order&)>& fits);
    booked_invoice& any_invoice(const std::function<bool(const booked_invoice&)>& fits);
    std::vector<test::line> any_lines(std::int64_t& total_minor);
    bool take(bool is_return);

    bool take_order() { return take(false); }
    bool take_return() { return take(true); }
    bool change_lines();
    bool confirm_order();
    bool confirm_rolled_back();
    bool confirm_by_sql();
    bool make_dearer_by_sql();
    bool set_back();
    bool cancel();
    bool remove();
    bool deliver();
    bool invoice_order();
    bool invoice_without_order();
    bool post();
    bool pay();
    bool pay_on_account();
    bool give_credit_note();
    bool change_limit();
    bool release_a_hold();

    void run_outbox();
    void compare(std::int64_t payer);

    std::unique_ptr<test::host> erp_;
    std::mt19937_64 random_;
    std::vector<std::int64_t> customers_;
    std::map<std::int64_t, std::int64_t> payer_of_;
    books books_;
    std::int64_t touched_ = 0;  // the payer of this step
    std::deque<std::string> story_;
    std::map<std::string, tally> counts_;
};

}  // namespace creditgate::law
