// SPDX-License-Identifier: Apache-2.0
#include "plugin/clock/utc.hpp"
#include "plugin/json/values.hpp"
#include "plugin/messages/catalog.hpp"
#include "plugin/ops/hold_json.hpp"
#include "plugin/ops/job_outcome.hpp"
#include "plugin/ops/notice_json.hpp"
#include "plugin/ops/ops.hpp"

namespace creditgate {
namespace {

constexpr int seconds_of_an_hour = 3'600;

std::string subject_of(const notice& told, std::string_view language) {
    const hold& about = told.about;
    const std::string kind =
        message_text(language, "kind." + std::string(word(about.document.kind)), {});
    const std::string number =
        about.document_number.empty() ? std::to_string(about.document.id) : about.document_number;
    return message_text(language, "notice." + std::string(word(told.kind)),
                        {{"document", kind + " " + number},
                         {"customer", about.customer_name},
                         {"amount", format_for_people(about.amount)},
                         {"by", told.by}});
}

json notice_json(unit_of_work& unit, const notice& told, std::string_view language) {
    return {{"notice_id", told.notice_id},
            {"kind", word(told.kind)},
            {"by", told.by},
            {"to", recipients_json(told)},
            {"subject", subject_of(told, language)},
            {"hold", hold_json_with_entries(unit, told.about, language)}};
}

// Of the policy of the day: with what nobody has done anything for so long is told to the managers.
void escalate(unit_of_work& unit, op_context& context, date day) {
    const auto hours = context.memory.policy_on(unit, day).escalate_after_hours;
    if (!hours) return;
    const timestamp now = utc_now();
    unit.notices().escalate(later(now, -*hours * seconds_of_an_hour), now);
}

}  // namespace

json recipients_json(const notice& told) {
    const recipients to = recipients_of(told);
    json roles = json::array();
    for (const role each : to.roles) roles.push_back(word(each));
    return {{"users", to.users}, {"roles", roles}, {"salesperson", to.salesperson}};
}

json op_notices(op_context& context, reader& request) {
    const date day = request.day("business_date");
    const auto most = static_cast<int>(request.integer("max", 1, 1'000, 50));
    const std::string language = read_language(request, context);
    request.done();
    return transact(context, [&](unit_of_work& unit) -> json {
        escalate(unit, context, day);
        json notices = json::array();
        for (const notice& each : unit.notices().waiting(most)) {
            notices.push_back(notice_json(unit, each, language));
        }
        return {{"notices", notices}};
    });
}

json op_notice_done(op_context& context, reader& request) {
    const std::int64_t notice_id = request.id("notice_id");
    const bool success = read_job_outcome(request);
    const std::string note = request.optional_text("note", 2'000).value_or("");
    request.done();
    return transact(context, [&](unit_of_work& unit) -> json {
        unit.notices().about(notice_id);
        unit.notices().done(notice_id, success, note, utc_now());
        return json::object();
    });
}

}  // namespace creditgate
