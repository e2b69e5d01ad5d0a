// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/decision/decision.hpp"

namespace creditgate {

enum class hold_state { open, released, rejected, withdrawn, lapsed };

// What happens to a hold in its life.
enum class hold_step { release, reject, withdraw, lapse };

// Who said what, and when.
struct person_note {
    std::string by;
    timestamp at;
    std::string note;
};

struct hold {
    std::int64_t hold_id = 0;
    std::int64_t account_id = 0;
    company_id company{};
    customer_id customer{};
    std::string customer_name{};
    document_key document{};
    std::string document_number{};
    checkpoint where = checkpoint::confirm;
    money amount;  // of the document when it was last checked, in its own currency
    hold_state state = hold_state::open;
    std::int64_t decision_id = 0;            // the latest decision that found it should be held
    person_note opened{};                    // note: ""
    std::optional<person_note> requested{};  // a clerk asked for release
    std::optional<person_note> closed{};     // who ended it and why
};

// The state after a step. A release that was not used may still be withdrawn; everything else ends
// for good. Throws `failure` hold_not_open naming the present state and what to do.
hold_state after(hold_state now, hold_step step, std::int64_t hold_id);

// Throws `failure` not_allowed unless the person may release, reject, block or set limits.
void require_controller(const person& who, std::string_view action);

// Throws `failure` not_allowed unless the person may change the policy.
void require_manager(const person& who, std::string_view action);

}  // namespace creditgate
