// SPDX-License-Identifier: Apache-2.0
//
// Eight at once, each for customers of its own: checks a second over bare prepared commits a second
// of the same server, in turns of half a second. Each confirms an order of each of its customers in
// one transaction of the ERP's, as an import does, so that it is the checks that are counted.
//
//     bench_checks_8 <connection string> <user> <turns>
#include <atomic>
#include <memory>
#include <thread>

#include "tests/bench/checks.hpp"

namespace {

using namespace creditgate::bench;

constexpr int threads = 8;
constexpr std::int64_t customers_of_one = 25;
constexpr auto turn = std::chrono::milliseconds(500);

struct worker {
    std::unique_ptr<checker> checks;
    std::unique_ptr<bare_connection> bare;
    std::int64_t n = 0;
    std::int64_t first_customer = 0;
    std::int64_t asked = 0;  // inside the ERP's transaction
};

void end_transaction(worker& each) {
    if (each.asked > 0) each.checks->rollback();
    each.asked = 0;
}

void check_next(worker& each) {
    if (each.asked == 0) each.checks->begin();
    each.checks->check_inside(each.first_customer + each.asked);
    if (++each.asked == customers_of_one) end_transaction(each);
}

void commit_next(worker& each) {
    ++each.n;
    each.bare->execute();
    each.bare->end(SQL_COMMIT);
}

// How often all of them together got it done in a turn.
std::int64_t in_one_turn(std::vector<worker>& workers, void (*work)(worker&)) {
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
        each.first_customer = i * customers_of_one + 1;
        for (int n = 0; n < customers_of_one; ++n) each.checks->set_limit(each.first_customer + n);
        each.bare = std::make_unique<bare_connection>(full_connection(connection, user));
        each.n = 1'000'000'000LL * (i + 1);
        each.bare->prepare(
            "insert into public.bench_commit (n, note) values (?, 'a record of usual length')");
        each.bare->bind(1, each.n);
    }
    std::int64_t checks = 0;
    std::int64_t commits = 0;
    for (std::int64_t i = 0; i <= turns; ++i) {
        const std::int64_t checked = in_one_turn(workers, check_next);
        for (worker& each : workers) end_transaction(each);
        const std::int64_t committed = in_one_turn(workers, commit_next);
        if (i == 0) continue;  // the warm-up
        checks += checked;
        commits += committed;
    }
    print_ratio("checks_8_over_commits_8", checks, commits);
    print_count("checks_8", checks * 2 / turns, "per_second");
    print_count("commits_8", commits * 2 / turns, "per_second");
}

}  // namespace

int main(int argc, char** argv) {
    return run_bench(argc, argv, run);
}
