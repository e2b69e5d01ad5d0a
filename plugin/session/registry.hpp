// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>

#include "plugin/session/session.hpp"

namespace creditgate {

// The open sessions by number. A host holds a number, never an address, so that a session used
// after it was closed is an error instead of a crash. Thread-safe, and safe over fork: a fork waits
// until no call is under way, and the child forgets its parent's connections.
std::uintptr_t register_session(std::shared_ptr<session> opened);
std::shared_ptr<session> find_session(std::uintptr_t number);  // nullptr when closed or unknown
void close_session(std::uintptr_t number);

// Held while a call is under way.
class call_under_way {
  public:
    call_under_way();
    ~call_under_way();
    call_under_way(const call_under_way&) = delete;
    call_under_way& operator=(const call_under_way&) = delete;
};

}  // namespace creditgate
