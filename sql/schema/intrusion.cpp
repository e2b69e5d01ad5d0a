// SPDX-License-Identifier: Apache-2.0
#include "sql/schema/intrusion.hpp"

namespace creditgate {
namespace {

std::vector<std::string> names(connection& database, std::string_view sql) {
    std::vector<std::string> found;
    if (database.kind() != dialect::postgresql) return found;
    for (const row& each : database.query_once(sql)) found.push_back(each.text(0));
    return found;
}

}  // namespace

std::vector<std::string> functions_with_open_path(connection& database) {
    return names(database,
                 "select cast(cast(p.oid as regprocedure) as text) from pg_proc p "
                 "where p.pronamespace = cast('creditgate' as regnamespace) and p.prosecdef "
                 "and not coalesce(cast('search_path=creditgate, pg_temp' as text) = "
                 "any (p.proconfig), false) order by 1");
}

std::vector<std::string> shadows_of_own(connection& database) {
    return names(
        database,
        "select 'operator ' || cast(cast(o.oid as regoperator) as text) from pg_operator o "
        "join pg_namespace n on n.oid = o.oprnamespace "
        "where n.nspname not in ('creditgate', 'information_schema') "
        "and n.nspname not like 'pg~_%' escape '~' "
        "and exists (select from pg_operator own where own.oprname = o.oprname "
        "and own.oprnamespace = cast('pg_catalog' as regnamespace)) "
        "and not exists (select from pg_depend d where d.classid = "
        "cast('pg_operator' as regclass) and d.objid = o.oid and d.deptype = 'e') "
        "union all "
        "select 'function ' || cast(cast(p.oid as regprocedure) as text) from pg_proc p "
        "join pg_namespace n on n.oid = p.pronamespace "
        "where n.nspname not in ('creditgate', 'information_schema') "
        "and n.nspname not like 'pg~_%' escape '~' "
        "and exists (select from pg_proc own where own.proname = p.proname "
        "and own.pronamespace = cast('pg_catalog' as regnamespace)) "
        "and not exists (select from pg_depend d where d.classid = cast('pg_proc' as regclass) "
        "and d.objid = p.oid and d.deptype = 'e') "
        "order by 1 limit 10");
}

std::vector<std::string> tables_with_hidden_rows(connection& database) {
    return names(database,
                 "select cast(cast(c.oid as regclass) as text) from pg_class c "
                 "join pg_namespace n on n.oid = c.relnamespace "
                 "where c.relrowsecurity and n.nspname not in ('creditgate', 'information_schema') "
                 "and n.nspname not like 'pg~_%' escape '~' "
                 "and not exists (select from pg_roles where rolname = 'creditgate' "
                 "and (rolbypassrls or rolsuper)) order by 1");
}

}  // namespace creditgate
