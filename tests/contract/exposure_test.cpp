// SPDX-License-Identifier: Apache-2.0
//
// A deal counts once, all the way to its payment.
#include "tests/contract/contract.hpp"

namespace creditgate::test {
namespace {

TEST_P(contract, a_document_counts_once_from_order_to_payment) {
    const std::int64_t buyer = customer("1000.00");
    const std::int64_t made = erp->take_order(buyer, {{"Book", 10, "10.00"}}, "EUR");
    EXPECT_EQ("", buckets(buyer)) << "a draft";
    erp->confirm(made);
    EXPECT_EQ("open_order 100.00", buckets(buyer)) << "confirmed";
    std::string where = "open_order";
    if (!erp->declared().ships_nothing) {
        EXPECT_EQ("approve", erp->deliver(made).outcome);
        where = "delivered_not_invoiced";
        EXPECT_EQ(where + " 100.00", buckets(buyer)) << "delivered";
    }
    const std::int64_t part = erp->invoice_of(made, "40.00");
    EXPECT_EQ(where + " 100.00", buckets(buyer)) << "40 of it on a draft invoice";
    erp->post_invoice(part);
    EXPECT_EQ(where + " 60.00, open_item_not_due 40.00", buckets(buyer)) << "that is posted";
    EXPECT_EQ("100.00", exposure(buyer));
    const std::int64_t rest = erp->invoice_of(made, "60.00");
    erp->post_invoice(rest);
    EXPECT_EQ("open_item_not_due 100.00", buckets(buyer)) << "the rest is posted";
    erp->pay(buyer, "40.00", part);
    EXPECT_EQ("open_item_not_due 60.00", buckets(buyer)) << "40 is paid";
    erp->pay(buyer, "60.00", rest);
    EXPECT_EQ("", buckets(buyer)) << "all is paid";
    EXPECT_EQ("1000.00", available(buyer));
}

TEST_P(contract, payments_on_account_and_credit_notes_reduce) {
    const std::int64_t buyer = customer("1000.00");
    invoice(buyer, "900.00");
    erp->pay(buyer, "250.00", 0);
    EXPECT_EQ("open_item_not_due 900.00, unallocated -250.00", buckets(buyer));
    erp->credit_note(buyer, "50.00");
    EXPECT_EQ("open_item_not_due 900.00, unallocated -300.00", buckets(buyer));
    EXPECT_EQ("hold", erp->confirm(order(buyer, "400.01")).outcome);
    EXPECT_EQ("approve", erp->confirm(order(buyer, "400.00")).outcome);
}

TEST_P(contract, a_draft_invoice_without_an_order_counts) {
    const std::int64_t buyer = customer("1000.00");
    erp->invoice_without_order(buyer, "70.00", due::later);
    EXPECT_EQ("draft_invoice 70.00", buckets(buyer));
    EXPECT_EQ("930.00", available(buyer));
}

TEST_P(contract, a_payment_releases_the_oldest_holds_that_now_pass) {
    const std::int64_t buyer = customer("1000.00");
    const std::int64_t owed = invoice(buyer, "1000.00");
    const std::int64_t first = order(buyer, "300.00");
    const std::int64_t second = order(buyer, "300.00");
    const std::int64_t third = order(buyer, "100.00");
    const std::int64_t first_hold = held(first);
    const std::int64_t second_hold = held(second);
    const std::int64_t third_hold = held(third);
    erp->pay(buyer, "450.00", owed);
    EXPECT_EQ("released", state_of_hold(first_hold));
    EXPECT_EQ("open", state_of_hold(second_hold)) << "300 more do not fit";
    EXPECT_EQ("released", state_of_hold(third_hold)) << "100 do";
    EXPECT_EQ("creditgate", hold(first_hold)["closed"]["by"]);
    EXPECT_NE("", hold(first_hold)["closed"]["reason"]);
    erp->run_outbox();
    EXPECT_EQ("confirmed", erp->state_of(first));
    EXPECT_EQ("draft", erp->state_of(second));
    EXPECT_EQ("confirmed", erp->state_of(third));
    EXPECT_EQ("950.00", exposure(buyer));
}

// It passes by itself by then: the release goes with it all the same.
TEST_P(contract, what_a_payment_released_counts_once_to_its_own_payment) {
    const std::int64_t buyer = customer("1000.00");
    const std::int64_t owed = invoice(buyer, "800.00");
    const std::int64_t made = erp->take_order(buyer, {{"Book", 10, "50.00"}}, "EUR");
    held(made);
    erp->pay(buyer, "800.00", owed);
    erp->run_outbox();
    EXPECT_EQ("confirmed", erp->state_of(made));
    EXPECT_EQ("open_order 500.00", buckets(buyer)) << "confirmed";
    const std::int64_t own = erp->invoice_of(made, "500.00");
    erp->post_invoice(own);
    EXPECT_EQ("open_item_not_due 500.00", buckets(buyer)) << "invoiced";
    erp->pay(buyer, "500.00", own);
    EXPECT_EQ("", buckets(buyer)) << "paid";
}

TEST_P(contract, a_higher_limit_releases_what_now_passes) {
    const std::int64_t buyer = customer("1000.00");
    const std::int64_t made = order(buyer, "1500.00");
    const std::int64_t hold_id = held(made);
    set_limit(buyer, "1499.99");
    EXPECT_EQ("open", state_of_hold(hold_id));
    set_limit(buyer, "1500.00");
    EXPECT_EQ("released", state_of_hold(hold_id));
    erp->run_outbox();
    EXPECT_EQ("confirmed", erp->state_of(made));
}

}  // namespace
}  // namespace creditgate::test
