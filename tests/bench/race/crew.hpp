// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "tests/bench/race/message.hpp"

namespace creditgate::race {

class town;

// What a contender told of its task, and whether it died of it.
struct outcome {
    told last;
    bool was_let_through = false;
    bool died = false;

    [[nodiscard]] std::string text() const { return last.text.data(); }
};

// Contenders, each a process that lives until its fate or the end of the crew.
class crew {
  public:
    // `spare` more than the `size` that a round needs at most.
    crew(town& where, std::size_t size, std::size_t spare);
    ~crew();
    crew(const crew&) = delete;
    crew& operator=(const crew&) = delete;

    // Gives contenders a task each and waits for all of them. Who has died is replaced; the new one
    // comes last, so that it is ready when its turn comes. `beside` runs while they are at work.
    std::vector<outcome> run(const std::vector<task>& tasks, const std::function<void()>& beside);

  private:
    struct member {
        std::string name;  // as the server shows its connections
        pid_t process = 0;
        int tasks = -1;
        int tells = -1;
    };

    member start();
    static void end(const member& whom);
    static outcome hear(const member& whom);

    town& where_;
    std::deque<member> members_;
    std::size_t started_ = 0;
};

}  // namespace creditgate::race
