// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace creditgate {

// What one letter is to who compares names.
enum class letter_kind {
    letter,     // or a digit
    joining,    // stands within a word: S.A., O'Brien
    separating  // a blank, any other punctuation
};

struct letter {
    letter_kind kind;
    std::string text;  // in lower case, without accents: ä is ae, ß is ss, Ａ is a
};

// Takes the first letter off a text in UTF-8 that is not empty. A byte that begins none is a letter
// by itself.
letter take_letter(std::string_view& text);

}  // namespace creditgate
