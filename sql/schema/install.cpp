// SPDX-License-Identifier: Apache-2.0
#include "sql/schema/install.hpp"

#include "core/result/error.hpp"
#include "sql/schema/administration.hpp"
#include "sql/schema/attach.hpp"
#include "sql/schema/cover_all.hpp"
#include "sql/schema/definitions.hpp"
#include "sql/schema/dialect.hpp"
#include "sql/schema/role.hpp"
#include "sql/schema/steps.hpp"

namespace creditgate {
namespace {

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

void create_step_table(connection& database) {
    in_transaction(database, [&] {
        database.run(in_words_of(
            database.kind(),
            "create table if not exists cg_schema_step (step {number} not null primary key, "
            "name {text:60} not null, checksum {text:16} not null, "
            "applied_at {text:27} not null)"));
    });
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

void keep_first_records(connection& database, const install_options& options) {
    if (!options.grant_key.empty()) {
        database.execute(
            "insert into cg_setting (name, value) values ('grant_key', ?) "
            "on conflict (name) do nothing",
            {options.grant_key});
    }
    if (!options.first_policy.empty()) {
        database.execute(
            "insert into cg_policy (version, body, state, in_force_from, drafted_by, drafted_at, "
            "decided_by, decided_at) select 1, ?, 'approved', '1000-01-01', 'creditgate', t.now, "
            "'creditgate', t.now from (select " +
                std::string(now_expression(database.kind())) +
                " as now) t where 1 = 1 on conflict (version) do nothing",
            {options.first_policy});
    }
    if (!options.first_authority.empty()) {
        database.execute(
            "insert into cg_authority (version, body, set_by, set_at) select 1, ?, 'creditgate', " +
                std::string(now_expression(database.kind())) +
                " where not exists (select 1 from cg_authority)",
            {options.first_authority});
    }
}

// In one transaction, so that a check sees the old views or the new ones.
void replace_views_at_once(connection& database, const adapter_scripts& scripts) {
    in_transaction(database, [&] {
        take_turn(database);
        if (!scripts.views.empty()) replace_views(database, scripts.views);
    });
}

// What was approved before there was a guard stays approved.
void begin_with_record(connection& database) {
    in_transaction(database, [&] {
        take_turn(database);
        const auto kept = database.query("select 1 from cg_setting where name = 'guard'");
        if (!kept.empty() || !has_guarded_view(database)) return;
        database.run(cover_all);
        keep_setting(database, "guard", "record");
    });
}

// What was read through other views, or while changes were not told, is read anew.
void read_anew_if_changed(connection& database, const adapter_scripts& scripts) {
    const std::string checksum = text_checksum(scripts.views + scripts.triggers);
    in_transaction(database, [&] {
        take_turn(database);
        const auto kept =
            database.query("select value from cg_setting where name = 'adapter_scripts'");
        keep_definitions(database);
        if (!kept.empty() && kept[0].text(0) == checksum) return;
        database.run(
            "insert into cg_dirty (company_id, customer_id, key_kind, key_id) "
            "values (0, 0, 'everything', 0)");
        note_for_all(database, scripts.triggers.empty() ? "untold" : "");
        keep_setting(database, "adapter_scripts", checksum);
    });
}

}  // namespace

void note_for_all(connection& database, const std::string& kind) {
    database.run(
        "delete from cg_dirty where company_id = 0 and customer_id = 0 "
        "and key_kind in ('untold', 'detached')");
    if (kind.empty()) return;
    database.run(
        "insert into cg_dirty (company_id, customer_id, key_kind, key_id) values (0, 0, '" + kind +
        "', 0)");
}

std::int64_t put_in_place(connection& administrator, const adapter_scripts& scripts) {
    std::int64_t passed = 0;
    replace_views_at_once(administrator, scripts);
    replace_triggers(administrator, scripts.triggers);
    in_transaction(administrator, [&] { replace_guard(administrator); });
    // Afterwards, because it reads all that is guarded and the ERP's writers wait for the one
    // above.
    in_transaction(administrator, [&] {
        if (is_detached(administrator)) passed = note_passed(administrator);
        if (!scripts.views.empty()) keep_scripts(administrator, scripts);
    });
    begin_with_record(administrator);
    read_anew_if_changed(administrator, scripts);
    return passed;
}

installed install(connection& administrator, const install_options& options) {
    begin_administration(administrator, options.role_password);
    const int before = found_step(administrator);
    create_step_table(administrator);
    const auto steps = schema_steps(administrator.kind());
    for (const schema_step& each : steps) apply(administrator, each);
    in_transaction(administrator, [&] {
        take_turn(administrator);
        if (!options.host.empty()) keep_setting(administrator, "host", options.host);
        keep_first_records(administrator, options);
        grant_reading(administrator, options.erp_role);
    });
    put_in_place(administrator, options.adapter);
    end_administration(administrator);
    return {before, steps.back().number, backup_command(administrator)};
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
