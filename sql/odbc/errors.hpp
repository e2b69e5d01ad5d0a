// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "core/result/error.hpp"
#include "sql/odbc/connect_options.hpp"
#include "sql/odbc/value.hpp"

namespace creditgate {

// What the driver said. Never leaves sql/odbc: its text may hold bound values.
class driver_error : public std::runtime_error {
  public:
    driver_error(std::string state_of_error, int native_code, const std::string& text)
        : std::runtime_error(text), sqlstate(std::move(state_of_error)), native(native_code) {}
    std::string sqlstate;
    int native;
};

// The connection is gone, not only the statement. `dead` is the driver's SQL_ATTR_CONNECTION_DEAD.
bool is_connection_lost(const driver_error& error, bool dead) noexcept;

// The driver's message in one line: without the driver's name tags, passwords and bound texts.
std::string safe_message(const driver_error& error, const connect_options& options,
                         const parameters& bound);

// What a person needs to know of an error of a statement, or of connecting.
failure statement_failure(const driver_error& error, bool lost, const std::string& message);
failure connect_failure(const driver_error& error, const std::string& message);

}  // namespace creditgate
