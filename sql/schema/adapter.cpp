// SPDX-License-Identifier: Apache-2.0
#include "sql/schema/adapter.hpp"

#include <algorithm>

#include "sql/odbc/script.hpp"
#include "sql/schema/administration.hpp"
#include "sql/schema/guard_trigger.hpp"
#include "sql/schema/missing_view.hpp"
#include "sql/schema/open_view.hpp"

namespace creditgate {
namespace {

// The adapter's own things have these names (adapters/README.md).
std::vector<std::string> present_triggers(connection& database) {
    const auto found = database.query(
        database.kind() == dialect::postgresql
            ? "select cast(oid as regprocedure) from pg_proc where pronamespace = "
              "cast(current_schema() as regnamespace) and proname like 'cg~_changed~_%' escape '~'"
            : "select name from sqlite_master where type = 'trigger' and name like "
              "'cg~_changed~_%' escape '~'");
    std::vector<std::string> names;
    names.reserve(found.size());
    for (const row& each : found) names.push_back(each.text(0));
    return names;
}

// Where the adapter's scripts have {erp}, PostgreSQL has the ERP's schema: what is found by a path
// may be somebody else's.
std::string with_erp_schema(connection& database, std::string script) {
    constexpr std::string_view token = "{erp}";
    const std::string_view schema = database.kind() == dialect::postgresql ? "public." : "";
    for (std::size_t at = 0; (at = script.find(token, at)) != std::string::npos;) {
        script.replace(at, token.size(), schema);
        at += schema.size();
    }
    return script;
}

std::string first_line(const std::string& statement) {
    const auto begin = statement.find_first_not_of(" \n");
    if (begin == std::string::npos) return "";
    return statement.substr(begin, std::min(statement.find('\n', begin), begin + 100) - begin);
}

// One that is no fault of the script is thrown on.
template <typename Work>
void note_misfit(std::vector<std::string>& found, const std::string& what, const Work& work) {
    try {
        work();
    } catch (const failure& error) {
        if (error.detail().whose == fault::unavailable) throw;
        found.push_back(what + ": " + error.detail().message);
    }
}

void try_each(connection& database, std::vector<std::string>& found, const std::string& script) {
    for (const std::string& each : split_script(with_erp_schema(database, script))) {
        note_misfit(found, first_line(each),
                    [&] { in_transaction(database, [&] { database.run(each); }); });
    }
}

}  // namespace

adapter_scripts kept_scripts(connection& database) {
    adapter_scripts found;
    for (const row& each : database.query("select name, body from cg_adapter_script")) {
        const std::string name = each.text(0);
        (name == "views"      ? found.views
         : name == "triggers" ? found.triggers
                              : found.grants) = each.text(1);
    }
    return found;
}

void keep_scripts(connection& database, const adapter_scripts& scripts) {
    const auto keep = [&](std::string_view name, const std::string& body) {
        database.execute(
            "insert into cg_adapter_script (name, body) values (?, ?) "
            "on conflict (name) do update set body = excluded.body",
            {name, body});
    };
    keep("views", scripts.views);
    keep("triggers", scripts.triggers);
    keep("grants", scripts.grants);
}

std::vector<std::string> present_views(connection& database) {
    const auto found = database.query(
        database.kind() == dialect::postgresql
            ? "select table_name from information_schema.views where table_schema = "
              "current_schema() and table_name like 'cg~_erp~_%' escape '~'"
            : "select name from sqlite_master where type = 'view' and name like 'cg~_erp~_%' "
              "escape '~'");
    std::vector<std::string> names;
    names.reserve(found.size());
    for (const row& each : found) names.push_back(each.text(0));
    return names;
}

bool has_view(connection& database, std::string_view name) {
    const auto views = present_views(database);
    return std::find(views.begin(), views.end(), name) != views.end();
}

void drop_views(connection& database) {
    const bool postgresql = database.kind() == dialect::postgresql;
    for (const std::string& each : present_views(database)) {
        database.run("drop view if exists \"" + each + (postgresql ? "\" cascade" : "\""));
    }
}

void replace_views(connection& database, const std::string& views) {
    drop_views(database);
    database.run_script(with_erp_schema(database, views));
    database.run(create_open_view);
    if (!has_view(database, "cg_erp_customer_identity")) database.run(create_empty_identity);
    if (!has_view(database, "cg_erp_invoiced")) database.run(create_empty_invoiced);
    if (!has_view(database, "cg_erp_turning_day")) database.run(create_no_turning_day);
    if (!has_guarded_view(database)) return;
    database.run(create_guarded_here);
    database.run(create_uncovered_here);
}

void replace_triggers(connection& database, const std::string& triggers) {
    for (const std::string& each : split_script(with_erp_schema(database, triggers))) {
        in_transaction(database, [&] { database.run(each); });
    }
    if (database.kind() != dialect::postgresql) return;
    // They run with our rights: nobody may hang them on a table of his own making.
    for (const std::string& each : present_triggers(database)) {
        in_transaction(
            database, [&] { database.run("revoke execute on function " + each + " from public"); });
    }
}

// A trigger goes with its function, which is ours; the table is the ERP's.
void drop_triggers(connection& database) {
    const bool postgresql = database.kind() == dialect::postgresql;
    for (const std::string& each : present_triggers(database)) {
        in_transaction(database, [&] {
            database.run(postgresql ? "drop function if exists " + each + " cascade"
                                    : "drop trigger if exists " + each);
        });
    }
}

bool has_guarded_view(connection& database) {
    return has_view(database, "cg_erp_guarded");
}

void drop_guard(connection& database) {
    database.run(database.kind() == dialect::postgresql
                     ? "drop trigger if exists cg_guard on cg_dirty"
                     : "drop trigger if exists cg_guard");
}

void replace_guard(connection& database) {
    drop_guard(database);
    if (!has_guarded_view(database)) return;
    database.run(database.kind() == dialect::postgresql ? guard_trigger_postgresql
                                                        : guard_trigger_sqlite);
}

std::vector<std::string> misfits(connection& database, const adapter_scripts& scripts) {
    std::vector<std::string> found;
    in_transaction(database, [&] { drop_views(database); });
    try_each(database, found, scripts.views);
    // SQLite looks at a view only when it is read.
    for (const std::string& each : present_views(database)) {
        note_misfit(found, "view " + each,
                    [&] { database.query_once("select 1 from " + each + " limit 1"); });
    }
    try_each(database, found, scripts.triggers);
    return found;
}

}  // namespace creditgate
