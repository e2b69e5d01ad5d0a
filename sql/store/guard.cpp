// SPDX-License-Identifier: Apache-2.0
#include "sql/store/guard.hpp"

#include <sstream>

#include "sql/schema/cover_all.hpp"
#include "sql/store/rows.hpp"

namespace creditgate {
namespace {

constexpr const char* uncovered_sql =
    "select document_kind, document_id, number, checkpoint, company_id, customer_id, currency, "
    "amount_minor, cover_currency, covered_minor from cg_erp_uncovered_here "
    "order by document_id desc limit ?";

constexpr const char* guarded_sql =
    "select document_kind, document_id, number, checkpoint, company_id, customer_id, currency, "
    "amount_minor, null, null from cg_erp_guarded "
    "where document_kind = ? and document_id = ? and checkpoint = ?";

std::string noted_sql(std::string_view more) {
    return "select document_kind, document_id, document_number, checkpoint, company_id, "
           "customer_id, currency, amount_minor, currency, covered_minor, uncovered_id, noted_at, "
           "noted_for, unchecked, cluster, transaction_id, decided_at, decision_id, merged_from "
           "from cg_uncovered where uncovered_id > ?" +
           std::string(more) + " order by uncovered_id limit ?";
}

uncovered_document stored_uncovered(const row& from) {
    uncovered_document found{.amount = stored_money(from, 6, "cg_erp_guarded.currency")};
    found.document = stored_document(from, 0, "cg_erp_guarded.document_kind");
    found.number = from.text(2);
    found.where = stored_word<checkpoint>(from, 3, "cg_erp_guarded.checkpoint");
    found.company = {from.number(4)};
    found.customer = {from.number(5)};
    if (!from.is_null(9)) found.covered = stored_money(from, 8, "cg_cover.currency");
    return found;
}

std::string listed(const std::vector<checkpoint>& places) {
    std::string all;
    for (const checkpoint each : places) all.append(all.empty() ? "" : " ").append(word(each));
    return all;
}

std::vector<noted_document> all_noted(const std::vector<row>& rows) {
    std::vector<noted_document> found;
    found.reserve(rows.size());
    for (const row& each : rows) {
        noted_document one{each.number(10), stored_uncovered(each),   {each.text(11)},
                           each.text(12),   each.number(13) == 1,     stored_transaction(each, 14),
                           std::nullopt,    each.optional_number(17), std::nullopt};
        if (!each.is_null(16)) one.decided_at = timestamp{each.text(16)};
        if (!each.is_null(18)) one.merged_from = customer_id{each.number(18)};
        found.push_back(std::move(one));
    }
    return found;
}

}  // namespace

std::optional<guard_setting> stored_guard::setting() {
    const auto mode = settings_.find("guard");
    if (!mode) return std::nullopt;
    const auto known = from_word<guard_mode>(*mode);
    if (!known) fail_stored("cg_setting guard", *mode, "record or enforce");
    guard_setting found{*known, {}};
    std::istringstream places(settings_.find("guard_pass_unchecked").value_or(""));
    for (std::string each; places >> each;) {
        const auto place = from_word<checkpoint>(each);
        if (!place) fail_stored("cg_setting guard_pass_unchecked", each, "checkpoints");
        found.pass_unchecked.push_back(*place);
    }
    return found;
}

void stored_guard::set(const guard_setting& wanted) {
    settings_.put("guard", word(wanted.mode));
    settings_.put("guard_pass_unchecked", listed(wanted.pass_unchecked));
}

void stored_guard::guard_at(const std::vector<checkpoint>& guarded,
                            const std::vector<checkpoint>& asked) {
    settings_.put("asked_checkpoints", listed(asked));
    const std::string before = settings_.find("guard_checkpoints").value_or("");
    const std::string now = listed(guarded);
    if (now == before) return;
    settings_.put("guard_checkpoints", now);
    const auto guards_already = [&](checkpoint each) {
        return each == checkpoint::confirm ||
               (" " + before + " ").find(" " + std::string(word(each)) + " ") != std::string::npos;
    };
    // What passed another checkpoint without an approval stays without one.
    std::string added;
    for (const checkpoint each : guarded) {
        if (guards_already(each)) continue;
        added.append(added.empty() ? "'" : ", '").append(word(each)).append("'");
    }
    if (added.empty()) return;
    let_it_take_long();
    database_.execute(cover_at(added));
}

void stored_guard::approve(const decision_record& decision, company_id company,
                           customer_id customer) {
    if (database_.kind() == dialect::postgresql) return;
    database_.execute(
        "insert into cg_cover (document_kind, document_id, checkpoint, origin, company_id, "
        "customer_id, currency, amount_minor, decision_id) values (?, ?, ?, 'grant', ?, ?, ?, ?, "
        "?) "
        "on conflict (document_kind, document_id, checkpoint) do update set origin = 'grant', "
        "company_id = excluded.company_id, customer_id = excluded.customer_id, "
        "currency = excluded.currency, amount_minor = excluded.amount_minor, shown_minor = null, "
        "decision_id = excluded.decision_id",
        {word(decision.document.kind), decision.document.id, word(decision.where), company.value,
         customer.value, decision.amount.unit().code(), decision.amount.minor(),
         decision.decision_id});
}

std::optional<std::string> stored_guard::grant_key() {
    const auto found = database_.query(
        database_.kind() == dialect::postgresql
            ? "select value || current_database() from cg_setting where name = 'grant_key'"
            : "select value from cg_setting where name = 'grant_key'");
    if (found.empty()) return std::nullopt;
    return found[0].text(0);
}

// All documents are looked at.
void stored_guard::let_it_take_long() {
    if (database_.kind() != dialect::postgresql) return;
    database_.run("set local statement_timeout = 0");
}

std::int64_t stored_guard::cover_all() {
    let_it_take_long();
    return database_.execute(creditgate::cover_all);
}

std::vector<uncovered_document> stored_guard::uncovered(int most) {
    let_it_take_long();
    std::vector<uncovered_document> found;
    for (const row& each : database_.query(uncovered_sql, {most})) {
        found.push_back(stored_uncovered(each));
    }
    return found;
}

std::vector<noted_document> stored_guard::noted(std::int64_t after, int most) {
    return all_noted(database_.query(noted_sql(""), {after, most}));
}

std::vector<noted_document> stored_guard::undecided(std::int64_t after, int most) {
    return all_noted(
        database_.query(noted_sql(" and unchecked = 1 and decided_at is null"), {after, most}));
}

bool stored_guard::is_undecided(std::int64_t noted_id) {
    return !database_
                .query("select 1 from cg_uncovered where uncovered_id = ? and decided_at is null",
                       {noted_id})
                .empty();
}

void stored_guard::set_decided(std::int64_t noted_id, std::optional<std::int64_t> decision_id,
                               const timestamp& at) {
    const auto changed = database_.execute(
        "update cg_uncovered set decided_at = ?, decision_id = ? "
        "where uncovered_id = ? and decided_at is null",
        {at.text, decision_id, noted_id});
    if (changed == 1) return;
    fail({fault::unavailable, "database_conflict", "noted_id", std::to_string(noted_id),
          "somebody else has decided what was noted under " + std::to_string(noted_id),
          "nothing: it is decided"});
}

std::optional<uncovered_document> stored_guard::guarded(document_key document, checkpoint where) {
    const auto found =
        database_.query(guarded_sql, {word(document.kind), document.id, word(where)});
    if (found.empty()) return std::nullopt;
    return stored_uncovered(found[0]);
}

bool stored_guard::went_on_before(std::int64_t decision_id) {
    return !database_.query("select 1 from cg_uncovered where decision_id = ?", {decision_id})
                .empty();
}

}  // namespace creditgate
