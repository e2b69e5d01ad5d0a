// SPDX-License-Identifier: Apache-2.0
//
// What rules look at besides the exposure, as the ERP's tables show it: the oldest open item, since
// when a customer is known, how late he pays. The same on every database: a program instantiates
// this suite with its kind of shop. Customer 42 has the invoice INV-1 of 100.00 EUR, dated
// 2026-10-01 and due on 2026-11-30; customer 43 has nothing.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "tests/plugin/given/shop.hpp"
#include "tests/support/policy.hpp"

namespace creditgate::test {

template <class Shop>
struct payers : ::testing::Test {
    void rule(json line) {
        line["at"] = {{"confirm", "hold"}};
        put_in_force(shop.session(), {{"name", "One rule"}, {"rules", json::array({line})}});
    }
    // An invoice of customer 43; '' is null.
    void item(const std::string& minor, const std::string& dated, const std::string& due,
              const std::string& settled, const std::string& currency = "EUR") {
        shop.sql(new_invoice(++last_item_, minor, dated, due, settled, currency));
    }
    // "approve", or what was found: "3 of 2 days".
    std::string found(const json& patch = json::object()) {
        json asked = check_of(++last_order_);
        asked["customer"] = 43;
        asked.merge_patch(patch);
        const json got = shop.session().get(asked);
        if (got["reasons"].empty()) return got["outcome"];
        const json& why = got["reasons"][0];
        return why["value"]["days"].dump() + " of " + why["threshold"]["days"].dump() + " days";
    }

    Shop shop;

  private:
    int last_item_ = 10;
    int last_order_ = 4000;
};
TYPED_TEST_SUITE_P(payers);

TYPED_TEST_P(payers, have_an_oldest_open_item_by_its_own_date) {
    this->rule({{"rule", "oldest_open_item"}, {"max_age_days", 10}});
    EXPECT_EQ("approve", this->found());
    this->item("100", "2026-11-14", "2027-01-31", "");
    EXPECT_EQ("approve", this->found());
    this->item("100", "2026-11-13", "2027-01-31", "");
    EXPECT_EQ("11 of 10 days", this->found());
    this->shop.sql("update erp_item set settled_date = '2026-11-24' where item_id = 12");
    EXPECT_EQ("approve", this->found());
    this->shop.sql("update erp_item set document_date = '2026-11-12' where item_id = 11");
    EXPECT_EQ("12 of 10 days", this->found());
    // Not by itself.
    EXPECT_EQ("approve", this->found({{"document", {{"kind", "invoice"}, {"id", 11}}}}));
}

TYPED_TEST_P(payers, have_an_oldest_open_item_by_its_due_date_where_there_is_no_other) {
    this->rule({{"rule", "oldest_open_item"}, {"max_age_days", 10}});
    this->item("100", "", "2026-11-13", "");
    EXPECT_EQ("11 of 10 days", this->found());
    this->shop.sql("update erp_item set due_date = null where item_id = 11");
    EXPECT_EQ("approve", this->found());
}

TYPED_TEST_P(payers, are_known_since_the_erp_has_had_them_or_their_first_invoice) {
    this->rule({{"rule", "new_customer"}, {"known_days", 30}});
    const json told_long_ago = {{"customer_since", "2026-10-25"}};
    const json told_lately = {{"customer_since", "2026-10-26"}};
    EXPECT_EQ("0 of 30 days", this->found());
    EXPECT_EQ("29 of 30 days", this->found(told_lately));
    EXPECT_EQ("approve", this->found(told_long_ago));
    this->item("100", "2026-11-14", "2026-12-14", "");
    EXPECT_EQ("10 of 30 days", this->found());
    this->item("100", "2026-11-10", "2026-12-10", "2026-11-11");
    EXPECT_EQ("14 of 30 days", this->found());
    EXPECT_EQ("29 of 30 days", this->found(told_lately));
    this->item("100", "2026-10-25", "2026-12-10", "2026-11-11");
    EXPECT_EQ("approve", this->found());
    EXPECT_EQ("approve", this->found(told_lately));
    EXPECT_EQ("approve", this->found({{"customer", 42}})) << "by what is open of him";
}

// FIELD.md: (10 x 1,000 + 6 x 3,000) / 4,000 = 7.
TYPED_TEST_P(payers, have_a_payment_index_as_the_field_says) {
    this->item("100000", "2026-09-01", "2026-10-01", "2026-10-11");
    this->item("300000", "2026-09-01", "2026-10-01", "2026-10-07");
    this->rule({{"rule", "payment_index"}, {"most_days_late", 6}});
    EXPECT_EQ("7 of 6 days", this->found());
    this->rule({{"rule", "payment_index"}, {"most_days_late", 7}});
    EXPECT_EQ("approve", this->found());
}

TYPED_TEST_P(payers, have_a_payment_index_of_the_last_days_in_which_early_is_not_late) {
    this->rule({{"rule", "payment_index"}, {"most_days_late", 0}, {"last_days", 10}});
    this->item("100", "2026-09-01", "2026-10-01", "2026-11-14");  // a day too long ago
    this->item("100", "2026-09-01", "", "2026-11-20");            // nobody knows how late
    EXPECT_EQ("approve", this->found());
    this->item("100", "2026-09-01", "2026-11-05", "2026-11-15");  // 10 days late
    this->item("100", "2026-09-01", "2026-11-30", "2026-11-20");  // 10 days early
    EXPECT_EQ("approve", this->found()) << "read once a day";
    EXPECT_EQ("18 of 0 days", this->found({{"business_date", "2026-11-23"}}));
    EXPECT_EQ("approve", this->found({{"business_date", "2026-11-25"}}));
}

TYPED_TEST_P(payers, have_one_payment_index_in_all_currencies) {
    this->shop.sql("insert into erp_rate values ('USD', '2026-01-01', '2')");
    this->item("100", "2026-09-01", "2026-10-01", "2026-10-01");
    this->item("200", "2026-09-01", "2026-10-01", "2026-10-11", "USD");
    this->rule({{"rule", "payment_index"}, {"most_days_late", 4}});
    EXPECT_EQ("5 of 4 days", this->found());
}

REGISTER_TYPED_TEST_SUITE_P(payers, have_an_oldest_open_item_by_its_own_date,
                            have_an_oldest_open_item_by_its_due_date_where_there_is_no_other,
                            are_known_since_the_erp_has_had_them_or_their_first_invoice,
                            have_a_payment_index_as_the_field_says,
                            have_a_payment_index_of_the_last_days_in_which_early_is_not_late,
                            have_one_payment_index_in_all_currencies);

}  // namespace creditgate::test
