// SPDX-License-Identifier: Apache-2.0
#include "plugin/clock/utc.hpp"
#include "plugin/json/values.hpp"
#include "plugin/ops/hold_json.hpp"
#include "plugin/ops/job_outcome.hpp"
#include "plugin/ops/ops.hpp"

namespace creditgate {
namespace {

json entry_json(const outbox_entry& entry) {
    return {{"outbox_id", entry.outbox_id},         {"action", entry.action},
            {"company", entry.about.company.value}, {"customer", entry.about.customer.value},
            {"hold_id", entry.about.hold_id},       {"document", document_json(entry.about)},
            {"checkpoint", word(entry.about.where)}};
}

}  // namespace

json op_outbox(op_context& context, reader& request) {
    const auto most = static_cast<int>(request.integer("max", 1, 1'000, 50));
    request.done();
    return transact(context, [&](unit_of_work& unit) -> json {
        json entries = json::array();
        for (const outbox_entry& each : unit.outbox().waiting(most)) {
            entries.push_back(entry_json(each));
        }
        return {{"entries", entries}};
    });
}

json op_outbox_done(op_context& context, reader& request) {
    const std::int64_t outbox_id = request.id("outbox_id");
    const bool success = read_job_outcome(request);
    const std::string note = request.optional_text("note", 2'000).value_or("");
    request.done();
    return transact(context, [&](unit_of_work& unit) -> json {
        const hold about = unit.outbox().about(outbox_id);
        unit.accounts().lock(about.company, about.customer);
        unit.outbox().done(outbox_id, success, note, utc_now());
        // The ERP shows the document now, or wants nothing of it any more.
        if (success) unit.reservations().free_release(about.hold_id);
        return json::object();
    });
}

}  // namespace creditgate
