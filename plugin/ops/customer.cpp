// SPDX-License-Identifier: Apache-2.0
#include "plugin/clock/utc.hpp"
#include "plugin/json/values.hpp"
#include "plugin/ops/gather.hpp"
#include "plugin/ops/hold_json.hpp"
#include "plugin/ops/ops.hpp"
#include "plugin/ops/refresh.hpp"

namespace creditgate {
namespace {

std::string known_name(op_context& context, company_id company, customer_id customer) {
    std::string name;
    transact(context, [&](unit_of_work& unit) -> json {
        name = unit.accounts().customer_name(customer);
        if (name.empty() && !unit.accounts().find(company, customer)) {
            fail_field("unknown_customer", "customer", std::to_string(customer.value),
                       "the ERP has no customer " + std::to_string(customer.value),
                       "send the ERP's id of a party");
        }
        return nullptr;
    });
    return name;
}

// A look at a customer whose account is busy shows it as it was last.
void bring_up_unless_busy(op_context& context, company_id company, customer_id customer) {
    try {
        bring_up_to_date(context, company, customer);
    } catch (const failure& error) {
        if (error.detail().code != "database_lock_timeout") throw;
    }
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
    const std::string name = known_name(context, company, customer);
    bring_up_unless_busy(context, company, customer);
    return transact(context, [&](unit_of_work& unit) -> json {
        const credit_account account = unit.accounts().find(company, customer).value();
        const timestamp now = utc_now();
        const account_exposure found = gather_exposure(unit, account, day, now);
        const exposure summed = sum_exposure(found.lines, account.unit, found.rates, day);
        return {{"credit", credit_json(account, summed, name)},
                {"holds", open_holds(unit, company, customer, language)},
                {"as_of", now.text}};
    });
}

}  // namespace creditgate
