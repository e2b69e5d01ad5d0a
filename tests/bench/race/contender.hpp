// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace creditgate::race {

// A process of the ERP: takes tasks from its standard input until that ends, tells on its standard
// output. Gives main's answer.
int run_contender(const std::string& erp_database, const std::string& configuration,
                  bool repeatable_read);

}  // namespace creditgate::race
