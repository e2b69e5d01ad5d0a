// SPDX-License-Identifier: Apache-2.0
//
// What the administrator does: ping, install, detach, attach, doctor.
#include "plugin/clock/utc.hpp"
#include "plugin/grant/grant.hpp"
#include "plugin/json/authority.hpp"
#include "plugin/json/policy.hpp"
#include "plugin/ops/ops.hpp"
#include "sql/schema/attach.hpp"
#include "sql/schema/doctor.hpp"
#include "sql/schema/install.hpp"

namespace creditgate {
namespace {

connect_options connect_of(const configuration& config) {
    return {config.database, config.user, config.password, config.budget_ms};
}

constexpr std::size_t longest_script = std::size_t{1} << 20;

}  // namespace

json op_ping(op_context& context, reader& request) {
    request.done();
    connection database(connect_of(context.config));
    const schema_state schema = read_schema_state(database);
    return {{"version", CREDITGATE_VERSION},
            {"abi", 1},
            {"database", dialect_name(database.kind())},
            {"schema_step", schema.found},
            {"schema_step_expected", schema.expected},
            {"time", utc_now().text}};
}

json op_install(op_context& context, reader& request) {
    install_options options;
    options.host = request.text("host", 60);
    options.adapter.views = request.text("views", longest_script);
    options.adapter.triggers = request.optional_text("triggers", longest_script).value_or("");
    options.adapter.grants = request.optional_text("grants", longest_script).value_or("");
    options.erp_role = request.optional_text("erp_role", 63).value_or("");
    options.role_password = request.optional_text("role_password").value_or("");
    request.done();
    options.first_policy = default_policy();
    options.first_authority = default_authority();
    options.grant_key = new_grant_key();
    connection administrator(connect_of(context.config));
    const installed done = install(administrator, options);
    if (!options.adapter.grants.empty()) administrator.run_script(options.adapter.grants);
    return {{"schema_step", done.step},
            {"steps_applied", done.step - done.step_before},
            {"backup", done.backup_command.empty() ? json(nullptr) : json(done.backup_command)}};
}

json op_detach(op_context& context, reader& request) {
    request.done();
    connection administrator(connect_of(context.config));
    detach(administrator);
    return json::object();
}

json op_attach(op_context& context, reader& request) {
    request.done();
    connection administrator(connect_of(context.config));
    const attached done = attach(administrator);
    if (!done.grants.empty()) administrator.run_script(done.grants);
    return {{"was_detached", done.was_detached}, {"passed", done.passed}};
}

json op_doctor(op_context& context, reader& request) {
    request.done();
    json findings = json::array();
    for (const doctor_finding& each : examine(connect_of(context.config))) {
        findings.push_back({{"check", each.check},
                            {"state", each.good ? "good" : "bad"},
                            {"text", each.text},
                            {"next", each.next}});
    }
    return {{"findings", findings}};
}

}  // namespace creditgate
