// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "plugin/ops/op.hpp"

namespace creditgate {

// His name, "" where the ERP shows none of one who has an account. Throws `failure`
// unknown_customer when neither the ERP nor we know him: a look makes no account for a number.
std::string known_name(op_context& context, company_id company, customer_id customer);

}  // namespace creditgate
