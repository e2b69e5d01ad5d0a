// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "creditgate/creditgate.h"

namespace creditgate::orderdesk {

// A session of creditgate, closed at the end.
class owned_session {
  public:
    // Throws std::runtime_error with creditgate's own words.
    explicit owned_session(const std::string& database);
    ~owned_session() { cg_close(session_); }
    owned_session(const owned_session&) = delete;
    owned_session& operator=(const owned_session&) = delete;

    [[nodiscard]] cg_session* handle() const { return session_; }

  private:
    cg_session* session_ = nullptr;
};

}  // namespace creditgate::orderdesk
