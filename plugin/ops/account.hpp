// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/ports.hpp"

namespace creditgate {

// The account's currency, or that of the account that would be made. Throws `failure`
// unknown_customer, unknown_company.
currency unit_of_account(unit_of_work& unit, company_id company, customer_id customer);

// What all of it comes to on any day has to be an amount, too; throws `failure` amount_overflow
// here and not at each check. `limit` is in the place of the account's.
void require_sum(const credit_account& account, const credit_limit& limit,
                 const limit_terms& terms);

}  // namespace creditgate
