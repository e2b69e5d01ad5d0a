// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "core/archive/ports.hpp"

namespace creditgate {

// How far a long piece of work of this session has come.
struct progress_now {
    std::string work;
    std::int64_t done = 0;
    std::int64_t of = 0;
};

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
    // Of the work that began last and still goes on; nothing where none does.
    std::optional<progress_now> progress();

  private:
    friend class progress_of_work;
    std::mutex guard_;
    std::map<std::int64_t, policy> policies_;
    std::int64_t expected_version_ = 0;
    std::optional<std::string> grant_key_;
    std::optional<progress_now> progress_;
};

// Tells other threads of the session how far this work has come, until it goes out of scope.
class progress_of_work {
  public:
    progress_of_work(session_memory& memory, std::string work, std::int64_t of);
    ~progress_of_work();
    progress_of_work(const progress_of_work&) = delete;
    progress_of_work& operator=(const progress_of_work&) = delete;
    void add(std::int64_t done) const;

  private:
    session_memory& memory_;
};

}  // namespace creditgate
