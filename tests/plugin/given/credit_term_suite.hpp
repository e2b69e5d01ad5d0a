// SPDX-License-Identifier: Apache-2.0
//
// The credit term that is agreed with a limit. The same on every database: a program instantiates
// this suite with its kind of shop. Customer 42 has an invoice of 100.00 EUR.
#pragma once

#include <gtest/gtest.h>

#include "tests/plugin/given/shop.hpp"
#include "tests/support/policy.hpp"

namespace creditgate::test {

template <class Shop>
struct credit_terms : ::testing::Test {
    credit_terms() {
        put_in_force(shop.session(), {{"name", "Terms"},
                                      {"rules", json::array({{{"rule", "payment_terms_better"},
                                                              {"at", {{"confirm", "hold"}}}}})}});
    }
    static json changed(const std::string& op, const json& terms) {
        json made = {{"op", op},
                     {"company", 1},
                     {"customer", 42},
                     {"limit", {{"state", "amount"}, {"amount", money("5000.00")}}},
                     {"user", controller()},
                     {"reason", "agreed"}};
        if (op == "set_limit") {
            made["business_date"] = "2026-11-24";
        } else {
            made["user"] = clerk();
        }
        if (!terms.is_null()) made["terms"] = terms;
        return made;
    }
    void limit(const json& terms) { shop.session().get(changed("set_limit", terms)); }
    json customer_42() {
        return shop.session().get({{"op", "customer"},
                                   {"company", 1},
                                   {"customer", 42},
                                   {"business_date", "2026-11-24"}})["credit"]["limit_terms"];
    }
    // Of an order to be paid within so many days, by a customer with whom the ERP has agreed on 30.
    std::string order(int days) {
        json asked = check_of(++last_order_);
        asked["agreed_term_days"] = 30;
        asked["document"]["payment_term_days"] = days;
        const json got = shop.session().get(asked);
        const json& reasons = got["reasons"];
        return reasons.empty() ? "" : reasons[0]["threshold"].dump();
    }
    std::string approved(const json& request_id, const std::string& by) {
        return shop.session()
            .get({{"op", "approve_limit_request"},
                  {"limit_request_id", request_id},
                  {"user", {{"name", by}, {"roles", {"controller"}}}},
                  {"business_date", "2026-11-24"}})["request"]["state"]
            .template get<std::string>();
    }

    Shop shop;

