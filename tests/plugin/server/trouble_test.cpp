// SPDX-License-Identifier: Apache-2.0
//
// The database is away, busy, closed to us, or of another age.
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "tests/plugin/server/postgresql_shop.hpp"

namespace creditgate::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

struct expected_error {
    cg_status status;
    const char* code;
    const char* text;  // in the message
    const char* next;  // in what to do next
};

void expect_error(const expected_error& wanted, const answer& got) {
    EXPECT_EQ(wanted.status, got.status) << got.body;
    EXPECT_EQ(wanted.code, got.code());
    EXPECT_NE(std::string::npos, got.message().find(wanted.text)) << got.body;
    const std::string next = got.body["error"].value("next", "");
    EXPECT_NE(std::string::npos, next.find(wanted.next)) << got.body;
    EXPECT_EQ(std::string::npos, got.body.dump().find("drift-wood"));
}

TEST(trouble, wrong_password) {
    postgresql server;
    postgresql_shop shop(json::object(), server);
    server.require_password("creditgate");
    EXPECT_EQ(CG_OK, test_session(shop.configuration()).call({{"op", "ping"}}).status);
    json wrong = shop.configuration();
    wrong["password"] = "sea-weed";
    test_session session(wrong);
    const answer got = session.call({{"op", "ping"}});
    expect_error({CG_UNAVAILABLE, "database_login_refused", "password authentication failed",
                  "user and password"},
                 got);
    EXPECT_EQ(std::string::npos, got.body.dump().find("sea-weed"));
}

TEST(trouble, the_database_goes_away_and_comes_back) {
    postgresql server;
    postgresql_shop shop(json::object(), server);
    shop.set_limit("500.00");
    EXPECT_EQ("approve", shop.session().get(check_of(1))["outcome"]);
    server.stop();
    for (int again = 0; again < 2; ++again) {
        const answer got = shop.session().call(check_of(2));
        EXPECT_EQ(CG_UNAVAILABLE, got.status) << got.body;
        EXPECT_EQ("credit_system_unavailable", got.code());
        EXPECT_EQ("hold", got.body["outcome"]) << "closed unless the checkpoint says otherwise";
        EXPECT_NE(std::string::npos, got.body["message"].get<std::string>().find("cannot answer"));
    }
    expect_error({CG_UNAVAILABLE, "database_unreachable", "Connection refused", "is running"},
                 shop.session().call({{"op", "ping"}}));
    server.start_again();
    EXPECT_EQ("approve", shop.session().get(check_of(2))["outcome"]);
    EXPECT_EQ("2", shop.sql("select count(*) from creditgate.cg_decision"));
}

