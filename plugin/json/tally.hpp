// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/backtest/tally.hpp"
#include "plugin/json/reader.hpp"

namespace creditgate {

// {"documents": 2, "amounts": [...one a currency]}
json sum_json(const sum_of_documents& sum);

// The same of all, and "in_time", "late" and "unpaid".
json tally_json(const tally& found);

}  // namespace creditgate
