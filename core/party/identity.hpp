// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/party/party.hpp"

namespace creditgate {

// What tells who a customer is: his name, and his tax identifiers and registrations (a VAT number,
// a unified social credit code).
enum class identity_kind { name, identifier };

// The form in which the names of two customers are compared, "" where nothing of it is left to be
// compared: without case, accents, blanks and punctuation, full-width letters as others, and
// without the legal form at its end (GmbH & Co. KG, Ltd, S.A., 有限公司) where anything stands
// before it. `told` is UTF-8; what is not stays as it is.
std::string compared_name(std::string_view told);

// The same of an identifier: its letters, in upper case, and its digits.
std::string compared_identifier(std::string_view told);

inline std::string compared(identity_kind kind, std::string_view told) {
    return kind == identity_kind::name ? compared_name(told) : compared_identifier(told);
}

// A customer who may be the same as the one in question.
struct like_customer {
    customer_id customer;
    std::string name;
};

}  // namespace creditgate
