// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/race/crew.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <stdexcept>

#include "tests/bench/race/town.hpp"
#include "tests/support/program.hpp"

namespace creditgate::race {
namespace {

constexpr int longest_ms = 60'000;

struct pipe_ends {
    int reads = -1;
    int writes = -1;
};

pipe_ends new_pipe() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("there is no pipe");
    return {ends[0], ends[1]};
}

pid_t spawn(std::vector<std::string> words, int input, int output) {
    std::vector<char*> arguments;
    for (std::string& each : words) arguments.push_back(each.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
    pid_t made = 0;
    const int failed =
        posix_spawn(&made, "/proc/self/exe", &files, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&files);
    if (failed != 0) throw std::runtime_error("a contender does not start");
    return made;
}

}  // namespace

crew::crew(town& where, std::size_t size, std::size_t spare) : where_(where) {
    while (members_.size() < size + spare) members_.push_back(start());
}

crew::~crew() {
    for (const member& each : members_) end(each);
}

// Every second one is a host like Tryton, whose transactions are REPEATABLE READ.
crew::member crew::start() {
    const pipe_ends tasks = new_pipe();
    const pipe_ends tells = new_pipe();
    const bool repeatable_read = where_.is_postgresql() && started_ % 2 == 1;
    const std::string name = "contender-" + std::to_string(++started_);
    const char* ours = std::getenv("PGOPTIONS");
    const std::string options = ours == nullptr ? "" : ours;
    unsetenv("PGOPTIONS");
    setenv("PGAPPNAME", name.c_str(), 1);
    const pid_t process =
        spawn({"race_over_limit", "--contender", where_.erp_database(), where_.configuration(),
               repeatable_read ? "repeatable_read" : "read_committed"},
              tasks.reads, tells.writes);
    unsetenv("PGAPPNAME");
    setenv("PGOPTIONS", options.c_str(), 1);
    close(tasks.reads);
    close(tells.writes);
    return {name, process, tasks.writes, tells.reads};
}

// A contender ends when there are no more tasks.
void crew::end(const member& whom) {
    close(whom.tasks);
    close(whom.tells);
    test::wait_for(whom.process);
}

outcome crew::hear(const member& whom) {
    outcome heard;
    for (;;) {
        pollfd waiting{whom.tells, POLLIN, 0};
        if (poll(&waiting, 1, longest_ms) <= 0) {
            kill(whom.process, SIGKILL);
            throw std::runtime_error("a contender told nothing for a minute");
        }
        told next;
        if (read(whom.tells, &next, sizeof next) != sizeof next) {
            heard.died = true;
            return heard;
        }
        if (next.what == news::let_through) heard.was_let_through = true;
        heard.last = next;
        if (is_last(next.what)) return heard;
    }
}

std::vector<outcome> crew::run(const std::vector<task>& tasks,
                               const std::function<void()>& beside) {
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        if (write(members_.at(i).tasks, &tasks[i], sizeof(task)) != sizeof(task)) {
            throw std::runtime_error("a contender takes no task");
        }
    }
    beside();
    std::vector<outcome> all;
    for (std::size_t i = 0; i < tasks.size(); ++i) all.push_back(hear(members_[i]));
    for (std::size_t i = tasks.size(); i-- > 0;) {
        // One that was told to die may still be about to.
        if (!all[i].died && tasks[i].ends != fate::dies_at_any_time) continue;
        const member gone = members_[i];
        end(gone);
        members_.erase(members_.begin() + static_cast<std::ptrdiff_t>(i));
        members_.push_back(start());
        where_.wait_for_the_end_of(gone.name);
    }
    return all;
}

}  // namespace creditgate::race
