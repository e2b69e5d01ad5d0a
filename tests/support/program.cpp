// SPDX-License-Identifier: Apache-2.0
#include "tests/support/program.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace creditgate::test {

pid_t start_program(const std::vector<std::string>& words, const std::filesystem::path& output) {
    std::vector<char*> arguments;
    for (const std::string& each : words) arguments.push_back(const_cast<char*>(each.c_str()));
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, output.c_str(),
                                     O_WRONLY | O_CREAT | O_TRUNC, 0644);
    posix_spawn_file_actions_adddup2(&files, STDOUT_FILENO, STDERR_FILENO);
    pid_t program = 0;
    const int failed =
        posix_spawnp(&program, arguments[0], &files, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&files);
    if (failed != 0) throw std::runtime_error("cannot start " + words[0]);
    return program;
}

int wait_for(pid_t program) {
    int status = 0;
    while (waitpid(program, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
}

std::string run_program(const std::vector<std::string>& words,
                        const std::filesystem::path& output) {
    const int status = wait_for(start_program(words, output));
    std::ifstream file(output, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (status == 0) return text.str();
    throw std::runtime_error(words[0] + " ended with status " + std::to_string(status) + ": " +
                             text.str());
}

}  // namespace creditgate::test
