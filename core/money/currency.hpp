// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace creditgate {

// A currency of ISO 4217 with the decimals of its minor unit. Only `find` makes one that is valid,
// so that a currency nobody knows cannot travel.
class currency {
  public:
    // Nothing when the code is not an active ISO 4217 code (upper-case, three letters).
    static std::optional<currency> find(std::string_view code);

    [[nodiscard]] std::string_view code() const noexcept { return {code_.data(), code_.size()}; }
    [[nodiscard]] int digits() const noexcept { return digits_; }  // 0, 2 or 3
    friend bool operator==(const currency&, const currency&) = default;

  private:
    currency(std::array<char, 3> code, int digits) : code_(code), digits_(digits) {}
    std::array<char, 3> code_;
    int digits_;
};

}  // namespace creditgate
