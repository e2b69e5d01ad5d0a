// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/ports.hpp"
#include "plugin/json/reader.hpp"

namespace creditgate {

// A hold as every op shows it, with its reasons and its message in `language`.
json hold_json(unit_of_work& unit, const hold& shown, std::string_view language);

// The same with what was said of it, "entries".
json hold_json_with_entries(unit_of_work& unit, const hold& shown, std::string_view language);

json document_json(const hold& shown);
json release_terms_json(const release_terms& terms, const money& up_to);

// The hold, or `failure` unknown_hold.
hold require_hold(unit_of_work& unit, std::int64_t hold_id);

// The hold with its account locked, so that nothing about either changes until the commit.
struct locked_hold {
    credit_account account;
    hold held;
};
locked_hold lock_hold(unit_of_work& unit, std::int64_t hold_id);
// The same with the account's groups, as a decision about it needs them.
locked_hold lock_hold_with_group(unit_of_work& unit, std::int64_t hold_id);

// What the person has done with the hold breaks the silence after which it is escalated, when he
// could release it.
void note_attention(unit_of_work& unit, const hold& held, const person& who, const timestamp& at);

}  // namespace creditgate
