// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "plugin/command/client.hpp"

namespace creditgate::command {

// "5000.00 EUR + 30.00 USD", "0" of nothing.
std::string amounts_text(const json& amounts);
// "78.3 %", rounded half up; "" of nothing.
std::string share_text(std::int64_t part, std::int64_t whole);
std::int64_t documents_of(const json& sum);
// Throws CLI::FileError.
void write_file(const std::string& path, const std::string& text);

}  // namespace creditgate::command
