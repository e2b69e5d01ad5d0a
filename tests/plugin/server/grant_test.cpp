// SPDX-License-Identifier: Apache-2.0
//
// A grant is taken in the transaction and in the database that it is of.
#include <gtest/gtest.h>

#include "tests/plugin/server/postgresql_shop.hpp"

namespace creditgate::test {
namespace {

struct grant : ::testing::Test {
    // What the session's check gives for the transaction.
    static std::string given(test_session& session, const erp_transaction& erp) {
        return session.get(erp.check(1, "90.00"))["grant"];
    }
    static void take(erp_transaction& erp, const std::string& text) {
        erp.run("do $$ begin perform creditgate.cg_take_grant('" + text + "'); end $$");
    }

    postgresql_shop shop;
};

TEST_F(grant, is_a_cover_of_its_company) {
    shop.set_limit("200.00");
    erp_transaction erp(shop);
    take(erp, given(shop.session(), erp));
    erp.end("commit");
    EXPECT_EQ("order 1 1 42 EUR 9000 confirm",
              shop.sql("select concat_ws(' ', document_kind, document_id, company_id, customer_id, "
                       "currency, amount_minor, checkpoint) from creditgate.cg_cover"));
}

// `create database copy template desk` copies the key, and the cluster is the same.
TEST_F(grant, of_a_copy_of_the_database_is_refused) {
    shop.set_limit("200.00");
    postgresql_shop copy;
    copy.sql("update creditgate.cg_setting set value = '" +
             shop.sql("select value from creditgate.cg_setting where name = 'grant_key'") +
             "' where name = 'grant_key'");
    copy.set_limit("200.00");
    erp_transaction erp(shop);
    const std::string foreign = given(copy.session(), erp);
    EXPECT_ANY_THROW(take(erp, foreign));
    EXPECT_EQ("0", shop.sql("select count(*) from creditgate.cg_cover"));
}

}  // namespace
}  // namespace creditgate::test
