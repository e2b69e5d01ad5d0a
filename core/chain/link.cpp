// SPDX-License-Identifier: Apache-2.0
#include "core/chain/link.hpp"

namespace creditgate {
namespace {

void add(std::string& text, std::string_view part) {
    text.append(std::to_string(part.size())).append(":").append(part).append(",");
}

void add(std::string& text, std::int64_t number) {
    add(text, std::to_string(number));
}

// Where a later version has more columns, older records have NULL there and keep their seals.
std::size_t columns_to_seal(const chained_record& record) {
    std::size_t count = record.columns.size();
    while (count > 0 && !record.columns[count - 1]) --count;
    return count;
}

}  // namespace

std::string seal_of(const chain_head& before, std::int64_t account_id, const chained_record& record,
                    const digest& hash) {
    std::string text;
    add(text, before.seal);
    add(text, account_id);
    add(text, before.position + 1);
    add(text, static_cast<std::int64_t>(record.key.kind));
    add(text, record.key.id);
    const std::size_t count = columns_to_seal(record);
    for (std::size_t i = 0; i < count; ++i) {
        if (record.columns[i]) {
            add(text, *record.columns[i]);
        } else {
            text.append("-,");
        }
    }
    return hash(text);
}

chain_total with_link(const chain_total& before, std::string_view seal, const digest& hash) {
    std::string text;
    add(text, before.hash);
    add(text, seal);
    return {before.sealed + 1, hash(text)};
}

}  // namespace creditgate
