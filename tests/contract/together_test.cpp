// SPDX-License-Identifier: Apache-2.0
//
// Several at once, and an ERP that fails in between.
#include <algorithm>

#include "tests/contract/contract.hpp"

namespace creditgate::test {
namespace {

TEST_P(contract, two_at_once_never_both_pass_when_together_they_exceed_the_limit) {
    constexpr int rounds = 30;
    for (int round = 0; round < rounds; ++round) {
        const std::int64_t buyer = customer("1000.00");
        const std::vector<std::int64_t> orders{order(buyer, "600.00"), order(buyer, "600.00")};
        const auto answers = erp->confirm_together(orders);
        const auto passed = std::count_if(answers.begin(), answers.end(), [](const auto& each) {
            return each.outcome == "approve";
        });
        EXPECT_EQ(1, passed) << "round " << round;
        EXPECT_EQ("600.00", exposure(buyer));
        const std::int64_t lost = answers[0].outcome == "approve" ? 1 : 0;
        const std::int64_t loser = orders[static_cast<std::size_t>(lost)];
        EXPECT_EQ("draft", erp->state_of(loser));
        EXPECT_EQ(1U, holds_of(loser).size());
    }
}

TEST_P(contract, customers_never_seen_before_are_held_at_once_by_two_and_get_one_account) {
    const std::int64_t buyer = customer("none");
    const std::vector<std::int64_t> orders{order(buyer, "1.00"), order(buyer, "2.00")};
    for (const host_answer& each : erp->confirm_together(orders)) EXPECT_EQ("hold", each.outcome);
    EXPECT_EQ("0.00", exposure(buyer));
}

TEST_P(contract, an_approved_order_that_the_erp_rolls_back_reserves_nothing) {
    if (erp->declared().cannot_look_between) GTEST_SKIP() << "declared: cannot_look_between";
    const std::int64_t buyer = customer("1000.00");
    const std::int64_t made = order(buyer, "900.00");
    const auto fail = [] { throw std::runtime_error("disk full"); };
    EXPECT_THROW(erp->confirm_with(made, fail), std::runtime_error);
    EXPECT_EQ("draft", erp->state_of(made));
    EXPECT_EQ("", buckets(buyer));
    confirmed(buyer, "1000.00");
}

TEST_P(contract, an_approved_order_counts_before_the_erp_has_committed_it) {
    if (erp->declared().cannot_look_between) GTEST_SKIP() << "declared: cannot_look_between";
    if (erp->declared().one_writer) GTEST_SKIP() << "declared: one_writer";
    const std::int64_t buyer = customer("1000.00");
    const std::int64_t other = order(buyer, "200.00");
    std::string seen;
    std::string outcome;
    const auto look = [&] {
        seen = buckets(buyer);
        outcome = erp->confirm_together({other}).at(0).outcome;
    };
    EXPECT_EQ("approve", erp->confirm_with(order(buyer, "900.00"), look).outcome);
    EXPECT_EQ("reservation 900.00", seen);
    EXPECT_EQ("hold", outcome);
    EXPECT_EQ("open_order 900.00", buckets(buyer));
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(hosts, contract, ::testing::ValuesIn(hosts()),
                         [](const auto& tested) { return tested.param.name; });

}  // namespace creditgate::test
