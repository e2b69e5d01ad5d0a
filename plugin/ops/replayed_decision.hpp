// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/ports.hpp"
#include "core/archive/words.hpp"
#include "plugin/ops/made_decision.hpp"

namespace creditgate {

enum class replay_result {
    same,              // byte for byte
    worded_otherwise,  // nothing but texts for people
    differs,
    unreadable,  // nothing that can be decided again
};

// How a decision that was made again stands to its record.
struct replayed_decision {
    replay_result result = replay_result::same;
    // Where they are first different: a member of the record, such as "answer.outcome", or a column
    // of cg_decision. What people are told comes after all else.
    std::string place{};
    std::string recorded{};
    std::string replayed{};
    std::string message{};  // of what is unreadable: why
};

// The decision of a record, made once more by these rules. Throws `failure`, or what the library of
// JSON throws, for a record that cannot be read.
made_decision made_again(const json& record, const policy& rules);

// Decides once more, by these rules, what was decided then. Asks no database and no clock.
replayed_decision replay(const decision_record& stored, const policy& rules);

template <>
struct words<replay_result> {
    static constexpr std::array<std::string_view, 4> list = {"same", "worded_otherwise", "differs",
                                                             "unreadable"};
};

}  // namespace creditgate
