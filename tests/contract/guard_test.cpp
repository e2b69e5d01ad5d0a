// SPDX-License-Identifier: Apache-2.0
//
// No way round: whichever program makes an order a confirmed one, an approval covers it, or the
// guard refuses it, or notes it.
#include <algorithm>

#include "tests/contract/contract.hpp"
#include "tests/support/policy.hpp"

namespace creditgate::test {
namespace {

class guarded : public contract {
  protected:
    void SetUp() override {
        contract::SetUp();
        turn_to("enforce");
    }
    void TearDown() override {
        turn_to("record");
        if (standard_policy.is_object()) set_policy(standard_policy);
    }

    void turn_to(const std::string& mode) {
        const reply told = call(erp->credit().handle(),
                                {{"op", "guard"}, {"mode", mode}, {"user", person("manager")}});
        ASSERT_EQ(CG_OK, told.status) << told.body;
    }
    void set_policy(const json& wanted) { put_in_force(erp->credit(), wanted); }
    // The limit holds an invoice, too, until the end of the test.
    void hold_invoices() {
        standard_policy =
            erp->credit().get({{"op", "policy"}, {"business_date", "2026-11-24"}}).at("policy");
        json wanted = standard_policy;
        for (json& each : wanted.at("rules")) {
            if (each.at("rule") == "limit") each["at"]["invoice"] = "hold";
        }
        set_policy(wanted);
    }
    // In which of the two lists of `creditgate audit` the order is.
    std::string audit(std::int64_t order, const std::string& kind = "order") {
        const json found = call(erp->credit().handle(), {{"op", "audit"}, {"max", 1000}}).body;
        std::string lists;
        for (const char* list : {"uncovered", "noted"}) {
            const json& all = found.at(list);
            if (std::any_of(all.begin(), all.end(), [&](const json& each) {
                    return each.at("document").at("id") == order &&
                           each.at("document").at("kind") == kind;
                })) {
                lists.append(lists.empty() ? "" : ", ").append(list);
            }
        }
        return lists;
    }
    void refused(std::int64_t order, written what, const std::string& place = "confirm") {
        try {
            erp->write_around(order, what);
            ADD_FAILURE() << "nothing refused it";
        } catch (const std::exception& refusal) {
            EXPECT_NE(std::string::npos,
                      std::string(refusal.what()).find("no approval at " + place))
                << refusal.what();
        }
    }

    // Some hosts throw what the clerk is told.
    void try_to_post(std::int64_t invoice) {
        try {
            erp->post_invoice(invoice);
        } catch (const std::exception& told) {
            EXPECT_NE(std::string::npos, std::string(told.what()).find("limit")) << told.what();
        }
    }

