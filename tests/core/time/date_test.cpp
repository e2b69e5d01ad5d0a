// SPDX-License-Identifier: Apache-2.0
#include "core/time/date.hpp"

#include <gtest/gtest.h>

namespace creditgate {
namespace {

TEST(date, that_exists_is_read_and_written_the_same) {
    for (const char* text : {"2026-11-24", "2024-02-29", "2000-02-29", "1000-01-01", "9999-12-31",
                             "2026-01-31", "2026-04-30", "1969-12-31", "1970-01-01"}) {
        const auto read = parse_date(text);
        ASSERT_TRUE(read) << text;
        EXPECT_EQ(format_date(*read), text);
    }
}

TEST(date, that_does_not_exist_or_is_written_otherwise_is_nothing) {
    for (const char* text : {"2026-02-29",  "1900-02-29",  "2026-02-30", "2026-04-31",
                             "2026-13-01",  "2026-00-10",  "2026-01-00", "2026-01-32",
                             "0999-12-31",  "0000-01-01",  "",           "2026-1-1",
                             "26-01-01",    "2026/01/01",  "01-01-2026", "2026-01-01T00:00:00",
                             "2026-01-01 ", " 2026-01-01", "20260101",   "2026-0a-01",
                             "-026-01-01",  "+026-01-01",  "2026-01--1", "10000-01-01"}) {
        EXPECT_FALSE(parse_date(text)) << '"' << text << '"';
    }
}

struct distance {
    const char* earlier;
    const char* later;
    int days;
};

TEST(date, days_between_counts_calendar_days) {
    const distance rows[] = {
        {"2026-11-24", "2026-11-24", 0},       {"2026-11-23", "2026-11-24", 1},
        {"2026-11-25", "2026-11-24", -1},      {"2026-10-25", "2026-11-24", 30},
        {"2026-02-28", "2026-03-01", 1},       {"2024-02-28", "2024-03-01", 2},
        {"2025-12-31", "2026-01-01", 1},       {"2025-11-24", "2026-11-24", 365},
        {"1000-01-01", "9999-12-31", 3287181},
    };
    for (const distance& row : rows) {
        SCOPED_TRACE(std::string(row.earlier) + " to " + row.later);
        EXPECT_EQ(days_between(*parse_date(row.earlier), *parse_date(row.later)), row.days);
    }
}

TEST(timestamp, sorts_as_time_passes) {
    EXPECT_LT(timestamp{"2026-11-24T09:30:00.123456Z"}, timestamp{"2026-11-24T09:30:00.123457Z"});
    EXPECT_LT(timestamp{"2026-11-24T09:59:59.999999Z"}, timestamp{"2026-11-24T10:00:00.000000Z"});
}

}  // namespace
}  // namespace creditgate
