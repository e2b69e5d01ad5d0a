// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/clerk_program.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <memory>
#include <stdexcept>

#include "tests/support/program.hpp"

namespace creditgate::test {
namespace {

struct pipe_ends {
    pipe_ends() {
        std::array<int, 2> both{};
        if (pipe2(both.data(), O_CLOEXEC) != 0) throw std::runtime_error("cannot make a pipe");
        read = both[0];
        write = both[1];
    }
    int read = -1;
    int write = -1;
};

}  // namespace

clerk_program::clerk_program(const std::vector<std::string>& words) {
    std::vector<char*> arguments;
    for (const std::string& each : words) arguments.push_back(const_cast<char*>(each.c_str()));
    arguments.push_back(nullptr);
    const pipe_ends input;
    const pipe_ends output;
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, input.read, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, output.write, STDOUT_FILENO);
    const int failed =
        posix_spawnp(&program_, arguments[0], &files, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&files);
    close(input.read);
    close(output.write);
    to_ = fdopen(input.write, "w");
    from_ = fdopen(output.read, "r");
    if (failed != 0) throw std::runtime_error("cannot start " + words[0]);
}

clerk_program::~clerk_program() {
    if (to_ != nullptr) std::fclose(to_);
    if (from_ != nullptr) std::fclose(from_);
    if (program_ != 0) wait_for(program_);
}

json clerk_program::act(const json& what) {
    std::fputs((what.dump() + "\n").c_str(), to_);
    std::fflush(to_);
    char* text = nullptr;
    std::size_t size = 0;
    const ssize_t length = getline(&text, &size, from_);
    const std::unique_ptr<char, decltype(&std::free)> owned(text, std::free);
    if (length < 0) throw std::runtime_error("the clerk's program ended; its words are above");
    const json answer = json::parse(text);
    if (answer.contains("error")) throw std::runtime_error(answer["error"].get<std::string>());
    return answer.at("done");
}

}  // namespace creditgate::test
