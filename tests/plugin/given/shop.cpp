// SPDX-License-Identifier: Apache-2.0
#include "tests/plugin/given/shop.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <atomic>
#include <stdexcept>

namespace creditgate::test {
namespace {

constexpr const char* tables[] = {
    "create table erp_company (company_id bigint primary key, name varchar(100), currency "
    "varchar(3))",
    "create table erp_party (party_id bigint primary key, code varchar(20), name varchar(100))",
    "create table erp_identifier (party_id bigint, code varchar(50))",
    "create table erp_order (document_id bigint primary key, company_id bigint, customer_id "
    "bigint, number varchar(50), currency varchar(3), amount_minor bigint, document_date "
    "varchar(10), ship_date varchar(10))",
    "create table erp_item (item_id bigint primary key, company_id bigint, customer_id bigint, "
    "kind varchar(20), document_id bigint, number varchar(50), currency varchar(3), amount_minor "
    "bigint, document_date varchar(10), due_date varchar(10), settled_date varchar(10))",
    "create table erp_invoiced (document_id bigint, item_id bigint)",
    "create table erp_invoiced_part (document_id bigint, item_id bigint, amount_minor bigint)",
    "create table erp_rate (currency varchar(3), valid_from varchar(10), units_per_base "
    "varchar(30))",
    "insert into erp_company values (1, 'Quay Trading', 'EUR')",
    "insert into erp_party values (42, 'C42', 'Harbour Foods')",
    "insert into erp_party values (43, 'C43', 'Lighthouse Books')",
    "insert into erp_item values (1, 1, 42, 'invoice', 1, 'INV-1', 'EUR', 10000, '2026-10-01', "
    "'2026-11-30', null)",
    "insert into erp_rate values ('EUR', '2026-01-01', '1')",
};

}  // namespace

temporary_folder::temporary_folder() {
    std::string name = (std::filesystem::temp_directory_path() / "creditgate-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make " + name);
    path_ = name;
}

temporary_folder::~temporary_folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

void make_erp(direct_database& database) {
    for (const char* each : tables) database.run(each);
}

std::string erp_views() {
    return "create view cg_erp_company as select company_id, name, currency from "
           "{erp}erp_company;\n"
           "create view cg_erp_customer as select party_id as customer_id, code, name "
           "from {erp}erp_party;\n"
           "create view cg_erp_customer_identity as select party_id as customer_id, "
           "'name' as kind, name as told from {erp}erp_party union all select party_id, "
           "'identifier', "
           "code from {erp}erp_identifier;\n"
           "create view cg_erp_order as select company_id, customer_id, document_id, number, "
           "currency, amount_minor, 0 as delivered_minor, document_date, ship_date "
           "from {erp}erp_order;\n"
           "create view cg_erp_open_item as select company_id, customer_id, item_id, kind, "
           "document_id, number, currency, amount_minor, document_date, due_date "
           "from {erp}erp_item where settled_date is null;\n"
           "create view cg_erp_settled_item as select company_id, customer_id, item_id, kind, "
           "number, currency, amount_minor, document_date, due_date, settled_date "
           "from {erp}erp_item where settled_date is not null;\n"
           "create view cg_erp_invoiced as select 'order' as document_kind, v.document_id, "
           "v.item_id, coalesce((select p.amount_minor from {erp}erp_invoiced_part p where "
           "p.document_id = v.document_id and p.item_id = v.item_id), i.amount_minor) as "
           "amount_minor from {erp}erp_invoiced v join {erp}erp_item i on i.item_id = v.item_id "
           "union all "
           "select 'invoice', document_id, item_id, amount_minor from {erp}erp_item "
           "where kind = 'invoice';\n"
           "create view cg_erp_fx_rate as select currency, valid_from, units_per_base "
           "from {erp}erp_rate;\n";
}

namespace {

// How a changed row of a table is told: the select of its key, of "old" or "new".
struct told_table {
    std::string name;
    std::string key;
};

const std::vector<told_table>& told_tables() {
    static const std::vector<told_table> all{
        {"erp_order", "'order', ROW.document_id"},
        {"erp_item",
         "case when ROW.kind = 'draft_invoice' then 'draft' else 'item' end, ROW.item_id"}};
    return all;
}

std::string tell(std::string key, const std::string& row) {
    for (std::size_t at = 0; (at = key.find("ROW", at)) != std::string::npos;) {
        key.replace(at, 3, row);
    }
    return "insert into cg_dirty (company_id, customer_id, key_kind, key_id) select " + row +
           ".company_id, " + row + ".customer_id, " + key + "; ";
}

std::string sqlite_triggers(const told_table& table) {
    std::string script;
    for (const std::string event : {"insert", "update", "delete"}) {
        const std::string name = "cg_changed_" + table.name + "_" + event;
        script += "drop trigger if exists " + name + "; create trigger " + name + " after " +
                  event + " on " + table.name + " begin ";
        if (event != "insert") script += tell(table.key, "old");
        if (event != "delete") script += tell(table.key, "new");
        script += "end;\n";
    }
    return script;
}

std::string postgresql_triggers(const told_table& table) {
    const std::string function = "cg_changed_" + table.name + "()";
    return "create or replace function " + function +
           " returns trigger language plpgsql security definer "
           "set search_path = creditgate, pg_temp as $$ begin if tg_op <> 'INSERT' then " +
           tell(table.key, "old") + "end if; if tg_op <> 'DELETE' then " + tell(table.key, "new") +
           "end if; return null; end $$; " +
           "create or replace trigger cg_changed after insert or update or delete on public." +
           table.name + " for each row execute function " + function + ";\n";
}

}  // namespace

std::string erp_triggers(bool postgresql) {
    std::string script;
    for (const told_table& each : told_tables()) {
        script += postgresql ? postgresql_triggers(each) : sqlite_triggers(each);
    }
    return script;
}

sqlite_shop::sqlite_shop(const json& more) : more_(more) {
    direct_database database(connection());
    make_erp(database);
    session_.emplace(configuration());
    install();
}

void sqlite_shop::install(bool with_triggers) {
    json request = {{"op", "install"}, {"host", "test"}, {"views", erp_views()}};
    if (with_triggers) request["triggers"] = erp_triggers(false);
    session_->get(request);
}

std::string sqlite_shop::disable_a_trigger() {
    sql("drop trigger cg_changed_erp_order_update");
    return "trigger cg_changed_erp_order_update is missing";
}

std::string sqlite_shop::connection() const {
    return "Driver=SQLite3;Database=" + (folder_.path() / "erp.db").string();
}

json sqlite_shop::configuration() const {
    json made = {{"database", connection()}, {"budget_ms", 5000}};
    made.update(more_);
    return made;
}

std::string new_invoice(int id, const std::string& minor, const std::string& dated,
                        const std::string& due, const std::string& settled,
                        const std::string& currency) {
    const auto day = [](const std::string& text) {
        return text.empty() ? std::string("null") : "'" + text + "'";
    };
    const std::string key = std::to_string(id);
    return "insert into erp_item values (" + key + ", 1, 43, 'invoice', " + key + ", 'IT-" + key +
           "', '" + currency + "', " + minor + ", " + day(dated) + ", " + day(due) + ", " +
           day(settled) + ")";
}

void limit_of_customer(test_session& session, const std::string& amount) {
    session.get({{"op", "set_limit"},
                 {"company", 1},
                 {"customer", 42},
                 {"limit", {{"state", "amount"}, {"amount", money(amount)}}},
                 {"user", controller()},
                 {"reason", "agreed"},
                 {"business_date", "2026-11-24"}});
}

json money(const std::string& amount, const std::string& currency) {
    return {{"amount", amount}, {"currency", currency}};
}

json clerk() {
    return {{"name", "ann"}, {"roles", {"clerk"}}};
}

json controller() {
    return {{"name", "carl"}, {"roles", {"controller"}}};
}

json check_of(int order, const std::string& amount) {
    static std::atomic<int> last{0};
    const std::string unique = std::to_string(++last);
    return {{"op", "check"},
            {"request_id", "check-" + unique},
            {"checkpoint", "confirm"},
            {"company", 1},
            {"customer", 42},
            {"document",
             {{"kind", "order"},
              {"id", order},
              {"number", "SO-" + std::to_string(order)},
              {"amount", money(amount)}}},
            {"user", clerk()},
            {"business_date", "2026-11-24"},
            {"transaction", {{"id", "test-" + unique}}}};
}

}  // namespace creditgate::test
