// SPDX-License-Identifier: Apache-2.0
#include "sql/odbc/process.hpp"

#include <condition_variable>
#include <mutex>
#include <new>

namespace creditgate {
namespace {

// `guard` is held across a fork by the thread that forks, who may unlock it on both sides. A
// shared_mutex cannot be: glibc knows its writer by a thread id that the child does not have.
struct process_locks {
    std::mutex guard;
    std::condition_variable changed;
    int calls = 0;
    bool forking = false;  // new calls wait, so that they cannot starve the fork
    std::mutex connecting;
};

// Never destroyed: a thread may still be in a call while the process ends.
alignas(process_locks) unsigned char storage[sizeof(process_locks)];

process_locks& locks() {
    static process_locks* const made = new (storage) process_locks;
    return *made;
}

}  // namespace

odbc_call::odbc_call() {
    process_locks& all = locks();
    std::unique_lock turn(all.guard);
    all.changed.wait(turn, [&] { return !all.forking; });
    ++all.calls;
}

odbc_call::~odbc_call() {
    process_locks& all = locks();
    const std::lock_guard turn(all.guard);
    --all.calls;
    if (all.calls == 0 && all.forking) all.changed.notify_all();
}

connect_turn::connect_turn() {
    locks().connecting.lock();
}

connect_turn::~connect_turn() {
    locks().connecting.unlock();
}

void before_fork() noexcept {
    process_locks& all = locks();
    std::unique_lock turn(all.guard);
    all.forking = true;
    all.changed.wait(turn, [&] { return all.calls == 0; });
    turn.release();
}

void after_fork_in_parent() noexcept {
    process_locks& all = locks();
    all.forking = false;
    all.guard.unlock();
    all.changed.notify_all();
}

void after_fork_in_child() noexcept {
    process_locks& all = locks();
    new (&all.changed) std::condition_variable;
    new (&all.connecting) std::mutex;
    all.forking = false;
    all.guard.unlock();
}

}  // namespace creditgate
