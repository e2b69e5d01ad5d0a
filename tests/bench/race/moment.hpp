// SPDX-License-Identifier: Apache-2.0
//
// CLOCK_MONOTONIC in nanoseconds: the same in all processes of a machine.
#pragma once

#include <cstdint>
#include <ctime>

namespace creditgate::race {

timespec moment(std::int64_t ns);
std::int64_t now_ns();
void wait_until(std::int64_t ns);

}  // namespace creditgate::race
