// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "core/archive/ports.hpp"

namespace creditgate {

// What a session keeps of its database because it never changes once stored: policy versions and
// the key of grants. Thread-safe. One for each process.
class session_memory {
  public:
    // The policy in force on a business day, by value: a newer one must not change it while a
    // decision is made.
    policy policy_on(unit_of_work& unit, date day);
    // The one of the last reading: the one in force but for the moment after a change, also after
    // an older database was restored.
    policy expected_policy(unit_of_work& unit, date day);
    void expect(std::int64_t version);
    policy policy_of(unit_of_work& unit, std::int64_t version);
    std::string grant_key(unit_of_work& unit);

  private:
    std::mutex guard_;
    std::map<std::int64_t, policy> policies_;
    std::int64_t expected_version_ = 0;
    std::optional<std::string> grant_key_;
};

}  // namespace creditgate
