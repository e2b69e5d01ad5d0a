// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/decision.hpp"
#include "core/exposure/payment.hpp"

namespace creditgate {

// What a decision would rest on after a payment. `late`: of these invoices the order has all.
struct facts_after_payment {
    check_facts facts;
    std::vector<open_invoice> left;  // of those that were read one by one
};

facts_after_payment after_payment(check_facts facts, const payment_order& order, const money& paid,
                                  date as_of, const late_terms& late = {});

}  // namespace creditgate
