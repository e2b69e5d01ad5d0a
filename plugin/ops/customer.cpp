// SPDX-License-Identifier: Apache-2.0
#include "plugin/clock/utc.hpp"
#include "plugin/json/values.hpp"
#include "plugin/ops/gather.hpp"
#include "plugin/ops/hold_json.hpp"
#include "plugin/ops/ops.hpp"

namespace creditgate {
namespace {

// A customer that was never checked has no account yet, which is not an error: no limit is set.
credit_account account_or_none(unit_of_work& unit, company_id company, customer_id customer) {
    if (auto found = unit.accounts().find(company, customer)) return *found;
    const auto unit_of_company = unit.accounts().company_currency(company);
    if (!unit_of_company) {
        fail_field("unknown_company", "company", std::to_string(company.value),
                   "the ERP has no company " + std::to_string(company.value),
                   "send the ERP's id of a company");
    }
    return {0, company, customer, *unit_of_company, credit_limit::none(), false};
}

json open_holds(unit_of_work& unit, company_id company, customer_id customer,
                std::string_view language) {
    hold_filter open_ones;
    open_ones.company = company;
    open_ones.customer = customer;
    open_ones.state = hold_state::open;
    json holds = json::array();
    for (const hold& each : unit.holds().list(open_ones)) {
        holds.push_back(hold_json(unit, each, language));
    }
    return holds;
}

}  // namespace

json op_customer(op_context& context, reader& request) {
    const company_id company{request.id("company")};
    const customer_id customer{request.id("customer")};
    const date day = request.day("business_date");
    const std::string language = read_language(request, context);
    request.done();
    return transact(context, [&](unit_of_work& unit) -> json {
        const std::string name = unit.accounts().customer_name(customer);
        const credit_account account = account_or_none(unit, company, customer);
        if (account.account_id == 0 && name.empty()) {
            fail_field("unknown_customer", "customer", std::to_string(customer.value),
                       "the ERP has no customer " + std::to_string(customer.value),
                       "send the ERP's id of a party");
        }
        const timestamp now = utc_now();
        const account_exposure found = gather_exposure(unit, account, day, now);
        const exposure summed = sum_exposure(found.lines, account.unit, found.rates, day);
        return {{"credit", credit_json(account, summed, name)},
                {"holds", open_holds(unit, company, customer, language)},
                {"as_of", now.text}};
    });
}

}  // namespace creditgate
