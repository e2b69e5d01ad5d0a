// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

namespace creditgate {

// How long a piece of work may go on, by a clock that nobody sets.
class time_limit {
  public:
    explicit time_limit(std::chrono::seconds most)
        : end_(std::chrono::steady_clock::now() + most) {}
    [[nodiscard]] bool is_over() const { return std::chrono::steady_clock::now() >= end_; }

  private:
    std::chrono::steady_clock::time_point end_;
};

}  // namespace creditgate
