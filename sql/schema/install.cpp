// SPDX-License-Identifier: Apache-2.0
#include "sql/schema/install.hpp"

#include <algorithm>

#include "core/result/error.hpp"
#include "sql/odbc/script.hpp"
#include "sql/schema/dialect.hpp"
#include "sql/schema/open_view.hpp"
#include "sql/schema/role.hpp"
#include "sql/schema/steps.hpp"

namespace creditgate {
namespace {

constexpr int tries = 5;
constexpr std::string_view lock_timeout = "set lock_timeout = '2s'";

bool table_exists(connection& database, std::string_view name) {
    const auto found =
        database.query(database.kind() == dialect::postgresql
                           ? "select 1 from pg_class where oid = to_regclass(?)"
                           : "select 1 from sqlite_master where type = 'table' and name = ?",
                       {name});
    return !found.empty();
}

int found_step(connection& database) {
    if (!table_exists(database, "cg_schema_step")) return 0;
    const auto found = database.query("select coalesce(max(step), 0) from cg_schema_step");
    return static_cast<int>(found.at(0).number(0));
}

bool is_lock_trouble(const failure& error) {
    const std::string& code = error.detail().code;
    return code == "database_lock_timeout" || code == "database_busy" ||
           code == "database_conflict";
}

// Work in a transaction of its own, again when a lock could not be had.
template <typename Work>
void in_transaction(connection& database, const Work& work) {
    for (int left = tries;; --left) {
        try {
            database.begin();
            work();
            database.commit();
            return;
        } catch (const failure& error) {
            database.rollback();
            if (left == 1 || !is_lock_trouble(error)) throw;
        } catch (...) {
            database.rollback();
            throw;
        }
    }
}

void create_step_table(connection& database) {
    in_transaction(database, [&] {
        database.run(in_words_of(
            database.kind(),
            "create table if not exists cg_schema_step (step {number} not null primary key, "
            "name {text:60} not null, checksum {text:16} not null, "
            "applied_at {text:27} not null)"));
    });
}

// Two installers at once take turns: on SQLite by the transaction itself.
void take_turn(connection& database) {
    if (database.kind() != dialect::postgresql) return;
    database.run("lock table cg_schema_step in exclusive mode");
}

// True when the step is there already; throws when it was another one.
bool is_applied(connection& database, const schema_step& step) {
    const auto found =
        database.query("select checksum from cg_schema_step where step = ?", {step.number});
    if (found.empty()) return false;
    if (found[0].text(0) == step.checksum) return true;
    fail({fault::refused, "schema_changed", "step", std::to_string(step.number),
          "schema step " + std::to_string(step.number) + " (" + step.name +
              ") was installed with checksum " + found[0].text(0) + ", this library has " +
              step.checksum,
          "install a released version of libcreditgate: a released step never changes"});
}

void apply(connection& database, const schema_step& step) {
    in_transaction(database, [&] {
        take_turn(database);
        if (is_applied(database, step)) return;
        database.run_script(step.sql);
        database.query_once(
            "insert into cg_schema_step (step, name, checksum, applied_at) "
            "values (?, ?, ?, " +
                std::string(now_expression(database.kind())) + ")",
            {step.number, step.name, step.checksum});
    });
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

void drop_views(connection& database) {
    const bool postgresql = database.kind() == dialect::postgresql;
    for (const std::string& each : present_views(database)) {
        database.run("drop view if exists \"" + each + (postgresql ? "\" cascade" : "\""));
    }
}

void keep_setting(connection& database, std::string_view name, const std::string& value) {
    database.execute(
        "insert into cg_setting (name, value) values (?, ?) "
        "on conflict (name) do update set value = excluded.value",
        {name, value});
}

void keep_first_records(connection& database, const install_options& options) {
    if (!options.grant_key.empty()) {
        database.execute(
            "insert into cg_setting (name, value) values ('grant_key', ?) "
            "on conflict (name) do nothing",
            {options.grant_key});
    }
    if (!options.first_policy.empty()) {
        database.execute(
            "insert into cg_policy (version, body, created_by, created_at) "
            "values (1, ?, 'creditgate', " +
                std::string(now_expression(database.kind())) + ") on conflict (version) do nothing",
            {options.first_policy});
    }
}

// In one transaction, so that a check sees the old views or the new ones.
void replace_views(connection& database, const install_options& options) {
    in_transaction(database, [&] {
        take_turn(database);
        if (!options.views.empty()) {
            drop_views(database);
            database.run_script(options.views);
            database.run(create_open_view);
        }
        if (!options.host.empty()) keep_setting(database, "host", options.host);
        keep_first_records(database, options);
        grant_reading(database, options.erp_role);
    });
}

// A trigger's table is locked against writers for a moment: one at a time.
void replace_triggers(connection& database, const install_options& options) {
    for (const std::string& each : split_script(options.triggers)) {
        in_transaction(database, [&] { database.run(each); });
    }
}

// How all accounts stand, in a key that no refresh takes away: 'untold' where the ERP has no
// triggers and each check reads the account as a whole, 'detached', or "" for neither.
void note_for_all(connection& database, const std::string& kind) {
    database.run(
        "delete from cg_dirty where company_id = 0 and customer_id = 0 "
        "and key_kind in ('untold', 'detached')");
    if (kind.empty()) return;
    database.run(
        "insert into cg_dirty (company_id, customer_id, key_kind, key_id) values (0, 0, '" + kind +
        "', 0)");
}

// What was read through other views, or while changes were not told, is read anew.
void read_anew_if_changed(connection& database, const install_options& options) {
    const std::string scripts = text_checksum(options.views + options.triggers);
    in_transaction(database, [&] {
        take_turn(database);
        const auto kept =
            database.query("select value from cg_setting where name = 'adapter_scripts'");
        keep_setting(database, "triggers", std::to_string(enabled_triggers(database)));
        if (!kept.empty() && kept[0].text(0) == scripts) return;
        database.run("update cg_account set projected = 0");
        note_for_all(database, options.triggers.empty() ? "untold" : "");
        keep_setting(database, "adapter_scripts", scripts);
    });
}

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

// One installer at a time; the lock goes with the session.
void begin_administration(connection& administrator, const std::string& role_password) {
    if (administrator.kind() != dialect::postgresql) return;
    administrator.run("set statement_timeout = 0");
    administrator.run("select pg_advisory_lock(hashtext('creditgate install'))");
    administrator.run(lock_timeout);
    become_owner(administrator, role_password);
}

void end_administration(connection& administrator) {
    if (administrator.kind() == dialect::postgresql) leave_owner(administrator);
}

}  // namespace

std::int64_t enabled_triggers(connection& database) {
    return database
        .query(database.kind() == dialect::postgresql
                   ? "select count(*) from pg_trigger t join pg_proc p on p.oid = t.tgfoid "
                     "where p.pronamespace = cast('creditgate' as regnamespace) "
                     "and t.tgenabled in ('O', 'A')"
                   : "select count(*) from sqlite_master where type = 'trigger' and name like "
                     "'cg~_changed~_%' escape '~'")
        .at(0)
        .number(0);
}

void detach(connection& administrator) {
    begin_administration(administrator, {});
    require_schema(administrator);
    in_transaction(administrator, [&] {
        note_for_all(administrator, "detached");
        administrator.run("delete from cg_setting where name = 'adapter_scripts'");
    });
    drop_triggers(administrator);
    in_transaction(administrator, [&] { drop_views(administrator); });
    end_administration(administrator);
}

installed install(connection& administrator, const install_options& options) {
    begin_administration(administrator, options.role_password);
    const int before = found_step(administrator);
    create_step_table(administrator);
    const auto steps = schema_steps(administrator.kind());
    for (const schema_step& each : steps) apply(administrator, each);
    replace_views(administrator, options);
    replace_triggers(administrator, options);
    read_anew_if_changed(administrator, options);
    end_administration(administrator);
    return {before, steps.back().number};
}

schema_state read_schema_state(connection& database) {
    return {found_step(database), schema_steps(database.kind()).back().number};
}

void require_schema(connection& database) {
    const schema_state state = read_schema_state(database);
    if (state.found == state.expected) return;
    const bool old = state.found < state.expected;
    const std::string found =
        state.found == 0 ? "not installed" : "at step " + std::to_string(state.found);
    fail({fault::refused, old ? "schema_too_old" : "schema_too_new", "database",
          std::to_string(state.found),
          "the database schema of creditgate is " + found + ", expected step " +
              std::to_string(state.expected),
          old ? "run `creditgate install` with an administrator's connection; if that was done, "
                "connect as its own role, creditgate"
              : "use the libcreditgate that this database was installed with, or a newer one"});
}

const std::vector<std::string_view>& erp_views() {
    static const std::vector<std::string_view> all{"cg_erp_company",      "cg_erp_customer",
                                                   "cg_erp_order",        "cg_erp_open_item",
                                                   "cg_erp_settled_item", "cg_erp_fx_rate"};
    return all;
}

}  // namespace creditgate
