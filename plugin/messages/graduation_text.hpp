// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/graduation/graduation.hpp"

namespace creditgate {

// What a pilot has shown, in some sentences: what would have been held, how that was paid, and how
// what would have passed was. Nothing but figures.
std::string graduation_text(const graduation& found, std::string_view language);

}  // namespace creditgate
