// SPDX-License-Identifier: Apache-2.0
#include "plugin/ops/policy_places.hpp"

#include <set>

#include "core/policy/holding.hpp"
#include "core/time/date.hpp"
#include "plugin/clock/utc.hpp"

namespace creditgate {
namespace {

std::set<checkpoint> as_set(const std::vector<checkpoint>& places) {
    return {places.begin(), places.end()};
}

}  // namespace

void guard_where_policies_can(unit_of_work& unit, session_memory& memory) {
    // No firm's business day is a day behind this one.
    const date today = parse_date(utc_now().text.substr(0, 10)).value();
    const date day = today - std::chrono::days{1};
    std::vector<std::int64_t> versions = unit.policies().approved_after(day);
    versions.push_back(unit.policies().version_on(day));
    const auto places_of = [&](outcome least) {
        std::set<checkpoint> places;
        for (const std::int64_t version : versions) {
            places.merge(as_set(places_that_can(memory.policy_of(unit, version), least)));
        }
        return std::vector<checkpoint>(places.begin(), places.end());
    };
    unit.guard().guard_at(places_of(outcome::hold), places_of(outcome::warn));
}

}  // namespace creditgate
