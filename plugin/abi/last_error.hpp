// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace creditgate {

// The error text of one thread. Without a destructor on purpose: a host may close its session in
// an exit handler, and by then what a thread owned has been destroyed. Longer texts are cut.
struct last_error_text {
    static constexpr std::size_t most = 4000;
    std::array<char, most + 1> text{};

    void clear() noexcept { text[0] = '\0'; }

    void set(std::string_view wanted) noexcept {
        std::size_t length = std::min(wanted.size(), most);
        // Not in the middle of a character.
        while (length < wanted.size() && length > 0 &&
               (static_cast<unsigned char>(wanted[length]) & 0xC0U) == 0x80U) {
            --length;
        }
        std::copy_n(wanted.begin(), length, text.begin());
        text[length] = '\0';
    }
};

}  // namespace creditgate
