// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

namespace creditgate::test {

inline nlohmann::ordered_json manager(const std::string& name) {
    return {{"name", name}, {"roles", {"manager"}}};
}

// One manager drafts it, another one approves it; the version. `session` answers get(request).
template <class Session>
std::int64_t put_in_force(Session& session, const nlohmann::ordered_json& policy,
                          const std::string& from = "2000-01-01") {
    const auto draft = session.get({{"op", "propose_policy"},
                                    {"policy", policy},
                                    {"in_force_from", from},
                                    {"user", manager("ada")}});
    const auto version = draft.at("version").template get<std::int64_t>();
    const auto approved =
        session.get({{"op", "approve_policy"}, {"version", version}, {"user", manager("mo")}});
    return approved.at("version").template get<std::int64_t>();
}

}  // namespace creditgate::test
