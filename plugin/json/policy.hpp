// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/policy/policy.hpp"
#include "plugin/json/reader.hpp"

namespace creditgate {

// A policy document; plugin/schema/policy.schema.json. Throws `failure` naming the place of what is
// wrong. version is 0.
policy read_policy(const json& document, std::string_view path);

// The policy that an installation starts with, as JSON text.
std::string default_policy();

}  // namespace creditgate
