// SPDX-License-Identifier: Apache-2.0
#include "plugin/json/policy.hpp"
#include "core/policy/holding.hpp"

#include "plugin/clock/utc.hpp"
#include "plugin/json/event.hpp"
#include "plugin/ops/ops.hpp"

namespace creditgate {

json op_policy(op_context& context, reader& request) {
    request.done();
    return transact(context, [&](unit_of_work& unit) -> json {
        const stored_policy stored = unit.policies().load(unit.policies().current_version());
        return {{"version", stored.version}, {"policy", json::parse(stored.body)}};
    });
}

json op_set_policy(op_context& context, reader& request) {
    const json& document = request.raw("policy");
    const policy wanted = read_policy(document, "policy");
    const person user = read_user(request);
    request.done();
    require_manager(user, "change the credit policy");
    return transact(context, [&](unit_of_work& unit) -> json {
        const timestamp now = utc_now();
        const std::int64_t version = unit.policies().append(document.dump(), user.name, now);
        if (unit.guard().setting()) unit.guard().guard_at(places_that_can_hold(wanted));
        const json details = {{"version", version}};
        unit.audit().append({std::nullopt, "set_policy", user.name, now, details.dump()});
        return {{"version", version}};
    });
}

}  // namespace creditgate
