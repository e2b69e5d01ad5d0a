// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "plugin/ops/op.hpp"

namespace creditgate {

// Takes all changes that wait for the account, in slices with a transaction each, so that nobody
// waits for more than a slice; an account that was never read is read as a whole. Makes the account
// when there is none.
void bring_up_to_date(op_context& context, company_id company, customer_id customer);

}  // namespace creditgate
