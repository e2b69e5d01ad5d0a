// SPDX-License-Identifier: Apache-2.0
#include "plugin/ops/policy_places.hpp"

#include <set>

#include "core/policy/holding.hpp"
#include "core/time/date.hpp"
#include "plugin/clock/utc.hpp"

namespace creditgate {

std::vector<checkpoint> places_to_guard(unit_of_work& unit, session_memory& memory) {
    // No firm's business day is a day behind this one.
    const date today = parse_date(utc_now().text.substr(0, 10)).value();
    const date day = today - std::chrono::days{1};
    std::vector<std::int64_t> versions = unit.policies().approved_after(day);
    versions.push_back(unit.policies().version_on(day));
    std::set<checkpoint> places;
    for (const std::int64_t version : versions) {
        for (const checkpoint place : places_that_can_hold(memory.policy_of(unit, version))) {
            places.insert(place);
        }
    }
    return {places.begin(), places.end()};
}

}  // namespace creditgate
