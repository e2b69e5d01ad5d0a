// SPDX-License-Identifier: Apache-2.0
#include "plugin/ops/ops.hpp"
#include "plugin/ops/reevaluation.hpp"
#include "plugin/ops/refresh.hpp"

namespace creditgate {
namespace {

void append(json& list, const json& more) {
    for (const json& each : more) list.push_back(each);
}

}  // namespace

json reevaluate_customer(op_context& context, company_id company, customer_id customer,
                         const std::string& why, date day) {
    bring_up_to_date(context, company, customer);
    return transact(context, [&](unit_of_work& unit) -> json {
        const credit_account account = unit.accounts().lock_with_group(company, customer);
        const reevaluation done = reevaluate(unit, context, account, why, day);
        json still_open = json::array();
        for (const hold& each : done.still_open) still_open.push_back(each.hold_id);
        return {{"released", released_json(done.released)}, {"still_open", still_open}};
    });
}

json op_reevaluate(op_context& context, reader& request) {
    const company_id company{request.id("company")};
    const std::vector<std::int64_t> customers = request.required_ids("customers", 1'000);
    const std::string why = request.text("reason");
    const date day = request.day("business_date");
    request.done();
    json answer = {{"released", json::array()}, {"still_open", json::array()}};
    for (const std::int64_t each : customers) {
        const json done = reevaluate_customer(context, company, {each}, why, day);
        append(answer["released"], done.at("released"));
        append(answer["still_open"], done.at("still_open"));
    }
    return answer;
}

}  // namespace creditgate
