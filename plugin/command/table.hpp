// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace creditgate::command {

// Rows of texts under a headline, each with as many texts as that.
struct table {
    std::vector<std::string> headline;
    std::vector<std::vector<std::string>> rows;
};

// In columns for a terminal: the first two from the left, the others, which are figures, from the
// right.
std::string columns_of(const table& shown);
// RFC 4180, with a line for the headline. A text that a spreadsheet would take for a formula is
// kept from being one.
std::string csv_of(const table& shown);
// A page of its own that needs nothing else.
std::string page_of(const std::string& title, const table& shown);
// The same with a text, whose lines are paragraphs, above several tables.
std::string page_of(const std::string& title, const std::string& text,
                    const std::vector<table>& shown);

}  // namespace creditgate::command
