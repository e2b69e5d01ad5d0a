// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/archive/ports.hpp"

namespace creditgate {

// Which of what says who may do what is not what the events about no account have made of it, in
// words: the table of authority, the substitutes, the guard.
std::vector<std::string> wrong_rights(unit_of_work& unit, const std::vector<audit_event>& events);

}  // namespace creditgate
