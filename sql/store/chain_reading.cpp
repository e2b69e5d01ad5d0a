// SPDX-License-Identifier: Apache-2.0
//
// What verifying the audit chain reads.
#include <algorithm>
#include <set>

#include "sql/store/chain.hpp"
#include "sql/store/chain_row.hpp"
#include "sql/store/rows.hpp"

namespace creditgate {
namespace {

constexpr record_kind all_kinds[] = {record_kind::decision, record_kind::event,
                                     record_kind::policy};

// Of a kind that nobody has written there is no record; the walk says so.
chain_link link_of(const row& from) {
    const auto kind = from_word<record_kind>(from.text(3));
    return {from.number(0), from.number(1), from.number(2),
            kind ? record_key{*kind, from.number(4)} : record_key{}, from.text(5)};
}

// Rows of a page of what names decisions.
constexpr int page = 5'000;

constexpr const char* is_gone =
    "not exists (select 1 from cg_decision d where d.decision_id = x.decision_id)";

}  // namespace

std::vector<chain_anchor> stored_chain::anchors() {
    std::vector<chain_anchor> all;
    for (const row& each : database_.query(
             "select sealed, hash, anchored_on from cg_anchor order by sealed, anchored_on")) {
        all.push_back({{each.number(0), each.text(1)}, each.text(2)});
    }
    return all;
}

std::vector<sealed_record> stored_chain::links(std::int64_t after, std::int64_t up_to, int most) {
    std::vector<sealed_record> all;
    for (const row& each :
         database_.query("select seal_id, account_id, position, kind, record_id, seal from cg_link "
                         "where seal_id > ? and seal_id <= ? order by seal_id limit ?",
                         {after, up_to, most})) {
        all.push_back({link_of(each), std::nullopt});
    }
    if (all.empty()) return all;
    std::map<record_key, chained_record> records;
    for (const record_kind kind : all_kinds) {
        const std::string number(number_column(kind));
        for (const row& each : database_.query(
                 select_chained(kind) + "join cg_link l on l.kind = ? and l.record_id = r." +
                     number + " where l.seal_id >= ? and l.seal_id <= ?",
                 {word(kind), all.front().link.seal_id, all.back().link.seal_id})) {
            chained_record record = chained_record_of(each, kind);
            records.emplace(record.key, std::move(record));
        }
    }
    for (sealed_record& each : all) {
        const auto found = records.find(each.link.key);
        if (found != records.end()) each.record = std::move(found->second);
    }
    return all;
}

std::vector<chained_record> stored_chain::without_link(record_kind kind, std::int64_t after,
                                                       std::int64_t up_to) {
    const std::string number = "r." + std::string(number_column(kind));
    std::vector<chained_record> all;
    for (const row& each :
         database_.query(select_chained(kind) + "where " + number + " > ? and " + number +
                             " <= ? and not exists (select 1 from cg_link l where l.kind = ? "
                             "and l.record_id = " +
                             number + ") order by " + number,
                         {after, up_to, word(kind)})) {
        all.push_back(chained_record_of(each, kind));
    }
    return all;
}

std::vector<std::int64_t> stored_chain::numbers_without_link(record_kind kind, std::int64_t after,
                                                             std::int64_t up_to) {
    std::set<std::int64_t> linked;
    for (const row& each : database_.query(
             "select record_id from cg_link where kind = ? and record_id > ? and record_id <= ?",
             {word(kind), after, up_to})) {
        linked.insert(each.number(0));
    }
    std::vector<std::int64_t> all;
    for (std::int64_t number = after + 1; number <= up_to; ++number) {
        if (!linked.contains(number)) all.push_back(number);
    }
    return all;
}

std::vector<named_decision> stored_chain::named_and_gone(naming_place& place) {
    std::vector<named_decision> gone;
    if (!place.holds_done) {
        const auto holds = database_.query(
            std::string("select x.hold_id, x.account_id, x.decision_id, ") +
                "case when x.decision_id is not null and x.decision_id <> 0 and " + is_gone +
                " then 1 else 0 end, x.used_decision_id, "
                "case when x.used_decision_id is not null and not exists (select 1 from "
                "cg_decision d where d.decision_id = x.used_decision_id) then 1 else 0 end "
                "from cg_hold x where x.hold_id > ? order by x.hold_id limit ?",
            {place.hold_id, page});
        for (const row& each : holds) {
            place.hold_id = each.number(0);
            const std::string by = "hold " + each.text(0);
            if (each.number(3) == 1) gone.push_back({each.number(2), each.number(1), by});
            if (each.number(5) == 1) gone.push_back({each.number(4), each.number(1), by});
        }
        place.holds_done = holds.size() < page;
        return gone;
    }
    const auto covers = database_.query(
        std::string("select x.document_kind, x.document_id, x.checkpoint, x.decision_id, ") +
            "case when x.decision_id is not null and " + is_gone +
            " then 1 else 0 end from cg_cover x "
            "where (x.document_kind, x.document_id, x.checkpoint) > (?, ?, ?) "
            "order by x.document_kind, x.document_id, x.checkpoint limit ?",
        {place.document_kind, place.document_id, place.checkpoint, page});
    for (const row& each : covers) {
        place.document_kind = each.text(0);
        place.document_id = each.number(1);
        place.checkpoint = each.text(2);
        if (each.number(4) != 1) continue;
        gone.push_back(
            {each.number(3), 0,
             "approval of " + each.text(0) + " " + each.text(1) + " at " + each.text(2)});
    }
    place.done = covers.size() < page;
    return gone;
}

account_key stored_chain::account_of(std::int64_t account_id) {
    const auto found = database_.query(
        "select company_id, customer_id from cg_account where account_id = ?", {account_id});
    if (found.empty()) return {};
    return {{found[0].number(0)}, {found[0].number(1)}};
}

std::vector<holding_account> stored_chain::accounts_after(std::int64_t account_id, int most) {
    std::vector<holding_account> all;
    for (const row& each :
         database_.query("select account_id, company_id, customer_id from cg_account "
                         "where account_id > ? order by account_id limit ?",
                         {account_id, most})) {
        all.push_back({each.number(0), {{each.number(1)}, {each.number(2)}}});
    }
    return all;
}

}  // namespace creditgate
