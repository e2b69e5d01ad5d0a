// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include "creditgate/creditgate.h"

namespace creditgate::test {

using json = nlohmann::json;

struct reply {
    cg_status status = CG_INTERNAL;
    json body;

    // error.code, or "" when the call succeeded.
    [[nodiscard]] std::string code() const;
};

// One request over the C interface, and its answer.
reply call(cg_session* session, const json& request);

// A session, closed at the end.
class session {
  public:
    explicit session(const json& configuration);
    ~session() { cg_close(session_); }
    session(const session&) = delete;
    session& operator=(const session&) = delete;

    [[nodiscard]] cg_session* handle() const { return session_; }

    // The call has to succeed: throws std::runtime_error with the whole answer otherwise.
    [[nodiscard]] json get(const json& request) const;

  private:
    cg_session* session_ = nullptr;
};

}  // namespace creditgate::test
