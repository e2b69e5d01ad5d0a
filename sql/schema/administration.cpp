// SPDX-License-Identifier: Apache-2.0
#include "sql/schema/administration.hpp"

#include "sql/schema/role.hpp"

namespace creditgate {
namespace {

constexpr std::string_view lock_timeout = "set lock_timeout = '2s'";

}  // namespace

bool is_lock_trouble(const failure& error) {
    const std::string& code = error.detail().code;
    return code == "database_lock_timeout" || code == "database_busy" ||
           code == "database_conflict";
}

void take_turn(connection& database) {
    if (database.kind() != dialect::postgresql) return;
    database.run("lock table cg_schema_step in exclusive mode");
}

void keep_setting(connection& database, std::string_view name, const std::string& value) {
    database.execute(
        "insert into cg_setting (name, value) values (?, ?) "
        "on conflict (name) do update set value = excluded.value",
        {name, value});
}

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

}  // namespace creditgate