    json standard_policy;
};

TEST_P(guarded, a_policy_that_adds_a_checkpoint_covers_nothing_at_another) {
    turn_to("record");
    const std::int64_t made = order(customer("10.00"), "100.00");
    erp->write_around(made, written::confirmed);
    EXPECT_EQ("uncovered, noted", audit(made));
    hold_invoices();
    EXPECT_EQ("uncovered, noted", audit(made));
}

TEST_P(guarded, what_was_checked_passes) {
    const std::int64_t made = confirmed(customer("1000.00"), "1000.00");
    EXPECT_EQ("", audit(made));
}

TEST_P(guarded, what_was_not_asked_is_refused) {
    const std::int64_t made = order(customer("1000.00"), "100.00");
    refused(made, written::confirmed);
    EXPECT_EQ("draft", erp->state_of(made));
    EXPECT_EQ("", audit(made));
}

TEST_P(guarded, what_was_held_is_refused_until_it_is_released_and_asked) {
    const std::int64_t made = order(customer("1000.00"), "1000.01");
    const std::int64_t hold_id = held(made);
    refused(made, written::confirmed);
    EXPECT_EQ(CG_OK, release(hold_id).status);
    erp->run_outbox();
    EXPECT_EQ("confirmed", erp->state_of(made));
}

TEST_P(guarded, an_approval_is_of_what_it_was_then) {
    const std::int64_t made = confirmed(customer("1000.00"), "100.00");
    refused(made, written::one_dearer);
}

// What it has shrunk by has been given to others.
TEST_P(guarded, an_approval_shrinks_with_its_order) {
    const std::int64_t payer = customer("1000.00");
    std::vector<std::int64_t> shrunk;
    for (int i = 0; i < 3; ++i) {
        shrunk.push_back(confirmed(payer, "900.00"));
        erp->write_around(shrunk.back(), written::for_a_cent);
        EXPECT_EQ("", audit(shrunk.back())) << "a smaller order needs no new approval";
    }
    for (const std::int64_t each : shrunk) {
        refused(each, written::one_dearer);
        EXPECT_EQ("", audit(each));
    }
    turn_to("record");
    erp->write_around(shrunk[0], written::one_dearer);
    EXPECT_EQ("uncovered, noted", audit(shrunk[0]));
    EXPECT_EQ("", audit(shrunk[1]));
}

TEST_P(guarded, an_approval_is_of_one_company) {
    const std::int64_t made = confirmed(customer("1000.00"), "100.00");
    refused(made, written::another_company);
    turn_to("record");
    erp->write_around(made, written::another_company);
    EXPECT_EQ("uncovered, noted", audit(made));
}

TEST_P(guarded, what_no_amount_can_tell_is_refused_in_words_and_never_fails_a_pilot) {
    const std::int64_t made = order(customer("1000.00"), "100.00");
    erp->write_around(made, written::immense);
    refused(made, written::confirmed);
    turn_to("record");
    erp->write_around(made, written::confirmed);
    EXPECT_EQ("uncovered, noted", audit(made));
    EXPECT_EQ("confirmed", erp->state_of(made));
}

TEST_P(guarded, what_gets_dearer_after_the_answer_is_refused) {
    if (erp->declared().cannot_look_between) GTEST_SKIP() << "declared: cannot_look_between";
    const std::int64_t made = order(customer("1000.00"), "100.00");
    EXPECT_ANY_THROW(
        erp->confirm_with(made, [&] { erp->write_around(made, written::one_dearer); }));
    EXPECT_EQ("draft", erp->state_of(made));
}

TEST_P(guarded, an_approval_ends_when_the_order_goes_back) {
    if (erp->declared().confirmed_is_final) GTEST_SKIP() << "declared: confirmed_is_final";
    const std::int64_t made = confirmed(customer("1000.00"), "100.00");
    erp->set_back_to_draft(made);
    refused(made, written::confirmed);
}

TEST_P(guarded, an_approval_comes_to_nothing_with_its_transaction) {
    if (erp->declared().cannot_look_between) GTEST_SKIP() << "declared: cannot_look_between";
    const std::int64_t made = order(customer("1000.00"), "100.00");
    EXPECT_ANY_THROW(erp->confirm_with(made, [] { throw std::runtime_error("the ERP fails"); }));
    refused(made, written::confirmed);
}

TEST_P(guarded, while_it_only_notes_everything_passes_and_is_found) {
    turn_to("record");
    const std::int64_t made = order(customer("1000.00"), "100.00");
    erp->write_around(made, written::confirmed);
    EXPECT_EQ("uncovered, noted", audit(made));
    turn_to("enforce");
    EXPECT_EQ("noted", audit(made)) << "what is confirmed by then goes on";
    refused(made, written::one_dearer);
}

TEST_P(guarded, an_invoice_without_an_order_is_asked_about_where_the_policy_can_hold_it) {
    const std::int64_t payer = customer("1000.00");
    const auto draft = [&](const std::string& amount) {
        return erp->invoice_without_order(payer, amount, due::later);
    };
    // Of somebody else: what SQL alone has posted, not every ERP has booked.
    const std::int64_t before =
        erp->invoice_without_order(customer("1000.00"), "100.00", due::later);
    erp->write_around(before, written::posted);
    EXPECT_EQ("", audit(before, "invoice")) << "no rule holds an invoice";
    hold_invoices();
    EXPECT_EQ("", audit(before, "invoice")) << "what was posted by then goes on";
    const std::int64_t made = draft("300.00");
    refused(made, written::posted, "invoice");
    erp->post_invoice(made);
    EXPECT_EQ("", audit(made, "invoice"));
    EXPECT_EQ("300.00", exposure(payer));
    const std::int64_t beyond = draft("700.01");
    try_to_post(beyond);
    refused(beyond, written::posted, "invoice");
    turn_to("record");
    erp->write_around(beyond, written::posted);
    EXPECT_EQ("uncovered, noted", audit(beyond, "invoice"));
}

TEST_P(guarded, an_invoice_of_a_confirmed_order_passes_at_its_cover) {
    hold_invoices();
    const std::int64_t payer = customer("1000.00");
    const std::int64_t made = confirmed(payer, "1000.00");
    const std::int64_t invoice = erp->invoice_of(made, "1000.00");
    erp->write_around(invoice, written::posted);
    EXPECT_EQ("", audit(invoice, "invoice"));
}

INSTANTIATE_TEST_SUITE_P(hosts, guarded, ::testing::ValuesIn(hosts()),
                         [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace creditgate::test
