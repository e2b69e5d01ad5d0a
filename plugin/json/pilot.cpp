// SPDX-License-Identifier: Apache-2.0
#include "plugin/json/pilot.hpp"

namespace creditgate {
namespace {

constexpr std::size_t most_companies = 1'000;

// In the order of group_kind.
constexpr std::array<std::string_view, group_kind_count> members_of_groups = {
    "groups", "salespersons", "departments"};

}  // namespace

std::string_view pilot_member_of(group_kind kind) {
    return members_of_groups[static_cast<std::size_t>(kind)];
}

std::optional<pilot> read_pilot(reader& policy) {
    auto members = policy.optional_object("pilot");
    if (!members) return std::nullopt;
    pilot read;
    bool says_anything = members->has("percent_of_orders");
    for (const std::int64_t id : members->ids("companies", most_companies)) {
        read.companies.push_back({id});
        says_anything = true;
    }
    for (std::size_t i = 0; i < group_kind_count; ++i) {
        if (!members->has(members_of_groups[i])) continue;
        read.groups[i] = members->names(members_of_groups[i]);
        says_anything = true;
    }
    read.percent_of_orders = static_cast<int>(members->integer("percent_of_orders", 1, 100, 100));
    read.even_blocked = members->flag("even_blocked", false);
    members->done();
    if (says_anything) return read;
    fail_field("bad_policy", policy.path_of("pilot"), "",
               "a pilot says whom it is for, or for which share of orders, found neither",
               "name \"companies\", \"departments\", \"salespersons\" or \"groups\", or set "
               "\"percent_of_orders\": 100 is all orders");
}

}  // namespace creditgate
