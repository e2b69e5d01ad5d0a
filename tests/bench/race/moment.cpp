// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/race/moment.hpp"

#include <cerrno>

namespace creditgate::race {
namespace {

constexpr std::int64_t second = 1'000'000'000;

}  // namespace

timespec moment(std::int64_t ns) {
    return {static_cast<time_t>(ns / second), static_cast<long>(ns % second)};
}

std::int64_t now_ns() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return std::int64_t{now.tv_sec} * second + now.tv_nsec;
}

void wait_until(std::int64_t ns) {
    const timespec when = moment(ns);
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &when, nullptr) == EINTR) {
    }
}

}  // namespace creditgate::race
