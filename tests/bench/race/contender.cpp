// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/race/contender.hpp"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <ctime>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <thread>

#include "adapters/orderdesk/call.hpp"
#include "adapters/orderdesk/desk.hpp"
#include "adapters/orderdesk/within.hpp"
#include "tests/bench/race/message.hpp"
#include "tests/bench/race/moment.hpp"
#include "tests/bench/race/town.hpp"
#include "tests/support/session.hpp"

namespace creditgate::race {
namespace {

struct erp_failed : std::runtime_error {
    using std::runtime_error::runtime_error;
};

void tell(news what, const std::string& text = "") {
    told message{what, {}};
    std::copy_n(text.begin(), std::min(text.size(), message.text.size() - 1), message.text.begin());
    if (write(STDOUT_FILENO, &message, sizeof message) != sizeof message) {
        throw std::runtime_error("the race does not listen any more");
    }
}

// SIGKILL comes from the kernel at its time, whatever the process is doing then.
class death {
  public:
    explicit death(std::int64_t at_ns) {
        sigevent event{};
        event.sigev_notify = SIGEV_SIGNAL;
        event.sigev_signo = SIGKILL;
        itimerspec when{};
        when.it_value = moment(at_ns);
        if (timer_create(CLOCK_MONOTONIC, &event, &timer_) != 0 ||
            timer_settime(timer_, TIMER_ABSTIME, &when, nullptr) != 0) {
            throw std::runtime_error("there is no timer");
        }
    }
    ~death() { timer_delete(timer_); }
    death(const death&) = delete;
    death& operator=(const death&) = delete;

  private:
    timer_t timer_{};
};

void confirm(orderdesk::desk& desk, const task& given) {
    desk.set_between([&] {
        tell(news::let_through);
        if (given.ends == fate::dies_before_commit) raise(SIGKILL);
        if (given.ends == fate::rolls_back) throw erp_failed("the ERP fails");
    });
    const auto answer = desk.confirm(given.order_id);
    if (answer.json.find("credit_system_unavailable") != std::string::npos) {
        tell(news::unavailable, answer.message);
    } else {
        tell(answer.goes_on() ? news::committed : news::held, answer.message);
    }
}

// What is not committed yet, no check can see.
void confirm_unasked(orderdesk::desk& desk, const task& given) {
    orderdesk::within(desk.database(), [&] {
        desk.database().execute("update desk_order set state = 'confirmed' where order_id = ?",
                                {given.order_id});
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    });
    tell(news::committed);
}

void carry_out(orderdesk::desk& desk, const test::session& credit, const task& given) {
    switch (given.what) {
        case errand::confirm:
            return confirm(desk, given);
        case errand::confirm_unasked:
            return confirm_unasked(desk, given);
        case errand::set_limit:
            orderdesk::call(credit.handle(), limit_request(given.customer, given.limit_minor));
            return tell(news::committed);
        case errand::load_accounts:
            orderdesk::call(credit.handle(),
                            {{"op", "refresh"}, {"seconds", 1}, {"all_payers", true}});
            return tell(news::committed);
    }
}

void start(orderdesk::desk& desk, const test::session& credit, const task& given) {
    wait_until(given.start_ns);
    std::unique_ptr<death> dies;
    if (given.ends == fate::dies_at_any_time) {
        dies = std::make_unique<death>(given.start_ns + given.dies_after_ns);
    }
    try {
        carry_out(desk, credit, given);
    } catch (const erp_failed&) {
        tell(news::rolled_back);
    } catch (const std::exception& error) {
        // A person would be told so, and try again.
        tell(given.what == errand::set_limit ? news::unavailable : news::failed, error.what());
    }
}

// A clerk's process has been at work before: its connection is open. The one that a round ends may
// be this one, which belongs to no round yet.
void become_ready(const test::session& credit) {
    try {
        orderdesk::call(credit.handle(), {{"op", "ping"}});
    } catch (const std::exception&) {
        orderdesk::call(credit.handle(), {{"op", "ping"}});
    }
}

}  // namespace

int run_contender(const std::string& erp_database, const std::string& configuration,
                  bool repeatable_read) {
    try {
        const test::session credit(test::json::parse(configuration));
        orderdesk::desk desk({erp_database, 1, business_date, {"ann", "clerk"}}, credit.handle());
        if (repeatable_read) {
            desk.database().execute(
                "set session characteristics as transaction isolation level repeatable read");
        }
        become_ready(credit);
        for (task given; read(STDIN_FILENO, &given, sizeof given) == sizeof given;) {
            start(desk, credit, given);
        }
        return 0;
    } catch (const std::exception& error) {
        std::cerr << "a contender ended: " << error.what() << '\n';
        return 1;
    }
}

}  // namespace creditgate::race
