// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/ports.hpp"
#include "plugin/json/reader.hpp"

namespace creditgate {

// A hold as every op shows it, with its reasons and its message in `language`.
json hold_json(unit_of_work& unit, const hold& shown, std::string_view language);

json document_json(const hold& shown);

// The hold, or `failure` unknown_hold.
hold require_hold(unit_of_work& unit, std::int64_t hold_id);

// The hold with its account locked, so that nothing about either changes until the commit.
struct locked_hold {
    credit_account account;
    hold held;
};
locked_hold lock_hold(unit_of_work& unit, std::int64_t hold_id);

}  // namespace creditgate
