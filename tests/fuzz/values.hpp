// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace creditgate::test {

// Values at the edges, written as they stand in a request.

// Such as could stand in a field of this name instead of the value it has.
const std::vector<std::string>& values_like(const nlohmann::json& value, const std::string& field);

// Such as fit nowhere, or not even into JSON.
const std::vector<std::string>& odd_values();

// Bytes that are no value.
const std::vector<std::string>& odd_bytes();

// The names of fields of every op.
const std::vector<std::string>& field_names();

}  // namespace creditgate::test
