// SPDX-License-Identifier: Apache-2.0
//
// What goes through the pipes between the race and its contenders: plain bytes of one program.
#pragma once

#include <array>
#include <cstdint>

namespace creditgate::race {

enum class errand : std::int32_t { confirm, confirm_unasked, set_limit, load_accounts };

// What becomes of a contender's transaction once it has been let through.
enum class fate : std::int32_t {
    commits,
    rolls_back,          // the ERP fails between the answer and its commit
    dies_before_commit,  // SIGKILL between the answer and the commit
    dies_at_any_time,    // SIGKILL after dies_after_ns, wherever it is then
};

struct task {
    errand what = errand::confirm;
    fate ends = fate::commits;
    std::int64_t order_id = 0;
    std::int64_t customer = 0;
    std::int64_t limit_minor = 0;
    std::int64_t start_ns = 0;  // CLOCK_MONOTONIC
    std::int64_t dies_after_ns = 0;
};

enum class news : std::int32_t {
    nothing,      // it died before it told anything
    let_through,  // told between the answer and the end of the transaction
    committed,
    rolled_back,
    held,
    unavailable,  // the check could not be made: held, too
    failed,       // an error that a person would have seen; `text` has it
};

struct told {
    news what = news::nothing;
    std::array<char, 500> text{};
};

// The rest after let_through.
inline bool is_last(news what) {
    return what != news::let_through && what != news::nothing;
}

}  // namespace creditgate::race
