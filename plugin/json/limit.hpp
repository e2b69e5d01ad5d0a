// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/limit/credit_limit.hpp"
#include "plugin/json/reader.hpp"

namespace creditgate {

// A limit as an op takes it.
credit_limit read_limit(reader limit);

// Throws `failure` wrong_currency unless the limit is in the currency in which `whose` is kept.
void require_unit(const credit_limit& limit, currency unit, const std::string& whose);

}  // namespace creditgate
