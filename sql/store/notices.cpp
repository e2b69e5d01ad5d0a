// SPDX-License-Identifier: Apache-2.0
#include "sql/store/notices.hpp"

#include "core/result/error.hpp"
#include "sql/store/hold_row.hpp"
#include "sql/store/rows.hpp"

namespace creditgate {
namespace {

constexpr int most_tries = 5;

}  // namespace

void stored_notices::put(notice_kind kind, std::int64_t hold_id, std::string_view by,
                         const timestamp& at) {
    database_.execute("insert into cg_notice (kind, hold_id, by_whom, put_at) values (?, ?, ?, ?)",
                      {word(kind), hold_id, by, at.text});
}

std::vector<notice> stored_notices::waiting(int most) {
    std::vector<notice> found;
    for (const row& each :
         database_.query("select n.notice_id, n.kind, n.by_whom, " + std::string(hold_columns) +
                             " from cg_notice n join cg_hold h on h.hold_id = n.hold_id "
                             "where n.state = 'waiting' order by n.notice_id limit ?",
                         {most})) {
        found.push_back({each.number(0), stored_word<notice_kind>(each, 1, "cg_notice.kind"),
                         each.text(2), stored_hold(each, 3)});
    }
    return found;
}

std::vector<put_notice> stored_notices::of_hold(std::int64_t hold_id) {
    std::vector<put_notice> found;
    for (const row& each :
         database_.query("select n.notice_id, n.kind, n.by_whom, n.put_at, n.state, n.done_at, " +
                             std::string(hold_columns) +
                             " from cg_notice n join cg_hold h on h.hold_id = n.hold_id "
                             "where n.hold_id = ? order by n.notice_id",
                         {hold_id})) {
        found.push_back(
            {{each.number(0), stored_word<notice_kind>(each, 1, "cg_notice.kind"), each.text(2),
              stored_hold(each, 6)},
             {each.text(3)},
             stored_word<notice_state>(each, 4, "cg_notice.state"),
             each.is_null(5) ? std::nullopt : std::optional<timestamp>{{each.text(5)}}});
    }
    return found;
}

hold stored_notices::about(std::int64_t notice_id) {
    const auto found = database_.query("select " + std::string(hold_columns) +
                                           " from cg_notice n join cg_hold h on h.hold_id = "
                                           "n.hold_id where n.notice_id = ?",
                                       {notice_id});
    if (!found.empty()) return stored_hold(found[0]);
    fail_field("unknown_notice_id", "notice_id", std::to_string(notice_id),
               "there is no notice " + std::to_string(notice_id),
               "send a notice_id that the op notices gave");
}

void stored_notices::done(std::int64_t notice_id, bool success, std::string_view note,
                          const timestamp& at) {
    database_.execute(
        "update cg_notice set tries = tries + 1, note = ?, done_at = ?, "
        "state = case when ? = 1 then 'done' when tries + 1 >= ? then 'failed' else 'waiting' end "
        "where notice_id = ? and (state = 'waiting' or ? = 1)",
        {note, at.text, success ? 1 : 0, most_tries, notice_id, success ? 1 : 0});
}

void stored_notices::escalate(const timestamp& silent_before, const timestamp& at) {
    const auto silent = database_.query(
        "select h.hold_id, coalesce(h.attended_at, h.opened_at) from cg_hold h "
        "where h.state = 'open' and coalesce(h.attended_at, h.opened_at) < ? "
        "and not exists (select 1 from cg_notice n where n.hold_id = h.hold_id "
        "and n.kind = 'escalated' and n.silent_since = coalesce(h.attended_at, h.opened_at)) "
        "order by h.hold_id",
        {silent_before.text});
    for (const row& each : silent) {
        database_.execute(
            "insert into cg_notice (kind, hold_id, by_whom, put_at, silent_since) "
            "values ('escalated', ?, 'creditgate', ?, ?) on conflict do nothing",
            {each.number(0), at.text, each.text(1)});
    }
}

}  // namespace creditgate
