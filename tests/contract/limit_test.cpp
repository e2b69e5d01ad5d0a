// SPDX-License-Identifier: Apache-2.0
//
// What passes and what is held.
#include "tests/contract/contract.hpp"

namespace creditgate::test {
namespace {

TEST_P(contract, the_limit_is_the_last_amount_that_passes) {
    struct row {
        const char* limit;
        const char* owed;
        const char* ordered;
        const char* outcome;
    };
    for (const row& each :
         {row{"1000.00", "", "999.99", "approve"}, row{"1000.00", "", "1000.00", "approve"},
          row{"1000.00", "", "1000.01", "hold"}, row{"1000.00", "400.00", "600.00", "approve"},
          row{"1000.00", "400.00", "600.01", "hold"}, row{"0.00", "", "0.01", "hold"},
          row{"none", "", "0.01", "hold"}, row{"unlimited", "", "99999999.99", "approve"}}) {
        const std::int64_t buyer = customer(each.limit);
        if (*each.owed != '\0') invoice(buyer, each.owed);
        const std::int64_t made = order(buyer, each.ordered);
        EXPECT_EQ(each.outcome, erp->confirm(made).outcome)
            << "limit " << each.limit << ", owed " << each.owed << ", ordered " << each.ordered;
        const bool passes = std::string("approve") == each.outcome;
        EXPECT_EQ(passes ? "confirmed" : "draft", erp->state_of(made));
    }
}

TEST_P(contract, none_and_zero_are_told_apart) {
    EXPECT_NE(
        std::string::npos,
        erp->confirm(order(customer("none"), "10.00")).message.find("no credit limit is set"));
    EXPECT_NE(std::string::npos,
              erp->confirm(order(customer("0.00"), "10.00")).message.find("0.00"));
}

TEST_P(contract, orders_of_a_customer_add_up_and_those_of_others_do_not) {
    const std::int64_t buyer = customer("1000.00");
    const std::int64_t other = customer("1000.00", "Blue Anchor Inn");
    confirmed(buyer, "600.00");
    confirmed(other, "600.00");
    EXPECT_EQ("hold", erp->confirm(order(buyer, "400.01")).outcome);
    EXPECT_EQ("approve", erp->confirm(order(buyer, "400.00")).outcome);
    EXPECT_EQ("1000.00", exposure(buyer));
    EXPECT_EQ("600.00", exposure(other));
}

TEST_P(contract, the_payer_is_tested_not_the_party_that_orders) {
    const std::int64_t payer = customer("1000.00", "Payer");
    const std::int64_t shop = erp->add_customer("Shop", payer);
    set_limit(shop, "1.00");
    confirmed(shop, "1000.00");
    EXPECT_EQ("1000.00", exposure(payer));
    EXPECT_EQ("0.00", exposure(shop));
    const host_answer answer = erp->confirm(order(shop, "0.01"));
    EXPECT_EQ("hold", answer.outcome);
    EXPECT_NE(std::string::npos, answer.message.find("Payer")) << answer.message;
}

TEST_P(contract, a_return_is_never_held) {
    const std::int64_t made = erp->take_return(customer("none"), {{"Book", 2, "500.00"}});
    EXPECT_EQ("approve", erp->confirm(made).outcome);
    EXPECT_EQ("confirmed", erp->state_of(made));
}

TEST_P(contract, an_order_in_dollars_counts_at_the_rate_of_the_day) {
    const std::int64_t buyer = customer("80.00");
    const std::int64_t too_much = erp->take_order(buyer, {{"Book", 1, "100.01"}}, "USD");
    EXPECT_EQ("hold", erp->confirm(too_much).outcome);
    const std::int64_t fits = erp->take_order(buyer, {{"Book", 1, "100.00"}}, "USD");
    EXPECT_EQ("approve", erp->confirm(fits).outcome);
    EXPECT_EQ("80.00", exposure(buyer));
}

TEST_P(contract, an_overdue_invoice_holds_the_next_order_and_its_payment_clears_it) {
    const std::int64_t buyer = customer("1000.00");
    const std::int64_t owed = invoice(buyer, "100.00", due::long_ago);
    EXPECT_EQ("open_item_overdue 100.00", buckets(buyer));
    const std::int64_t made = order(buyer, "10.00");
    const host_answer answer = erp->confirm(made);
    EXPECT_EQ("hold", answer.outcome);
    EXPECT_NE(std::string::npos, answer.message.find("days overdue")) << answer.message;
    EXPECT_NE(std::string::npos, answer.message.find("payment of 100.00 EUR")) << answer.message;
    erp->pay(buyer, "100.00", owed);
    EXPECT_EQ("released", state_of_hold(answer.hold_id));
}

}  // namespace
}  // namespace creditgate::test
