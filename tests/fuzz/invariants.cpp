// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/invariants.hpp"

#include <algorithm>

#include "tests/plugin/given/schema.hpp"

namespace creditgate::test {
namespace {

bool has_fraction(const json& value) {
    if (value.is_number_float()) return true;
    return value.is_structured() && std::any_of(value.begin(), value.end(), has_fraction);
}

std::string op_of(const json& request) {
    if (!request.is_object() || !request.contains("op") || !request["op"].is_string()) return "";
    const std::string op = request["op"];
    const bool plain = op.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string::npos;
    return plain && is_op(op) ? op : "";
}

std::string against_schemas(const std::string& request, const answer& got) {
    const json asked = json::parse(request, nullptr, false);
    const std::string op = op_of(asked);
    if (op.empty()) return faults("ping.answer.json", got.body);
    const std::string wrong = faults(op + ".answer.json", got.body);
    if (!wrong.empty() || got.status != CG_OK) return wrong;
    return faults(op + ".request.json", asked);
}

}  // namespace

std::string wrong_with(const std::string& request, const answer& got) {
    const std::string told = got.body.dump();
    if ((got.status == CG_OK) != got.body.value("ok", false)) return "status and ok: " + told;
    if (got.status == CG_INTERNAL) return "a fault of the library: " + told;
    // The file is private and in order: nothing that is sent may look like trouble with it, but
    // after a "detach" nothing is checked.
    if (got.status == CG_UNAVAILABLE && got.message().find("is detached") == std::string::npos) {
        return "the database is blamed: " + told;
    }
    if (got.status == CG_SESSION_CLOSED) return "the session was closed: " + told;
    if (has_fraction(got.body)) return "a number with decimals: " + told;
    const std::string last = cg_last_error(nullptr);
    if ((got.status == CG_OK) != last.empty()) return "cg_last_error is \"" + last + "\": " + told;
    const std::string wrong = against_schemas(request, got);
    return wrong.empty() ? "" : "against the schema: " + wrong;
}

}  // namespace creditgate::test
