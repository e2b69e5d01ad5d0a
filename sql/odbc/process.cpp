// SPDX-License-Identifier: Apache-2.0
#include "sql/odbc/process.hpp"

#include <mutex>
#include <new>
#include <shared_mutex>

namespace creditgate {
namespace {

struct process_locks {
    std::mutex gate;  // passed by every call, held by a fork: new calls cannot starve it
    std::shared_mutex calls;
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
    const std::lock_guard<std::mutex> pass(all.gate);
    all.calls.lock_shared();
}

odbc_call::~odbc_call() {
    locks().calls.unlock_shared();
}

connect_turn::connect_turn() {
    locks().connecting.lock();
}

connect_turn::~connect_turn() {
    locks().connecting.unlock();
}

void before_fork() noexcept {
    process_locks& all = locks();
    all.gate.lock();
    all.calls.lock();
}

void after_fork_in_parent() noexcept {
    process_locks& all = locks();
    all.calls.unlock();
    all.gate.unlock();
}

void after_fork_in_child() noexcept {
    locks();
    new (storage) process_locks;
}

}  // namespace creditgate
