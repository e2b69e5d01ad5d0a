// SPDX-License-Identifier: Apache-2.0
#include "sql/store/policies.hpp"

#include <limits>

#include "core/time/date.hpp"
#include "sql/store/rows.hpp"

namespace creditgate {
namespace {

stored_policy policy_of(const row& found) {
    return {found.number(0),
            found.text(1),
            stored_word<policy_state>(found, 2, "state of a policy"),
            stored_date(found, 3, "day of a policy").value_or(date{}),
            found.text(4),
            found.text(5),
            {found.text(6)},
            found.text(7),
            {found.text(8)}};
}

std::string select_with(std::string_view body) {
    return "select version, " + std::string(body) +
           ", state, in_force_from, note, drafted_by, drafted_at, decided_by, decided_at "
           "from cg_policy ";
}

}  // namespace

void fail_no_policy() {
    fail({fault::refused, "policy_missing", "policy", "", "cg_policy has no such version",
          "run: creditgate install; it brings the policy that an installation starts with"});
}

std::int64_t stored_policies::version_on(date day) {
    const auto found = database_.query(
        "select version from cg_policy where state = 'approved' and in_force_from <= ? "
        "order by in_force_from desc, version desc limit 1",
        {format_date(day)});
    if (found.empty()) fail_no_policy();
    return found[0].number(0);
}

stored_policy stored_policies::load(std::int64_t version) {
    auto found = find(version);
    if (!found) fail_no_policy();
    return *std::move(found);
}

std::optional<stored_policy> stored_policies::find(std::int64_t version) {
    const auto found = database_.query(select_with("body") + "where version = ?", {version});
    if (found.empty()) return std::nullopt;
    return policy_of(found[0]);
}

// Whoever writes a version locks the first one; on SQLite there is one writer anyhow.
void stored_policies::lock_all() {
    if (database_.kind() != dialect::postgresql) return;
    database_.query("select version from cg_policy where version = 1 for no key update");
}

std::optional<stored_policy> stored_policies::lock(std::int64_t version) {
    lock_all();
    return find(version);
}

std::vector<stored_policy> stored_policies::before(std::optional<std::int64_t> version, int most) {
    std::vector<stored_policy> all;
    for (const row& each :
         database_.query(select_with("''") + "where version < ? order by version desc limit ?",
                         {version.value_or(std::numeric_limits<std::int64_t>::max()), most})) {
        all.push_back(policy_of(each));
    }
    return all;
}

std::vector<std::int64_t> stored_policies::approved_after(date day) {
    std::vector<std::int64_t> versions;
    for (const row& each : database_.query(
             "select version from cg_policy where state = 'approved' and in_force_from > ? "
             "order by in_force_from, version",
             {format_date(day)})) {
        versions.push_back(each.number(0));
    }
    return versions;
}

std::int64_t stored_policies::append(const stored_policy& draft) {
    lock_all();
    const std::int64_t version =
        database_.query("select coalesce(max(version), 0) + 1 from cg_policy").at(0).number(0);
    database_.execute(
        "insert into cg_policy (version, body, in_force_from, note, drafted_by, drafted_at) "
        "values (?, ?, ?, ?, ?, ?)",
        {version, draft.body, format_date(draft.in_force_from), draft.note, draft.drafted_by,
         draft.drafted_at.text});
    return version;
}

void stored_policies::decide(const stored_policy& decided) {
    database_.execute(
        "update cg_policy set state = ?, decided_by = ?, decided_at = ? where version = ?",
        {word(decided.state), decided.decided_by, decided.decided_at.text, decided.version});
}

}  // namespace creditgate
