// SPDX-License-Identifier: Apache-2.0
#include "sql/schema/steps.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "sql/schema/dialect.hpp"

namespace creditgate {
namespace {

bool is_for(std::string_view file, dialect kind) {
    const auto names = {dialect::postgresql, dialect::sqlite};
    const bool of_one = std::any_of(names.begin(), names.end(), [&](dialect each) {
        return file.find("." + std::string(dialect_name(each)) + ".") != std::string_view::npos;
    });
    const std::string own = "." + std::string(dialect_name(kind)) + ".";
    return !of_one || file.find(own) != std::string_view::npos;
}

schema_step read_step(const embedded_step& embedded, dialect kind) {
    std::string text;
    for (const auto part : embedded.parts) text += part;
    schema_step step;
    std::from_chars(embedded.file.data(), embedded.file.data() + 4, step.number);
    step.name = embedded.file.substr(5, embedded.file.find('.') - 5);
    step.checksum = text_checksum(text);
    step.sql = in_words_of(kind, text);
    return step;
}

}  // namespace

std::string text_checksum(std::string_view text) {
    std::uint64_t sum = 14695981039346656037U;
    for (const char c : text) sum = (sum ^ static_cast<unsigned char>(c)) * 1099511628211U;
    std::array<char, 16> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), sum, 16);
    return {digits.data(), end.ptr};
}

std::vector<schema_step> schema_steps(dialect kind) {
    std::vector<schema_step> result;
    for (const auto& each : embedded_steps()) {
        if (is_for(each.file, kind)) result.push_back(read_step(each, kind));
    }
    return result;
}

}  // namespace creditgate
