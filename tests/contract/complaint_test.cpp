// SPDX-License-Identifier: Apache-2.0
//
// What users of other credit modules complain about in public, one test each.
#include <algorithm>

#include "tests/contract/contract.hpp"

namespace creditgate::test {
namespace {

class complaint : public contract {
  protected:
    // What a check says of an order that nobody confirms yet.
    json at_quote(std::int64_t customer, const std::string& amount) {
        static int last = 0;
        return erp->credit().get({{"op", "check"},
                                  {"request_id", "quote-" + std::to_string(++last)},
                                  {"checkpoint", "quote"},
                                  {"company", erp->company()},
                                  {"customer", customer},
                                  {"document",
                                   {{"kind", "order"},
                                    {"id", 900'000'000 + last},
                                    {"amount", {{"amount", amount}, {"currency", "EUR"}}}}},
                                  {"user", person("clerk")},
                                  {"business_date", erp->today()}});
    }
    void release_for_all_stages(std::int64_t hold_id, int more_percent) {
        static_cast<void>(erp->credit().get({{"op", "release"},
                                             {"hold_id", hold_id},
                                             {"user", person("controller")},
                                             {"reason", "agreed"},
                                             {"more_percent", more_percent},
                                             {"stages", "all"},
                                             {"confirm", false},
                                             {"business_date", erp->today()}}));
    }
};

TEST_P(complaint, c01_the_currency_of_an_order_was_added_to_that_of_the_company) {
    // 125 dollars are 100 EUR.
    const std::int64_t buyer = customer("100.00");
    const auto dollars = [&](const char* price) {
        return erp->take_order(buyer, {{"Book", 1, price}}, "USD");
    };
    EXPECT_EQ("hold", erp->confirm(dollars("125.02")).outcome);
    EXPECT_EQ("approve", erp->confirm(dollars("125.00")).outcome);
    EXPECT_EQ("open_order 100.00", buckets(buyer));
}

TEST_P(complaint, c02_the_wrong_company_was_taken) {
    const std::int64_t hold_id = held(order(customer("1.00"), "2.00"));
    EXPECT_EQ(erp->company(), hold(hold_id)["company"]);
    // All companies are meant when somebody says so.
    const reply silent = call(erp->credit().handle(), {{"op", "holds"}});
    EXPECT_EQ("missing_field", silent.body["error"]["code"]);
    EXPECT_EQ("company", silent.body["error"]["field"]);
}

TEST_P(complaint, c03_confirmed_orders_were_not_counted) {
    const std::int64_t buyer = customer("1000.00");
    confirmed(buyer, "600.00");
    EXPECT_EQ("hold", erp->confirm(order(buyer, "400.01")).outcome);
    confirmed(buyer, "400.00");
}

TEST_P(complaint, c04_orders_counted_for_ever_and_deposits_were_ignored) {
    const std::int64_t buyer = customer("1000.00");
    const std::int64_t made = confirmed(buyer, "1000.00");
    const std::int64_t bill = erp->invoice_of(made, "1000.00");
    erp->post_invoice(bill);
    erp->pay(buyer, "1000.00", bill);
    EXPECT_EQ("0.00", exposure(buyer));
    erp->pay(buyer, "200.00", 0);
    EXPECT_EQ("1200.00", available(buyer));
}

TEST_P(complaint, c05_one_deal_counted_twice) {
    const std::int64_t buyer = customer("1000.00");
    const std::int64_t made = erp->take_order(buyer, {{"Book", 10, "10.00"}}, "EUR");
    EXPECT_EQ("approve", erp->confirm(made).outcome);
    if (!erp->declared().ships_nothing) erp->deliver(made);
    EXPECT_EQ("100.00", exposure(buyer));
    const std::int64_t part = erp->invoice_of(made, "40.00");
    EXPECT_EQ("100.00", exposure(buyer));
    erp->post_invoice(part);
    EXPECT_EQ("100.00", exposure(buyer));
}

TEST_P(complaint, c06_there_were_ways_round) {
    const std::int64_t made = order(customer("10.00"), "100.00");
    held(made);
    erp->write_around(made, written::confirmed);
    const json found = erp->credit().get({{"op", "audit"}, {"max", 1000}});
    const json& noted = found["noted"];
    EXPECT_TRUE(std::any_of(noted.begin(), noted.end(),
                            [&](const json& each) { return each["document"]["id"] == made; }));
}

TEST_P(complaint, c07_an_order_was_blocked_and_nobody_told) {
    const host_answer answer = erp->confirm(order(customer("10.00", "Silent Ltd"), "100.00"));
    for (const char* part : {"Silent Ltd", "100.00 EUR", "limit", "What would clear it"}) {
        EXPECT_NE(std::string::npos, answer.message.find(part)) << part << "\n" << answer.message;
    }
    const json found =
        erp->credit().get({{"op", "notices"}, {"business_date", erp->today()}, {"max", 1000}});
    const json& notices = found["notices"];
    EXPECT_TRUE(std::any_of(notices.begin(), notices.end(), [&](const json& each) {
        return each["hold"]["hold_id"] == answer.hold_id && each["kind"] == "held" &&
               each["to"]["roles"] == json::array({"controller"});
    })) << notices;
}

TEST_P(complaint, c08_the_ordering_party_was_looked_at_instead_of_the_payer) {
    const std::int64_t payer = customer("100.00");
    const std::int64_t branch = erp->add_customer("Branch", payer);
    set_limit(branch, "unlimited");
    EXPECT_EQ("hold", erp->confirm(order(branch, "100.01")).outcome);
    EXPECT_EQ("approve", erp->confirm(order(branch, "100.00")).outcome);
    EXPECT_EQ("100.00", exposure(payer));
}

TEST_P(complaint, c09_a_payment_did_not_end_the_hold) {
    const std::int64_t buyer = customer("1000.00");
    const std::int64_t bill = invoice(buyer, "1000.00");
    const std::int64_t made = order(buyer, "100.00");
    const std::int64_t hold_id = held(made);
    erp->pay(buyer, "100.00", bill);
    EXPECT_EQ("released", state_of_hold(hold_id));
    erp->run_outbox();
    EXPECT_EQ("confirmed", erp->state_of(made));
}

TEST_P(complaint, c10_what_was_released_was_held_again) {
    const std::int64_t buyer = customer("10.00");
    const std::int64_t made = order(buyer, "100.00");
    release_for_all_stages(held(made), 10);
    erp->change_lines(made, {{"Book", 1, "110.00"}});
    EXPECT_EQ("approve", erp->confirm(made).outcome);
    if (!erp->declared().ships_nothing) {
        EXPECT_EQ("approve", erp->deliver(made).outcome);
    }
    const std::int64_t bill = erp->invoice_of(made, "110.00");
    EXPECT_NO_THROW(erp->post_invoice(bill));
    EXPECT_EQ("open_item_not_due 110.00", buckets(buyer));
}

TEST_P(complaint, c11_people_were_told_too_late) {
    const std::int64_t buyer = customer("100.00");
    const json got = at_quote(buyer, "100.01");
    EXPECT_EQ("warn", got["outcome"]);
    EXPECT_EQ("limit", got["reasons"][0]["rule"]);
    EXPECT_EQ("100.00", got["clear"]["fits"]["amount"]);
    EXPECT_EQ("approve", at_quote(buyer, "100.00")["outcome"]);
    EXPECT_EQ("0.00", exposure(buyer)) << "a quotation holds nothing";
}

TEST_P(complaint, c12_harmless_documents_were_blocked) {
    const std::int64_t buyer = customer("100.00");
    const std::int64_t made = confirmed(buyer, "100.00");
    set_limit(buyer, "none");
    EXPECT_EQ("approve", erp->confirm(erp->take_return(buyer, {{"Book", 1, "10.00"}})).outcome);
    // What was ordered is delivered and invoiced.
    if (!erp->declared().ships_nothing) {
        EXPECT_EQ("approve", erp->deliver(made).outcome);
    }
    const std::int64_t bill = erp->invoice_of(made, "100.00");
    EXPECT_NO_THROW(erp->post_invoice(bill));
}

TEST_P(complaint, c13_one_customers_check_made_the_others_wait) {
    if (erp->declared().cannot_look_between) GTEST_SKIP() << "declared: cannot_look_between";
    if (erp->declared().one_writer) GTEST_SKIP() << "declared: one_writer";
    const std::int64_t other = order(customer("1000.00"), "10.00");
    std::string outcome;
    const auto meanwhile = [&] { outcome = erp->confirm_together({other}).at(0).outcome; };
    const std::int64_t made = order(customer("1000.00"), "10.00");
    EXPECT_EQ("approve", erp->confirm_with(made, meanwhile).outcome);
    EXPECT_EQ("approve", outcome);
    EXPECT_EQ("confirmed", erp->state_of(other));
}

TEST_P(complaint, c14_nought_was_sometimes_no_limit_and_sometimes_no_credit) {
    struct row {
        const char* limit;
        const char* outcome;
        const char* rule;
    };
    for (const row& each : {row{"0.00", "hold", "limit"}, row{"none", "hold", "no_limit_set"},
                            row{"unlimited", "approve", ""}}) {
        const host_answer answer = erp->confirm(order(customer(each.limit), "0.01"));
        EXPECT_EQ(each.outcome, answer.outcome) << each.limit;
        if (answer.hold_id == 0) continue;
        EXPECT_EQ(each.rule, hold(answer.hold_id)["reasons"][0]["rule"]) << each.limit;
    }
}

TEST_P(complaint, c15_rules_were_crude_and_had_no_path_for_one_case) {
    const std::int64_t buyer = customer("100.00");
    const std::int64_t partner = customer("100.00");
    const json all = {{"rule", "limit"}, {"at", {{"confirm", "hold"}}}};
    json one = all;
    one["threshold_percent"] = 150;
    one["scope"] = {{"customer", partner}};
    policy_with({{"rules", {all, one}}});
    EXPECT_EQ("hold", erp->confirm(order(buyer, "100.01")).outcome);
    EXPECT_EQ("approve", erp->confirm(order(partner, "150.00")).outcome);
    // And a person may decide about one document.
    const std::int64_t made = order(buyer, "5000.00");
    EXPECT_EQ(CG_OK, release(held(made)).status);
    erp->run_outbox();
    EXPECT_EQ("confirmed", erp->state_of(made));
    EXPECT_EQ("hold", erp->confirm(order(buyer, "1.00")).outcome);
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(hosts, complaint, ::testing::ValuesIn(hosts()),
                         [](const auto& tested) { return tested.param.name; });

}  // namespace creditgate::test
