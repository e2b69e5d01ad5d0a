// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace creditgate {

// Whose fault a failure is, which tells the caller whether trying again can help.
enum class fault {
    request,      // the request: the same call fails again
    refused,      // rights, or a state that does not allow it
    unavailable,  // the database cannot answer now; may succeed later
    internal,     // ours
};

// Everything a person needs to go on: what was wrong, where, with which value, and what to do next.
struct error_detail {
    fault whose = fault::internal;
    std::string code;     // closed list, snake_case, stable: programs read it
    std::string field;    // path in the request such as "document.amount", or ""
    std::string value;    // what was found there, or ""
    std::string message;  // lower-case, with found and expected values
    std::string next;     // what to do next
};

// The one exception of ours. It is thrown anywhere and caught at two doors only: the guard of the
// C interface and the job loop.
class failure : public std::runtime_error {
  public:
    explicit failure(error_detail detail)
        : std::runtime_error(detail.code + ": " + detail.message), detail_(std::move(detail)) {}
    [[nodiscard]] const error_detail& detail() const noexcept { return detail_; }

  private:
    error_detail detail_;
};

[[noreturn]] inline void fail(error_detail detail) {
    throw failure(std::move(detail));
}

// A value that the caller sent and that cannot be used.
[[noreturn]] inline void fail_field(std::string_view code, std::string_view field,
                                    std::string_view value, std::string message,
                                    std::string_view next) {
    fail({fault::request, std::string(code), std::string(field), std::string(value),
          std::move(message), std::string(next)});
}

}  // namespace creditgate
