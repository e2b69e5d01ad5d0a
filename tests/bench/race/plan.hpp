// SPDX-License-Identifier: Apache-2.0
//
// What happens in one round: drawn from a seed, so that a round can be run again.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "tests/bench/race/message.hpp"

namespace creditgate::race {

inline constexpr std::size_t few = 2;
inline constexpr std::size_t many = 8;

// How much creditgate has seen of the round's customer when the contenders start.
enum class acquaintance {
    known,      // was checked before, in other rounds
    unchecked,  // has a limit since just now; no check ever asked for it
    unseen,     // has no account: the limit is agreed in the same moment, by a process of its own
};

struct contender_plan {
    std::int64_t amount_minor = 0;
    std::int64_t offset_ns = 0;
    fate ends = fate::commits;
    std::int64_t dies_after_ns = 0;
};

struct round_plan {
    acquaintance customer = acquaintance::known;
    std::vector<contender_plan> contenders;
    std::int64_t room_minor = 0;         // what the limit leaves beside what is open already
    std::int64_t fits = 0;               // so many of the contenders
    std::int64_t open_before_minor = 0;  // confirmed before creditgate knew the customer
    std::int64_t limit_offset_ns = 0;    // unseen only
    bool accounts_are_loaded = false;    // unseen only: by a job, at the same time as well
    // A connection of creditgate's own is ended by an administrator, when there is one at work.
    bool loses_connection = false;
    std::int64_t connection_ends_ns = 0;
};

// Rounds of two and of eight contenders in turns.
round_plan draw(std::mt19937_64& dice, std::int64_t number, bool with_trouble);

}  // namespace creditgate::race
