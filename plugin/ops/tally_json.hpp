// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/backtest/tally.hpp"
#include "plugin/json/reader.hpp"

namespace creditgate {

json sum_json(const sum_of_documents& sum);
// The members "documents" and "amounts" of all of it, and how they were paid.
json tally_json(const tally& found);

}  // namespace creditgate
