// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "plugin/command/client.hpp"

namespace creditgate::command {

// The answer for a person, on standard output; errors on standard error with what to do next.
// Returns the exit code: 0, or the status of the library.
int print_error(const answer& failed);
void print_credit(const json& credit);
void print_documents(const json& documents);
void print_breach(const json& breach);
void print_group(const json& group);
void print_hold(const json& hold);
void print_findings(const json& findings);

// "5000.00 EUR", none or unlimited.
std::string limit_text(const json& limit);

// "5000.00 EUR", or "nothing" for null.
std::string amount_or_nothing(const json& money);

}  // namespace creditgate::command
