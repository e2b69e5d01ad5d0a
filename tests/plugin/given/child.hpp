// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include "tests/plugin/given/session.hpp"

namespace creditgate::test {

// Runs `work` in a child process; true when it returned true there, within a minute.
template <class Work>
bool in_child(const Work& work) {
    const pid_t child = fork();
    if (child == 0) {
        alarm(60);
        _exit(work() ? 0 : 1);
    }
    int state = 0;
    waitpid(child, &state, 0);
    return WIFEXITED(state) && WEXITSTATUS(state) == 0;
}

inline bool works(cg_session* session) {
    return bare_call(session, R"({"op": "holds", "company": 1})").status == CG_OK;
}

}  // namespace creditgate::test
