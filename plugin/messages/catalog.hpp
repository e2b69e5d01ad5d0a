// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace creditgate {

// A placeholder of a message and what stands there.
using message_value = std::pair<std::string_view, std::string>;

// The text of ui-forms/messages/<language>.json under `key`, with each {name} replaced. A language
// or key that is not there falls back to English, then to the key itself. Thread-safe.
std::string message_text(std::string_view language, std::string_view key,
                         const std::vector<message_value>& values);

}  // namespace creditgate
