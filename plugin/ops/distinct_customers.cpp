// SPDX-License-Identifier: Apache-2.0
//
// Two customers look like one (the rule duplicate_customer), and somebody knows that they are two.
#include <algorithm>

#include "plugin/clock/utc.hpp"
#include "plugin/json/event.hpp"
#include "plugin/ops/ops.hpp"
#include "plugin/ops/reevaluation.hpp"

namespace creditgate {
namespace {

struct distinction {
    customer_id one;
    customer_id other;
    bool distinct = true;
    person user;
    std::string reason;
    date day;
};

distinction read_distinction(reader& request) {
    distinction made{{request.id("customer")},       {request.id("other")},
                     request.flag("distinct", true), read_user(request),
                     request.text("reason", 2'000),  request.day("business_date")};
    request.done();
    if (made.one != made.other) return made;
    fail_field("duplicate_customer", "other", std::to_string(made.other.value),
               "customer " + std::to_string(made.other.value) + " is named twice",
               "name two customers: distinct are two of them");
}

void require_known(unit_of_work& unit, customer_id customer, const std::string& field) {
    if (!unit.accounts().customer_name(customer).empty()) return;
    fail_field("unknown_customer", field, std::to_string(customer.value),
               "the ERP has no customer " + std::to_string(customer.value),
               "send the ERP's id of a party");
}

[[noreturn]] void fail_nothing_changes(const distinction& made) {
    fail_field("nothing_changes", "distinct", made.distinct ? "true" : "false",
               made.distinct ? "these two are noted as distinct already"
                             : "these two are not noted as distinct",
               "nothing is to be done");
}

void note(unit_of_work& unit, const distinction& made) {
    require_known(unit, made.one, "customer");
    require_known(unit, made.other, "other");
    const person_note why{made.user.name, utc_now(), made.reason};
    const bool changed = made.distinct ? unit.customers().note_distinct(made.one, made.other, why)
                                       : unit.customers().forget_distinct(made.one, made.other);
    if (!changed) fail_nothing_changes(made);
    const json details = {{"customers", {made.one.value, made.other.value}},
                          {"distinct", made.distinct},
                          {"reason", made.reason}};
    unit.audit().append({std::nullopt, "distinct_customers", why.by, why.at, details.dump()});
}

std::vector<company_id> companies_with_holds(op_context& context, customer_id customer) {
    std::vector<company_id> found;
    transact(context, [&](unit_of_work& unit) -> json {
        found.clear();
        hold_filter open_ones;
        open_ones.customer = customer;
        open_ones.state = hold_state::open;
        open_ones.found = rule::duplicate_customer;
        open_ones.most = 1'000;
        for (const hold& each : unit.holds().list(open_ones)) {
            if (std::find(found.begin(), found.end(), each.company) == found.end()) {
                found.push_back(each.company);
            }
        }
        return nullptr;
    });
    return found;
}

}  // namespace

json op_distinct_customers(op_context& context, reader& request) {
    const distinction made = read_distinction(request);
    require_controller(made.user, "say whether two customers are one");
    transact(context, [&](unit_of_work& unit) -> json {
        note(unit, made);
        return nullptr;
    });
    json released = json::array();
    for (const customer_id each : {made.one, made.other}) {
        for (const company_id company : companies_with_holds(context, each)) {
            const json done = reevaluate_customer(context, company, each,
                                                  "distinct customers: " + made.reason, made.day);
            for (const json& one : done.at("released")) released.push_back(one);
        }
    }
    return {{"distinct", made.distinct}, {"released", released}};
}

}  // namespace creditgate
