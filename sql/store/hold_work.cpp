// SPDX-License-Identifier: Apache-2.0
//
// What people do with a hold besides ending it, and what ends by itself.
#include "sql/store/hold_row.hpp"
#include "sql/store/holds.hpp"
#include "sql/store/rows.hpp"

namespace creditgate {

void stored_holds::force(std::int64_t hold_id, const person_note& why) {
    database_.execute(
        "update cg_hold set forced_by = ?, forced_at = ?, forced_note = ? where hold_id = ?",
        {why.by, why.at.text, why.note, hold_id});
}

std::optional<hold> stored_holds::find_open(document_key document, checkpoint where) {
    const auto rows = database_.query("select " + std::string(hold_columns) +
                                          " from cg_hold h where h.document_kind = ? "
                                          "and h.document_id = ? and h.state = 'open' "
                                          "order by h.checkpoint = ? desc limit 1",
                                      {word(document.kind), document.id, word(where)});
    if (rows.empty()) return std::nullopt;
    return stored_hold(rows[0]);
}

std::optional<hold> stored_holds::find_forced(document_key document) {
    const auto rows = database_.query("select " + std::string(hold_columns) +
                                          " from cg_hold h where h.document_kind = ? "
                                          "and h.document_id = ? and h.state = 'open' "
                                          "and h.forced_at is not null order by h.hold_id limit 1",
                                      {word(document.kind), document.id});
    if (rows.empty()) return std::nullopt;
    return stored_hold(rows[0]);
}

void stored_holds::assign(std::int64_t hold_id, std::string_view to) {
    database_.execute("update cg_hold set assigned_to = ? where hold_id = ?", {to, hold_id});
}

void stored_holds::set_waits_for_answer(std::int64_t hold_id, bool waits) {
    database_.execute("update cg_hold set waits_for_answer = ? where hold_id = ?",
                      {waits ? 1 : 0, hold_id});
}

void stored_holds::attend(std::int64_t hold_id, const timestamp& at) {
    database_.execute("update cg_hold set attended_at = ? where hold_id = ?", {at.text, hold_id});
}

void stored_holds::add_entry(std::int64_t hold_id, const hold_entry& entry) {
    database_.execute(
        "insert into cg_hold_entry (hold_id, kind, by_whom, at, text) values (?, ?, ?, ?, ?)",
        {hold_id, word(entry.kind), entry.said.by, entry.said.at.text, entry.said.note});
}

std::vector<hold_entry> stored_holds::entries(std::int64_t hold_id) {
    std::vector<hold_entry> found;
    for (const row& each :
         database_.query("select kind, by_whom, at, text from cg_hold_entry where hold_id = ? "
                         "order by entry_id",
                         {hold_id})) {
        found.push_back({stored_word<hold_entry_kind>(each, 0, "cg_hold_entry.kind"),
                         {each.text(1), {each.text(2)}, each.text(3)}});
    }
    return found;
}

std::vector<hold> stored_holds::past_their_day(date day) {
    std::vector<hold> found;
    for (const row& each :
         database_.query("select " + std::string(hold_columns) +
                             " from cg_hold h where h.state = 'released' and h.release_until <> '' "
                             "and h.release_until < ? order by h.hold_id",
                         {format_date(day)})) {
        found.push_back(stored_hold(each));
    }
    return found;
}

}  // namespace creditgate
