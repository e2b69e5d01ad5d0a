// SPDX-License-Identifier: Apache-2.0
//
// Locks that belong to the process, and how they survive a fork. The driver manager and the
// drivers have locks of their own that nobody outside can repair: a fork therefore waits until no
// thread is inside an ODBC call. Whoever owns the process's fork handlers (the plugin) gives the
// three functions to pthread_atfork.
#pragma once

namespace creditgate {

// Held around every ODBC call, by any number of threads at once.
class odbc_call {
  public:
    odbc_call();
    ~odbc_call();
    odbc_call(const odbc_call&) = delete;
    odbc_call& operator=(const odbc_call&) = delete;
};

// Held around opening and closing a connection: psqlODBC calls setlocale there, and two threads
// doing so at once read freed memory.
class connect_turn {
  public:
    connect_turn();
    ~connect_turn();
    connect_turn(const connect_turn&) = delete;
    connect_turn& operator=(const connect_turn&) = delete;
};

void before_fork() noexcept;
void after_fork_in_parent() noexcept;
// Gives the locks back, or makes them new where the parent's other threads may have held them.
void after_fork_in_child() noexcept;

}  // namespace creditgate
