// SPDX-License-Identifier: Apache-2.0
//
// What all documents rest on has changed, such as a tax rate: each account is read anew before
// anything is decided about it, and nobody waits for the others.
#include <gtest/gtest.h>

#include "tests/plugin/server/postgresql_shop.hpp"

namespace creditgate::test {
namespace {

class change_of_everything : public ::testing::Test {
  protected:
    change_of_everything() : shop(json{{"budget_ms", 500}}) {
        shop.set_limit("1000.00");
        shop.sql("insert into erp_order values (1, 1, 43, 'SO-1', 'EUR', 700, '2026-11-24', null)");
        refresh();
        shop.as_owner("delete from cg_open_document");
        shop.as_owner("delete from cg_open_total");
    }

    json refresh() { return shop.session().get({{"op", "refresh"}, {"all_payers", true}}); }
    void change(int times = 1) {
        for (; times > 0; --times) {
            shop.as_owner(
                "insert into cg_dirty (company_id, customer_id, key_kind, key_id) "
                "values (0, 0, 'everything', 0)");
        }
    }
    std::string exposure_at_check() {
        const answer got = shop.session().call(check_of(9));
        if (got.status != CG_OK) return got.body.dump();
        return got.body["credit"]["exposure"]["amount"];
    }
    // Accounts that are still to be read.
    std::string behind() {
        return shop.sql(
            "select count(*) from creditgate.cg_account where projected <> (select "
            "sum(greatest(key_id, 1)) + 1 from creditgate.cg_dirty where key_kind = 'everything')");
    }
    std::string kept(int customer) {
        return shop.sql(
            "select coalesce(sum(amount_minor), 0) from creditgate.cg_open_total join "
            "creditgate.cg_account using (account_id) where customer_id = " +
            std::to_string(customer));
    }

    postgresql_shop shop;
};

TEST_F(change_of_everything, a_check_reads_its_own_account_anew) {
    change(3);
    EXPECT_EQ("100.00", exposure_at_check());
    EXPECT_EQ("1", behind()) << "customer 43 is left to the refresher";
    EXPECT_EQ(true, refresh()["done"]);
    EXPECT_EQ("0", behind());
    EXPECT_EQ("700", kept(43));
    EXPECT_EQ("1", shop.sql("select count(*) from creditgate.cg_dirty"))
        << "what is kept of changes of everything is one row";
    EXPECT_EQ(0, refresh()["accounts_refreshed"]);
}

TEST_F(change_of_everything, an_account_that_is_held_open_delays_nobody_else) {
    direct_database holder(shop.administrator());
    holder.run("begin");
    holder.run("select account_id from cg_account where customer_id = 43 for no key update");
    change();
    EXPECT_EQ("100.00", exposure_at_check());
    EXPECT_EQ(false, refresh()["done"]);
    EXPECT_EQ("1", behind());
    holder.run("commit");
    EXPECT_EQ(true, refresh()["done"]);
    EXPECT_EQ("700", kept(43));
}

TEST_F(change_of_everything, does_not_write_every_account_inside_a_check) {
    shop.as_owner(
        "insert into cg_account (company_id, customer_id, currency, projected) "
        "select 1, 1000 + i, 'EUR', cg_epoch() from generate_series(1, 50000) i");
    change();
    EXPECT_EQ("100.00", exposure_at_check());
    EXPECT_EQ("50001", behind());
}

// A change that commits after an account was read, and before that is committed, was not seen.
TEST_F(change_of_everything, that_comes_while_an_account_is_read_leaves_it_behind) {
    change();
    direct_database reader(shop.administrator());
    reader.run("begin");
    reader.run("select cg_read_whole(array[account_id]) from cg_account where customer_id = 43");
    change();
    reader.run("commit");
    EXPECT_EQ("2", behind());
    EXPECT_EQ("100.00", exposure_at_check());
    EXPECT_EQ(true, refresh()["done"]);
    EXPECT_EQ("0", behind());
}

}  // namespace
}  // namespace creditgate::test
