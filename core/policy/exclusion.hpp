// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/money/money.hpp"
#include "core/policy/checkpoint.hpp"
#include "core/policy/scope.hpp"

namespace creditgate {

// What no rule is to look at. The order is that of precedence among those of one scope.
enum class exclusion {
    cash_sale,  // paid at once: by one of the payment methods that the line names
    prepaid,    // a share of it at least
    intercompany,
    returned,       // a return or a credit note: in every policy, it has no line
    under_amount,   // worth less than an amount
    shipped_goods,  // an invoice for what has left already
};
inline constexpr std::size_t exclusion_count = 6;

// A line of the policy: what it leaves out for those whom it is for. Nothing at any checkpoint
// means that they are checked like all others.
struct exclusion_setting {
    exclusion kind;
    std::array<bool, checkpoint_count> at_checkpoint{};
    std::vector<std::string> names{};  // cash_sale: the methods
    basis_points share{};              // prepaid: the least
    std::optional<money> amount{};     // under_amount
    bool even_blocked = false;         // a blocked account does not stop it
    scope whom{};

    [[nodiscard]] bool at(checkpoint where) const noexcept {
        return at_checkpoint[static_cast<std::size_t>(where)];
    }
};

}  // namespace creditgate
