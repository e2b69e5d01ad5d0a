// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace creditgate::command {

using json = nlohmann::ordered_json;

// The options that every command takes.
struct common_options {
    std::string config_file;
    std::string database;
    std::string user;
    std::string password;
    std::string language;
    bool as_json = false;
};

// One answer of the library and its status (0 is CG_OK).
struct answer {
    int status = 0;
    json body;
};

// Opens a session, sends one request, closes it. Never throws for what the library answers; a
// session that cannot be opened is an answer too.
answer ask(const common_options& options, const json& request);

// The same; `show` gets how far it has come, as op progress tells it, a few times a second.
answer ask_with_progress(const common_options& options, const json& request,
                         const std::function<void(const json&)>& show);

// The same for many requests in one session: `take` gets the answer of each, in their order. Where
// the session cannot be opened, each has that answer.
void ask_each(const common_options& options, const std::vector<json>& requests,
              const std::function<void(const answer&)>& take);

// Today's date and the name of the person at the terminal.
std::string today();
std::string person_at_terminal();

}  // namespace creditgate::command
