// SPDX-License-Identifier: Apache-2.0
//
// What doctor says of an installation, and of what is wrong with it.
#include <gtest/gtest.h>

#include "tests/plugin/given/shop.hpp"

namespace creditgate::test {
namespace {

struct doctor : ::testing::Test {
    sqlite_shop shop;
    test_session& session = shop.session();
};

TEST_F(doctor, finds_everything_good) {
    const json got = session.get({{"op", "doctor"}});
    EXPECT_GT(got["findings"].size(), 9U);
    for (const json& each : got["findings"]) EXPECT_EQ("good", each["state"]) << each;
}

TEST_F(doctor, names_a_missing_view) {
    shop.sql("drop view cg_erp_order");
    int bad = 0;
    const json got = session.get({{"op", "doctor"}});
    for (const json& each : got["findings"]) {
        if (each["state"] == "good") continue;
        ++bad;
        EXPECT_EQ("view cg_erp_order", each["check"]);
        EXPECT_NE("", each["next"]);
    }
    EXPECT_EQ(1, bad);
}

TEST_F(doctor, says_that_nothing_is_sealed) {
    const auto state = [&] {
        const json got = session.get({{"op", "doctor"}});
        for (const json& each : got["findings"]) {
            if (each["check"] == "audit chain") return each["state"].get<std::string>();
        }
        return std::string("no finding");
    };
    const std::string events =
        "insert into cg_audit (action, done_by, done_at, details) with recursive n(i) as "
        "(select 1 union all select i + 1 from n where i < ";
    const std::string rest = ") select 'guard', 'carl', '2026-11-24T09:30:00.000000Z', '{}' from n";
    shop.sql(events + "1000" + rest);
    EXPECT_EQ("good", state());
    shop.sql(events + "1" + rest);
    EXPECT_EQ("bad", state());
    const json sealed = session.get({{"op", "seal_audit"}, {"business_date", "2026-11-24"}});
    EXPECT_EQ(1'002, sealed["sealed_now"]);
    EXPECT_EQ("good", state());
}

TEST_F(doctor, names_the_document_whose_value_no_check_can_use) {
    struct row {
        const char* change;
        const char* found;
    };
    const row rows[] = {
        {"update erp_item set due_date = '31.12.2026' where item_id = 1",
         "the day of invoice INV-1 of customer 42 is '31.12.2026', expected a date"},
        {"update erp_item set due_date = '2026-12-31', currency = 'eur' where item_id = 1",
         "the currency of invoice INV-1 of customer 42 is 'eur', expected a currency code"},
    };
    for (const row& each : rows) {
        shop.sql(each.change);
        session.get({{"op", "refresh"}});
        const json got = session.get({{"op", "doctor"}});
        for (const json& finding : got["findings"]) {
            if (finding["check"] != "values") {
                EXPECT_EQ("good", finding["state"]) << finding;
                continue;
            }
            EXPECT_EQ("bad", finding["state"]);
            EXPECT_EQ(0U, finding["text"].get<std::string>().find(each.found)) << finding;
        }
    }
}

}  // namespace
}  // namespace creditgate::test
