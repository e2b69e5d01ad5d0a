// SPDX-License-Identifier: Apache-2.0
#include "plugin/command/run.hpp"

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <sstream>

#include "plugin/command/print.hpp"

namespace creditgate::command {

std::string file_text(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw CLI::FileError("cannot read " + path + ": name a readable file");
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

int run(const common_options& options, const json& request,
        const std::function<void(const json&)>& show) {
    const answer got = ask(options, request);
    if (options.as_json) {
        std::cout << got.body.dump(2) << "\n";
        return got.status;
    }
    if (got.status != 0) return print_error(got);
    show(got.body);
    return 0;
}

}  // namespace creditgate::command
