// SPDX-License-Identifier: Apache-2.0
//
// What the benches that ask for checks share. A check is asked from inside a transaction of the
// ERP's, which is rolled back afterwards: nothing of it stays but the decision.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "creditgate/creditgate.h"
#include "tests/bench/bare_connection.hpp"

namespace creditgate::bench {

// A session of the library and a connection of the ERP; throws std::runtime_error.
class checker {
  public:
    checker(const std::string& connection, const std::string& user);
    ~checker() { cg_close(session_); }
    checker(const checker&) = delete;
    checker& operator=(const checker&) = delete;

    // A limit that no order of the bench reaches.
    void set_limit(std::int64_t customer);
    // Asks for a new order of the customer, which has to be approved; gives the microseconds.
    std::int64_t check(std::int64_t customer);

    // The same in three steps, for several checks inside one transaction of the ERP's.
    void begin();
    std::int64_t check_inside(std::int64_t customer);
    void rollback();

  private:
    std::string call(const std::string& request);

    cg_session* session_ = nullptr;
    bare_connection host_;
    std::string cluster_;
    std::string transaction_;
};

std::string full_connection(const std::string& connection, const std::string& user);
std::int64_t microseconds_since(std::chrono::steady_clock::time_point start);
std::int64_t median(std::vector<std::int64_t> values);
// One line a figure, in hundredths, rounded up: a figure is never shown better than it is.
void print_ratio(const char* name, std::int64_t above, std::int64_t below);
void print_count(const char* name, std::int64_t value, const char* unit);
// Runs the bench and gives main's answer.
int run_bench(int argc, char** argv,
              void (*bench)(const std::string& connection, const std::string& user,
                            std::int64_t pairs));

}  // namespace creditgate::bench
