// SPDX-License-Identifier: Apache-2.0
//
// Exposure by bucket is what the books say, after any walk of order-to-cash steps in orderdesk:
//
//     orderdesk_law sqlite|postgresql <steps> [<seed> [untold]]
//
// Prints how often each step was taken. Every 2,000 steps the walk begins anew, in an ERP of its
// own and with the next seed. A walk that breaks the law prints its seed, and is repeated by giving
// it. With "untold" the books have an order that the ERP does not have: it ends well only when that
// is found.
#include <iostream>
#include <stdexcept>

#include "tests/adapters/orderdesk/law/walk.hpp"
#include "tests/contract/orderdesk_host.hpp"
#include "tests/support/scale.hpp"

namespace {

using namespace creditgate;

constexpr int steps_of_a_walk = 2'000;
constexpr int steps_between_looks_at_all = 200;

std::unique_ptr<test::host> erp_on(const std::string& database) {
    if (database == "sqlite") return test::orderdesk_on_sqlite();
    if (database == "postgresql") return test::orderdesk_on_postgresql();
    throw std::runtime_error("found " + database + ", expected sqlite or postgresql");
}

void go(law::walk& way, int steps, bool untold) {
    for (int i = 1; i <= steps; ++i) {
        if (untold && i == steps / 2) way.book_what_nobody_told();
        way.step();
        if (i % steps_between_looks_at_all == 0 || i == steps) way.compare_all();
    }
}

// True when the law held.
bool walk_once(const std::string& database, std::uint64_t seed, int steps, bool untold,
               std::map<std::string, law::tally>& all) {
    law::walk way(erp_on(database), seed);
    try {
        go(way, steps, untold);
    } catch (const std::exception& error) {
        std::cout << "seed " << seed << ", " << steps << " steps: " << error.what() << '\n';
        return false;
    }
    for (const auto& [name, count] : way.counts()) {
        all[name].done += count.done;
        all[name].refused += count.refused;
        all[name].held += count.held;
    }
    return true;
}

// "2000/100000": the second number in tests/run --full.
int wanted_steps(const std::string& text) {
    const auto slash = text.find('/');
    const int ordinary = std::stoi(text);
    return test::scaled(ordinary,
                        slash == std::string::npos ? ordinary : std::stoi(text.substr(slash + 1)));
}

int run(const std::string& database, int steps, std::uint64_t seed, bool untold) {
    std::map<std::string, law::tally> all;
    int taken = 0;
    for (; taken < steps; taken += steps_of_a_walk, ++seed) {
        const int now = std::min(steps - taken, steps_of_a_walk);
        if (!walk_once(database, seed, now, untold, all)) return untold ? 0 : 1;
    }
    for (const auto& [name, count] : all) {
        std::cout << name << ' ' << count.done << " done, " << count.held << " held, "
                  << count.refused << " refused\n";
    }
    std::cout << "law_orderdesk_" << database << "_steps " << steps << " steps\n";
    return untold ? 1 : 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3 || argc > 5) {
        std::cerr << "usage: orderdesk_law sqlite|postgresql <steps> [<seed> [untold]]\n";
        return 2;
    }
    try {
        return run(argv[1], wanted_steps(argv[2]), argc > 3 ? std::stoull(argv[3]) : 1,
                   argc > 4 && std::string(argv[4]) == "untold");
    } catch (const std::exception& error) {
        std::cerr << "orderdesk_law: " << error.what() << '\n';
        return 1;
    }
}
