// SPDX-License-Identifier: Apache-2.0
//
// What people do with a hold: ask for release, release, reject.
#include "plugin/clock/utc.hpp"
#include "plugin/json/event.hpp"
#include "plugin/ops/hold_json.hpp"
#include "plugin/ops/ops.hpp"
#include "plugin/ops/reevaluation.hpp"

namespace creditgate {

json op_request_release(op_context& context, reader& request) {
    const std::int64_t hold_id = request.id("hold_id");
    const person user = read_user(request);
    const std::string note = request.text("note", 2'000);
    const std::string language = read_language(request, context);
    request.done();
    return transact(context, [&](unit_of_work& unit) -> json {
        const locked_hold found = lock_hold(unit, hold_id);
        after(found.held.state, hold_step::release, hold_id);  // only an open hold can be asked for
        unit.holds().request(hold_id, {user.name, utc_now(), note});
        return {{"hold", hold_json(unit, require_hold(unit, hold_id), language)}};
    });
}

json op_release(op_context& context, reader& request) {
    const std::int64_t hold_id = request.id("hold_id");
    const person user = read_user(request);
    const std::string reason = request.text("reason", 2'000);
    const bool confirm = request.flag("confirm", true);
    request.optional_day("business_date");
    const std::string language = read_language(request, context);
    request.done();
    require_controller(user, "release a hold");
    return transact(context, [&](unit_of_work& unit) -> json {
        const locked_hold found = lock_hold(unit, hold_id);
        const std::int64_t outbox_id =
            release_hold(unit, found.account, found.held, {user.name, utc_now(), reason}, confirm);
        return {{"hold", hold_json(unit, require_hold(unit, hold_id), language)},
                {"outbox_id", outbox_id == 0 ? json(nullptr) : json(outbox_id)}};
    });
}

json op_reject(op_context& context, reader& request) {
    const std::int64_t hold_id = request.id("hold_id");
    const person user = read_user(request);
    const std::string reason = request.text("reason", 2'000);
    const std::string language = read_language(request, context);
    request.done();
    require_controller(user, "reject a hold");
    return transact(context, [&](unit_of_work& unit) -> json {
        const locked_hold found = lock_hold(unit, hold_id);
        const timestamp now = utc_now();
        unit.holds().close(hold_id, after(found.held.state, hold_step::reject, hold_id),
                           {user.name, now, reason});
        const json details = {{"hold_id", hold_id}, {"reason", reason}};
        unit.audit().append({found.account.account_id, "reject", user.name, now, details.dump()});
        return {{"hold", hold_json(unit, require_hold(unit, hold_id), language)}};
    });
}

}  // namespace creditgate
