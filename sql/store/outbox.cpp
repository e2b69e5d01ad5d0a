// SPDX-License-Identifier: Apache-2.0
#include "sql/store/outbox.hpp"

#include "core/result/error.hpp"
#include "sql/store/hold_row.hpp"
#include "sql/store/insert.hpp"

namespace creditgate {
namespace {

constexpr int most_tries = 5;

std::string select_waiting() {
    return "select o.outbox_id, o.action, " + std::string(hold_columns) +
           " from cg_outbox o join cg_hold h on h.hold_id = o.hold_id "
           "where o.state = 'waiting' and h.state = 'released' order by o.outbox_id limit ?";
}

}  // namespace

std::int64_t stored_outbox::put(std::string_view action, std::int64_t hold_id,
                                const timestamp& at) {
    return insert_numbered(database_,
                           "insert into cg_outbox (action, hold_id, put_at) values (?, ?, ?)",
                           "outbox_id", {action, hold_id, at.text});
}

std::vector<outbox_entry> stored_outbox::waiting(int most) {
    std::vector<outbox_entry> result;
    for (const row& each : database_.query(select_waiting(), {most})) {
        result.push_back({each.number(0), each.text(1), stored_hold(each, 2)});
    }
    return result;
}

hold stored_outbox::about(std::int64_t outbox_id) {
    const auto found = database_.query("select " + std::string(hold_columns) +
                                           " from cg_outbox o join cg_hold h on h.hold_id = "
                                           "o.hold_id where o.outbox_id = ?",
                                       {outbox_id});
    if (!found.empty()) return stored_hold(found[0], 0);
    fail_field("unknown_outbox_id", "outbox_id", std::to_string(outbox_id),
               "there is no outbox entry " + std::to_string(outbox_id),
               "send an outbox_id that the op outbox gave");
}

void stored_outbox::done(std::int64_t outbox_id, bool success, std::string_view note,
                         const timestamp& at) {
    database_.execute(
        "update cg_outbox set tries = tries + 1, note = ?, done_at = ?, "
        "state = case when ? = 1 then 'done' when tries + 1 >= ? then 'failed' else 'waiting' end "
        "where outbox_id = ? and (state = 'waiting' or ? = 1)",
        {note, at.text, success ? 1 : 0, most_tries, outbox_id, success ? 1 : 0});
}

}  // namespace creditgate
