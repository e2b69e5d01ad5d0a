// SPDX-License-Identifier: Apache-2.0
//
// What the commands that print a report share.
#pragma once

#include <string>

#include "plugin/command/client.hpp"
#include "plugin/command/table.hpp"

namespace creditgate::command {

// Where a report goes besides the terminal; "" is nowhere.
struct report_files {
    std::string csv;
    std::string page;
};

// On the terminal, and into the files. Throws CLI::FileError.
void show_report(const std::string& title, const table& shown, const report_files& files);

// Of a list of money: "12.00 EUR + 3.00 USD", "0" where there is none.
std::string amounts_text(const json& amounts);

}  // namespace creditgate::command
