// SPDX-License-Identifier: Apache-2.0
//
// What a check costs beside the least that any record in this database can cost: the median of a
// full check through the C interface over the median of a prepared INSERT and its COMMIT through
// the same driver. Both are taken in turns, so that whatever else the machine does meets both.
//
//     bench_check_over_commit <connection string> <user> <pairs>
#include "tests/bench/checks.hpp"

namespace {

using namespace creditgate::bench;

constexpr std::int64_t customers = 200;
constexpr std::int64_t warm_up = 50;

void run(const std::string& connection, const std::string& user, std::int64_t pairs) {
    checker checks(connection, user);
    for (std::int64_t customer = 1; customer <= customers; ++customer) checks.set_limit(customer);
    bare_connection bare(full_connection(connection, user));
    std::int64_t n = 0;
    bare.prepare(
        "insert into public.bench_commit (n, note) values (?, 'a record of usual length')");
    bare.bind(1, n);
    std::vector<std::int64_t> checked;
    std::vector<std::int64_t> committed;
    for (n = 1; n <= pairs + warm_up; ++n) {
        const auto start = std::chrono::steady_clock::now();
        bare.execute();
        bare.end(SQL_COMMIT);
        const std::int64_t commit = microseconds_since(start);
        const std::int64_t check = checks.check(n % customers + 1);
        if (n <= warm_up) continue;
        committed.push_back(commit);
        checked.push_back(check);
    }
    print_ratio("check_over_commit", median(checked), median(committed));
    print_count("check_median", median(checked), "us");
    print_count("commit_median", median(committed), "us");
    print_count("check_pairs", pairs, "pairs");
}

}  // namespace

int main(int argc, char** argv) {
    return run_bench(argc, argv, run);
}
