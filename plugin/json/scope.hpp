// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/policy/scope.hpp"
#include "plugin/json/reader.hpp"

namespace creditgate {

// {"customer": 42}, {"group": "Harbour"}, {"risk_class": "B"} or {"company": 1}; absent: all.
// Throws `failure` when it is none of them, or more than one.
scope read_scope(reader& line);

// As it is read; null for all.
json scope_json(const scope& whom);

// "customer 42", "risk class B"; "" for all.
std::string scope_name(const scope& whom);

}  // namespace creditgate
