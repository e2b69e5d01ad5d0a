// SPDX-License-Identifier: Apache-2.0
//
// Many limits asked for at once. The same on every database: a program instantiates this suite with
// its kind of shop.
#pragma once

#include "tests/plugin/given/limit_requests.hpp"

namespace creditgate::test {

template <class Shop>
struct proposed_limits : limit_requests<Shop> {
    proposed_limits() {
        this->shop.sql("insert into erp_company values (2, 'Quay Trading KK', 'JPY')");
        this->shop.sql("insert into erp_party values (44, 'C44', 'Pier 9')");
        set(1, 42, money("1049.99"));
        set(1, 43, money("5000.00"));
        set(1, 44, nullptr);
        set(2, 42, money("9950", "JPY"));
        this->session().get({{"op", "set_risk_class"},
                             {"company", 1},
                             {"customer", 43},
                             {"risk_class", "B"},
                             {"user", controller()},
                             {"reason", "rated"},
                             {"business_date", "2026-11-24"}});
    }
    // null: unlimited.
    void set(int company, int customer, const json& amount) {
        json limit = {{"state", amount.is_null() ? "unlimited" : "amount"}};
        if (!amount.is_null()) limit["amount"] = amount;
        this->session().get({{"op", "set_limit"},
                             {"company", company},
                             {"customer", customer},
                             {"limit", limit},
                             {"user", controller()},
                             {"reason", "agreed"},
                             {"business_date", "2026-11-24"}});
    }
    static json proposing(const json& more) {
        json made = {
            {"op", "propose_limits"}, {"user", known_person("carl")}, {"reason", "review 2027"}};
        made.update(more);
        return made;
    }
    json propose(const json& more) { return this->session().get(proposing(more)); }
    // "42: 1049.99 -> 1200.00" for each line, or the code of its error.
    static std::string told(const json& answer) {
        std::string all;
        const auto text = [](const json& limit) {
            if (limit.is_null()) return std::string("?");
            const bool amount = limit.at("state") == "amount";
            return (amount ? limit.at("amount").at("amount") : limit.at("state"))
                .template get<std::string>();
        };
        for (const json& each : answer.at("lines")) {
            all += (all.empty() ? "" : "; ") + std::to_string(each.at("company").get<int>()) + "/" +
                   std::to_string(each.at("customer").get<int>()) + ": " + text(each.at("before")) +
                   " -> " + text(each.at("after"));
            if (!each.at("error").is_null()) {
                all += " " + each.at("error").at("code").template get<std::string>();
            }
        }
        return all;
    }
};
TYPED_TEST_SUITE_P(proposed_limits);

TYPED_TEST_P(proposed_limits, a_percentage_is_of_those_who_have_an_amount) {
    struct row {
        json asked;
        const char* told;
    };
    const row rows[] = {
        {{{"company", 1}, {"percent", "10"}, {"round", "100"}},
         "1/42: 1049.99 -> 1200.00; 1/43: 5000.00 -> 5500.00"},
        {{{"company", 1}, {"percent", "-5.5"}},
         "1/42: 1049.99 -> 992.24; 1/43: 5000.00 -> 4725.00"},
        {{{"all_companies", true}, {"risk_class", "B"}, {"percent", "1"}, {"round", "100.00"}},
         "1/43: 5000.00 -> 5100.00"},
        {{{"all_companies", true}, {"percent", "1"}, {"round", "100"}},
         "1/42: 1049.99 -> 1100.00; 1/43: 5000.00 -> 5100.00; 2/42: 9950 -> 10000"},
        {{{"company", 2}, {"percent", "1"}, {"round", "0.5"}}, "2/42: 9950 -> ? too_many_decimals"},
        {{{"company", 1}, {"percent", "0"}},
         "1/42: 1049.99 -> 1049.99 nothing_changes; 1/43: 5000.00 -> 5000.00 nothing_changes"},
        {{{"company", 1}, {"risk_class", "C"}, {"percent", "1"}}, ""},
        {{{"group", "Nobody"}, {"percent", "1"}}, ""},
    };
    for (const row& each : rows) {
        json asked = each.asked;
        asked["preview"] = true;
        const json shown = this->propose(asked);
        EXPECT_EQ(each.told, this->told(shown)) << asked.dump();
        EXPECT_TRUE(shown["batch_id"].is_null());
    }
    EXPECT_EQ("0", this->counted("cg_limit_request"));
    EXPECT_EQ("0", this->counted("cg_limit_batch"));
}

TYPED_TEST_P(proposed_limits, become_requests_that_are_approved_one_by_one) {
    const json made = this->propose({{"company", 1}, {"percent", "10"}, {"round", "100"}});
    EXPECT_EQ("1/42: 1049.99 -> 1200.00; 1/43: 5000.00 -> 5500.00", this->told(made));
    ASSERT_TRUE(made["batch_id"].is_number());
    EXPECT_EQ("1049.99", this->limit_now());
    const json listed =
        this->session().get({{"op", "limit_requests"}, {"batch_id", made["batch_id"]}})["requests"];
    ASSERT_EQ(2U, listed.size());
    EXPECT_EQ("review 2027", listed[0]["reason"]);
    EXPECT_EQ("own_request", this->approve(listed[0]["limit_request_id"], "carl").code());
    EXPECT_EQ("approved",
              this->approve(listed[0]["limit_request_id"], "cora").body["request"]["state"]);
    EXPECT_EQ("1200.00", this->limit_now());
    EXPECT_EQ("5000.00", this->limit_now(43));
    EXPECT_EQ("2", this->in_journal("request_limit"));
    // Who has an open one is left out; the other one is asked for again.
    const json again = this->propose({{"company", 1}, {"percent", "10"}, {"round", "100"}});
    EXPECT_EQ("1/42: 1200.00 -> 1300.00; 1/43: 5000.00 -> 5500.00 limit_request_open",
              this->told(again));
    EXPECT_NE(made["batch_id"], again["batch_id"]);
}

TYPED_TEST_P(proposed_limits, lines_of_a_file_are_each_told) {
    this->shop.sql("insert into erp_party values (45, 'C45', 'New Quay')");
    const json lines =
        json::array({{{"line", 2}, {"customer", 42}, {"amount", "6000.00"}},
                     {{"line", 3}, {"customer", 43}, {"percent", "-10"}},
                     {{"line", 4}, {"customer", 44}},
                     {{"line", 5}, {"customer", 45}, {"amount", "300"}},
                     {{"line", 6}, {"customer", 99}, {"amount", "1.00"}},
                     {{"line", 7}, {"customer", 42}, {"amount", "7000.00"}},
                     {{"line", 8}, {"customer", 42}, {"company", 2}},
                     {{"line", 9}, {"customer", 43}, {"company", 2}, {"amount", "1.50"}},
                     {{"line", 10}, {"customer", 44}, {"company", 2}, {"amount", "x"}}});
    const char* told =
        "1/42: 1049.99 -> 6000.00; 1/43: 5000.00 -> 4500.00; 1/44: unlimited -> ? bad_limit; "
        "1/45: none -> 300.00; 1/99: ? -> ? unknown_customer; 1/42: ? -> ? duplicate_customer; "
        "2/42: 9950 -> 11940; 2/43: none -> ? too_many_decimals; 2/44: none -> ? bad_amount";
    json asked = {{"company", 1}, {"percent", "20"}, {"lines", lines}, {"preview", true}};
    const std::string accounts = this->counted("cg_account");
    EXPECT_EQ(told, this->told(this->propose(asked)));
    EXPECT_EQ(accounts, this->counted("cg_account"));
    asked.erase("preview");
    const json made = this->propose(asked);
    EXPECT_EQ(told, this->told(made));
    EXPECT_EQ("4", this->counted("cg_limit_request"));
    EXPECT_EQ(8, made["lines"][6]["line"]);
    EXPECT_EQ("lines[8].amount", made["lines"][8]["error"]["field"]);
    EXPECT_EQ("x", made["lines"][8]["error"]["value"]);
    EXPECT_EQ("approved",
              this->approve(made["lines"][3]["limit_request_id"], "mary").body["request"]["state"]);
    EXPECT_EQ("300.00", this->limit_now(45));
}

TYPED_TEST_P(proposed_limits, go_on_where_they_ended) {
    json asked = {{"company", 1}, {"percent", "10"}, {"max", 1}};
    const json first = this->propose(asked);
    EXPECT_EQ("1/42: 1049.99 -> 1154.99", this->told(first));
    asked["after_account_id"] = first["next_account_id"];
    asked["batch_id"] = first["batch_id"];
    const json second = this->propose(asked);
    EXPECT_EQ("1/43: 5000.00 -> 5500.00", this->told(second));
    EXPECT_EQ(first["batch_id"], second["batch_id"]);
    asked["after_account_id"] = second["next_account_id"];
    const json last = this->propose(asked);
    EXPECT_EQ("", this->told(last));
    EXPECT_TRUE(last["next_account_id"].is_null());
    EXPECT_EQ(2U, this->session()
                      .get({{"op", "limit_requests"}, {"batch_id", first["batch_id"]}})["requests"]
                      .size());
    asked["user"] = known_person("cora");
    EXPECT_EQ("unknown_limit_request", this->session().call(this->proposing(asked)).code());
}

TYPED_TEST_P(proposed_limits, what_is_wrong_with_all_of_it_is_told) {
    struct row {
        json asked;
        const char* code;
        const char* field;
    };
    const row rows[] = {
        {{{"percent", "10"}}, "missing_field", "company"},
        {{{"company", 1}}, "missing_field", "percent"},
        {{{"company", 1}, {"percent", "x"}}, "bad_percent", "percent"},
        {{{"company", 1}, {"percent", ""}}, "bad_percent", "percent"},
        {{{"company", 1}, {"percent", "1.234"}}, "bad_percent", "percent"},
        {{{"company", 1}, {"percent", "-100.01"}}, "bad_percent", "percent"},
        {{{"company", 1}, {"percent", "9900.01"}}, "bad_percent", "percent"},
        {{{"company", 1}, {"percent", "10"}, {"round", "0"}}, "bad_amount", "round"},
        {{{"company", 1}, {"percent", "10"}, {"round", "-5"}}, "bad_amount", "round"},
        {{{"lines", json::array({{{"customer", 42}, {"amount", "1"}}})}},
         "missing_field",
         "lines[0].company"},
        {{{"company", 1}, {"lines", json::array({{{"customer", 42}}})}},
         "missing_field",
         "lines[0].amount"},
        {{{"company", 1},
          {"lines", json::array({{{"customer", 42}, {"amount", "1"}, {"percent", "1"}}})}},
         "unknown_field",
         "lines[0].percent"},
        {{{"company", 1}, {"percent", "10"}, {"user", known_person("ann")}},
         "not_allowed",
         "user.roles"},
        {{{"company", 1}, {"percent", "10"}, {"batch_id", 7}}, "unknown_limit_request", "batch_id"},
    };
    for (const row& each : rows) {
        const answer refused = this->session().call(this->proposing(each.asked));
        EXPECT_EQ(each.code, refused.code()) << each.asked.dump();
        EXPECT_EQ(each.field, refused.field()) << each.asked.dump();
    }
    EXPECT_EQ("0", this->counted("cg_limit_request"));
}

REGISTER_TYPED_TEST_SUITE_P(proposed_limits, a_percentage_is_of_those_who_have_an_amount,
                            become_requests_that_are_approved_one_by_one,
                            lines_of_a_file_are_each_told, go_on_where_they_ended,
                            what_is_wrong_with_all_of_it_is_told);

}  // namespace creditgate::test
