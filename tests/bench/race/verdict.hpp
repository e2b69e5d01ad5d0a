// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/bench/race/crew.hpp"
#include "tests/bench/race/plan.hpp"
#include "tests/bench/race/town.hpp"

namespace creditgate::race {

// Rounds in which something was wrong, and what the rounds were like.
struct tally {
    std::int64_t rounds = 0;
    std::int64_t over_limit = 0;      // the ERP's confirmed orders exceed the limit
    std::int64_t nobody_through = 0;  // though one fits, and none was let through and lost
    std::int64_t room_left = 0;       // fewer than fit, those lost after their answer counted in
    std::int64_t errors_shown = 0;    // contenders with an error that a person would see
    std::int64_t leaked = 0;          // reservations that the next check does not drop
    std::int64_t exposure_wrong = 0;  // not what the ERP's documents come to
    std::int64_t released = 0;  // held before the limit was agreed, released by that, confirmed
    std::int64_t rolled_back = 0;
    std::int64_t killed = 0;
    std::int64_t connections_ended = 0;
    std::int64_t unavailable = 0;  // told so, because a connection was ended
    std::int64_t newcomers = 0;    // rounds with a customer never seen before
};

struct round_record {
    round_plan plan;
    std::int64_t customer = 0;
    std::int64_t limit_minor = 0;
    std::int64_t start_ns = 0;
    bool lost_connection = false;
    std::vector<std::int64_t> orders;
    std::vector<task> tasks;
    std::vector<outcome> outcomes;
};

// Judges by the ERP's tables; tells what was wrong on the error output.
void judge(town& where, const round_record& done, tally& counts);

}  // namespace creditgate::race
