// SPDX-License-Identifier: Apache-2.0
//
// How long other customers' confirmations take while one customer's check is held open, over how
// long they take otherwise.
//
//     others_delayed <turns>
//
// In turns of 20 confirmations with and without. The account is locked by an open transaction of
// another connection, and a check of that customer waits for it all the while.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <iostream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "tests/bench/race/town.hpp"
#include "tests/support/scale.hpp"

namespace {

using namespace creditgate::race;
namespace orderdesk = creditgate::orderdesk;

constexpr int confirmations = 20;
constexpr std::int64_t limit_minor = 1'000'000'000;

using times = std::vector<std::int64_t>;

// One customer whose account somebody has locked, and who waits with an order of his.
class held_open {
  public:
    held_open(town& where, std::int64_t customer)
        : locker_(where.administrator()), order_(where.take_orders(customer, {100}).at(0)) {
        locker_.begin();
        locker_.query(
            "select account_id from creditgate.cg_account where customer_id = ? for no key update",
            {customer});
        waits_ = std::thread([this, &where] {
            const creditgate::test::session credit(
                creditgate::test::json::parse(where.configuration()));
            orderdesk::desk desk({where.erp_database(), 1, business_date, {"ben", "clerk"}},
                                 credit.handle());
            passed_ = desk.confirm(order_).goes_on();
            is_done_ = true;
        });
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    ~held_open() {
        if (waits_.joinable()) end();
    }
    held_open(const held_open&) = delete;
    held_open& operator=(const held_open&) = delete;

    // True when the order waited until now and passes then.
    bool end() {
        const bool waited = !is_done_;
        locker_.commit();
        waits_.join();
        return waited && passed_;
    }

  private:
    orderdesk::connection& locker_;
    std::int64_t order_;
    std::thread waits_;
    std::atomic<bool> is_done_{false};
    std::atomic<bool> passed_{false};
};

void confirm_others(town& where, const std::vector<std::int64_t>& others, times& measured) {
    for (int i = 0; i < confirmations; ++i) {
        const std::int64_t customer = others[static_cast<std::size_t>(i) % others.size()];
        const std::int64_t order = where.take_orders(customer, {100}).at(0);
        const auto start = std::chrono::steady_clock::now();
        if (!where.desk().confirm(order).goes_on()) throw std::runtime_error("an order was held");
        measured.push_back(std::chrono::duration_cast<std::chrono::microseconds>(
                               std::chrono::steady_clock::now() - start)
                               .count());
    }
}

std::int64_t share_of(times values, std::size_t percent) {
    std::sort(values.begin(), values.end());
    return values.at(values.size() * percent / 100);
}

void print(const std::string& name, std::int64_t value, const char* unit) {
    std::cout << name << ' ' << value << ' ' << unit << '\n';
}

// In hundredths, rounded up: a figure is never shown better than it is.
void print_ratio(const char* name, std::int64_t hundredths) {
    std::cout << name << ' ' << hundredths / 100 << '.' << hundredths / 10 % 10 << hundredths % 10
              << " ratio\n";
}

int run(int turns) {
    town where(database_kind::postgresql);
    const std::int64_t held = where.new_customer();
    where.set_limit(held, limit_minor);
    std::vector<std::int64_t> others;
    for (int i = 0; i < 5; ++i) {
        others.push_back(where.new_customer());
        where.set_limit(others.back(), limit_minor);
    }
    times warm_up;
    confirm_others(where, others, warm_up);
    times with;
    times without;
    int waited = 0;
    for (int i = 0; i < turns; ++i) {
        held_open open(where, held);
        confirm_others(where, others, with);
        if (open.end()) ++waited;
        confirm_others(where, others, without);
    }
    const std::int64_t above = share_of(with, 50);
    const std::int64_t below = share_of(without, 50);
    const std::int64_t ratio = (above * 100 + below - 1) / below;
    print_ratio("others_delayed", ratio);
    print("others_delayed_confirms", static_cast<std::int64_t>(with.size()), "confirms");
    print("others_delayed_with", above, "us");
    print("others_delayed_without", below, "us");
    print("others_delayed_with_p99", share_of(with, 99), "us");
    print("others_delayed_without_p99", share_of(without, 99), "us");
    print("others_delayed_held_waited", waited, "turns");
    return ratio <= 150 && waited == turns ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: others_delayed <turns>\n";
        return 2;
    }
    try {
        return run(std::stoi(argv[1]));
    } catch (const std::exception& error) {
        std::cerr << "others_delayed: " << error.what() << '\n';
        return 1;
    }
}
