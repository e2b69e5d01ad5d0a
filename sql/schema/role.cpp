// SPDX-License-Identifier: Apache-2.0
#include "sql/schema/role.hpp"

#include <string_view>

#include "core/result/error.hpp"

namespace creditgate {
namespace {

std::string quoted_name(std::string_view name) {
    std::string result = "\"";
    for (const char c : name) {
        result += c;
        if (c == '"') result += '"';
    }
    return result + "\"";
}

std::string quoted_text(connection& database, const std::string& text) {
    return database.query("select quote_literal(cast(? as text))", {text}).at(0).text(0);
}

bool any(connection& database, std::string_view sql, const parameters& values = {}) {
    return !database.query(sql, values).empty();
}

void create_role(connection& administrator, const std::string& password) {
    const bool present = any(administrator, "select 1 from pg_roles where rolname = 'creditgate'");
    if (present && password.empty()) return;
    std::string sql = present ? "alter role creditgate" : "create role creditgate login";
    if (!password.empty()) sql += " password " + quoted_text(administrator, password);
    administrator.run(sql);
}

bool is_superuser(connection& administrator) {
    return any(administrator, "select 1 from pg_roles where rolname = current_user and rolsuper");
}

bool is_owner(connection& administrator) {
    return any(administrator,
               "select 1 from pg_namespace where nspname = 'creditgate' "
               "and pg_get_userbyid(nspowner) = current_user");
}

std::vector<std::string> erp_schemas(connection& administrator) {
    std::vector<std::string> names;
    for (const row& each :
         administrator.query("select nspname from pg_namespace where nspname not in ('creditgate', "
                             "'information_schema') and nspname not like 'pg~_%' escape '~'")) {
        names.push_back(quoted_name(each.text(0)));
    }
    return names;
}

// Whoever owns the ERP's tables will make new ones.
void let_role_read_what_comes(connection& administrator, const std::string& schema) {
    for (const row& each : administrator.query(
             "select distinct pg_get_userbyid(c.relowner) from pg_class c where c.relkind in "
             "('r', 'p', 'S') and c.relnamespace = cast(? as regnamespace)",
             {schema})) {
        const std::string these = "alter default privileges for role " + quoted_name(each.text(0)) +
                                  " in schema " + schema + " grant select on ";
        administrator.run(these + "tables to creditgate");
        administrator.run(these + "sequences to creditgate");
    }
}

// The owner of the views reads the ERP's tables for everybody who asks the views. Sequences, too:
// the role backs up the whole database, in which nobody else may read its archive.
void let_role_read_erp(connection& administrator) {
    for (const std::string& name : erp_schemas(administrator)) {
        administrator.run("grant usage on schema " + name + " to creditgate");
        administrator.run("grant select, trigger on all tables in schema " + name +
                          " to creditgate");
        administrator.run("grant select on all sequences in schema " + name + " to creditgate");
        let_role_read_what_comes(administrator, name);
    }
}

// Only while the triggers are made: they stay without it.
void take_trigger_right(connection& administrator) {
    for (const std::string& name : erp_schemas(administrator)) {
        administrator.run("revoke trigger on all tables in schema " + name + " from creditgate");
    }
}

void set_defaults(connection& administrator) {
    const auto found = administrator.query("select current_database()");
    const std::string role_here =
        "alter role creditgate in database " + quoted_name(found.at(0).text(0)) + " set ";
    administrator.run(role_here + "search_path = creditgate, pg_temp");
    administrator.run(role_here + "default_transaction_isolation = 'read committed'");
}

void make_role_and_schema(connection& administrator, const std::string& password) {
    create_role(administrator, password);
    administrator.run("create schema if not exists creditgate authorization creditgate");
    let_role_read_erp(administrator);
    // Row level security of the ERP's owner would hide rows, and run his code as this role.
    administrator.run("alter role creditgate bypassrls");
    set_defaults(administrator);
    administrator.run("set role creditgate");
}

}  // namespace

void become_owner(connection& administrator, const std::string& role_password) {
    if (is_superuser(administrator)) {
        make_role_and_schema(administrator, role_password);
    } else if (!is_owner(administrator)) {
        fail({fault::refused, "database_rights", "user", administrator.options().user,
              "the schema creditgate does not exist or belongs to another role, and this user may "
              "not make it",
              "connect as a superuser for `creditgate install`, or have one create the role "
              "creditgate and the schema: create schema creditgate authorization creditgate"});
    }
    administrator.run("set search_path = creditgate, pg_temp");
}

void leave_owner(connection& administrator) {
    administrator.run("reset role");
    if (is_superuser(administrator)) take_trigger_right(administrator);
}

std::string backup_command(connection& database) {
    if (database.kind() != dialect::postgresql) return "";
    const auto found = database.query(
        "select current_database(), coalesce(host(inet_server_addr()), ''), "
        "coalesce(cast(inet_server_port() as text), '')");
    std::string command = "pg_dump --format=custom --file=" + found.at(0).text(0) + ".dump";
    if (!found[0].text(1).empty()) {
        command += " --host=" + found[0].text(1) + " --port=" + found[0].text(2);
    }
    return command + " --username=creditgate " + found[0].text(0);
}

std::vector<std::string> left_out_of_backup(connection& database) {
    std::vector<std::string> names;
    for (const row& each : database.query_once(
             "select quote_ident(n.nspname) || '.' || quote_ident(c.relname) from pg_class c "
             "join pg_namespace n on n.oid = c.relnamespace "
             "where c.relkind in ('r', 'p', 'S') and n.nspname <> 'information_schema' "
             "and n.nspname not like 'pg~_%' escape '~' "
             "and not (has_schema_privilege(n.oid, 'usage') "
             "and case c.relkind when 'S' then has_sequence_privilege(c.oid, 'select') "
             "else has_table_privilege(c.oid, 'select') end) order by 1 limit 10")) {
        names.push_back(each.text(0));
    }
    return names;
}

void grant_reading(connection& owner, const std::string& erp_role) {
    if (owner.kind() != dialect::postgresql || erp_role.empty()) return;
    const std::string role = quoted_name(erp_role);
    owner.run("grant usage on schema creditgate to " + role);
    owner.run(
        "grant select on cg_hold_list, cg_hold_entry_list, cg_document_status, "
        "cg_limit_request_list, cg_decision_list to " +
        role);
    owner.run("grant execute on function cg_take_grant, cg_let_pass, cg_is_asked_at to " + role);
}

}  // namespace creditgate
