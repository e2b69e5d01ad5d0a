// SPDX-License-Identifier: Apache-2.0
//
// A release allows one document up to its amount, once, and holds that amount until then.
#include "tests/contract/contract.hpp"

namespace creditgate::test {
namespace {

TEST_P(contract, a_release_reaches_the_order_through_the_outbox_once) {
    const std::int64_t made = order(customer("1000.00"), "1500.00");
    const std::int64_t hold_id = held(made);
    EXPECT_EQ(CG_OK, release(hold_id).status);
    EXPECT_EQ("draft", erp->state_of(made)) << "confirming is the ERP's act";
    erp->run_outbox();
    EXPECT_EQ("confirmed", erp->state_of(made));
    EXPECT_EQ("released", state_of_hold(hold_id));
    erp->run_outbox();
    EXPECT_EQ("confirmed", erp->state_of(made));
    EXPECT_FALSE(waits_in_outbox(made));
}

TEST_P(contract, the_clerk_confirms_what_was_released) {
    const std::int64_t buyer = customer("1000.00");
    const std::int64_t made = order(buyer, "1500.00");
    release(held(made));
    EXPECT_EQ("approve", erp->confirm(made).outcome);
    EXPECT_EQ("confirmed", erp->state_of(made));
    erp->run_outbox();
    EXPECT_EQ("1500.00", exposure(buyer)) << "counted once";
}

TEST_P(contract, a_release_holds_its_amount_until_it_is_used) {
    const std::int64_t buyer = customer("1000.00");
    const std::int64_t made = order(buyer, "1500.00");
    EXPECT_EQ("", buckets(buyer));
    release(held(made));
    EXPECT_EQ("reservation 1500.00", buckets(buyer));
    EXPECT_EQ("hold", erp->confirm(order(buyer, "0.01")).outcome);
    erp->confirm(made);
    EXPECT_EQ("open_order 1500.00", buckets(buyer));
}

TEST_P(contract, a_release_is_for_that_document_up_to_its_amount) {
    struct row {
        const char* now;
        const char* outcome;
    };
    for (const row& each :
         {row{"1499.99", "approve"}, row{"1500.00", "approve"}, row{"1500.01", "hold"}}) {
        const std::int64_t buyer = customer("1000.00");
        const std::int64_t made = order(buyer, "1500.00");
        release(held(made));
        erp->change_lines(made, {{"Book", 1, each.now}});
        EXPECT_EQ("hold", erp->confirm(order(buyer, "1.00")).outcome) << "another document";
        EXPECT_EQ(each.outcome, erp->confirm(made).outcome) << "now over " << each.now;
    }
}

TEST_P(contract, a_release_of_an_order_that_was_confirmed_around_holds_nothing_beside_it) {
    if (erp->declared().confirmed_is_final) GTEST_SKIP() << "invoices are made by its workflow";
    const std::int64_t buyer = customer("1000.00");
    const std::int64_t made = order(buyer, "1500.00");
    release(held(made));
    erp->write_around(made, written::confirmed);
    EXPECT_EQ("open_order 1500.00", buckets(buyer));
    erp->post_invoice(erp->invoice_of(made, "400.00"));
    EXPECT_EQ("open_order 1100.00, open_item_not_due 400.00", buckets(buyer));
    erp->run_outbox();
    EXPECT_FALSE(waits_in_outbox(made));
}

TEST_P(contract, a_release_of_an_order_that_goes_away_holds_nothing_any_more) {
    const std::int64_t buyer = customer("1000.00");
    const std::int64_t made = order(buyer, "1500.00");
    release(held(made));
    erp->cancel(made);
    EXPECT_EQ("", buckets(buyer));
    EXPECT_FALSE(waits_in_outbox(made));
    erp->run_outbox();
    EXPECT_EQ("cancelled", erp->state_of(made));
    confirmed(buyer, "1000.00");
}

TEST_P(contract, what_is_released_is_not_released_again) {
    const std::int64_t hold_id = held(order(customer("1000.00"), "1500.00"));
    EXPECT_EQ(CG_OK, release(hold_id).status);
    EXPECT_EQ(CG_REFUSED, release(hold_id).status);
    EXPECT_EQ(CG_REFUSED, reject(hold_id).status);
    EXPECT_EQ("released", state_of_hold(hold_id));
}

}  // namespace
}  // namespace creditgate::test
