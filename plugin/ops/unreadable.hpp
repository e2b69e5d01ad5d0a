// SPDX-License-Identifier: Apache-2.0
//
// What the ERP shows of one customer and nobody can read, such as an amount that does not fit: it
// stops the decisions about him, and nothing else.
#pragma once

#include "plugin/ops/op.hpp"

namespace creditgate {

// True for a failure that another account would not meet, too.
bool is_of_one_account(const failure& error);

// Throws the failure again, with the document that cannot be read where one is found.
[[noreturn]] void fail_naming_document(op_context& context, const account_key& key,
                                       const failure& error);

// {"company": ..., "customer": ..., "message": ..., "next": ...}
json failed_account_json(const account_key& key, const error_detail& why);

}  // namespace creditgate
