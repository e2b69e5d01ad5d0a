// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iostream>
#include <string>

namespace creditgate::orderdesk {

// Prints what a story finds, and counts what is not as it should be.
class expectations {
  public:
    static void step(const std::string& title) { std::cout << "\n== " << title << "\n"; }
    static void show(const std::string& who, const std::string& text);

    template <typename T, typename U>
    void same(const std::string& what, const T& found, const U& expected) {
        const bool good = found == expected;
        std::cout << (good ? "   " : "!! ") << what << ": " << found;
        if (!good) std::cout << ", expected " << expected;
        std::cout << "\n";
        differences_ += good ? 0 : 1;
    }

    [[nodiscard]] int differences() const { return differences_; }

  private:
    int differences_ = 0;
};

}  // namespace creditgate::orderdesk
