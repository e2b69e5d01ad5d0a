// SPDX-License-Identifier: Apache-2.0
#include "adapters/orderdesk/program/expect.hpp"

#include <sstream>

namespace creditgate::orderdesk {

void expectations::show(const std::string& who, const std::string& text) {
    std::istringstream lines(text);
    std::cout << "   " << who << ":\n";
    for (std::string line; std::getline(lines, line);) std::cout << "   | " << line << "\n";
}

}  // namespace creditgate::orderdesk
