// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "plugin/command/client.hpp"

namespace creditgate::command {

// What most commands are about, and who gives them.
struct subject {
    std::int64_t company = 1;
    std::int64_t customer = 0;
    std::int64_t hold = 0;
    std::string reason;
    std::string user = person_at_terminal();
};

// Who may run a command with the add-in's own password is the administrator's decision: such a
// person acts as a manager, under the name that he gives.
inline json user_json(const subject& about) {
    return {{"name", about.user}, {"roles", {"manager"}}};
}

// A limit as a person types it: none, unlimited, or an amount and its currency.
inline json limit_json(const std::string& limit, const std::string& currency) {
    if (limit == "none" || limit == "unlimited") return {{"state", limit}};
    return {{"state", "amount"}, {"amount", {{"amount", limit}, {"currency", currency}}}};
}

inline json days_or_null(const std::optional<int>& days) {
    return days ? json(*days) : json();
}

}  // namespace creditgate::command
