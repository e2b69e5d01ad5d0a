// SPDX-License-Identifier: Apache-2.0
//
// abort and commit: how hosts whose transactions cannot be looked up tell the outcome. In both
// cases the reservation ends: rolled back, nothing came of it; committed, the ERP's tables show it.
// One that can be looked up and is in progress has not ended, whatever is told: its grant can be
// taken.
#include "plugin/json/event.hpp"
#include "plugin/ops/ops.hpp"

namespace creditgate {
namespace {

json end_transaction(op_context& context, reader& request, bool committed) {
    const erp_transaction ended = read_transaction(request.object("transaction"));
    request.done();
    return transact(context, [&](unit_of_work& unit) -> json {
        if (unit.reservations().outcome(ended) == reservation_port::outcome_of::in_progress) {
            return json::object();
        }
        unit.reservations().end_transaction(ended, committed);
        return json::object();
    });
}

}  // namespace

json op_abort(op_context& context, reader& request) {
    return end_transaction(context, request, false);
}

json op_commit(op_context& context, reader& request) {
    return end_transaction(context, request, true);
}

}  // namespace creditgate
