// SPDX-License-Identifier: Apache-2.0
//
// Somebody has typed an amount that does not fit: customer 42 waits until it is corrected, and
// nobody else does. The view counts a thousand minor units for each of the table's.
#include <gtest/gtest.h>

#include "tests/plugin/server/postgresql_shop.hpp"

namespace creditgate::test {
namespace {

constexpr const char* typo = "900000000000000000";

class typed_wrong : public ::testing::Test {
  protected:
    typed_wrong() : shop(json{{"budget_ms", 1000}}) {
        std::string views = erp_views();
        const std::string column = "currency, amount_minor, 0 as delivered_minor";
        views.replace(views.find(column), column.size(),
                      "currency, amount_minor * 1000 as amount_minor, 0 as delivered_minor");
        shop.administer({{"op", "install"},
                         {"host", "test"},
                         {"views", views},
                         {"triggers", erp_triggers(true)},
                         {"role_password", "drift-wood"},
                         {"grants", "grant select on all tables in schema public to creditgate"}});
        shop.set_limit("1000.00");
        order(1, 42, "5");
        order(2, 43, "7");
        refresh();
        order(3, 42, typo);
        order(4, 43, "9");
    }

    void order(int id, int customer, const std::string& amount) {
        const std::string n = std::to_string(id);
        shop.sql("insert into erp_order values (" + n + ", 1, " + std::to_string(customer) +
                 ", 'SO-" + n + "', 'EUR', " + amount + ", '2026-11-24', null)");
    }
    json refresh() {
        return shop.session().get({{"op", "refresh"}, {"all_payers", true}, {"seconds", 20}});
    }
    json reconcile() { return shop.session().get({{"op", "reconcile"}}); }
    std::string kept(int customer) {
        return shop.sql(
            "select coalesce(sum(amount_minor), 0) from creditgate.cg_open_total join "
            "creditgate.cg_account using (account_id) where customer_id = " +
            std::to_string(customer));
    }
    void change_of_everything() {
        shop.as_owner(
            "insert into cg_dirty (company_id, customer_id, key_kind, key_id) "
            "values (0, 0, 'everything', 0)");
    }
    std::string doctor() {
        const json findings = shop.session().get({{"op", "doctor"}})["findings"];
        for (const json& each : findings) {
            if (each["check"] == "unreadable") return each["text"];
        }
        return "no finding";
    }
    static void expect_named(const json& failed, const std::string& document) {
        ASSERT_EQ(1U, failed.size()) << failed;
        EXPECT_EQ(42, failed[0]["customer"]);
        EXPECT_EQ(0U, failed[0]["message"].get<std::string>().find(document)) << failed;
    }

    postgresql_shop shop;
};

TEST_F(typed_wrong, a_check_names_the_document) {
    const answer got = shop.session().call(check_of(9));
    EXPECT_EQ(CG_BAD_REQUEST, got.status) << got.body;
    EXPECT_EQ("amount_overflow", got.code());
    EXPECT_EQ("document", got.field());
    EXPECT_EQ(0U, got.message().find("order 3 of customer 42 cannot be read")) << got.body;
}

TEST_F(typed_wrong, others_are_refreshed_and_compared_and_doctor_names_it) {
    const json got = refresh();
    expect_named(got["failed"], "order 3 of customer 42 cannot be read");
    EXPECT_EQ(true, got["done"]);
    EXPECT_EQ("16000", kept(43));
    EXPECT_EQ(0U, doctor().find("order 3 of customer 42 cannot be read")) << doctor();
    const json compared = reconcile();
    expect_named(compared["failed"], "order 3 of customer 42 cannot be read");
    EXPECT_EQ(json::array(), compared["differences"]);
}

TEST_F(typed_wrong, others_are_read_as_a_whole) {
    refresh();
    shop.as_owner("delete from cg_open_document");
    shop.as_owner("delete from cg_open_total");
    shop.as_owner("delete from cg_dirty where customer_id <> 0");
    shop.as_owner("delete from cg_unreadable");
    change_of_everything();
    const json got = refresh();
    expect_named(got["failed"], "order SO-3 (id 3) of customer 42 cannot be read");
    EXPECT_EQ("16000", kept(43));
}

TEST_F(typed_wrong, corrected_it_is_read_and_forgotten) {
    refresh();
    shop.sql("update erp_order set amount_minor = 6 where document_id = 3");
    const json got = refresh();
    EXPECT_EQ(json::array(), got["failed"]);
    EXPECT_EQ(true, got["done"]);
    EXPECT_EQ("every account can be read", doctor());
    EXPECT_EQ("21000", kept(42)) << "two orders and the invoice";
    EXPECT_EQ(CG_OK, shop.session().call(check_of(9)).status);
}

TEST_F(typed_wrong, one_whom_somebody_holds_delays_nobody_else) {
    shop.sql("delete from erp_order where document_id = 3");
    direct_database holder(shop.administrator());
    holder.run("begin");
    holder.run("select account_id from cg_account where customer_id = 42 for no key update");
    const json got = refresh();
    ASSERT_EQ(1U, got["failed"].size()) << got;
    EXPECT_EQ(false, got["done"]);
    EXPECT_EQ("16000", kept(43));
    EXPECT_EQ("every account can be read", doctor());
    holder.run("commit");
    EXPECT_EQ(json::array(), refresh()["failed"]);
}

}  // namespace
}  // namespace creditgate::test
