// SPDX-License-Identifier: Apache-2.0
#include "plugin/ops/known_customer.hpp"

namespace creditgate {

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

}  // namespace creditgate
