// SPDX-License-Identifier: Apache-2.0
#include "sql/schema/definitions.hpp"

#include <map>
#include <utility>

namespace creditgate {
namespace {

struct definition {
    std::string checksum;
    bool enabled = true;
};

// By kind and name.
using definitions = std::map<std::pair<std::string, std::string>, definition>;

// A trigger by the function that it calls, whatever table it hangs on. Written out, it shows the
// operators that were bound when it was made; where texts are cast, and so what is in parentheses,
// is another place after a restore.
constexpr std::string_view present_postgresql =
    "select 'trigger', cast(t.tgname || ' on ' || cast(t.tgrelid as regclass) as text), "
    "md5(replace(replace(translate(pg_get_triggerdef(t.oid), '()[] ', ''), "
    "chr(58) || chr(58) || 'charactervarying', ''), chr(58) || chr(58) || 'text', '')), "
    "case when t.tgenabled in ('O', 'A') then 1 else 0 end "
    "from pg_trigger t join pg_proc p on p.oid = t.tgfoid "
    "where p.pronamespace = cast('creditgate' as regnamespace) and not t.tgisinternal "
    "union all select 'function', cast(cast(p.oid as regprocedure) as text), "
    "md5(pg_get_functiondef(p.oid)), 1 from pg_proc p "
    "where p.pronamespace = cast('creditgate' as regnamespace) and p.prokind = 'f'";

// Its texts are summed up here: to fetch them would take a second, and an expression is cut at 255
// letters.
constexpr std::string_view present_sqlite =
    "select 'trigger', substr(m.name, 1, 200), (with recursive part(i, so_far) as "
    "(select 0, length(m.sql) union all "
    "select i + 1, (so_far * 31 + unicode(substr(m.sql, i + 1, 1))) % 2147483647 from part "
    "where i < length(m.sql)) "
    "select cast(so_far as varchar(20)) from part order by i desc limit 1), 1 "
    "from sqlite_master m where m.type = 'trigger' and m.name like 'cg~_%' escape '~'";

definitions present(connection& database) {
    const bool postgresql = database.kind() == dialect::postgresql;
    definitions found;
    for (const row& each : database.query(postgresql ? present_postgresql : present_sqlite)) {
        found[{each.text(0), each.text(1)}] = {each.text(2), each.number(3) == 1};
    }
    return found;
}

}  // namespace

void keep_definitions(connection& database) {
    database.run("delete from cg_definition");
    for (const auto& [of, is] : present(database)) {
        database.execute("insert into cg_definition (kind, name, checksum) values (?, ?, ?)",
                         {of.first, of.second, is.checksum});
    }
}

std::vector<std::string> changed_definitions(connection& database) {
    const definitions all = present(database);
    std::vector<std::string> changed;
    for (const row& kept : database.query_once(
             "select kind, name, checksum from cg_definition order by kind desc, name")) {
        const std::string which = kept.text(0) + " " + kept.text(1);
        const auto found = all.find({kept.text(0), kept.text(1)});
        if (found == all.end()) {
            changed.push_back(which + " is missing");
        } else if (!found->second.enabled) {
            changed.push_back(which + " is disabled");
        } else if (found->second.checksum != kept.text(2)) {
            changed.push_back(which + " is not as it was installed");
        }
    }
    return changed;
}

std::int64_t enabled_triggers(connection& database) {
    return database
        .query(database.kind() == dialect::postgresql
                   ? "select count(*) from pg_trigger t join pg_proc p on p.oid = t.tgfoid "
                     "where p.pronamespace = cast('creditgate' as regnamespace) "
                     "and p.proname like 'cg~_changed~_%' escape '~' "
                     "and t.tgenabled in ('O', 'A')"
                   : "select count(*) from sqlite_master where type = 'trigger' and name like "
                     "'cg~_changed~_%' escape '~'")
        .at(0)
        .number(0);
}

}  // namespace creditgate
