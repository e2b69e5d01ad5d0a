// SPDX-License-Identifier: Apache-2.0
//
// Sealing beside those who write: nothing is passed over, and nobody waits.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "tests/plugin/server/postgresql_shop.hpp"
#include "tests/support/scale.hpp"

namespace creditgate::test {
namespace {

json seal(test_session& session) {
    return session.get({{"op", "seal_audit"}, {"business_date", "2026-11-24"}});
}

json verify(test_session& session) {
    return session.get({{"op", "verify_audit"}});
}

// The library's own statements, held open in between.
constexpr const char* take_account =
    "select account_id from cg_account where customer_id = 42 for no key update";
constexpr const char* write_decision =
    "insert into cg_decision (account_id, request_id, cluster, transaction_id, checkpoint, "
    "document_kind, document_id, document_number, currency, amount_minor, outcome, "
    "policy_version, business_date, decided_at, decided_for, record) "
    "select account_id, 'late', cluster, transaction_id, checkpoint, document_kind, document_id, "
    "document_number, currency, amount_minor, outcome, policy_version, business_date, decided_at, "
    "decided_for, record from cg_decision order by decision_id limit 1";

TEST(seal, waits_for_a_record_whose_number_is_given_out) {
    postgresql_shop shop;
    shop.session().get(check_of(1));
    const json before = seal(shop.session());
    ASSERT_TRUE(before["done"]);
    direct_database late(shop.administrator());
    late.run("begin");
    late.run(take_account);
    late.run(write_decision);
    json of_another = check_of(2);
    of_another["customer"] = 43;
    shop.session().get(of_another);
    const json meanwhile = seal(shop.session());
    EXPECT_FALSE(meanwhile["done"]);
    EXPECT_EQ(0, meanwhile["sealed_now"]);
    EXPECT_EQ(1, meanwhile["not_yet_sealed"]);
    late.run("commit");
    const json after = seal(shop.session());
    EXPECT_TRUE(after["done"]);
    EXPECT_EQ(2, after["sealed_now"]);
    EXPECT_EQ(0, verify(shop.session())["broken"]);
}

TEST(seal, waits_for_no_reader_and_not_for_the_erp) {
    postgresql_shop shop;
    shop.session().get(check_of(1));
    erp_transaction import(shop);
    import.write_order(7, 1'000);
    direct_database reader(shop.administrator());
    reader.run("begin");
    reader.run("select * from cg_decision");
    reader.run("select * from cg_account");
    EXPECT_TRUE(seal(shop.session())["done"]);
}

TEST(seal, keeps_up_with_many_who_write) {
    postgresql_shop shop;
    shop.set_limit("100000.00");
    const int each = scaled(60, 1'000);
    std::atomic<int> busy{4};
    std::vector<std::thread> clerks;
    for (int clerk = 0; clerk < 4; ++clerk) {
        clerks.emplace_back([&, clerk] {
            test_session session(shop.configuration());
            for (int i = 0; i < each; ++i) {
                json asked = check_of(10'000 * clerk + i + 1);
                asked["customer"] = 42 + clerk % 2;
                session.get(asked);
            }
            --busy;
        });
    }
    int slices = 0;
    while (busy > 0) {
        slices += seal(shop.session())["sealed_now"] > 0 ? 1 : 0;
    }
    for (std::thread& one : clerks) one.join();
    EXPECT_LT(1, slices);
    ASSERT_TRUE(seal(shop.session())["done"]);
    const json found = verify(shop.session());
    EXPECT_EQ(0, found["broken"]) << found;
    EXPECT_EQ(0, found["not_yet_sealed"]);
    direct_database counted(shop.administrator());
    EXPECT_EQ(std::to_string(4 * each),
              counted.value("select count(*) from cg_link where kind = 'decision'"));
}

}  // namespace
}  // namespace creditgate::test
