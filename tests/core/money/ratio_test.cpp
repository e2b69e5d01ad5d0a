// SPDX-License-Identifier: Apache-2.0
#include "core/money/ratio.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "tests/core/given.hpp"

namespace creditgate {
namespace {

using given::eur;

struct order_row {
    ratio less;
    ratio more;
};

TEST(ratio, is_compared_exactly) {
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    const order_row rows[] = {
        {{399'999, 500'000}, {80, 100}}, {{80, 100}, {400'001, 500'000}},
        {{-1, 500'000}, {0, 100}},       {{0, 1}, {1, most}},
        {{most - 1, most}, {1, 1}},      {{10'000, 100}, {1, 0}},
    };
    for (const order_row& row : rows) {
        EXPECT_TRUE(row.less < row.more) << row.less.part << " of " << row.less.whole;
        EXPECT_TRUE(row.more > row.less);
        EXPECT_FALSE(row.less == row.more);
    }
    EXPECT_TRUE((ratio{400'000, 500'000} == ratio{80, 100}));
}

TEST(ratio, of_a_whole_of_nothing_is_nothing_or_beyond_everything) {
    EXPECT_TRUE(ratio_of(eur("0.00"), eur("0.00")) == ratio{});
    EXPECT_TRUE(ratio_of(eur("-0.01"), eur("0.00")) == ratio{});
    EXPECT_TRUE(ratio_of(eur("0.01"), eur("0.00")) > (ratio{1'000'000, 100}));
}

struct rounding_row {
    ratio of;
    std::int64_t down;
    std::int64_t up;
};

TEST(ratio, is_told_in_hundredths_of_a_percent) {
    const rounding_row rows[] = {
        {{400'000, 500'000}, 8'000, 8'000},
        {{399'999, 500'000}, 7'999, 8'000},
        {{400'001, 500'000}, 8'000, 8'001},
        {{0, 1}, 0, 0},
        {{-1, 500'000}, -1, 0},
        {{-400'001, 500'000}, -8'001, -8'000},
    };
    for (const rounding_row& row : rows) {
        EXPECT_EQ(row.down, basis_points_down(row.of)) << row.of.part;
        EXPECT_EQ(row.up, basis_points_up(row.of)) << row.of.part;
    }
}

TEST(ratio, says_the_largest_part_up_to_it) {
    EXPECT_EQ(400'000, part_up_to({80, 100}, 500'000));
    EXPECT_EQ(2, part_up_to({99, 100}, 3));
    EXPECT_EQ(3, part_up_to({100, 100}, 3));
    EXPECT_EQ(0, part_up_to({0, 100}, 3));
}

}  // namespace
}  // namespace creditgate
