// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "creditgate/creditgate.h"
#include "tests/plugin/given/schema.hpp"

namespace creditgate::test {

struct answer {
    cg_status status = CG_INTERNAL;
    json body;

    [[nodiscard]] std::string code() const { return member("code"); }
    [[nodiscard]] std::string field() const { return member("field"); }
    [[nodiscard]] std::string message() const { return member("message"); }

  private:
    [[nodiscard]] std::string member(const char* name) const {
        return body.contains("error") ? body["error"].value(name, "") : "";
    }
};

// A session of the library. Every answer is held against its schema, and so is every request that
// the library takes: what the schema forbids must not be taken.
class test_session {
  public:
    explicit test_session(const json& configuration);
    ~test_session() { close(); }
    test_session(const test_session&) = delete;
    test_session& operator=(const test_session&) = delete;

    answer call(const json& request) { return call_text(request.dump()); }
    answer call_text(const std::string& request);
    // The call has to succeed; returns the answer.
    json get(const json& request);

    void close();
    [[nodiscard]] cg_session* handle() const { return session_; }

  private:
    cg_session* session_ = nullptr;
};

// A call on any handle, without looking at schemas.
answer bare_call(cg_session* session, const char* request);

}  // namespace creditgate::test
