// SPDX-License-Identifier: Apache-2.0
//
// The proof that the records are what was sealed. Takes no lock: what is sealed meanwhile is for
// the next time.
#include <algorithm>
#include <limits>

#include "plugin/digest/sha256.hpp"
#include "plugin/json/object.hpp"
#include "plugin/messages/catalog.hpp"
#include "plugin/ops/audit_state.hpp"
#include "plugin/ops/ops.hpp"

namespace creditgate {
namespace {

constexpr int slice = 500;
constexpr std::int64_t stretch = 10'000;

struct wanted_proof {
    std::vector<chain_anchor> anchors;  // kept outside of the database
    std::size_t most = 0;
};

wanted_proof read_wanted(reader& request) {
    wanted_proof read;
    for (reader& each : request.objects("anchors")) {
        chain_anchor anchor{{each.id("sealed"), each.text("hash", 64)},
                            each.optional_text("from").value_or("")};
        if (anchor.from.empty()) anchor.from = "anchor";
        each.done();
        read.anchors.push_back(std::move(anchor));
    }
    read.most = static_cast<std::size_t>(request.integer("max", 1, 1'000, 100));
    return read;
}

template <class Work>
auto in_transaction(op_context& context, const Work& work) {
    std::optional<decltype(work(std::declval<unit_of_work&>()))> result;
    transact(context, [&](unit_of_work& unit) -> json {
        result = work(unit);
        return nullptr;
    });
    return std::move(*result);
}

struct where_it_ends {
    chain_state state;
    std::vector<chain_anchor> anchors;
    std::int64_t waiting = 0;
};

where_it_ends find_end(op_context& context) {
    return in_transaction(context, [](unit_of_work& unit) {
        // In this order, so that an anchor that is made in between has its links.
        where_it_ends end;
        end.anchors = unit.chain().anchors();
        end.state = unit.chain().state();
        end.waiting = unit.chain().waiting(end.state);
        return end;
    });
}

chain_walk walk_chain(op_context& context, const wanted_proof& wanted, const where_it_ends& end) {
    std::vector<chain_anchor> anchors = wanted.anchors;
    anchors.insert(anchors.end(), end.anchors.begin(), end.anchors.end());
    if (end.state.total.sealed > 0) anchors.push_back({end.state.total, "cg_chain"});
    chain_walk walk(sha256, std::move(anchors));
    const std::int64_t last = end.state.last_link;
    for (std::int64_t after = 0; after < last;) {
        const auto links = in_transaction(
            context, [&](unit_of_work& unit) { return unit.chain().links(after, last, slice); });
        if (links.empty()) break;
        for (const sealed_record& each : links) walk.take(each.link, each.record);
        after = links.back().link.seal_id;
    }
    walk.end(end.state.total.sealed);
    return walk;
}

chain_break added_afterwards(const chained_record& record) {
    return {break_kind::not_sealed, 0, record.account_id, 0, record.key, ""};
}

chain_break gone_before(std::int64_t number, record_kind kind) {
    return {break_kind::named_only, 0, 0, 0, record_key{kind, number}, "number"};
}

// Records among the numbers of the sealed ones that have no link, and where each number is given
// out also numbers of which there is no record.
void look_between(unit_of_work& unit, record_kind kind, std::int64_t after, std::int64_t up_to,
                  std::vector<chain_break>& found) {
    // The first number is 1; what was added by hand may be below.
    const std::int64_t least = std::numeric_limits<std::int64_t>::min();
    const auto added = unit.chain().without_link(kind, after == 0 ? least : after, up_to);
    for (const chained_record& each : added) found.push_back(added_afterwards(each));
    if (!unit.chain().gives_out_each_number()) return;
    for (const std::int64_t number : unit.chain().numbers_without_link(kind, after, up_to)) {
        const bool is_there = std::any_of(added.begin(), added.end(),
                                          [&](const auto& each) { return each.key.id == number; });
        if (!is_there) found.push_back(gone_before(number, kind));
    }
}

void look_beside(op_context& context, const chain_state& state, std::vector<chain_break>& found) {
    const std::pair<record_kind, std::int64_t> kinds[] = {
        {record_kind::decision, state.sealed.decisions}, {record_kind::event, state.sealed.events}};
    for (const auto& [kind, last] : kinds) {
        for (std::int64_t after = 0; after < last; after += stretch) {
            const auto more = in_transaction(context, [&, of = kind, to = last](auto& unit) {
                std::vector<chain_break> between;
                look_between(unit, of, after, std::min(after + stretch, to), between);
                return between;
            });
            found.insert(found.end(), more.begin(), more.end());
        }
    }
}

// A decision that was deleted before it was sealed leaves its hold, or its approval.
void look_at_names(op_context& context, std::vector<chain_break>& found) {
    naming_place place;
    while (!place.done) {
        const auto gone = in_transaction(context, [&](unit_of_work& unit) {
            naming_place next = place;
            auto named = unit.chain().named_and_gone(next);
            place = next;
            return named;
        });
        for (const named_decision& each : gone) {
            const record_key key{record_kind::decision, each.decision_id};
            const bool known = std::any_of(found.begin(), found.end(),
                                           [&](const auto& other) { return other.record == key; });
            if (known) continue;
            found.push_back({break_kind::named_only, 0, each.account_id, 0, key, each.named_by});
        }
    }
}

std::string message_of(const chain_break& each, const account_key& whose,
                       std::string_view language) {
    std::string key = "audit.break." + std::string(word(each.kind));
    if (each.kind == break_kind::link_missing && each.position == 0) key += "_at_end";
    if (each.kind == break_kind::named_only && each.detail == "number") key += "_number";
    const std::string of = whose.company.value != 0
                               ? message_text(language, "audit.account",
                                              {{"customer", std::to_string(whose.customer.value)},
                                               {"company", std::to_string(whose.company.value)}})
                               : message_text(language, "audit.no_account", {});
    const std::string record =
        each.record ? message_text(language, "audit." + std::string(word(each.record->kind)),
                                   {{"id", std::to_string(each.record->id)}})
                    : "";
    return message_text(language, key,
                        {{"record", record},
                         {"account", of},
                         {"position", std::to_string(each.position)},
                         {"seal_id", std::to_string(each.seal_id)},
                         {"detail", each.detail}});
}

json break_json(unit_of_work& unit, const chain_break& each, std::string_view language) {
    const account_key whose = unit.chain().account_of(each.account_id);
    const auto number_or_null = [](std::int64_t number) {
        return number == 0 ? json(nullptr) : json(number);
    };
    json record = nullptr;
    if (each.record) {
        record = object_of("kind", word(each.record->kind), "id", each.record->id);
    }
    return object_of(
        "kind", word(each.kind), "seal_id", number_or_null(each.seal_id), "company",
        number_or_null(whose.company.value), "customer", number_or_null(whose.customer.value),
        "position", number_or_null(each.position), "record", std::move(record), "detail",
        valid_text(each.detail), "text", valid_text(message_of(each, whose, language)));
}

}  // namespace

json op_verify_audit(op_context& context, reader& request) {
    const wanted_proof wanted = read_wanted(request);
    const std::string language = read_language(request, context);
    request.done();
    const where_it_ends end = find_end(context);
    const chain_walk walk = walk_chain(context, wanted, end);
    std::vector<chain_break> found = walk.breaks();
    look_beside(context, end.state, found);
    look_at_names(context, found);
    look_at_state(context, found);
    return transact(context, [&](unit_of_work& unit) -> json {
        json breaks = json::array();
        for (const chain_break& each : found) {
            if (breaks.size() == wanted.most) break;
            breaks.push_back(break_json(unit, each, language));
        }
        return {{"verified", walk.total().sealed},
                {"hash", walk.total().hash},
                {"anchors", wanted.anchors.size() + end.anchors.size()},
                {"not_yet_sealed", end.waiting},
                {"broken", found.size()},
                {"breaks", std::move(breaks)}};
    });
}

}  // namespace creditgate
