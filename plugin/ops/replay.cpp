// SPDX-License-Identifier: Apache-2.0
//
// The proof that a decision follows from what is on record of it.
#include <algorithm>
#include <map>

#include "plugin/json/object.hpp"
#include "plugin/json/policy.hpp"
#include "plugin/ops/ops.hpp"
#include "plugin/ops/replayed_decision.hpp"

namespace creditgate {
namespace {

// So many in one transaction: on SQLite nobody writes meanwhile.
constexpr std::size_t slice = 100;

struct wanted_decisions {
    std::vector<std::int64_t> ids;  // empty: all of these days
    period days;
    std::int64_t after = 0;
    int most = 0;
};

wanted_decisions read_wanted(reader& request) {
    wanted_decisions read;
    read.ids = request.ids("decisions", 1'000);
    read.days = {request.optional_day("from"), request.optional_day("to")};
    read.after = request.optional_id("after_decision_id").value_or(0);
    read.most = static_cast<int>(request.integer("max", 1, 10'000, 1'000));
    return read;
}

// The versions as they are stored now. The session's own memory of them would not see that one was
// changed.
using policies_now = std::map<std::int64_t, policy>;

const policy& policy_now(unit_of_work& unit, policies_now& known, std::int64_t version) {
    const auto kept = known.find(version);
    if (kept != known.end()) return kept->second;
    policy read = read_policy(parse_message(unit.policies().load(version).body), "policy");
    read.version = version;
    return known.emplace(version, std::move(read)).first->second;
}

// What is wrong with one decision keeps none of the others from being replayed.
replayed_decision replay_one(unit_of_work& unit, policies_now& known, std::int64_t decision_id) {
    try {
        const auto stored = unit.decisions().find(decision_id);
        if (!stored) {
            fail_field("unknown_decision", "decisions", std::to_string(decision_id),
                       "there is no decision " + std::to_string(decision_id),
                       "send the decision_id of a check's answer");
        }
        return replay(*stored, policy_now(unit, known, stored->policy_version));
    } catch (const failure& error) {
        const error_detail& detail = error.detail();
        if (detail.whose == fault::unavailable || detail.code == "unknown_decision") throw;
        return {replay_result::unreadable, detail.field, detail.value, "", detail.message};
    }
}

json difference_json(std::int64_t decision_id, const replayed_decision& found) {
    return object_of("decision_id", decision_id, "result", word(found.result), "place", found.place,
                     "recorded", valid_text(found.recorded), "replayed", valid_text(found.replayed),
                     "message", valid_text(found.message));
}

std::vector<std::int64_t> ids_of(op_context& context, const wanted_decisions& wanted) {
    if (!wanted.ids.empty()) return wanted.ids;
    std::vector<std::int64_t> ids;
    transact(context, [&](unit_of_work& unit) -> json {
        ids = unit.decisions().made_on(wanted.days, wanted.after, wanted.most);
        return nullptr;
    });
    return ids;
}

}  // namespace

json op_replay(op_context& context, reader& request) {
    const wanted_decisions wanted = read_wanted(request);
    request.done();
    const auto ids = ids_of(context, wanted);
    policies_now known;
    json differences = json::array();
    for (std::size_t from = 0; from < ids.size(); from += slice) {
        const json found = transact(context, [&](unit_of_work& unit) {
            json of_slice = json::array();
            for (std::size_t i = from; i < std::min(from + slice, ids.size()); ++i) {
                const replayed_decision one = replay_one(unit, known, ids[i]);
                if (one.result == replay_result::same) continue;
                of_slice.push_back(difference_json(ids[i], one));
            }
            return of_slice;
        });
        differences.insert(differences.end(), found.begin(), found.end());
    }
    const bool more = wanted.ids.empty() && ids.size() == static_cast<std::size_t>(wanted.most);
    return {{"replayed", ids.size()},
            {"differences", std::move(differences)},
            {"next_decision_id", more ? json(ids.back()) : json(nullptr)}};
}

}  // namespace creditgate
