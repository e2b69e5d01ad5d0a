// SPDX-License-Identifier: Apache-2.0
//
// SQLite deletes a row that REPLACE puts another one in the place of without a trigger: what
// was told of it has to be right all the same. Customers 1 and 2; amounts are minor units of EUR.
#include <gtest/gtest.h>

#include <optional>

#include "adapters/orderdesk/connection.hpp"
#include "adapters/orderdesk/install.hpp"
#include "tests/support/scratch_folder.hpp"
#include "tests/support/session.hpp"

namespace creditgate::test {
namespace {

class replaced : public ::testing::Test {
  protected:
    replaced() {
        orderdesk::create_tables(database, "Chandlery", "EUR");
        credit.emplace(json{{"database", database}, {"budget_ms", 20'000}});
        orderdesk::install_creditgate(credit->handle());
        erp.emplace(database);
        for (const char* each : {
                 "insert into desk_customer (name) values ('Harbour Foods')",
                 "insert into desk_customer (name) values ('Lighthouse Books')",
                 "insert into desk_order (company_id, customer_id, ordering_party, number, "
                 "direction, currency, order_date, state) values (1, 1, 1, 'SO-1', 'sale', 'EUR', "
                 "'2026-11-01', 'confirmed')",
                 "insert into desk_order (company_id, customer_id, ordering_party, number, "
                 "direction, currency, order_date, state) values (1, 2, 2, 'SO-2', 'sale', 'EUR', "
                 "'2026-11-01', 'confirmed')",
                 "insert into desk_order_line (order_id, product, quantity, price_minor) "
                 "values (1, 'Rope', 1, 1000)",
                 "insert into desk_item (company_id, customer_id, kind, number, currency, "
                 "amount_minor, state, item_date, due_date) values (1, 1, 'invoice', 'INV-1', "
                 "'EUR', 200, 'posted', '2026-11-01', '2026-12-01')",
             }) {
            erp->execute(each, {});
        }
        EXPECT_EQ("12.00 0.00", exposures());
    }

    std::string exposure(int customer) {
        const json got = credit->get({{"op", "customer"},
                                      {"company", 1},
                                      {"customer", customer},
                                      {"business_date", "2026-11-24"}});
        return got["credit"]["exposure"]["amount"];
    }
    std::string exposures() { return exposure(1) + " " + exposure(2); }

    scratch_folder folder;
    std::string database = folder.sqlite("desk.db");
    std::optional<session> credit;
    std::optional<orderdesk::connection> erp;
};

TEST_F(replaced, rows_count_where_they_are_now) {
    struct row {
        const char* name;
        const char* change;
        const char* left;
    };
    const row rows[] = {
        {"a line goes to another order",
         "insert or replace into desk_order_line (line_id, order_id, product, quantity, "
         "price_minor) values (1, 2, 'Rope', 1, 1000)",
         "2.00 10.00"},
        {"an invoice gets another customer",
         "insert or replace into desk_item (item_id, company_id, customer_id, kind, number, "
         "currency, amount_minor, state, item_date, due_date) values (1, 1, 2, 'invoice', 'INV-1', "
         "'EUR', 200, 'posted', '2026-11-01', '2026-12-01')",
         "0.00 12.00"},
        {"an update takes the place of an order",
         "update or replace desk_order set order_id = 1, customer_id = 1 where order_id = 2",
         "0.00 2.00"},
    };
    for (const row& each : rows) {
        erp->execute("pragma foreign_keys = off", {});
        erp->execute(each.change, {});
        EXPECT_EQ(each.left, exposures()) << each.name;
        static_cast<void>(credit->get({{"op", "refresh"}}));
        EXPECT_EQ(json::array(), credit->get({{"op", "reconcile"}})["differences"]) << each.name;
    }
}

TEST_F(replaced, an_order_gets_another_customer) {
    erp->execute("pragma foreign_keys = off", {});
    erp->execute(
        "insert or replace into desk_order (order_id, company_id, customer_id, ordering_party, "
        "number, direction, currency, order_date, state) values (1, 1, 2, 2, 'SO-1', 'sale', "
        "'EUR', '2026-11-01', 'confirmed')",
        {});
    EXPECT_EQ("2.00 10.00", exposures());
}

}  // namespace
}  // namespace creditgate::test
