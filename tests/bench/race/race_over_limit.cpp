// SPDX-License-Identifier: Apache-2.0
//
// Several processes of the ERP confirm orders of one customer at once: never do they pass
// together when they exceed the limit, and who fits gets through.
//
//     race_over_limit postgresql|sqlite <rounds> [<seed> [unasked|forgetful|unlocked]]
//
// Prints a figure a line, and tells what was wrong in which round. With a fault it ends at the
// first round over the limit, and well only then: how soon that comes depends on the machine's
// load.
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <stdexcept>
#include <string>

#include "tests/bench/race/contender.hpp"
#include "tests/bench/race/race.hpp"
#include "tests/support/scale.hpp"

namespace {

using namespace creditgate::race;

void print(const std::string& name, std::int64_t value, const char* unit) {
    std::cout << name << ' ' << value << ' ' << unit << '\n';
}

void print_counts(const std::string& kind, const tally& counts, std::int64_t differences) {
    const std::string name = "race_over_limit_" + kind;
    print(name, counts.over_limit, "rounds");
    print(name + "_rounds", counts.rounds, "rounds");
    print(name + "_nobody_through", counts.nobody_through, "rounds");
    print(name + "_room_left", counts.room_left, "rounds");
    print(name + "_errors_shown", counts.errors_shown, "errors");
    print(name + "_leaked", counts.leaked, "reservations");
    print(name + "_exposure_wrong", counts.exposure_wrong, "rounds");
    print(name + "_kept_differs", differences, "documents");
    print(name + "_newcomers", counts.newcomers, "rounds");
    print(name + "_released", counts.released, "orders");
    print(name + "_rolled_back", counts.rolled_back, "contenders");
    print(name + "_killed", counts.killed, "contenders");
    print(name + "_connections_ended", counts.connections_ended, "connections");
    print(name + "_unavailable", counts.unavailable, "contenders");
}

bool is_clean(const tally& counts, std::int64_t differences) {
    return counts.over_limit == 0 && counts.nobody_through == 0 && counts.room_left == 0 &&
           counts.errors_shown == 0 && counts.leaked == 0 && counts.exposure_wrong == 0 &&
           differences == 0;
}

int run(const std::string& kind, const std::string& rounds, const std::string& seed,
        const std::string& fault) {
    if (kind != "postgresql" && kind != "sqlite") {
        throw std::runtime_error("found " + kind + ", expected postgresql or sqlite");
    }
    // "100/1000": the second number in tests/run --full.
    const auto slash = rounds.find('/');
    const int ordinary = std::stoi(rounds);
    const int wanted = creditgate::test::scaled(
        ordinary, slash == std::string::npos ? ordinary : std::stoi(rounds.substr(slash + 1)));
    const fault_kind made = fault.empty() ? fault_kind::none : fault_named(fault);
    // What is done between rounds need not wait for the disk; the contenders' commits do.
    setenv("PGOPTIONS", "-c synchronous_commit=off", 1);
    town where(kind == "sqlite" ? database_kind::sqlite : database_kind::postgresql);
    race all(where, made, std::stoull(seed));
    if (made != fault_kind::none) {
        while (all.counts().rounds < wanted && all.counts().over_limit == 0) all.run_round();
        print("race_over_limit_" + kind + "_" + fault, all.counts().over_limit, "rounds");
        print("race_over_limit_" + kind + "_" + fault + "_rounds", all.counts().rounds, "rounds");
        return all.counts().over_limit > 0 ? 0 : 1;
    }
    for (int i = 0; i < wanted; ++i) all.run_round();
    const std::int64_t differences = all.differences();
    print_counts(kind, all.counts(), differences);
    return is_clean(all.counts(), differences) ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    // A contender that has died takes no task: an error, not the end.
    std::signal(SIGPIPE, SIG_IGN);
    const std::string first = argc > 1 ? argv[1] : "";
    if (first == "--contender" && argc == 5) {
        return run_contender(argv[2], argv[3], std::string(argv[4]) == "repeatable_read");
    }
    if (argc < 3 || argc > 5) {
        std::cerr << "usage: race_over_limit postgresql|sqlite <rounds> "
                     "[<seed> [unasked|forgetful|unlocked]]\n";
        return 2;
    }
    try {
        return run(first, argv[2], argc > 3 ? argv[3] : "1", argc > 4 ? argv[4] : "");
    } catch (const std::exception& error) {
        std::cerr << "race_over_limit: " << error.what() << '\n';
        return 1;
    }
}
