// SPDX-License-Identifier: Apache-2.0
//
// Inside plugin/json only: what a message may not be, although it is JSON.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace creditgate {

// Throws `failure` bad_json with the place where the message goes more than 50 levels deep: a
// nested value is copied and written level by level, and the stack of a host's thread is small.
void refuse_deep(std::string_view text);

// The members of the objects that are being parsed. A member that stands twice is refused: which
// of them was meant cannot be known. So is one that an error could not name: with a NUL, or longer
// than any field.
class member_names {
  public:
    void object_begins() { open_.emplace_back(); }
    void object_ends() { open_.pop_back(); }
    // Throws `failure` bad_json, bad_text or unknown_field.
    void member(const std::string& name);

  private:
    struct object {
        std::set<std::string, std::less<>> names;
        std::string last;
    };
    std::vector<object> open_;
};

}  // namespace creditgate
