// SPDX-License-Identifier: Apache-2.0
#include "plugin/clock/utc.hpp"
#include "plugin/json/event.hpp"
#include "plugin/ops/hold_json.hpp"
#include "plugin/ops/ops.hpp"

namespace creditgate {
namespace {

std::optional<hold_state> read_state(reader& request) {
    if (!request.has("state")) {
        request.optional_text("state");
        return hold_state::open;
    }
    const std::string found = request.text("state");
    if (found == "any") return std::nullopt;
    return request.one_of<hold_state>("state");
}

// "Which company?" is never answered by silence: one, all of them said explicitly, or certain
// holds.
void require_scope(const hold_filter& filter, bool all_companies) {
    if (filter.company || all_companies || filter.document || !filter.ids.empty()) return;
    fail_field("missing_field", "company", "", "\"company\" is missing",
               "send a company, or \"all_companies\": true");
}

std::optional<bool> optional_flag(reader& request, std::string_view name) {
    if (!request.has(name)) return std::nullopt;
    return request.flag(name, false);
}

std::optional<std::string> read_assigned_to(reader& request) {
    auto named = request.optional_text("assigned_to");
    if (!request.flag("unassigned", false)) return named;
    if (named) {
        fail_field("bad_text", request.path_of("assigned_to"), *named,
                   "holds of " + *named + " and holds of nobody are asked for at once",
                   "send either assigned_to or \"unassigned\": true");
    }
    return "";
}

void read_how_it_stands(reader& request, hold_filter& filter) {
    if (request.has("rule")) filter.found = request.one_of<rule>("rule");
    filter.forced = optional_flag(request, "forced");
    filter.requested = optional_flag(request, "requested");
    filter.waits_for_answer = optional_flag(request, "waits_for_answer");
    filter.assigned_to = read_assigned_to(request);
    filter.salesperson = request.optional_text("salesperson");
    if (const auto before = request.optional_text("opened_before", 27)) {
        filter.opened_before = timestamp{*before};
    }
    if (request.has("order")) filter.order = request.one_of<hold_order>("order");
    filter.skip = static_cast<int>(request.integer("skip", 0, 1'000'000, 0));
}

hold_filter read_filter(reader& request) {
    hold_filter filter;
    if (const auto company = request.optional_id("company")) filter.company = {*company};
    const bool all_companies = request.flag("all_companies", false);
    if (const auto customer = request.optional_id("customer")) filter.customer = {*customer};
    if (auto document = request.optional_object("document")) {
        filter.document = read_document_key(*document);
        document->done();
    }
    filter.ids = request.ids("ids", 1'000);
    // Certain holds are wanted whatever their state, unless the request says otherwise.
    const bool certain = !filter.ids.empty() && !request.has("state");
    filter.state = read_state(request);
    if (certain) filter.state.reset();
    read_how_it_stands(request, filter);
    filter.after_hold_id = request.integer("after", 0, INT64_MAX, 0);
    filter.most = static_cast<int>(request.integer("max", 1, 1'000, 200));
    require_scope(filter, all_companies);
    return filter;
}

// Later than any rate.
constexpr date last_day = date(std::chrono::year(9999) / 12 / 31);

// So that amounts of several currencies are sorted by what they are worth.
void add_weights(unit_of_work& unit, hold_filter& filter, std::optional<date> day) {
    const std::vector<currency> units = unit.holds().currencies(filter);
    if (units.size() < 2) return;
    filter.weights = weights_of(unit.exposure().rates(units, day.value_or(last_day)));
}

}  // namespace

json op_holds(op_context& context, reader& request) {
    const hold_filter wanted = read_filter(request);
    const std::optional<date> day = request.optional_day("business_date");
    const bool entries = request.flag("entries", false);
    const std::string language = read_language(request, context);
    request.done();
    return transact(context, [&](unit_of_work& unit) -> json {
        hold_filter filter = wanted;
        add_weights(unit, filter, day);
        json holds = json::array();
        for (const hold& each : unit.holds().list(filter)) {
            holds.push_back(entries ? hold_json_with_entries(unit, each, language)
                                    : hold_json(unit, each, language));
        }
        return {{"holds", holds}, {"total", unit.holds().count(filter)}, {"as_of", utc_now().text}};
    });
}

}  // namespace creditgate
