// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

namespace creditgate {

// The files of ui-forms/messages, put into the library by the build.
struct embedded_messages {
    std::string_view language;  // the file's name without .json
    std::string_view text;
};
const std::vector<embedded_messages>& embedded_catalogs();

}  // namespace creditgate
