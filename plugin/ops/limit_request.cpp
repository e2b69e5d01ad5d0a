// SPDX-License-Identifier: Apache-2.0
//
// What people do with a limit request: ask, list, reject, withdraw. Approving is in
// approve_limit_request.cpp.
#include "plugin/clock/utc.hpp"
#include "plugin/json/event.hpp"
#include "plugin/json/limit.hpp"
#include "plugin/json/values.hpp"
#include "plugin/ops/limit_change.hpp"
#include "plugin/ops/limit_request_json.hpp"
#include "plugin/ops/limit_request_parts.hpp"
#include "plugin/ops/ops.hpp"

namespace creditgate {
namespace {

constexpr std::size_t longest_note = 2'000;

std::optional<limit_request_state> read_state(reader& request, bool certain) {
    if (!request.has("state")) {
        if (certain) return std::nullopt;
        return limit_request_state::open;
    }
    const std::string found = request.text("state");
    if (found == "any") return std::nullopt;
    return request.one_of<limit_request_state>("state");
}

limit_request_filter read_filter(reader& request) {
    limit_request_filter filter;
    if (const auto company = request.optional_id("company")) filter.company = {*company};
    const bool all_companies = request.flag("all_companies", false);
    if (const auto customer = request.optional_id("customer")) filter.customer = {*customer};
    filter.batch_id = request.optional_id("batch_id");
    filter.ids = request.ids("ids", 1'000);
    filter.state = read_state(request, !filter.ids.empty());
    filter.after_id = request.integer("after", 0, INT64_MAX, 0);
    filter.most = static_cast<int>(request.integer("max", 1, 1'000, 200));
    if (filter.company || all_companies || filter.batch_id || !filter.ids.empty()) return filter;
    fail_field("missing_field", "company", "", "\"company\" is missing",
               "send a company, or \"all_companies\": true");
}

// Locked with its account, so that nobody else decides about it.
limit_request lock_request(unit_of_work& unit, std::int64_t limit_request_id) {
    const limit_request seen = require_limit_request(unit, limit_request_id);
    unit.accounts().lock(seen.company, seen.customer);
    limit_request locked = require_limit_request(unit, limit_request_id);
    require_open(locked);
    return locked;
}

void close(unit_of_work& unit, const limit_request& about, limit_request_state becomes,
           const person_note& why, std::string_view action) {
    unit.limit_requests().close(about.limit_request_id, becomes, why);
    keep_trace(unit, about, action, why, json::object());
}

}  // namespace

json op_request_limit(op_context& context, reader& request) {
    const company_id company{request.id("company")};
    const customer_id customer{request.id("customer")};
    const new_limit wanted{read_limit(request.object("limit")), read_terms(request)};
    const person user = read_user(request);
    const std::string reason = request.text("reason", longest_note);
    const std::string language = read_language(request, context);
    request.done();
    require_asker(user);
    return transact(context, [&](unit_of_work& unit) -> json {
        require_unit(wanted.limit, account_or_new(unit, company, customer).unit, "the account");
        const credit_account account = unit.accounts().lock(company, customer);
        const std::int64_t made =
            ask_for(unit, account, wanted, {user.name, utc_now(), reason}, std::nullopt);
        return {{"request", limit_request_json(unit, made, language)}};
    });
}

json op_limit_requests(op_context& context, reader& request) {
    const limit_request_filter filter = read_filter(request);
    const std::string language = read_language(request, context);
    request.done();
    return transact(context, [&](unit_of_work& unit) -> json {
        const authority_now now = load_authority(unit);
        json all = json::array();
        for (limit_request& each : unit.limit_requests().list(filter)) {
            all.push_back(
                limit_request_json(standing_of(unit, std::move(each), now), now, language));
        }
        return {{"requests", all}, {"as_of", utc_now().text}};
    });
}

json op_reject_limit_request(op_context& context, reader& request) {
    const std::int64_t id = request.id("limit_request_id");
    const person user = read_user(request);
    const std::string note = request.text("note", longest_note);
    const std::string language = read_language(request, context);
    request.done();
    require_controller(user, "reject a limit request");
    return transact(context, [&](unit_of_work& unit) -> json {
        const limit_request about = lock_request(unit, id);
        if (about.asked.by == user.name) fail_own(about, "withdraw it with withdraw_limit_request");
        const authority_now now = load_authority(unit);
        const limit_request_standing standing = standing_of(unit, about, now);
        const std::size_t step = standing.open.empty() ? 0 : standing.open.front().step;
        const timestamp at = utc_now();
        unit.limit_requests().add_step(id, {{step, user.name}, false, at, note, now.version});
        close(unit, about, limit_request_state::rejected, {user.name, at, note},
              "reject_limit_request");
        return {{"request", limit_request_json(unit, id, language)}};
    });
}

json op_withdraw_limit_request(op_context& context, reader& request) {
    const std::int64_t id = request.id("limit_request_id");
    const person user = read_user(request);
    const std::string note = request.optional_text("note", longest_note).value_or("");
    const std::string language = read_language(request, context);
    request.done();
    return transact(context, [&](unit_of_work& unit) -> json {
        const limit_request about = lock_request(unit, id);
        if (about.asked.by != user.name)
            require_manager(user, "withdraw what another one has asked");
        close(unit, about, limit_request_state::withdrawn, {user.name, utc_now(), note},
              "withdraw_limit_request");
        return {{"request", limit_request_json(unit, id, language)}};
    });
}

}  // namespace creditgate