  private:
    int last_order_ = 100;
};
TYPED_TEST_SUITE_P(credit_terms);

TYPED_TEST_P(credit_terms, are_what_is_agreed_in_the_place_of_the_payment_term) {
    this->limit(nullptr);
    EXPECT_EQ("", this->order(30));
    EXPECT_EQ(R"({"days":30})", this->order(31));
    this->limit({{"credit_days", 45}});
    EXPECT_EQ(45, this->customer_42()["credit_days"]);
    EXPECT_EQ("", this->order(45));
    EXPECT_EQ(R"({"days":45})", this->order(46));
    this->limit({{"credit_days", 0}});
    EXPECT_EQ("", this->order(0));
    EXPECT_EQ(R"({"days":0})", this->order(1));
    // It stays until another one is said, and ends where the terms that are said have none.
    this->limit(nullptr);
    EXPECT_EQ(0, this->customer_42()["credit_days"]);
    this->limit({{"review_on", "2026-12-01"}});
    EXPECT_TRUE(this->customer_42()["credit_days"].is_null());
    EXPECT_EQ("", this->order(30));
}

TYPED_TEST_P(credit_terms, end_with_the_days_of_the_limit) {
    this->limit({{"credit_days", 45}, {"valid_to", "2026-11-23"}});
    EXPECT_EQ(R"({"days":30})", this->order(45));
    this->limit({{"credit_days", 45}, {"valid_to", "2026-11-24"}});
    EXPECT_EQ("", this->order(45));
}

TYPED_TEST_P(credit_terms, are_whole_days_of_ten_years_at_most) {
    this->limit({{"credit_days", 3650}});
    for (const json& wrong : {json(3651), json(-1), json("30"), json(1.5)}) {
        const answer refused =
            this->shop.session().call(this->changed("set_limit", {{"credit_days", wrong}}));
        EXPECT_EQ("terms.credit_days", refused.field()) << wrong;
    }
    EXPECT_EQ(3650, this->customer_42()["credit_days"]);
}

TYPED_TEST_P(credit_terms, stay_with_a_temporary_amount_and_are_in_the_journal) {
    this->limit({{"credit_days", 45}});
    const json after = this->shop.session().get({{"op", "set_temporary_limit"},
                                                 {"company", 1},
                                                 {"customer", 42},
                                                 {"amount", money("5.00")},
                                                 {"from", "2026-11-24"},
                                                 {"to", "2026-11-28"},
                                                 {"user", controller()},
                                                 {"reason", "season"},
                                                 {"business_date", "2026-11-24"}})["after"];
    EXPECT_EQ(45, after["credit_days"]);
    EXPECT_EQ(45, this->customer_42()["credit_days"]);
    EXPECT_NE(std::string::npos,
              direct_database(this->shop.administrator())
                  .value("select details from cg_audit where action = 'set_limit' "
                         "order by audit_id desc limit 1")
                  .find(R"("credit_days":45)"));
}

TYPED_TEST_P(credit_terms, may_be_asked_for_and_a_longer_one_is_a_raise_of_all_of_the_limit) {
    json request = this->changed("request_limit", {{"credit_days", 60}});
    request["limit"]["amount"] = money("20000.00");
    json asked = this->shop.session().get(request)["request"];
    EXPECT_EQ(60, asked["terms"]["credit_days"]);
    EXPECT_EQ("open", this->approved(asked["limit_request_id"], "carl"));
    this->shop.session().get({{"op", "approve_limit_request"},
                              {"limit_request_id", asked["limit_request_id"]},
                              {"user", manager("mary")},
                              {"business_date", "2026-11-24"}});
    EXPECT_EQ(60, this->customer_42()["credit_days"]);
    struct row {
        int days;
        const char* state;  // after the yes of a controller, who may up to 10,000
    };
    for (const row& each : {row{61, "open"}, row{59, "approved"}}) {
        request["terms"]["credit_days"] = each.days;
        asked = this->shop.session().get(request)["request"];
        EXPECT_EQ(each.state, this->approved(asked["limit_request_id"], "carl")) << each.days;
        if (std::string(each.state) == "approved") continue;
        this->shop.session().get({{"op", "withdraw_limit_request"},
                                  {"limit_request_id", asked["limit_request_id"]},
                                  {"user", clerk()}});
    }
    EXPECT_EQ(59, this->customer_42()["credit_days"]);
}

TYPED_TEST_P(credit_terms, that_have_changed_meanwhile_are_told_to_who_approves) {
    this->limit({{"credit_days", 30}});
    const json id = this->shop.session().get(
        this->changed("request_limit", {{"credit_days", 60}}))["request"]["limit_request_id"];
    this->limit({{"credit_days", 10}});
    const answer refused =
        this->shop.session().call({{"op", "approve_limit_request"},
                                   {"limit_request_id", id},
                                   {"user", {{"name", "carl"}, {"roles", {"controller"}}}},
                                   {"business_date", "2026-11-24"}});
    EXPECT_EQ("limit_changed", refused.code());
    EXPECT_NE(std::string::npos, refused.message().find("to be paid within 10 days now"));
    EXPECT_NE(std::string::npos, refused.message().find("to be paid within 30 days when"));
    EXPECT_EQ(10, this->customer_42()["credit_days"]);
}

REGISTER_TYPED_TEST_SUITE_P(credit_terms, are_what_is_agreed_in_the_place_of_the_payment_term,
                            end_with_the_days_of_the_limit, are_whole_days_of_ten_years_at_most,
                            stay_with_a_temporary_amount_and_are_in_the_journal,
                            may_be_asked_for_and_a_longer_one_is_a_raise_of_all_of_the_limit,
                            that_have_changed_meanwhile_are_told_to_who_approves);

}  // namespace creditgate::test