TEST(trouble, a_check_survives_that_all_connections_of_its_process_are_lost) {
    postgresql_shop shop(json{{"budget_ms", 20'000}});
    shop.set_limit("500.00");
    const std::string ours =
        "from pg_stat_activity where usename = 'creditgate' and datname = "
        "current_database()";
    direct_database other(shop.connection() + ";UID=postgres");
    other.run("begin");
    other.run("select 1 from creditgate.cg_account where customer_id = 42 for update");
    std::thread clerks[3];
    for (int i = 0; i < 3; ++i) {
        clerks[i] = std::thread(
            [&shop, i] { EXPECT_EQ("approve", shop.session().get(check_of(i + 1))["outcome"]); });
    }
    std::string waiting;
    for (int tries = 0; waiting != "3" && tries < 1000; ++tries) {
        std::this_thread::sleep_for(milliseconds(10));
        waiting = shop.sql("select count(*) " + ours + " and wait_event_type = 'Lock'");
    }
    EXPECT_EQ("3", waiting);
    other.run("rollback");
    for (std::thread& each : clerks) each.join();
    EXPECT_EQ("3", shop.sql("select count(pg_terminate_backend(pid)) " + ours));
    EXPECT_EQ("approve", shop.session().get(check_of(4))["outcome"]);
    EXPECT_EQ("4", shop.sql("select count(*) from creditgate.cg_decision"));
}

// How many records there are of anything that a check could have begun.
std::string records(postgresql_shop& shop) {
    std::string all;
    for (const char* each : {"decision", "hold", "reservation", "outbox", "audit"}) {
        all += each;
        all += " " + shop.sql("select count(*) from creditgate.cg_" + std::string(each)) + "\n";
    }
    return all;
}

TEST(trouble, a_busy_account_is_answered_within_the_budget) {
    struct row {
        json unavailable;
        const char* outcome;
    };
    const milliseconds budget(2000);
    for (const row& each : {row{json::object(), "hold"}, row{{{"confirm", "warn"}}, "warn"}}) {
        postgresql_shop shop({{"budget_ms", budget.count()}, {"unavailable", each.unavailable}});
        shop.set_limit("500.00");
        direct_database other(shop.connection() + ";UID=postgres");
        other.run("begin");
        other.run("select 1 from creditgate.cg_account where customer_id = 42 for update");
        const std::string before = records(shop);
        const auto start = steady_clock::now();
        const answer got = shop.session().call(check_of(1));
        EXPECT_LT(steady_clock::now() - start, budget);
        EXPECT_EQ(CG_UNAVAILABLE, got.status) << got.body;
        EXPECT_EQ("credit_system_unavailable", got.code());
        EXPECT_EQ(each.outcome, got.body["outcome"]);
        EXPECT_EQ(before, records(shop));
        other.run("rollback");
        EXPECT_EQ("approve", shop.session().get(check_of(1))["outcome"]);
    }
}

TEST(trouble, a_schema_of_another_age) {
    postgresql_shop shop;
    struct row {
        const char* change;
        expected_error wanted;
    };
    const row rows[] = {
        {"update creditgate.cg_schema_step set step = step + 1000",
         {CG_REFUSED, "schema_too_new", "is at step 10", "newer"}},
        {"delete from creditgate.cg_schema_step",
         {CG_REFUSED, "schema_too_old", "is not installed", "creditgate install"}},
        {"drop schema creditgate cascade",
         {CG_REFUSED, "schema_too_old", "is not installed", "creditgate install"}},
    };
    for (const row& each : rows) {
        shop.sql(each.change);
        test_session session(shop.configuration());
        expect_error(each.wanted, session.call(check_of(1)));
    }
}

// The session has prepared its statements for the views as they were.
TEST(trouble, views_of_other_types_are_read_by_open_sessions) {
    postgresql_shop shop;
    const json looked = {
        {"op", "customer"}, {"company", 1}, {"customer", 42}, {"business_date", "2026-11-24"}};
    EXPECT_EQ("Harbour Foods", shop.session().get(looked)["credit"]["customer_name"]);
    shop.administer({{"op", "detach"}});
    shop.sql("alter table erp_party alter column name type char(40)");
    shop.install();
    const std::string name = shop.session().get(looked)["credit"]["customer_name"];
    EXPECT_EQ("Harbour Foods", name.substr(0, name.find_last_not_of(' ') + 1));
}

// Two payers have two locks: the second one meets what the first has written, and is told.
TEST(trouble, one_request_id_for_two_payers_at_once_is_one_question) {
    postgresql_shop shop;
    for (int round = 0; round < 20; ++round) {
        const erp_transaction erp(shop);
        json asked[2] = {erp.check(1, "10.00"), {}};
        asked[1] = asked[0];
        asked[1]["customer"] = 43;
        answer got[2];
        std::thread other([&] {
            test_session session(shop.configuration());
            got[1] = session.call(asked[1]);
        });
        got[0] = shop.session().call(asked[0]);
        other.join();
        const bool first = got[0].status == CG_OK;
        EXPECT_EQ(CG_OK, got[first ? 0 : 1].status) << got[0].body << got[1].body;
        EXPECT_EQ("request_id_reused", got[first ? 1 : 0].code()) << got[0].body << got[1].body;
    }
}

TEST(trouble, another_isolation_level_is_refused) {
    postgresql server;
    postgresql_shop shop(json::object(), server);
    const std::string database = shop.sql("select current_database()");
    shop.sql("alter role creditgate in database " + database +
             " set default_transaction_isolation = 'repeatable read'");
    test_session session(shop.configuration());
    expect_error({CG_REFUSED, "database_isolation", "repeatable read", "alter role"},
                 session.call({{"op", "ping"}}));
}

}  // namespace
}  // namespace creditgate::test
