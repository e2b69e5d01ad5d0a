// SPDX-License-Identifier: Apache-2.0
#include "sql/store/settings.hpp"

namespace creditgate {

std::optional<std::string> stored_settings::find(std::string_view name) {
    const auto found = database_.query("select value from cg_setting where name = ?", {name});
    if (found.empty()) return std::nullopt;
    return found[0].text(0);
}

void stored_settings::put(std::string_view name, std::string_view value) {
    database_.execute(
        "insert into cg_setting (name, value) values (?, ?) "
        "on conflict (name) do update set value = excluded.value",
        {name, value});
}

}  // namespace creditgate
