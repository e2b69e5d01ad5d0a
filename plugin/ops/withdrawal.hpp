// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "plugin/ops/op.hpp"

namespace creditgate {

// Under its account's lock: an open hold, or a release that was not used, ends; what it held is
// free.
void withdraw_hold(unit_of_work& unit, const hold& held, const person_note& why);

// Under the account's lock: holds of orders that the ERP does not have, because they were never
// committed or went away without a word; and of documents that two asked for at once, of which one
// went on. How many there were.
std::int64_t withdraw_needless_holds(unit_of_work& unit, const credit_account& account);

// The same for all accounts, each in a transaction of its own.
std::int64_t withdraw_needless_holds(op_context& context);

}  // namespace creditgate
