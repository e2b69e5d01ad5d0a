// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace creditgate::command {

// An anchor as a line of a file: "2026-11-24 3400 9f86...", the day, how many records are sealed,
// and the hash over them. `anchor` as op seal_audit answers it.
std::string anchor_line(const nlohmann::ordered_json& anchor);

// The lines of such a file for op verify_audit, each with its day and the file's name as where it
// is from. Throws std::runtime_error naming file, line and what was found.
nlohmann::ordered_json anchors_of_lines(const std::string& text, const std::string& file);

// "3400:9f86...", as a person types it. Throws std::runtime_error.
nlohmann::ordered_json anchor_of_word(const std::string& word);

}  // namespace creditgate::command
