// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/time/date.hpp"

namespace creditgate {

enum class policy_state { draft, approved, discarded };

// A version of the policy, and what became of it. Its text never changes.
struct stored_policy {
    std::int64_t version = 0;  // 0 before it is stored
    std::string body;          // JSON, read by the plugin only
    policy_state state = policy_state::draft;
    date in_force_from;  // the business day from which on it is, once it is approved
    std::string note;
    std::string drafted_by;
    timestamp drafted_at;
    std::string decided_by;  // who approved or discarded it; a draft: nobody
    timestamp decided_at;
};

class policy_port {
  public:
    virtual ~policy_port() = default;
    // Of those that are approved and begin on or before this business day, the one that begins
    // last; of two that begin on one day, the higher.
    virtual std::int64_t version_on(date day) = 0;
    virtual stored_policy load(std::int64_t version) = 0;
    virtual std::optional<stored_policy> find(std::int64_t version) = 0;
    // The same, and nobody else decides about one meanwhile.
    virtual std::optional<stored_policy> lock(std::int64_t version) = 0;
    // The newest first, below this version (none: all), without their text.
    virtual std::vector<stored_policy> before(std::optional<std::int64_t> version, int most) = 0;
    // Approved ones that begin after this day.
    virtual std::vector<std::int64_t> approved_after(date day) = 0;
    virtual std::int64_t append(const stored_policy& draft) = 0;
    virtual void decide(const stored_policy& decided) = 0;
};

}  // namespace creditgate
