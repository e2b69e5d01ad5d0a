// SPDX-License-Identifier: Apache-2.0
//
// What a report is on a terminal, in a spreadsheet and in a browser.
#include "plugin/command/table.hpp"

#include <gtest/gtest.h>

namespace creditgate::command {
namespace {

const table shown{{"policy", "invoices that", "number"},
                  {{"draft", "would be held", "203"}, {"version 1", "would pass", "7"}}};

TEST(tables, stand_in_columns_words_from_the_left_and_figures_from_the_right) {
    EXPECT_EQ(columns_of(shown),
              "policy     invoices that  number\n"
              "draft      would be held     203\n"
              "version 1  would pass          7\n");
}

TEST(tables, are_read_by_a_spreadsheet_as_texts) {
    struct row {
        const char* text;
        const char* cell;
    };
    const row rows[] = {
        {"plain", "\"plain\""},         {"", "\"\""},          {"a, b", "\"a, b\""},
        {"5\" pipe", "\"5\"\" pipe\""}, {"=1+1", "\"'=1+1\""}, {"@here", "\"'@here\""},
    };
    for (const row& each : rows) {
        EXPECT_EQ(csv_of({{"head"}, {{each.text}}}),
                  std::string("\"head\"\r\n") + each.cell + "\r\n")
            << each.text;
    }
    EXPECT_EQ(csv_of({{"a", "b"}, {}}), "\"a\",\"b\"\r\n");
}

TEST(tables, say_nothing_to_a_browser_that_is_not_a_text) {
    const std::string page = page_of("A & <b>", {{"head"}, {{"<script>"}}});
    EXPECT_NE(page.find("<h1>A &amp; &lt;b&gt;</h1>"), std::string::npos) << page;
    EXPECT_NE(page.find("<td>&lt;script&gt;</td>"), std::string::npos) << page;
    EXPECT_EQ(page.find("<script>"), std::string::npos) << page;
}

TEST(tables, stand_under_a_text_in_a_page) {
    const std::string page =
        page_of("Pilot", "Of 8 & 6.\nLate: 3.", {{{"a"}, {{"1"}}}, {{"b"}, {}}});
    EXPECT_NE(page.find("<h1>Pilot</h1>\n<p>Of 8 &amp; 6.</p>\n<p>Late: 3.</p>\n<table>\n"
                        "<tr><th>a</th></tr>\n<tr><td>1</td></tr>\n</table>\n<table>\n"
                        "<tr><th>b</th></tr>\n</table>\n</body>"),
              std::string::npos)
        << page;
}

}  // namespace
}  // namespace creditgate::command
