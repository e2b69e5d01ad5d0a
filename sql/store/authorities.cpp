// SPDX-License-Identifier: Apache-2.0
#include "sql/store/authorities.hpp"

#include <sstream>

#include "core/time/date.hpp"
#include "sql/store/rows.hpp"

namespace creditgate {
namespace {

std::string text_of(const std::vector<role>& roles) {
    std::string all;
    for (const role each : roles) all.append(all.empty() ? "" : " ").append(word(each));
    return all;
}

std::vector<role> roles_in(const std::string& text) {
    std::vector<role> roles;
    std::istringstream words_in(text);
    for (std::string each; words_in >> each;) {
        const auto known = from_word<role>(each);
        if (!known) fail_stored("cg_substitute.roles", text, "words of roles");
        roles.push_back(*known);
    }
    return roles;
}

}  // namespace

stored_authority stored_authorities::load() {
    const auto found = database_.query(
        "select version, body, set_by, set_at, note from cg_authority "
        "order by version desc limit 1");
    if (found.empty()) {
        fail({fault::refused, "policy_missing", "authority", "", "cg_authority has no version",
              "run: creditgate install; it brings the one that an installation starts with"});
    }
    return {found[0].number(0), found[0].text(1), stored_note(found[0], 2).value()};
}

std::int64_t stored_authorities::append(const stored_authority& next) {
    const std::int64_t version =
        database_.query("select coalesce(max(version), 0) + 1 from cg_authority").at(0).number(0);
    database_.execute(
        "insert into cg_authority (version, body, note, set_by, set_at) values (?, ?, ?, ?, ?)",
        {version, next.body, next.set.note, next.set.by, next.set.at.text});
    return version;
}

std::vector<substitution> stored_authorities::substitutions() {
    std::vector<substitution> all;
    for (const row& each :
         database_.query("select person, substitute, roles, from_day, to_day, named_by "
                         "from cg_substitute order by person, substitute")) {
        all.push_back({each.text(0),
                       each.text(1),
                       roles_in(each.text(2)),
                       {stored_date(each, 3, "cg_substitute.from_day"),
                        stored_date(each, 4, "cg_substitute.to_day")},
                       each.text(5)});
    }
    return all;
}

void stored_authorities::put(const substitution& wanted) {
    database_.execute(
        "insert into cg_substitute (person, substitute, roles, from_day, to_day, named_by) "
        "values (?, ?, ?, ?, ?, ?) on conflict (person, substitute) do update set "
        "roles = excluded.roles, from_day = excluded.from_day, to_day = excluded.to_day, "
        "named_by = excluded.named_by",
        {wanted.person, wanted.substitute, text_of(wanted.roles),
         format_date(wanted.during.from.value()), format_date(wanted.during.to.value()),
         wanted.named_by});
}

bool stored_authorities::remove(std::string_view of_person, std::string_view substitute) {
    return database_.execute("delete from cg_substitute where person = ? and substitute = ?",
                             {of_person, substitute}) != 0;
}

}  // namespace creditgate
