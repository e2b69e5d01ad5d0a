// SPDX-License-Identifier: Apache-2.0
//
// The whole record of decisions, for a person who asks why.
#include "plugin/clock/utc.hpp"
#include "plugin/ops/ops.hpp"
#include "plugin/ops/told_decision.hpp"

namespace creditgate {
namespace {

// Each has the rules, the credit and the hold with all that was said of it.
constexpr std::size_t most_decisions = 100;

decision_record require_decision(unit_of_work& unit, std::int64_t decision_id) {
    if (auto found = unit.decisions().find(decision_id)) return *found;
    fail_field("unknown_decision", "ids", std::to_string(decision_id),
               "there is no decision " + std::to_string(decision_id),
               "send the decision_id of a check's answer");
}

}  // namespace

json op_decisions(op_context& context, reader& request) {
    const auto ids = request.required_ids("ids", most_decisions);
    const std::string language = read_language(request, context);
    request.done();
    return transact(context, [&](unit_of_work& unit) -> json {
        policy_versions known;
        json all = json::array();
        for (const std::int64_t each : ids) {
            all.push_back(told_decision_json(unit, known, require_decision(unit, each), language));
        }
        return {{"decisions", std::move(all)}, {"as_of", utc_now().text}};
    });
}

}  // namespace creditgate
