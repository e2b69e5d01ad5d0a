// SPDX-License-Identifier: Apache-2.0
#include "plugin/command/anchor_lines.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace creditgate::command {
namespace {

using json = nlohmann::ordered_json;

const std::string hash(64, 'a');

TEST(anchors_of_a_file, are_read_as_they_were_written) {
    const json anchor = {{"day", "2026-11-24"}, {"sealed", 3400}, {"hash", hash}};
    EXPECT_EQ("2026-11-24 3400 " + hash, anchor_line(anchor));
    const json read =
        anchors_of_lines(anchor_line(anchor) + "\n\n2026-11-25 3401 " + hash, "a.txt");
    ASSERT_EQ(2U, read.size());
    EXPECT_EQ(json({{"sealed", 3400}, {"hash", hash}, {"from", "2026-11-24 in a.txt"}}), read[0]);
    EXPECT_EQ(3401, read[1]["sealed"]);
    EXPECT_EQ(json::array(), anchors_of_lines("", "a.txt"));
    EXPECT_EQ(json({{"sealed", 1}, {"hash", hash}, {"from", "1 of --anchor"}}),
              anchor_of_word("1:" + hash));
}

template <class Read>
std::string told(Read read) {
    try {
        read();
    } catch (const std::runtime_error& error) {
        return error.what();
    }
    return "nothing";
}

TEST(anchors_of_a_file, with_a_mistake_are_refused_with_their_line) {
    struct row {
        std::string line;
        std::string told;
    };
    const std::string count = ", expected how many records are sealed, a number of 1 or more";
    const std::string digits = ", expected a hash of 64 digits 0-9 a-f";
    const row rows[] = {
        {"2026-11-24", "found \"\"" + count},
        {"2026-11-24 0 " + hash, "found \"0\"" + count},
        {"2026-11-24 -1 " + hash, "found \"-1\"" + count},
        {"2026-11-24 1234567890123456789 " + hash, "found \"1234567890123456789\"" + count},
        {"2026-11-24 1", "found \"\"" + digits},
        {"2026-11-24 1 " + hash + "a", "found \"" + hash + "a\"" + digits},
        {"2026-11-24 1 " + hash.substr(1), "found \"" + hash.substr(1) + "\"" + digits},
        {"2026-11-24 1 g" + hash.substr(1), "found \"g" + hash.substr(1) + "\"" + digits},
    };
    for (const row& each : rows) {
        EXPECT_EQ("a.txt, line 2: " + each.told,
                  told([&] { anchors_of_lines("\n" + each.line, "a.txt"); }));
    }
    EXPECT_EQ("--anchor: found \"x\", expected a file of anchors, or an anchor as <records>:<hash>",
              told([] { anchor_of_word("x"); }));
    EXPECT_EQ("--anchor: found \"\"" + count, told([] { anchor_of_word(":" + hash); }));
}

}  // namespace
}  // namespace creditgate::command
