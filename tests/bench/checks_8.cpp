// SPDX-License-Identifier: Apache-2.0
//
// Eight at once, each for a customer of its own: checks a second over bare prepared commits a
// second of the same server, in turns of half a second.
//
//     bench_checks_8 <connection string> <user> <turns>
#include <atomic>
#include <functional>
#include <memory>
#include <thread>

#include "tests/bench/checks.hpp"

namespace {

using namespace creditgate::bench;

constexpr int threads = 8;
constexpr auto turn = std::chrono::milliseconds(500);

struct worker {
    std::unique_ptr<checker> checks;
    std::unique_ptr<bare_connection> bare;
    std::int64_t n = 0;
};

// How often all of them together got it done in a turn.
std::int64_t in_one_turn(std::vector<worker>& workers, const std::function<void(worker&)>& work) {
    std::atomic<bool> over{false};
    std::atomic<std::int64_t> done{0};
    std::vector<std::thread> running;
    for (worker& each : workers) {
        running.emplace_back([&] {
            while (!over) {
                work(each);
                ++done;
            }
        });
    }
    std::this_thread::sleep_for(turn);
    over = true;
    for (std::thread& each : running) each.join();
    return done;
}

void run(const std::string& connection, const std::string& user, std::int64_t turns) {
    std::vector<worker> workers(threads);
    for (int i = 0; i < threads; ++i) {
        worker& each = workers[static_cast<std::size_t>(i)];
        each.checks = std::make_unique<checker>(connection, user);
        each.checks->set_limit(i + 1);
        each.bare = std::make_unique<bare_connection>(full_connection(connection, user));
        each.n = 1'000'000'000LL * (i + 1);
        each.bare->prepare(
            "insert into public.bench_commit (n, note) values (?, 'a record of usual length')");
        each.bare->bind(1, each.n);
    }
    const auto check = [&](worker& each) { each.checks->check((&each - workers.data()) + 1); };
    const auto commit = [](worker& each) {
        ++each.n;
        each.bare->execute();
        each.bare->end(SQL_COMMIT);
    };
    in_one_turn(workers, check);
    in_one_turn(workers, commit);
    std::int64_t checks = 0;
    std::int64_t commits = 0;
    for (std::int64_t i = 0; i < turns; ++i) {
        checks += in_one_turn(workers, check);
        commits += in_one_turn(workers, commit);
    }
    print_ratio("checks_8_over_commits_8", checks, commits);
    print_count("checks_8", checks * 2 / turns, "per_second");
    print_count("commits_8", commits * 2 / turns, "per_second");
}

}  // namespace

int main(int argc, char** argv) {
    return run_bench(argc, argv, run);
}
