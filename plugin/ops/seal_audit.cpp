// SPDX-License-Identifier: Apache-2.0
//
// Seals what was recorded since: beside the checks, in transactions of its own.
#include <algorithm>
#include <set>
#include <tuple>

#include "plugin/clock/time_limit.hpp"
#include "plugin/clock/utc.hpp"
#include "plugin/digest/sha256.hpp"
#include "plugin/json/object.hpp"
#include "plugin/ops/ops.hpp"

namespace creditgate {
namespace {

// Of each kind in one transaction. Their records are read as a whole.
constexpr int slice = 250;

// Decisions or events: how far they are sealed with these.
std::int64_t sealed_with(const std::vector<chained_record>& taken, std::int64_t up_to) {
    return taken.size() == slice ? taken.back().key.id : up_to;
}

struct next_records {
    std::vector<chained_record> all;  // as they were made
    record_bounds sealed;             // with them
    bool more = false;
};

next_records read_next(unit_of_work& unit, const chain_state& now, const record_bounds& bounds) {
    next_records next;
    const auto decisions =
        unit.chain().records(record_kind::decision, now.sealed.decisions, bounds.decisions, slice);
    const auto events =
        unit.chain().records(record_kind::event, now.sealed.events, bounds.events, slice);
    const auto policies = unit.chain().policies_to_seal(slice);
    for (const auto* each : {&decisions, &events, &policies}) {
        next.all.insert(next.all.end(), each->begin(), each->end());
        next.more = next.more || each->size() == slice;
    }
    // Another one may have sealed further since the bounds were taken.
    next.sealed = {std::max(now.sealed.decisions, sealed_with(decisions, bounds.decisions)),
                   std::max(now.sealed.events, sealed_with(events, bounds.events))};
    std::sort(next.all.begin(), next.all.end(),
              [](const chained_record& a, const chained_record& b) {
                  return std::tie(a.at, a.key) < std::tie(b.at, b.key);
              });
    return next;
}

std::map<std::int64_t, chain_head> heads_of(unit_of_work& unit,
                                            const std::vector<chained_record>& records) {
    std::set<std::int64_t> accounts;
    for (const chained_record& each : records) accounts.insert(each.account_id);
    return unit.chain().heads({accounts.begin(), accounts.end()});
}

struct sealed_slice {
    std::int64_t records = 0;
    bool more = false;
};

sealed_slice seal_slice(unit_of_work& unit, const record_bounds& bounds) {
    chain_state now = unit.chain().lock();
    const next_records next = read_next(unit, now, bounds);
    auto heads = heads_of(unit, next.all);
    std::vector<chain_link> links;
    for (const chained_record& each : next.all) {
        chain_head& head = heads[each.account_id];
        const std::string seal = seal_of(head, each.account_id, each, sha256);
        now.total = with_link(now.total, seal, sha256);
        head = {head.position + 1, seal};
        links.push_back({now.total.sealed, each.account_id, head.position, each.key, seal});
    }
    now.sealed = next.sealed;
    unit.chain().append(links, now);
    return {static_cast<std::int64_t>(links.size()), next.more};
}

std::optional<record_bounds> settled(op_context& context) {
    std::optional<record_bounds> bounds;
    transact(context, [&](unit_of_work& unit) -> json {
        bounds = unit.chain().settled();
        return nullptr;
    });
    return bounds;
}

json anchor_json(date day, const chain_total& total) {
    return object_of("day", format_date(day), "sealed", total.sealed, "hash", total.hash);
}

// The first time on a business day, or when it is asked for.
json anchor_if_due(unit_of_work& unit, date day, bool asked) {
    const chain_state now = unit.chain().lock();
    if (now.total.sealed == 0) return nullptr;
    const auto last = unit.chain().last_anchored();
    if (!asked && last && day <= *last) return nullptr;
    unit.chain().put_anchor(day, now.total, utc_now());
    return anchor_json(day, now.total);
}

}  // namespace

json op_seal_audit(op_context& context, reader& request) {
    const date day = request.day("business_date");
    const time_limit limit(std::chrono::seconds(request.integer("seconds", 1, 3'600, 10)));
    const bool anchor_asked = request.flag("anchor", false);
    request.done();
    const auto bounds = settled(context);
    sealed_slice one{0, true};
    std::int64_t records = 0;
    while (bounds && one.more && !limit.is_over()) {
        transact(context, [&](unit_of_work& unit) -> json {
            one = seal_slice(unit, *bounds);
            return nullptr;
        });
        records += one.records;
    }
    const bool done = bounds && !one.more;
    return transact(context, [&](unit_of_work& unit) -> json {
        json anchor = done ? anchor_if_due(unit, day, anchor_asked) : json(nullptr);
        const chain_state now = unit.chain().state();
        return {{"sealed_now", records},       {"not_yet_sealed", unit.chain().waiting(now)},
                {"sealed", now.total.sealed},  {"hash", now.total.hash},
                {"anchor", std::move(anchor)}, {"done", done}};
    });
}

}  // namespace creditgate
