// SPDX-License-Identifier: Apache-2.0
//
// Several statements in one message to a PostgreSQL.
#include <gtest/gtest.h>

#include <limits>
#include <thread>

#include "core/result/error.hpp"
#include "sql/odbc/connection.hpp"
#include "tests/support/postgresql.hpp"

namespace creditgate {
namespace {

struct query_all : ::testing::Test {
    query_all()
        : name(test::postgresql::server().new_database()),
          database(
              connect_options{test::postgresql::server().connection(name), "postgres", "", 5'000}) {
        database.run("create table public.held (id bigint primary key, note text)");
    }

    std::string count() { return sql("select count(*) from public.held"); }
    std::string sql(const std::string& text) { return test::postgresql::server().sql(name, text); }

    std::string name;
    connection database;
};

const std::string insert = "insert into public.held values (?, ?)";

TEST_F(query_all, gives_the_rows_of_each_statement_in_order) {
    const auto found = database.query_all({{"select ?, ?", {1, "O'Brien\\ ?"}},
                                           {"select 2 where 1 = ?", {0}},
                                           {insert, {7, "北京"}},
                                           {"select note from public.held where id = ?", {7}},
                                           {"select cast(null as text)", {}}});
    ASSERT_EQ(5U, found.size());
    EXPECT_EQ("O'Brien\\ ?", found[0].at(0).text(1));
    EXPECT_TRUE(found[1].empty());
    EXPECT_TRUE(found[2].empty());
    EXPECT_EQ("北京", found[3].at(0).text(0));
    EXPECT_TRUE(found[4].at(0).is_null(0));
}

TEST_F(query_all, gives_every_value_back_as_it_was_sent) {
    const parameter texts[] = {
        "",
        "O'Brien",
        "'; drop table public.held; --",
        "back\\slash\\'",
        "\\",
        "what? ?? $1 :name {fn x}",
        "北京港食品 Müller 🚢",
        "two\nlines\tand a tab",
        std::string(100'000, '\''),
        std::string(100, '\\') + "what? ?? $1 :name {fn x} '; select '北京港食品 Müller 🚢",
        std::optional<std::string>(),
    };
    for (const parameter& each : texts) {
        const auto found = database.query_all(
            {{"select ?", {each}}, {"select ?", {"next"}}, {"select ?", {each}}});
        EXPECT_EQ(each.is_null(), found.at(0).at(0).is_null(0));
        EXPECT_EQ(each.text(), found.at(0).at(0).text(0));
        EXPECT_EQ("next", found.at(1).at(0).text(0));
        EXPECT_EQ(each.text(), found.at(2).at(0).text(0));
        const auto alone = database.query_all({{"select ?", {each}}});
        EXPECT_EQ(each.text(), alone.at(0).at(0).text(0));
    }
    const std::optional<std::int64_t> numbers[] = {0, -1, std::numeric_limits<std::int64_t>::max(),
                                                   std::numeric_limits<std::int64_t>::min(),
                                                   std::nullopt};
    for (const auto& each : numbers) {
        const auto found = database.query_all({{"select ?", {each}}, {"select 0 - ?", {-3}}});
        EXPECT_EQ(each, found.at(0).at(0).optional_number(0));
        EXPECT_EQ(3, found.at(1).at(0).number(0));
    }
}

TEST_F(query_all, a_nul_is_refused_before_anything_is_done) {
    database.begin();
    try {
        database.query_all({{insert, {1, "a"}}, {insert, {2, std::string("a\0b", 3)}}});
        FAIL() << "was taken";
    } catch (const failure& error) {
        EXPECT_EQ("text_with_nul", error.detail().code);
    }
    database.rollback();
    EXPECT_EQ("0", count());
    database.begin();
    database.query_all({{insert, {3, "c"}}});
    database.commit();
    EXPECT_EQ("1", count());
}

// The driver answers "no data" to the message when its first statement changed no row.
TEST_F(query_all, a_first_statement_that_changes_nothing_hides_no_later_rows) {
    const auto found =
        database.query_all({{"delete from public.held where id = ?", {1}}, {"select 5", {}}});
    ASSERT_EQ(2U, found.size());
    EXPECT_EQ(5, found[1].at(0).number(0));
}

TEST_F(query_all, begins_the_transaction_that_was_asked_for) {
    database.begin();
    database.query_all({{insert, {1, "a"}}, {insert, {2, "b"}}});
    EXPECT_EQ("0", count()) << "not committed yet";
    database.commit();
    EXPECT_EQ("2", count());
}

TEST_F(query_all, an_error_in_the_middle_undoes_all_and_the_connection_goes_on) {
    database.begin();
    EXPECT_THROW(
        database.query_all({{insert, {1, "a"}}, {insert, {1, "again"}}, {insert, {2, "b"}}}),
        failure);
    EXPECT_THROW(database.query("select 1"), failure) << "the transaction is over";
    database.rollback();
    EXPECT_EQ("0", count());
    database.begin();
    database.query_all({{insert, {3, "c"}}});
    database.commit();
    EXPECT_EQ("1", count());
}

// What the order of a check's statements rests on.
TEST_F(query_all, after_a_wait_for_a_lock_later_statements_see_what_its_holder_committed) {
    sql("insert into public.held values (1, 'account')");
    connection holder(
        connect_options{test::postgresql::server().connection(name), "postgres", "", 5'000});
    const std::string lock = "select id from public.held where id = 1 for no key update";
    holder.begin();
    holder.query(lock);
    std::thread commits([&] {
        while (sql("select count(*) from pg_locks where not granted") == "0") {
        }
        holder.query_all({{insert, {2, "reservation"}}});
        holder.commit();
    });
    database.begin();
    const auto found = database.query_all({{lock, {}}, {"select count(*) from public.held", {}}});
    commits.join();
    EXPECT_EQ(2, found[1].at(0).number(0));
    database.commit();
}

TEST_F(query_all, a_connection_lost_before_the_message_is_opened_anew) {
    database.query_all({{"select 1", {}}});
    sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() "
        "and pid <> pg_backend_pid()");
    database.begin();
    database.query_all({{insert, {1, "a"}}});
    database.commit();
    EXPECT_EQ("1", count());
}

}  // namespace
}  // namespace creditgate
