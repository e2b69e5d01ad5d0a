// SPDX-License-Identifier: Apache-2.0
#include "plugin/session/registry.hpp"

#include <pthread.h>

#include <condition_variable>
#include <map>
#include <mutex>
#include <new>

#include "sql/odbc/process.hpp"

namespace creditgate {
namespace {

// Never destroyed: other threads may still call while the process ends.
struct process_state {
    std::mutex guard;
    std::condition_variable changed;
    std::map<std::uintptr_t, std::shared_ptr<session>> sessions;
    std::uintptr_t last_number = 0;
    int calls = 0;
    bool forking = false;
};

void before();
void in_parent();
void in_child();

process_state& process() {
    static process_state* const state = [] {
        static_cast<void>(pthread_atfork(before, in_parent, in_child));
        return new process_state;
    }();
    return *state;
}

// New calls wait while a fork waits for those under way: it must not starve under constant load.
void before() {
    process_state& state = process();
    {
        std::unique_lock turn(state.guard);
        state.forking = true;
        state.changed.wait(turn, [&] { return state.calls == 0; });
    }
    before_fork();
    state.guard.lock();
}

void in_parent() {
    process_state& state = process();
    state.forking = false;
    state.guard.unlock();
    after_fork_in_parent();
    state.changed.notify_all();
}

void in_child() {
    process_state& state = process();
    // Others may have waited for it. The lock is this thread's own since before().
    new (&state.changed) std::condition_variable;
    state.forking = false;
    state.calls = 0;
    state.guard.unlock();
    after_fork_in_child();
    for (const auto& [number, each] : state.sessions) each->abandon_connections();
}

}  // namespace

std::uintptr_t register_session(std::shared_ptr<session> opened) {
    process_state& state = process();
    const std::lock_guard turn(state.guard);
    state.sessions.emplace(++state.last_number, std::move(opened));
    return state.last_number;
}

std::shared_ptr<session> find_session(std::uintptr_t number) {
    process_state& state = process();
    const std::lock_guard turn(state.guard);
    const auto found = state.sessions.find(number);
    return found == state.sessions.end() ? nullptr : found->second;
}

void close_session(std::uintptr_t number) {
    std::shared_ptr<session> closed;  // declared first: destroyed after the lock is given back
    process_state& state = process();
    const std::lock_guard turn(state.guard);
    const auto found = state.sessions.find(number);
    if (found == state.sessions.end()) return;
    closed = std::move(found->second);
    state.sessions.erase(found);
}

call_under_way::call_under_way() {
    process_state& state = process();
    std::unique_lock turn(state.guard);
    state.changed.wait(turn, [&] { return !state.forking; });
    ++state.calls;
}

call_under_way::~call_under_way() {
    process_state& state = process();
    const std::lock_guard turn(state.guard);
    --state.calls;
    if (state.calls == 0) state.changed.notify_all();
}

}  // namespace creditgate
