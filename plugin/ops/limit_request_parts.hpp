// SPDX-License-Identifier: Apache-2.0
//
// What the ops about limit requests have in common.
#pragma once

#include "plugin/ops/limit_change.hpp"

namespace creditgate {

// Throws `failure` not_allowed for somebody without a role in credit.
void require_asker(const person& user);

// Throws `failure` limit_request_decided.
void require_open(const limit_request& request);

// Throws `failure` own_request.
[[noreturn]] void fail_own(const limit_request& request, std::string_view next);

// Makes a request in the account, which exists; returns its id. Throws `failure` nothing_changes,
// or limit_request_open when the account has an open one, and amount_overflow when it could not
// become effective.
std::int64_t ask_for(unit_of_work& unit, const credit_account& account, const new_limit& wanted,
                     const person_note& asked, std::optional<std::int64_t> batch_id);

// The same without making it.
void require_askable(unit_of_work& unit, const credit_account& account, const new_limit& wanted);

void keep_trace(unit_of_work& unit, const limit_request& about, std::string_view action,
                const person_note& why, json details);

}  // namespace creditgate
