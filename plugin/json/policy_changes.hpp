// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "plugin/json/reader.hpp"

namespace creditgate {

// What is different between two policy documents, in the order of the first, then what the second
// adds: [{"place": "rules.limit.threshold_percent", "from": 100, "to": 90}, ...]. Rules and buckets
// are named by what they are and not by their place in the list; null where there is nothing.
json policy_changes(const json& from, const json& to);

}  // namespace creditgate
