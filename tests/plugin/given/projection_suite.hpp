// SPDX-License-Identifier: Apache-2.0
//
// What is kept of the ERP's open documents, whoever changes them and however. The same on every
// database: a program instantiates this suite with its kind of shop. Amounts are minor units of
// EUR, as the shop's tables have them.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "tests/plugin/given/shop.hpp"

namespace creditgate::test {

template <class Shop>
struct projection : ::testing::Test {
    Shop shop;

    static std::string row(int id, int customer, int minor) {
        const std::string n = std::to_string(id);
        return n + ", 1, " + std::to_string(customer) + ", 'SO-" + n + "', 'EUR', " +
               std::to_string(minor) + ", '2026-11-24', null";
    }
    void order(int id, int customer, int minor) {
        shop.sql("insert into erp_order values (" + row(id, customer, minor) + ")");
    }
    std::string exposure(int customer) {
        const json got = shop.session().get({{"op", "customer"},
                                             {"company", 1},
                                             {"customer", customer},
                                             {"business_date", "2026-11-24"}});
        return got["credit"]["exposure"]["amount"];
    }
    json reconciled(bool repair = false) {
        return shop.session().get({{"op", "reconcile"}, {"repair", repair}})["differences"];
    }
    json refresh() { return shop.session().get({{"op", "refresh"}, {"all_payers", true}}); }
    // What doctor finds wrong: "check: text" of each.
    std::vector<std::string> complaints() {
        std::vector<std::string> found;
        const json got = shop.session().get({{"op", "doctor"}});
        for (const json& each : got["findings"]) {
            if (each["state"] == "good") continue;
            found.push_back(each["check"].get<std::string>() + ": " +
                            each["text"].get<std::string>());
        }
        return found;
    }
    std::string value(const std::string& sql) {
        return direct_database(shop.administrator()).value(sql);
    }
};
TYPED_TEST_SUITE_P(projection);

TYPED_TEST_P(projection, follows_a_document_whoever_changes_it) {
    EXPECT_EQ("100.00", this->exposure(42)) << "its invoice";
    this->order(1, 42, 5000);
    EXPECT_EQ("150.00", this->exposure(42));
    this->shop.sql("update erp_order set amount_minor = 2000 where document_id = 1");
    EXPECT_EQ("120.00", this->exposure(42));
    this->shop.sql("update erp_order set customer_id = 43 where document_id = 1");
    EXPECT_EQ("100.00", this->exposure(42));
    EXPECT_EQ("20.00", this->exposure(43));
    this->shop.sql("delete from erp_order");
    this->shop.sql("update erp_item set settled_date = '2026-11-24'");
    EXPECT_EQ("0.00", this->exposure(42));
    EXPECT_EQ("0.00", this->exposure(43));
    EXPECT_EQ(json::array(), this->reconciled());
    EXPECT_EQ("0", this->value("select count(*) from cg_open_total"));
}

TYPED_TEST_P(projection, what_was_there_before_is_read_and_a_payer_gets_an_account) {
    this->order(1, 43, 700);
    const json got = this->refresh();
    EXPECT_EQ(2, got["accounts_added"]);
    EXPECT_EQ(2, got["accounts_refreshed"]);
    EXPECT_EQ(true, got["done"]);
    EXPECT_EQ("2", this->value("select count(*) from cg_open_document"));
    EXPECT_EQ("0", this->value("select count(*) from cg_dirty where customer_id <> 0"));
    EXPECT_EQ(0, this->refresh()["accounts_refreshed"]);
}

// More payers than are read at once: on PostgreSQL the later ones by two connections.
TYPED_TEST_P(projection, each_of_many_payers_is_read_once) {
    std::string rows;
    for (int id = 1; id <= 2'200; ++id) {
        rows += (rows.empty() ? "(" : ", (") + this->row(id, 1'000 + id, 100) + ")";
    }
    this->shop.sql("insert into erp_order values " + rows);
    const json got = this->refresh();
    EXPECT_EQ(2'201, got["accounts_added"]) << "and customer 42";
    EXPECT_EQ(2'201, got["accounts_refreshed"]);
    EXPECT_EQ(true, got["done"]);
    EXPECT_EQ("2201", this->value("select count(*) from cg_open_document"));
    EXPECT_EQ("220000", this->value("select sum(amount_minor) from cg_open_total "
                                    "where source = 'open_order'"));
    EXPECT_EQ("1", this->value("select count(distinct projected) from cg_account"));
    EXPECT_EQ("0", this->value("select count(*) from cg_dirty where customer_id <> 0"));
}

TYPED_TEST_P(projection, a_check_takes_any_number_of_changes) {
    this->shop.set_limit("10000.00");
    std::string rows;
    for (int id = 1; id <= 1'500; ++id) {
        rows += (rows.empty() ? "(" : ", (") + this->row(id, 42, 100) + ")";
    }
    this->shop.sql("insert into erp_order values " + rows);
    const json got = this->shop.session().get(check_of(2'000));
    EXPECT_EQ("approve", got["outcome"]);
    EXPECT_EQ("1600.00", got["credit"]["exposure"]["amount"]);
    EXPECT_EQ("0", this->value("select count(*) from cg_dirty where customer_id <> 0"));
}

TYPED_TEST_P(projection, what_drifted_is_named_and_read_anew) {
    this->order(1, 42, 5000);
    this->order(2, 42, 6000);
    EXPECT_EQ("210.00", this->exposure(42));
    this->shop.as_owner("update cg_open_document set amount_minor = 1 where key_id = 2");
    this->shop.as_owner("delete from cg_open_document where key_kind = 'item'");
    const json found = this->reconciled();
    ASSERT_EQ(4U, found.size()) << found.dump(2);
    EXPECT_EQ("item", found[0]["kind"]);
    EXPECT_EQ("INV-1", found[0]["number"]);
    EXPECT_EQ(nullptr, found[0]["kept"]);
    EXPECT_EQ("100.00", found[0]["shown"]["amount"]);
    EXPECT_EQ("order", found[1]["kind"]);
    EXPECT_EQ("SO-2", found[1]["number"]);
    EXPECT_EQ("0.01", found[1]["kept"]["amount"]);
    EXPECT_EQ("60.00", found[1]["shown"]["amount"]);
    EXPECT_EQ(nullptr, found[2]["id"]) << "a sum";
    EXPECT_EQ(nullptr, found[3]["id"]) << "a sum";
    EXPECT_EQ(4U, this->reconciled(true).size());
    EXPECT_EQ(json::array(), this->reconciled());
    EXPECT_EQ("210.00", this->exposure(42));
}

TYPED_TEST_P(projection, a_change_of_what_all_rests_on_reads_every_account_anew) {
    this->order(1, 43, 700);
    this->refresh();
    this->shop.as_owner("delete from cg_open_document");
    this->shop.as_owner("delete from cg_open_total");
    this->shop.as_owner(
        "insert into cg_dirty (company_id, customer_id, key_kind, key_id) "
        "values (0, 0, 'everything', 0)");
    EXPECT_EQ("100.00", this->exposure(42));
    EXPECT_EQ("7.00", this->exposure(43));
    EXPECT_EQ("0", this->value("select count(*) from cg_dirty where customer_id <> 0"));
}

TYPED_TEST_P(projection, detached_nothing_is_checked_and_attached_nothing_was_missed) {
    this->shop.set_limit("1000.00");
    EXPECT_EQ("approve", this->shop.session().get(check_of(1))["outcome"]);
    this->shop.administer({{"op", "detach"}});
    this->order(1, 42, 99'000);
    json of_one_never_seen = check_of(3);
    of_one_never_seen["customer"] = 4711;
    for (const json& asked : {check_of(2), of_one_never_seen}) {
        const answer got = this->shop.session().call(asked);
        EXPECT_EQ(CG_UNAVAILABLE, got.status);
        EXPECT_EQ("hold", got.body["outcome"]);
        EXPECT_EQ("credit_system_unavailable", got.code());
        EXPECT_NE(std::string::npos, got.message().find("detached")) << got.body;
    }
    const json attached = this->shop.ask_as_administrator({{"op", "attach"}}).body;
    EXPECT_EQ(true, attached.at("was_detached"));
    EXPECT_EQ("hold", this->shop.session().get(check_of(3))["outcome"]);
    EXPECT_EQ("1090.00", this->exposure(42));
    this->order(4, 42, 1000);
    EXPECT_EQ("1100.00", this->exposure(42)) << "changes are told again";
}

TYPED_TEST_P(projection, attached_again_what_was_disabled_works_and_nothing_was_missed) {
    this->refresh();
    this->shop.disable_a_trigger();
    this->shop.sql("update erp_order set amount_minor = 5000");
    this->order(1, 42, 5000);
    this->shop.sql("update erp_order set amount_minor = 6000");
    const json attached = this->shop.ask_as_administrator({{"op", "attach"}}).body;
    EXPECT_EQ(false, attached.at("was_detached"));
    EXPECT_EQ("160.00", this->exposure(42));
    this->shop.sql("update erp_order set amount_minor = 7000");
    EXPECT_EQ("170.00", this->exposure(42));
    this->refresh();
    EXPECT_EQ(std::vector<std::string>{}, this->complaints());
}

TYPED_TEST_P(projection, what_does_not_fit_any_more_is_named_and_stays_detached) {
    this->order(1, 42, 5000);
    this->refresh();
    this->shop.administer({{"op", "detach"}});
    this->shop.sql("alter table erp_order rename column ship_date to shipping_day");
    for (int time = 0; time < 2; ++time) {
        const answer got = this->shop.ask_as_administrator({{"op", "attach"}});
        EXPECT_EQ(CG_REFUSED, got.status);
        EXPECT_EQ("adapter_differs", got.code());
        EXPECT_NE(std::string::npos, got.message().find("cg_erp_order")) << got.body;
        EXPECT_NE(std::string::npos, got.message().find("ship_date")) << got.body;
        EXPECT_EQ(std::string::npos, got.message().find("cg_erp_customer")) << got.body;
    }
    EXPECT_EQ(CG_UNAVAILABLE, this->shop.session().call(check_of(2)).status);
    this->order(2, 42, 5000);
    this->shop.sql("alter table erp_order rename column shipping_day to ship_date");
    this->shop.administer({{"op", "attach"}});
    EXPECT_EQ("200.00", this->exposure(42));
}

TYPED_TEST_P(projection, doctor_says_what_keeps_it_from_following) {
    using found = std::vector<std::string>;
    this->shop.set_limit("1.00");
    this->shop.as_owner("update cg_account set projected = 0");
    EXPECT_EQ(found{"open documents: of 1 accounts they were not read yet"}, this->complaints());
    this->refresh();
    EXPECT_EQ(found{}, this->complaints());
    this->shop.as_owner("create view cg_erp_unread as select 'payments' as part");
    EXPECT_EQ(found{"parts of the ERP: payments came after creditgate was installed, and is not "
                    "read"},
              this->complaints());
    this->shop.as_owner("drop view cg_erp_unread");
    const std::string disabled = this->shop.disable_a_trigger();
    EXPECT_EQ(found{"triggers: " + disabled}, this->complaints());
    this->shop.administer({{"op", "detach"}});
    const auto detached = this->complaints();
    EXPECT_NE(detached.end(),
              std::find(detached.begin(), detached.end(),
                        "open documents: creditgate is detached: nothing passes a checkpoint"));
    this->shop.install();
    this->refresh();
    EXPECT_EQ(found{}, this->complaints());
}

TYPED_TEST_P(projection, without_triggers_every_check_reads_what_is_open) {
    this->shop.administer({{"op", "detach"}});
    this->shop.install(false);
    for (const int id : {1, 2, 3}) {
        this->order(id, 42, 1000);
        EXPECT_EQ(std::to_string(100 + 10 * id) + ".00", this->exposure(42));
    }
}

// Exposure is the sum of the ERP's rows after any walk; what is compared does not pass our code.
TYPED_TEST_P(projection, is_the_erp_after_any_walk) {
    constexpr unsigned seed = 20'261'126;
    std::mt19937 random(seed);
    const auto any = [&](int from, int to) {
        return std::uniform_int_distribution<int>(from, to)(random);
    };
    const auto id = [&] { return std::to_string(any(1, 12)); };
    for (int step = 0; step < 120; ++step) {
        switch (any(0, 6)) {
            case 0:
                this->shop.sql("delete from erp_order where document_id = " + id());
                break;
            case 1:
            case 2: {
                const int which = any(1, 12);
                this->shop.sql("delete from erp_order where document_id = " +
                               std::to_string(which));
                this->order(which, any(42, 43), any(1, 9'999));
                break;
            }
            case 3:
                this->shop.sql(
                    "update erp_order set amount_minor = amount_minor + 17, "
                    "customer_id = 85 - customer_id where document_id <= " +
                    id());
                break;
            case 4:
                this->shop.sql(
                    "update erp_item set settled_date = case when settled_date is null "
                    "then '2026-11-24' end, customer_id = 42 + item_id % 2");
                break;
            case 5:
                this->shop.sql("delete from erp_item where item_id = " + id());
                this->shop.sql(
                    "insert into erp_item select coalesce(max(item_id), 0) + 1, 1, 42, "
                    "'payment', null, 'PAY', 'EUR', -" +
                    std::to_string(any(1, 500)) + ", '2026-11-24', null, null from erp_item");
                break;
            default:
                this->refresh();
        }
        if (any(0, 2) != 0) continue;
        const int customer = any(42, 43);
        const std::string of = " where customer_id = " + std::to_string(customer);
        const int expected =
            std::stoi(direct_database(this->shop.erp())
                          .value("select coalesce((select sum(amount_minor) from erp_order" + of +
                                 "), 0) + coalesce((select sum(amount_minor) from erp_item" + of +
                                 " and settled_date is null), 0)"));
        const std::string found = this->exposure(customer);
        const int minor = static_cast<int>(std::lround(std::stod(found) * 100));
        ASSERT_EQ(expected, minor) << "seed " << seed << ", step " << step;
    }
    this->refresh();
    EXPECT_EQ(json::array(), this->reconciled());
}

REGISTER_TYPED_TEST_SUITE_P(projection, follows_a_document_whoever_changes_it,
                            what_was_there_before_is_read_and_a_payer_gets_an_account,
                            each_of_many_payers_is_read_once, a_check_takes_any_number_of_changes,
                            what_drifted_is_named_and_read_anew,
                            a_change_of_what_all_rests_on_reads_every_account_anew,
                            detached_nothing_is_checked_and_attached_nothing_was_missed,
                            attached_again_what_was_disabled_works_and_nothing_was_missed,
                            what_does_not_fit_any_more_is_named_and_stays_detached,
                            doctor_says_what_keeps_it_from_following,
                            without_triggers_every_check_reads_what_is_open,
                            is_the_erp_after_any_walk);

}  // namespace creditgate::test
