// SPDX-License-Identifier: Apache-2.0
//
// The ERP's role owns its database and makes what it likes in the ERP's schema. With none of it
// does it get what only creditgate may read: the key that grants are signed with.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/plugin/server/postgresql_shop.hpp"

namespace creditgate::test {
namespace {

// Compares two texts as PostgreSQL does, and takes the key along where it may.
constexpr const char* same =
    "create function public.same(one varchar, other varchar) returns boolean language plpgsql as "
    "$$ begin "
    "insert into public.loot values (current_user, null); "
    "begin insert into public.loot select current_user, value from creditgate.cg_setting "
    "where name = 'grant_key'; "
    "exception when others then null; end; "
    "return cast(one as text) operator(pg_catalog.=) cast(other as text); end $$";

class intruder : public ::testing::Test {
  protected:
    intruder() {
        shop.sql(
            "do $$ begin create role wharf login; exception when duplicate_object then null; "
            "end $$");
        shop.sql("alter schema public owner to wharf");
        shop.sql("grant usage on schema creditgate to wharf");
        for (const char* each :
             {"erp_company", "erp_party", "erp_identifier", "erp_order", "erp_item", "erp_rate"}) {
            shop.sql(std::string("alter table ") + each + " owner to wharf");
        }
        as_wharf("create table public.loot (who text, what text)");
        as_wharf("grant insert on public.loot to public");
        as_wharf(same);
        as_wharf(
            "create operator public.= (leftarg = varchar, rightarg = varchar, function = "
            "public.same)");
    }

    void as_wharf(const std::string& sql) {
        direct_database(shop.connection() + ";UID=wharf").run(sql);
    }
    // Who ran the operator, and whether he got a key.
    std::string loot() {
        return shop.sql(
            "select coalesce(string_agg(distinct who || case when what is null then '' else "
            "' has a key' end, ', '), '') from public.loot");
    }
    std::string complaint(const std::string& check) {
        const json findings = shop.session().get({{"op", "doctor"}})["findings"];
        for (const json& each : findings) {
            if (each["check"] == check && each["state"] == "bad") return each["text"];
        }
        return "";
    }
    void change_all() {
        for (const char* each : {
                 "delete from erp_order",
                 "insert into erp_order values (1, 1, 42, 'SO-1', 'EUR', 100, '2026-11-24', null)",
                 "update erp_order set amount_minor = 200 where document_id = 1",
                 "delete from erp_item",
                 "insert into erp_item values (2, 1, 42, 'draft_invoice', 2, 'INV-2', 'EUR', 100, "
                 "'2026-11-24', null, null)",
                 "update erp_item set kind = 'invoice', settled_date = '2026-11-24'",
             }) {
            as_wharf(each);
        }
    }

    postgresql_shop shop;
};

TEST_F(intruder, with_an_operator_of_his_own_gets_no_key) {
    as_wharf("select 1 from public.erp_item where kind = cast('invoice' as varchar)");
    ASSERT_EQ("wharf", loot()) << "the operator is there";
    as_wharf("delete from public.loot");
    change_all();
    EXPECT_EQ("", loot()) << "changes are told";
    EXPECT_EQ(CG_OK, shop.session().call(check_of(1)).status);
    for (const char* op : {"refresh", "reconcile", "doctor"}) shop.session().get({{"op", op}});
    EXPECT_EQ("", loot()) << "the library reads";
    shop.administer({{"op", "detach"}});
    shop.administer({{"op", "attach"}});
    shop.install();
    change_all();
    EXPECT_EQ(CG_OK, shop.session().call(check_of(2)).status);
    EXPECT_EQ("", loot()) << "views and triggers are made anew";
    EXPECT_NE(std::string::npos, complaint("search path").find("operator"));
}

TEST_F(intruder, hangs_no_function_of_creditgate_on_a_table_of_his_own) {
    as_wharf(
        "create table public.bait (company_id bigint, customer_id bigint, document_id bigint)");
    try {
        as_wharf(
            "create trigger bait after insert on public.bait for each row execute function "
            "creditgate.cg_changed_erp_order()");
        ADD_FAILURE() << "he may";
    } catch (const std::exception& refusal) {
        EXPECT_NE(std::string::npos, std::string(refusal.what()).find("permission denied"))
            << refusal.what();
    }
}

TEST_F(intruder, with_row_level_security_hides_no_rows_and_gets_no_key) {
    as_wharf("alter table public.erp_order enable row level security");
    as_wharf(
        "create policy taking on public.erp_order using (number operator(public.=) "
        "cast('SO-0' as varchar))");
    change_all();
    const json got = shop.session().get(
        {{"op", "customer"}, {"company", 1}, {"customer", 42}, {"business_date", "2026-11-24"}});
    EXPECT_EQ("2.00", got["credit"]["exposure"]["amount"]);
    EXPECT_EQ("", loot());
    EXPECT_EQ("", complaint("row security"));
    shop.sql("alter role creditgate nobypassrls");
    EXPECT_EQ("may hide rows from the role creditgate in public.erp_order",
              complaint("row security"));
    shop.install();
    EXPECT_EQ("", complaint("row security"));
}

TEST_F(intruder, is_told_of_whatever_he_does_to_a_trigger) {
    struct row {
        const char* name;
        const char* change;
        const char* told;
    };
    const row rows[] = {
        {"nothing", "select 1", ""},
        {"disables it", "alter table erp_order disable trigger cg_changed",
         "trigger cg_changed on public.erp_order is disabled"},
        {"drops it", "drop trigger cg_changed on erp_order",
         "trigger cg_changed on public.erp_order is missing"},
        {"lets it never fire",
         "create or replace trigger cg_changed after insert or update or delete on erp_order for "
         "each row when (pg_trigger_depth() < 0) execute function "
         "creditgate.cg_changed_erp_order()",
         "trigger cg_changed on public.erp_order is not as it was installed"},
        {"lets it do nothing",
         "create or replace function creditgate.cg_changed_erp_order() returns trigger language "
         "plpgsql security definer set search_path = creditgate, pg_temp as $$ begin return null; "
         "end $$",
         "function cg_changed_erp_order() is not as it was installed"},
    };
    for (const row& each : rows) {
        SCOPED_TRACE(each.name);
        shop.sql(each.change);
        EXPECT_EQ(each.told, complaint("triggers"));
        shop.install();
        EXPECT_EQ("", complaint("triggers"));
    }
}

TEST_F(intruder, an_adapter_that_leaves_the_path_open_is_told) {
    shop.sql(
        "alter function creditgate.cg_changed_erp_order() set search_path = creditgate, public, "
        "pg_temp");
    EXPECT_NE(std::string::npos, complaint("search path").find("cg_changed_erp_order()"));
}

}  // namespace
}  // namespace creditgate::test
