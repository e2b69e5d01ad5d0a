// SPDX-License-Identifier: Apache-2.0
//
// Faults made on purpose: with each of them the race has to find rounds over the limit.
#pragma once

#include <string>

#include "tests/bench/race/town.hpp"

namespace creditgate::race {

enum class fault_kind {
    none,
    unasked,    // the first contender confirms without asking
    forgetful,  // the database forgets reservations
    unlocked,   // PostgreSQL: nobody waits for an account's lock
};

// Throws std::runtime_error for another word.
fault_kind fault_named(const std::string& word);

// Before the rounds.
void doctor(town& where, fault_kind kind);

}  // namespace creditgate::race
