// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/hold/hold.hpp"

namespace creditgate {

// What people are told of a hold, besides the screen of the one who was stopped.
enum class notice_kind { held, requested, released, rejected, question, answer, escalated };

struct notice {
    std::int64_t notice_id = 0;
    notice_kind kind = notice_kind::held;
    std::string by;  // who did it, and need not be told
    hold about;
};

enum class notice_state { waiting, done, failed };

// One that was put, and what became of it.
struct put_notice {
    notice what;
    timestamp at;
    notice_state state = notice_state::waiting;
    std::optional<timestamp> ended_at{};  // told, or tried last
};

// Whom a notice is for: users by name, everybody who has one of the roles, and the salesperson, by
// the name that the document shows ('': none).
struct recipients {
    std::vector<std::string> users{};
    std::vector<role> roles{};
    std::string salesperson{};
};

// Held: who has entered the document, its salesperson, and the controllers. Asked for, answered:
// who looks after the hold, otherwise the controllers. Released, rejected, asked about: who has
// entered the document, its salesperson, and who wants it released. Escalated: the managers, and
// who looks after it.
recipients recipients_of(const notice& told);

}  // namespace creditgate
