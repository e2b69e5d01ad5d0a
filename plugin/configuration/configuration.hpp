// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "core/policy/policy.hpp"

namespace creditgate {

// How a session reaches its database and behaves when it cannot. The password is never logged and
// never part of an error text.
struct configuration {
    std::string database;  // ODBC connection string, or "DSN=..."
    std::string user;
    std::string password;
    int pool_size = 8;    // connections a process, 1 to 64
    int budget_ms = 500;  // of one check, 10 to 60,000
    std::string language = "en";
    // What a check answers when the database cannot: hold (fail closed) or warn (fail open).
    std::array<outcome, checkpoint_count> unavailable{};
};

// Reads, the first that has a value: `config_json`, the environment (CREDITGATE_DATABASE, _DSN,
// _USER, _PASSWORD, _LANGUAGE), the file named by "config_file" or CREDITGATE_CONFIG (JSON, same
// members). Throws `failure` naming the member that is wrong or missing.
configuration load_configuration(std::string_view config_json);

}  // namespace creditgate
