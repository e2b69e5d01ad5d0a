// SPDX-License-Identifier: Apache-2.0
//
// What a customer's history costs a check: the median at 100,000 open documents over the median at
// 10, taken in turns. tests/bench/flat.sql made the two customers.
//
//     bench_check_flat <connection string> <user> <pairs>
#include "tests/bench/checks.hpp"

namespace {

using namespace creditgate::bench;

constexpr std::int64_t small_customer = 301;
constexpr std::int64_t large_customer = 302;
constexpr std::int64_t warm_up = 50;

void run(const std::string& connection, const std::string& user, std::int64_t pairs) {
    checker checks(connection, user);
    checks.set_limit(small_customer);
    checks.set_limit(large_customer);
    std::vector<std::int64_t> small;
    std::vector<std::int64_t> large;
    for (std::int64_t n = 1; n <= pairs + warm_up; ++n) {
        const std::int64_t at_few = checks.check(small_customer);
        const std::int64_t at_many = checks.check(large_customer);
        if (n <= warm_up) continue;
        small.push_back(at_few);
        large.push_back(at_many);
    }
    print_ratio("check_flat", median(large), median(small));
    print_count("check_at_100000_median", median(large), "us");
    print_count("check_at_10_median", median(small), "us");
}

}  // namespace

int main(int argc, char** argv) {
    return run_bench(argc, argv, run);
}
