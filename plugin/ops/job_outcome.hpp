// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "plugin/json/reader.hpp"

namespace creditgate {

// "outcome" of what a job of the ERP had to do: done (true) or failed.
inline bool read_job_outcome(reader& request) {
    const std::string found = request.text("outcome");
    if (found == "done") return true;
    if (found == "failed") return false;
    fail_field("unknown_word", request.path_of("outcome"), found,
               "found \"" + found + "\", expected done or failed", "send one of these words");
}

}  // namespace creditgate
