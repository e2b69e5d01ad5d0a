// SPDX-License-Identifier: Apache-2.0
//
// Every op through the C interface; test_session holds each request and answer against its schema.
#include <gtest/gtest.h>

#include "tests/plugin/given/shop.hpp"
#include "tests/support/policy.hpp"

namespace creditgate::test {
namespace {

const json day = "2026-11-24";

struct answers : ::testing::Test {
    sqlite_shop shop;
    test_session& session = shop.session();

    json held(int order) {
        shop.set_limit("100.00");
        return session.get(check_of(order, "50.00"));
    }
};

TEST_F(answers, ping_tells_versions) {
    const json got = session.get({{"op", "ping"}});
    EXPECT_EQ(cg_version(), got["version"]);
    EXPECT_EQ(cg_abi_version(), got["abi"]);
    EXPECT_EQ("sqlite", got["database"]);
    EXPECT_EQ(got["schema_step_expected"], got["schema_step"]);
}

TEST_F(answers, install_again_applies_nothing) {
    const json got = session.get({{"op", "install"},
                                  {"host", "test"},
                                  {"views", erp_views()},
                                  {"triggers", erp_triggers(false)}});
    EXPECT_EQ(0, got["steps_applied"]);
}

TEST_F(answers, customer_shows_limit_exposure_and_available) {
    shop.set_limit("250.00");
    const json got =
        session.get({{"op", "customer"}, {"company", 1}, {"customer", 42}, {"business_date", day}});
    EXPECT_EQ("Harbour Foods", got["credit"]["customer_name"]);
    EXPECT_EQ(money("100.00"), got["credit"]["exposure"]);
    EXPECT_EQ(money("150.00"), got["credit"]["available"]);
    EXPECT_EQ("40.00", got["credit"]["utilisation_percent"]);
    EXPECT_TRUE(got["holds"].empty());
}

TEST_F(answers, check_approves_within_the_limit_and_gives_a_grant) {
    shop.set_limit("110.00");
    const json got = session.get(check_of(17, "10.00"));
    EXPECT_EQ("approve", got["outcome"]);
    EXPECT_TRUE(got["hold_id"].is_null());
    EXPECT_TRUE(got.contains("grant"));
}

TEST_F(answers, check_holds_one_cent_over_the_limit) {
    shop.set_limit("110.00");
    const json got = session.get(check_of(17, "10.01"));
    EXPECT_EQ("hold", got["outcome"]);
    EXPECT_EQ("limit", got["reasons"][0]["rule"]);
    EXPECT_EQ(money("110.01"), got["reasons"][0]["value"]);
    EXPECT_EQ(money("110.00"), got["reasons"][0]["threshold"]);
    EXPECT_EQ(money("0.01"), got["clear"]["pay"]);
    EXPECT_EQ(money("10.00"), got["clear"]["fits"]);
    EXPECT_FALSE(got.contains("grant"));
}

TEST_F(answers, the_same_request_is_answered_the_same_and_recorded_once) {
    shop.set_limit("110.00");
    const json asked = check_of(17, "50.00");
    const json first = session.get(asked);
    EXPECT_EQ(first, session.get(asked));
    EXPECT_EQ("1", direct_database(shop.connection()).value("select count(*) from cg_decision"));
}

// Also when the account has moved on meanwhile: it is the answer of then.
TEST_F(answers, the_same_question_gets_the_same_answer) {
    struct row {
        const char* name;
        const char* limit;
        json document;
        const char* outcome;
    };
    const json part = {{{"kind", "order"}, {"id", 16}, {"amount", money("5.00")}}};
    const row rows[] = {
        {"has no limit", nullptr, {{"amount", money("10.00")}}, "hold"},
        {"passes", "110.00", {{"amount", money("10.00")}}, "approve"},
        {"is held", "110.00", {{"amount", money("10.01")}}, "hold"},
        {"in a currency without a rate", "500.00", {{"amount", money("10.00", "USD")}}, "hold"},
        {"continues another", "110.00", {{"amount", money("10.00")}, {"sources", part}}, "approve"},
    };
    int order = 300;
    for (const row& each : rows) {
        if (each.limit) shop.set_limit(each.limit);
        json asked = check_of(++order, "0.00");
        asked["document"].update(each.document);
        const json first = session.get(asked);
        EXPECT_EQ(std::string(each.outcome), first["outcome"]) << each.name;
        shop.set_limit("1.00");
        EXPECT_EQ(first, session.get(asked)) << each.name;
        session.get({{"op", "abort"}, {"transaction", asked["transaction"]}});
        session.get({{"op", "withdraw"},
                     {"company", 1},
                     {"customer", 42},
                     {"document", {{"kind", "order"}, {"id", order}}},
                     {"user", clerk()},
                     {"reason", "the next row begins anew"}});
    }
}

TEST_F(answers, a_request_id_is_one_question_only) {
    shop.set_limit("110.00");
    const json asked = check_of(17, "10.00");
    session.get(asked);
    for (const char* place : {"/customer", "/document/id"}) {
        json other = asked;
        other[json::json_pointer(place)] = 43;
        EXPECT_NE("approve", session.call(other).body.value("outcome", "")) << place;
    }
    json more = asked;
    more["document"]["amount"] = money("999.00");
    const answer got = session.call(more);
    EXPECT_EQ(CG_BAD_REQUEST, got.status);
    EXPECT_EQ("request_id_reused", got.code());
}

TEST_F(answers, a_source_that_is_not_open_takes_nothing_off) {
    shop.set_limit("200.00");
    json first = check_of(17, "90.00");
    first["document"]["sources"] = {{{"kind", "order"}, {"id", 999}, {"amount", money("90.00")}}};
    EXPECT_EQ("approve", session.get(first)["outcome"]);
    EXPECT_EQ("hold", session.get(check_of(18, "10.01"))["outcome"]) << "90.00 are reserved";
    EXPECT_EQ("approve", session.get(check_of(18, "10.00"))["outcome"]);
}

TEST_F(answers, a_long_name_is_cut_between_its_characters) {
    shop.set_limit("110.00");
    json asked = check_of(17, "50.00");
    std::string name;
    for (int i = 0; i < 70; ++i) name += "食品港";
    asked["customer_name"] = name;
    EXPECT_EQ("hold", session.get(asked)["outcome"]);
    const json hold =
        session.get({{"op", "holds"}, {"company", 1}, {"state", "open"}})["holds"].at(0);
    EXPECT_EQ(name.substr(0, 198), hold["customer_name"]);
    shop.set_limit("500.00");
    EXPECT_EQ(0U, session.get({{"op", "holds"}, {"company", 1}})["holds"].size())
        << "the record can be read again";
}

TEST_F(answers, withdraw_touches_the_holds_of_that_customer_only) {
    shop.set_limit("100.00");
    const json held_order = held(17);
    json asked = {{"op", "withdraw"}, {"company", 1},
                  {"customer", 43},   {"document", {{"kind", "order"}, {"id", 17}}},
                  {"user", clerk()},  {"reason", "cancelled"}};
    EXPECT_TRUE(session.get(asked)["holds"].empty());
    asked["customer"] = 42;
    EXPECT_EQ(json({held_order["hold_id"]}), session.get(asked)["holds"]);
}

TEST_F(answers, quote_needs_no_transaction_and_opens_no_hold) {
    shop.set_limit("100.00");
    json asked = check_of(17);
    asked["checkpoint"] = "quote";
    asked.erase("transaction");
    const json got = session.get(asked);
    EXPECT_EQ("warn", got["outcome"]);
    EXPECT_TRUE(got["hold_id"].is_null());
}

TEST_F(answers, a_quotation_is_never_stopped_even_by_a_policy_that_holds_it) {
    shop.set_limit("100.00");
    put_in_force(
        session,
        {{"name", "Strict"},
         {"rules", {{{"rule", "limit"}, {"at", {{"quote", "hold"}, {"confirm", "hold"}}}}}}});
    json asked = check_of(17);
    asked["checkpoint"] = "quote";
    const json got = session.get(asked);
    EXPECT_EQ("hold", got["outcome"]) << "what a confirmation would meet";
    EXPECT_TRUE(got["hold_id"].is_null());
    EXPECT_EQ("warned", direct_database(shop.connection())
                            .value("select state from cg_document_status where document_id = 17"));
}

TEST_F(answers, every_optional_member_may_be_null) {
    shop.set_limit("1000.00");
    json asked = check_of(17);
    for (const char* name : {"customer_name", "ordering_party", "language"}) asked[name] = nullptr;
    for (const char* name : {"number", "direction", "date", "ship_date", "sources"}) {
        asked["document"][name] = nullptr;
    }
    asked["user"]["roles"] = nullptr;
    asked["transaction"]["cluster"] = nullptr;
    EXPECT_EQ("approve", session.get(asked)["outcome"]);
}

TEST_F(answers, messages_come_in_chinese) {
    shop.set_limit("100.00");
    json asked = check_of(17);
    asked["language"] = "zh_CN";
    const std::string message = session.get(asked)["message"];
    EXPECT_EQ(0U, message.find("Harbour Foods 的订单 SO-17（10.00 EUR）已被信用冻结："));
}

TEST_F(answers, hold_is_asked_for_and_released) {
    const json hold_id = held(17)["hold_id"];
    const json asked = session.get({{"op", "request_release"},
                                    {"hold_id", hold_id},
                                    {"user", clerk()},
                                    {"note", "customer paid today"}});
    EXPECT_EQ("customer paid today", asked["hold"]["requested"]["note"]);
    const json done = session.get({{"op", "release"},
                                   {"hold_id", hold_id},
                                   {"user", controller()},
                                   {"reason", "paid by cheque"},
                                   {"business_date", "2026-11-24"}});
    EXPECT_EQ("released", done["hold"]["state"]);
    EXPECT_EQ(money("50.00"), done["hold"]["closed"]["release_amount"]);
    const json waiting = session.get({{"op", "outbox"}})["entries"];
    ASSERT_EQ(1U, waiting.size());
    EXPECT_EQ(done["outbox_id"], waiting[0]["outbox_id"]);
    EXPECT_EQ("approve", session.get(check_of(17, "50.00"))["outcome"]);
    session.get({{"op", "outbox_done"}, {"outbox_id", done["outbox_id"]}, {"outcome", "done"}});
    EXPECT_TRUE(session.get({{"op", "outbox"}, {"max", 1}})["entries"].empty());
}

TEST_F(answers, outbox_offers_a_failed_entry_five_times) {
    const json hold_id = held(17)["hold_id"];
    session.get({{"op", "release"},
                 {"hold_id", hold_id},
                 {"user", controller()},
                 {"reason", "paid"},
                 {"business_date", "2026-11-24"}});
    for (int tries = 0; tries < 5; ++tries) {
        const json waiting = session.get({{"op", "outbox"}})["entries"];
        ASSERT_EQ(1U, waiting.size()) << tries;
        session.get({{"op", "outbox_done"},
                     {"outbox_id", waiting[0]["outbox_id"]},
                     {"outcome", "failed"},
                     {"note", "the order is locked"}});
    }
    EXPECT_TRUE(session.get({{"op", "outbox"}})["entries"].empty());
}

TEST_F(answers, hold_is_rejected) {
    const json done = session.get({{"op", "reject"},
                                   {"hold_id", held(17)["hold_id"]},
                                   {"user", controller()},
                                   {"reason", "insolvent"}});
    EXPECT_EQ("rejected", done["hold"]["state"]);
    EXPECT_TRUE(done["hold"]["closed"]["release_amount"].is_null());
}

TEST_F(answers, holds_are_found_by_every_filter) {
    const json hold_id = held(17)["hold_id"];
    const json filters[] = {{{"company", 1}},
                            {{"all_companies", true}},
                            {{"ids", {hold_id}}},
                            {{"document", {{"kind", "order"}, {"id", 17}}}},
                            {{"company", 1}, {"customer", 42}, {"state", "any"}, {"max", 1}},
                            {{"company", 1}, {"state", "open"}, {"language", "zh_CN"}}};
    for (json each : filters) {
        each["op"] = "holds";
        EXPECT_EQ(1U, session.get(each)["holds"].size()) << each;
    }
    const json others[] = {{{"company", 2}},
                           {{"company", 1}, {"state", "released"}},
                           {{"company", 1}, {"customer", 43}},
                           {{"company", 1}, {"after", hold_id}}};
    for (json each : others) {
        each["op"] = "holds";
        EXPECT_TRUE(session.get(each)["holds"].empty()) << each;
    }
}

TEST_F(answers, withdraw_closes_the_hold) {
    const json hold_id = held(17)["hold_id"];
    const json got = session.get({{"op", "withdraw"},
                                  {"company", 1},
                                  {"customer", 42},
                                  {"document", {{"kind", "order"}, {"id", 17}}},
                                  {"user", clerk()},
                                  {"reason", "set back to draft"}});
    EXPECT_EQ(json::array({hold_id}), got["holds"]);
}

TEST_F(answers, raising_the_limit_releases_the_hold) {
    const json hold_id = held(17)["hold_id"];
    const json got = session.get({{"op", "set_limit"},
                                  {"company", 1},
                                  {"customer", 42},
                                  {"limit", {{"state", "unlimited"}}},
                                  {"user", controller()},
                                  {"reason", "insured"},
                                  {"business_date", day}});
    ASSERT_EQ(1U, got["released"].size());
    EXPECT_EQ(hold_id, got["released"][0]["hold_id"]);
    EXPECT_EQ(money("100.00"), got["before"]["amount"]);
}

TEST_F(answers, payment_releases_the_hold_at_reevaluation) {
    const json hold_id = held(17)["hold_id"];
    const json asked = {{"op", "reevaluate"},
                        {"company", 1},
                        {"customers", {42, 43}},
                        {"reason", "payment"},
                        {"business_date", day}};
    EXPECT_EQ(json::array({hold_id}), session.get(asked)["still_open"]);
    shop.sql("update erp_item set settled_date = '2026-11-24'");
    EXPECT_EQ(hold_id, session.get(asked)["released"][0]["hold_id"]);
}

TEST_F(answers, blocked_account_rejects) {
    shop.set_limit("1000.00");
    const json block = {{"op", "block"},       {"company", 1},         {"customer", 42},
                        {"blocked", true},     {"user", controller()}, {"reason", "fraud"},
                        {"business_date", day}};
    EXPECT_EQ(true, session.get(block)["blocked"]);
    EXPECT_EQ("reject", session.get(check_of(17))["outcome"]);
}

TEST_F(answers, abort_frees_and_commit_ends_a_reservation) {
    shop.set_limit("150.00");
    const auto reserved = [&] {
        return session
            .get({{"op", "customer"}, {"company", 1}, {"customer", 42}, {"business_date", day}})
            .at("/credit/exposure"_json_pointer);
    };
    for (const char* end : {"abort", "commit"}) {
        const json asked = check_of(17, "20.00");
        EXPECT_EQ("approve", session.get(asked)["outcome"]);
        EXPECT_EQ(money("120.00"), reserved());
        session.get({{"op", end}, {"transaction", asked["transaction"]}});
        EXPECT_EQ(money("100.00"), reserved());
    }
}

TEST_F(answers, policy_is_replaced_by_a_newer_version) {
    const json before = session.get({{"op", "policy"}, {"business_date", "2026-11-24"}});
    const json rules = {
        {{"rule", "document_value"}, {"at", {{"confirm", "hold"}}}, {"threshold", money("5.00")}},
        {{"rule", "overdue_amount"}, {"at", {{"ship", "reject"}}}, {"threshold", money("0.00")}}};
    const auto version = put_in_force(session, {{"name", "Strict"}, {"rules", rules}});
    EXPECT_EQ(before["version"].get<int>() + 1, version);
    const json held_now = session.get(check_of(17));
    EXPECT_EQ("hold", held_now["outcome"]);
    EXPECT_EQ("document_value", held_now["reasons"][0]["rule"]);
    EXPECT_EQ(version, held_now["policy_version"]);
}

}  // namespace
}  // namespace creditgate::test
