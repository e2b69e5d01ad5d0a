// SPDX-License-Identifier: Apache-2.0
//
// What becomes of a held order.
#include "tests/contract/contract.hpp"

namespace creditgate::test {
namespace {

using ids = std::vector<std::int64_t>;

TEST_P(contract, a_held_order_is_still_there_with_its_lines) {
    const std::vector<line> lines{{"Book", 2, "400.00"}, {"Book", 1, "300.00"}};
    const std::int64_t made = erp->take_order(customer("1000.00"), lines, "EUR");
    held(made);
    EXPECT_EQ("draft", erp->state_of(made));
    EXPECT_EQ(lines, erp->lines_of(made));
}

TEST_P(contract, the_clerk_is_told_the_rule_the_amounts_and_what_would_clear_it) {
    const std::int64_t buyer = customer("1000.00");
    invoice(buyer, "400.00");
    const std::string told = erp->confirm(order(buyer, "900.00")).message;
    for (const char* part : {"exposure", "1,300.00 EUR", "1,000.00 EUR", "300.00 EUR",
                             "What would clear it", "600.00 EUR", "credit controller"}) {
        EXPECT_NE(std::string::npos, told.find(part)) << part << " is not in: " << told;
    }
}

TEST_P(contract, its_hold_is_on_record_although_the_erp_rolled_back) {
    const std::int64_t made = order(customer("1000.00"), "1500.00");
    const json found = hold(held(made));
    EXPECT_EQ("open", found["state"]);
    EXPECT_EQ(made, found["document"]["id"]);
    EXPECT_EQ("1500.00", found["document"]["amount"]["amount"]);
    EXPECT_EQ("ann", found["opened_by"]);
    EXPECT_EQ("limit", found["reasons"][0]["rule"]);
}

TEST_P(contract, asking_again_gives_the_same_hold) {
    const std::int64_t made = order(customer("1000.00"), "1500.00");
    const std::int64_t first = held(made);
    EXPECT_EQ(first, held(made));
    EXPECT_EQ(ids{first}, holds_of(made));
}

TEST_P(contract, a_rejected_order_stays_where_it_is) {
    const std::int64_t made = order(customer("1000.00"), "1500.00");
    const std::int64_t hold_id = held(made);
    EXPECT_EQ(CG_OK, reject(hold_id).status);
    EXPECT_EQ("draft", erp->state_of(made));
    EXPECT_EQ("rejected", state_of_hold(hold_id));
    EXPECT_EQ("insolvent", hold(hold_id)["closed"]["reason"]);
}

TEST_P(contract, what_a_person_rejected_no_event_lets_pass) {
    const std::int64_t buyer = customer("1000.00");
    const std::int64_t made = order(buyer, "1500.00");
    reject(held(made));
    const std::int64_t again = held(made);
    set_limit(buyer, "2000.00");
    erp->run_outbox();
    EXPECT_EQ("open", state_of_hold(again)) << "it waits for a person";
    EXPECT_EQ("draft", erp->state_of(made));
}

TEST_P(contract, a_hold_is_withdrawn_when_its_order_goes_back_or_away) {
    struct way {
        const char* name;
        void (host::*act)(std::int64_t);
    };
    for (const way& each : {way{"set back to draft", &host::set_back_to_draft},
                            way{"cancelled", &host::cancel}, way{"deleted", &host::remove}}) {
        const std::int64_t made = order(customer("1000.00"), "1500.00");
        const std::int64_t hold_id = held(made);
        ((*erp).*each.act)(made);
        EXPECT_EQ("withdrawn", state_of_hold(hold_id)) << each.name;
    }
}

TEST_P(contract, a_released_order_that_goes_away_makes_room) {
    const std::int64_t buyer = customer("1000.00");
    const std::int64_t first = order(buyer, "1500.00");
    release(held(first));
    const std::int64_t hold_id = held(order(buyer, "700.00"));
    erp->cancel(first);
    EXPECT_EQ("cancelled", erp->state_of(first));
    EXPECT_EQ("released", state_of_hold(hold_id));
    EXPECT_EQ("creditgate", hold(hold_id)["closed"]["by"]);
}

TEST_P(contract, a_confirmed_order_that_goes_away_makes_room) {
    if (erp->declared().confirmed_is_final) GTEST_SKIP() << "declared: confirmed_is_final";
    const std::int64_t buyer = customer("1000.00");
    const std::int64_t first = confirmed(buyer, "700.00");
    const std::int64_t second = order(buyer, "700.00");
    const std::int64_t hold_id = held(second);
    erp->cancel(first);
    EXPECT_EQ("cancelled", erp->state_of(first));
    EXPECT_EQ("released", state_of_hold(hold_id));
    EXPECT_EQ("creditgate", hold(hold_id)["closed"]["by"]);
}

TEST_P(contract, a_clerk_may_not_release_or_reject) {
    const std::int64_t hold_id = held(order(customer("1000.00"), "1500.00"));
    for (const reply& refused : {release(hold_id, "clerk"), reject(hold_id, "clerk")}) {
        EXPECT_EQ(CG_REFUSED, refused.status);
        EXPECT_NE("", refused.body["error"]["next"]);
    }
    EXPECT_EQ("open", state_of_hold(hold_id));
}

}  // namespace
}  // namespace creditgate::test
