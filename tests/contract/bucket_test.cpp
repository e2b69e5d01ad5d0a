// SPDX-License-Identifier: Apache-2.0
//
// What a policy says of the buckets, with the dates and the papers of a real ERP.
#include "tests/contract/contract.hpp"

namespace creditgate::test {
namespace {

json beyond_does_not_count(int horizon_days) {
    const json beyond = {{"bucket", "open_order_beyond_horizon"}, {"included", false}};
    return {{"horizon_days", horizon_days}, {"buckets", json::array({beyond})}};
}

TEST_P(contract, an_order_counts_when_its_ship_date_comes_within_the_horizon) {
    const std::int64_t buyer = customer("1000.00");
    policy_with(beyond_does_not_count(30));
    const std::int64_t far = order(buyer, "900.00");
    erp->ship_in(far, 31);
    EXPECT_EQ("approve", erp->confirm(far).outcome);
    EXPECT_EQ("open_order_beyond_horizon 900.00", buckets(buyer));
    EXPECT_EQ("0.00", exposure(buyer));
    const std::int64_t near = order(buyer, "1000.00");
    erp->ship_in(near, 30);
    EXPECT_EQ("approve", erp->confirm(near).outcome) << "what is beyond takes no room";
    EXPECT_EQ("1000.00", exposure(buyer));
    erp->ship_in(far, 30);
    EXPECT_EQ("open_order 1900.00", buckets(buyer));
    EXPECT_EQ("1900.00", exposure(buyer));
    policy_with(beyond_does_not_count(29));
    EXPECT_EQ("open_order_beyond_horizon 1900.00", buckets(buyer));
}

TEST_P(contract, a_held_order_is_told_from_when_on_it_may_be_shipped) {
    const std::int64_t buyer = customer("1000.00");
    policy_with(beyond_does_not_count(30));
    const std::int64_t made = order(buyer, "1000.01");
    EXPECT_NE(std::string::npos, erp->confirm(made).message.find("a ship date of "));
    erp->ship_in(made, 31);
    EXPECT_EQ("approve", erp->confirm(made).outcome);
}

// Over-full buckets stop an order that the credit limit would let pass.
TEST_P(contract, a_bucket_has_a_limit_of_its_own) {
    const std::int64_t buyer = customer("1000.00");
    const json limited = {{"bucket", "open_order"},
                          {"limit", {{"amount", "100.00"}, {"currency", "EUR"}}}};
    policy_with(
        {{"buckets", json::array({limited})},
         {"rules", json::array({{{"rule", "bucket_limit"}, {"at", {{"confirm", "hold"}}}}})}});
    confirmed(buyer, "60.00");
    held(order(buyer, "40.01"));
    confirmed(buyer, "40.00");
    invoice(buyer, "700.00");
    EXPECT_EQ("open_order 100.00, open_item_not_due 700.00", buckets(buyer));
}

TEST_P(contract, a_cheque_counts_until_it_is_paid) {
    if (erp->declared().no_cheques) GTEST_SKIP() << "declared: no_cheques";
    const std::int64_t buyer = customer("100.00");
    const std::int64_t owed = invoice(buyer, "100.00");
    const std::int64_t wanted = order(buyer, "100.00");
    const std::int64_t hold_id = held(wanted);
    const std::int64_t cheque = erp->take_cheque(buyer, "100.00", owed);
    EXPECT_EQ("in_clearing 100.00", buckets(buyer));
    EXPECT_EQ("open", state_of_hold(hold_id)) << "a cheque may bounce";
    erp->cheque_bounces(cheque);
    EXPECT_EQ("open_item_not_due 100.00", buckets(buyer));
    erp->cheque_is_paid(erp->take_cheque(buyer, "100.00", owed));
    EXPECT_EQ("released", state_of_hold(hold_id));
    EXPECT_EQ("reservation 100.00", buckets(buyer));
}

TEST_P(contract, a_cheque_on_account_reduces_when_it_is_paid) {
    if (erp->declared().no_cheques) GTEST_SKIP() << "declared: no_cheques";
    const std::int64_t buyer = customer("1000.00");
    const std::int64_t cheque = erp->take_cheque(buyer, "100.00", 0);
    EXPECT_EQ("unallocated -100.00, in_clearing 100.00", buckets(buyer));
    EXPECT_EQ("0.00", exposure(buyer));
    erp->cheque_is_paid(cheque);
    EXPECT_EQ("-100.00", exposure(buyer));
}

}  // namespace
}  // namespace creditgate::test
