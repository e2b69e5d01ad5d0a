// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "core/decision/event.hpp"

namespace creditgate {

// A short text that an approval hands to the ERP's own connection, where the decision itself is
// not visible yet. It names document, company, payer, amount covered, checkpoint, decision and the
// ERP's transaction, and ends with an HMAC-SHA256 over them, so that it is worth nothing for
// another document, amount, transaction or database:
//     1|order|17|1|42|EUR|120000|confirm|9|<cluster>|<transaction>|<64 hex digits>
// `key` is what guard_port::grant_key gives.
std::string make_grant(const std::string& key, const check_event& event, std::int64_t decision_id);

// A new random key, 64 hex digits.
std::string new_grant_key();

}  // namespace creditgate
