// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/hold/notice.hpp"
#include "plugin/json/reader.hpp"

namespace creditgate {

// Whom a notice is for: {"users": ["ann"], "roles": ["controller"]}.
json recipients_json(const notice& told);

}  // namespace creditgate
