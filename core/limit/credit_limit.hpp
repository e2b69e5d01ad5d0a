// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "core/money/money.hpp"

namespace creditgate {

// None (nobody has agreed on credit), an amount (0 is an amount: no credit), and unlimited are
// three things; a number never stands for another of them.
enum class limit_state { none, amount, unlimited };

class credit_limit {
  public:
    static credit_limit none() { return {limit_state::none, std::nullopt}; }
    static credit_limit unlimited() { return {limit_state::unlimited, std::nullopt}; }
    // `amount` is 0 or more, in the account's currency.
    static credit_limit of(money amount) { return {limit_state::amount, amount}; }

    [[nodiscard]] limit_state state() const noexcept { return state_; }
    // Set exactly when state() is `amount`.
    [[nodiscard]] const std::optional<money>& amount() const noexcept { return amount_; }
    friend bool operator==(const credit_limit&, const credit_limit&) = default;

  private:
    credit_limit(limit_state state, std::optional<money> amount) : state_(state), amount_(amount) {}
    limit_state state_;
    std::optional<money> amount_;
};

}  // namespace creditgate
