// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <random>
#include <vector>

#include "tests/bench/race/crew.hpp"
#include "tests/bench/race/fault.hpp"
#include "tests/bench/race/plan.hpp"
#include "tests/bench/race/town.hpp"
#include "tests/bench/race/verdict.hpp"

namespace creditgate::race {

class race {
  public:
    race(town& where, fault_kind fault, std::uint64_t seed);

    void run_round();
    // What is kept of open documents and differs from the ERP's, over all customers.
    std::int64_t differences();

    [[nodiscard]] const tally& counts() const { return counts_; }

  private:
    std::int64_t customer_of(acquaintance wanted);
    void prepare(round_record& next);
    void add_tasks(round_record& next) const;

    town& where_;
    fault_kind fault_;
    std::mt19937_64 dice_;
    crew contenders_;
    std::vector<std::int64_t> known_;
    tally counts_;
};

}  // namespace creditgate::race
