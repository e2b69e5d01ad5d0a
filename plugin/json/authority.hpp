// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/authority/authority.hpp"
#include "plugin/json/reader.hpp"

namespace creditgate {

// A table of steps; the schema is plugin/schema/common.json, `authority`. Throws `failure` naming
// the place of what is wrong.
authority read_authority(const json& document, std::string_view path);

// The one that an installation starts with, as JSON text: up to 10,000 a controller or a manager,
// above a manager and another one of both.
std::string default_authority();

}  // namespace creditgate
