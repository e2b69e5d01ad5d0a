// SPDX-License-Identifier: Apache-2.0
//
// What a policy says of buckets and of rates, through the library. The same on every database: a
// program instantiates this suite with its kind of shop. The day is 2026-11-24; customer 42 has the
// invoice INV-1 of 100.00 EUR, due 2026-11-30.
#pragma once

#include <gtest/gtest.h>

#include "tests/plugin/given/shop.hpp"
#include "tests/support/policy.hpp"

namespace creditgate::test {

inline json limit_rule() {
    return {{"rule", "limit"}, {"at", {{"confirm", "hold"}}}};
}

template <class Shop>
struct buckets : ::testing::Test {
    Shop shop;

    // Amounts are minor units, as the shop's tables have them.
    void order(int id, int minor, const std::string& ship_date, const std::string& unit = "EUR") {
        const std::string n = std::to_string(id);
        const std::string shipped = ship_date.empty() ? "null" : "'" + ship_date + "'";
        shop.sql("insert into erp_order values (" + n + ", 1, 42, 'SO-" + n + "', '" + unit +
                 "', " + std::to_string(minor) + ", '2026-11-01', " + shipped + ")");
    }
    void item(int id, const std::string& kind, int minor, const std::string& due_date) {
        const std::string n = std::to_string(id);
        const std::string due = due_date.empty() ? "null" : "'" + due_date + "'";
        shop.sql("insert into erp_item values (" + n + ", 1, 42, '" + kind + "', " + n + ", 'IT-" +
                 n + "', 'EUR', " + std::to_string(minor) + ", '2026-11-01', " + due + ", null)");
    }
    void rate(const std::string& unit, const std::string& valid_from, const std::string& units) {
        shop.sql("insert into erp_rate values ('" + unit + "', '" + valid_from + "', '" + units +
                 "')");
    }
    // A policy with the rule limit and more; `terms` are horizon_days and buckets.
    void policy(json terms, json more_rules = json::array()) {
        terms["name"] = "Test";
        terms["rules"] = json::array({limit_rule()});
        for (json& each : more_rules) {
            each["at"] = {{"confirm", "hold"}};
            terms["rules"].push_back(each);
        }
        put_in_force(shop.session(), terms);
    }
    json customer(const std::string& documents_of = "") {
        json asked = {
            {"op", "customer"}, {"company", 1}, {"customer", 42}, {"business_date", "2026-11-24"}};
        if (!documents_of.empty()) asked["documents_of"] = documents_of;
        return shop.session().get(asked);
    }
    json breaches(const std::string& since) {
        return shop.session().get(
            {{"op", "breaches"}, {"business_date", "2026-11-24"}, {"since", since}});
    }
};

// "open_order 100.00, in_clearing 40.00 (not counted)": the buckets that are not 0.
inline std::string buckets_told(const json& credit) {
    std::string all;
    for (const json& each : credit["buckets"]) {
        if (each["documents"] == 0) continue;
        all += all.empty() ? "" : ", ";
        all +=
            each["bucket"].get<std::string>() + " " + each["amount"]["amount"].get<std::string>();
        if (!each["included"].get<bool>()) all += " (not counted)";
    }
    return all;
}

// "SO-1 10.00 2026-12-24, SO-2 20.00 -"
inline std::string documents_told(const json& documents) {
    std::string all;
    for (const json& each : documents) {
        all += all.empty() ? "" : ", ";
        all += each["number"].get<std::string>() + " " +
               each["amount"]["amount"].get<std::string>() + " " +
               (each["day"].is_null() ? "-" : each["day"].get<std::string>());
    }
    return all;
}

inline json beyond_does_not_count(int horizon_days) {
    const json beyond = {{"bucket", "open_order_beyond_horizon"}, {"included", false}};
    return {{"horizon_days", horizon_days}, {"buckets", json::array({beyond})}};
}

TYPED_TEST_SUITE_P(buckets);

TYPED_TEST_P(buckets, orders_are_within_the_horizon_to_its_last_day) {
    this->order(1, 1000, "2026-12-24");
    this->order(2, 2000, "2026-12-25");
    this->order(3, 4000, "");
    this->order(4, 8000, "2026-01-01");
    this->order(5, 16000, "2028-01-01");
    EXPECT_EQ("open_order 310.00, open_item_not_due 100.00",
              buckets_told(this->customer()["credit"]));
    struct row {
        int days;
        const char* told;
        const char* exposure;
    };
    const row rows[] = {
        {29,
         "open_order 120.00, open_order_beyond_horizon 190.00 (not counted), "
         "open_item_not_due 100.00",
         "220.00"},
        {30,
         "open_order 130.00, open_order_beyond_horizon 180.00 (not counted), "
         "open_item_not_due 100.00",
         "230.00"},
        {31,
         "open_order 150.00, open_order_beyond_horizon 160.00 (not counted), "
         "open_item_not_due 100.00",
         "250.00"},
    };
    for (const row& each : rows) {
        this->policy(beyond_does_not_count(each.days));
        const json credit = this->customer()["credit"];
        EXPECT_EQ(each.told, buckets_told(credit));
        EXPECT_EQ(money(each.exposure), credit["exposure"]);
    }
}

TYPED_TEST_P(buckets, an_order_that_ships_later_passes_and_reserves) {
    this->shop.set_limit("150.00");
    this->policy(beyond_does_not_count(30));
    this->order(16, 100000, "2027-06-01");
    json asked = check_of(17, "50.01");
    asked["document"]["ship_date"] = "2026-12-24";
    const json held = this->shop.session().get(asked);
    EXPECT_EQ("hold", held["outcome"]);
    EXPECT_EQ("2026-12-25", held["clear"]["ship_from"]);
    EXPECT_NE(std::string::npos,
              held["message"].get<std::string>().find("a ship date of 2026-12-25 or later"));
    EXPECT_EQ(held, this->shop.session().get(asked)) << "the same question";
    asked = check_of(18, "50.01");
    asked["document"]["ship_date"] = "2026-12-25";
    const json passed = this->shop.session().get(asked);
    EXPECT_EQ("approve", passed["outcome"]);
    const json now = this->customer("reservation");
    EXPECT_EQ(
        "open_order_beyond_horizon 1000.00 (not counted), open_item_not_due 100.00, "
        "reservation 50.01",
        buckets_told(now["credit"]));
    EXPECT_EQ("SO-18 50.01 -", documents_told(now["documents"]));
}

// What this process knows of the policy is of yesterday: the horizon is the new one all the same.
TYPED_TEST_P(buckets, a_policy_that_another_process_sets_draws_the_horizon_for_the_next_check) {
    this->shop.set_limit("150.00");
    this->order(16, 5000, "2026-12-10");
    EXPECT_EQ("hold", this->shop.session().get(check_of(17, "0.01"))["outcome"]);
    test_session other(this->shop.configuration());
    json terms = beyond_does_not_count(10);
    terms.update({{"name", "Short"}, {"rules", json::array({limit_rule()})}});
    put_in_force(other, terms);
    const json got = this->shop.session().get(check_of(18, "50.00"));
    EXPECT_EQ("approve", got["outcome"]);
    EXPECT_EQ("open_order_beyond_horizon 50.00 (not counted), open_item_not_due 100.00",
              buckets_told(got["credit"]));
    EXPECT_EQ("hold", this->shop.session().get(check_of(19, "0.01"))["outcome"]);
}

TYPED_TEST_P(buckets, a_limit_of_its_own_holds_with_a_reason_of_its_own) {
    this->shop.set_limit("1000.00");
    const json limited = {{"bucket", "open_order"}, {"limit", money("60.00")}};
    this->policy({{"buckets", json::array({limited})}},
                 json::array({json{{"rule", "bucket_limit"}}}));
    this->order(16, 5000, "");
    EXPECT_EQ("approve", this->shop.session().get(check_of(17, "10.00"))["outcome"]);
    this->shop.sql("update erp_order set amount_minor = 5001");
    const json got = this->shop.session().get(check_of(18, "10.00"));
    EXPECT_EQ("hold", got["outcome"]);
    ASSERT_EQ(1U, got["reasons"].size());
    const json& why = got["reasons"][0];
    EXPECT_EQ("bucket_limit", why["rule"]);
    EXPECT_EQ("open_order", why["bucket"]);
    EXPECT_EQ(money("60.01"), why["value"]);
    EXPECT_EQ(money("60.00"), why["threshold"]);
    EXPECT_EQ("open orders come to 60.01 EUR; 60.00 EUR is allowed there: 0.01 EUR too much",
              why["text"]);
    EXPECT_EQ(money("9.99"), got["clear"]["fits"]);
    const json listed = this->shop.session().get({{"op", "holds"}, {"company", 1}})["holds"];
    EXPECT_EQ(got["reasons"], listed.at(0)["reasons"]) << "from the record";
    EXPECT_EQ(money("60.00"), got["credit"]["buckets"][0]["limit"]);
}

TYPED_TEST_P(buckets, each_drills_down_to_its_documents) {
    this->policy({{"horizon_days", 30}});
    this->order(1, 1000, "2026-12-24");
    this->order(2, 2000, "2026-12-25");
    this->order(3, 4000, "");
    this->item(11, "draft_invoice", 300, "");
    this->item(12, "invoice", 500, "2026-11-23");
    this->item(13, "invoice", 700, "2026-11-24");
    this->item(14, "invoice", 900, "");
    this->item(15, "payment", -50, "");
    this->item(16, "credit_note", -60, "");
    this->item(17, "in_clearing", 80, "");
    struct row {
        const char* bucket;
        const char* documents;
        const char* sum;
    };
    const row rows[] = {
        {"open_order", "SO-3 40.00 -, SO-1 10.00 2026-12-24", "50.00"},
        {"open_order_beyond_horizon", "SO-2 20.00 2026-12-25", "20.00"},
        {"delivered_not_invoiced", "", "0.00"},
        {"draft_invoice", "IT-11 3.00 -", "3.00"},
        {"open_item_not_due", "IT-14 9.00 -, IT-13 7.00 2026-11-24, INV-1 100.00 2026-11-30",
         "116.00"},
        {"open_item_overdue", "IT-12 5.00 2026-11-23", "5.00"},
        {"unallocated", "IT-15 -0.50 -, IT-16 -0.60 -", "-1.10"},
        {"in_clearing", "IT-17 0.80 -", "0.80"},
        {"reservation", "", "0.00"},
    };
    std::size_t at = 0;
    for (const row& each : rows) {
        const json got = this->customer(each.bucket);
        EXPECT_EQ(each.documents, documents_told(got["documents"])) << each.bucket;
        const json& sum = got["credit"]["buckets"][at++];
        EXPECT_EQ(each.bucket, sum["bucket"]);
        EXPECT_EQ(money(each.sum), sum["amount"]);
        EXPECT_EQ(sum["documents"], got["documents"].size());
    }
    EXPECT_FALSE(this->customer().contains("documents"));
}

// 2026-11-22 is a Sunday.
TYPED_TEST_P(buckets, a_rate_is_the_last_one_before_the_day_and_may_be_too_old) {
    this->shop.set_limit("1000.00");
    this->rate("USD", "2026-11-20", "2");
    this->rate("USD", "2026-11-25", "4");
    this->order(1, 1000, "", "USD");
    struct row {
        const char* day;
        int most;
        const char* outcome;
    };
    const row rows[] = {{"2026-11-22", 2, "approve"},
                        {"2026-11-22", 1, "hold"},
                        {"2026-11-24", 4, "approve"},
                        {"2026-11-24", 3, "hold"},
                        {"2026-11-25", 0, "approve"}};
    int order = 100;
    for (const row& each : rows) {
        SCOPED_TRACE(std::string(each.day) + ", " + std::to_string(each.most));
        const json stale = {{"rule", "rate_stale"}, {"max_age_days", each.most}};
        this->policy(json::object(), json::array({stale}));
        json asked = check_of(++order, "1.00");
        asked["business_date"] = each.day;
        const json got = this->shop.session().get(asked);
        EXPECT_EQ(each.outcome, got["outcome"]);
        if (got["outcome"] == "hold") {
            EXPECT_EQ("rate_stale", got["reasons"][0]["rule"]);
            EXPECT_EQ("USD", got["reasons"][0]["currency"]);
            EXPECT_EQ(json({"the last exchange rate of USD is of 2026-11-20"}),
                      got["credit"]["findings"]);
        }
    }
    const json rates = this->customer()["credit"]["rates"];
    ASSERT_EQ(2U, rates.size());
    EXPECT_EQ(json({{"currency", "USD"}, {"valid_from", "2026-11-20"}, {"units_per_base", "2"}}),
              rates[0]);
}

TYPED_TEST_P(buckets, a_limit_that_a_rate_alone_breaches_is_found) {
    this->shop.set_limit("150.00");
    this->rate("USD", "2026-11-20", "2");
    this->order(1, 10000, "", "USD");
    this->customer();
    EXPECT_EQ(json::array(), this->breaches("2026-11-23")["breaches"]) << "150.00 of 150.00";
    this->rate("USD", "2026-11-24", "1.999");
    const json got = this->breaches("2026-11-23");
    EXPECT_EQ(1, got["accounts"]);
    ASSERT_EQ(1U, got["breaches"].size());
    const json& breach = got["breaches"][0];
    EXPECT_EQ(42, breach["customer"]);
    EXPECT_EQ("Harbour Foods", breach["customer_name"]);
    EXPECT_EQ(money("150.00"), breach["exposure_since"]);
    EXPECT_EQ(money("150.03"), breach["exposure"]);
    EXPECT_EQ(money("0.03"), breach["excess"]);
    EXPECT_EQ("1.999", breach["rates"][0]["units_per_base"]);
    EXPECT_EQ("2026-11-20", breach["rates_since"][0]["valid_from"]);
    this->order(2, 1, "");
    this->customer();
    EXPECT_EQ(json::array(), this->breaches("2026-11-23")["breaches"])
        << "with that document it was above before";
}

REGISTER_TYPED_TEST_SUITE_P(buckets, orders_are_within_the_horizon_to_its_last_day,
                            an_order_that_ships_later_passes_and_reserves,
                            a_policy_that_another_process_sets_draws_the_horizon_for_the_next_check,
                            a_limit_of_its_own_holds_with_a_reason_of_its_own,
                            each_drills_down_to_its_documents,
                            a_rate_is_the_last_one_before_the_day_and_may_be_too_old,
                            a_limit_that_a_rate_alone_breaches_is_found);

}  // namespace creditgate::test
