// SPDX-License-Identifier: Apache-2.0
//
// What the tests of core say, in the field's words: "given a customer with a limit of 5,000 who has
// orders of 4,000, an order of 1,000.01 is held".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/decision/clearing.hpp"
#include "core/decision/decision.hpp"
#include "core/result/error.hpp"

namespace creditgate::given {

currency unit(std::string_view code);
money amount(std::string_view value, std::string_view code);
money eur(std::string_view value);
date day(std::string_view text);
// Units of the currency for one unit of the base currency.
fx_rate rate(std::string_view code, std::string_view units_per_base,
             std::string_view valid_from = "2026-11-24");

exposure_line orders(money amount);
exposure_line invoice(money amount, std::string_view due_date);
exposure_line line(exposure_source source, money amount);
exposure_line orders_to_ship(money amount, std::string_view ship_date);

// A rule with this effect at every checkpoint.
rule_setting rule_of(rule kind, outcome effect);
rule_setting limit_rule(outcome effect, std::int32_t basis_points_of_limit = 10'000);
rule_setting days_overdue_rule(outcome effect, int grace);
rule_setting overdue_amount_rule(outcome effect, money threshold);
rule_setting document_value_rule(outcome effect, money threshold);

// A condition of a custom rule, by the words of a policy: "document.amount" "more_than" 10.00 EUR.
custom_condition condition(std::string_view fact, std::string_view how, fact_value threshold);
// A custom rule that holds at every checkpoint.
rule_setting custom_line(std::string name, std::vector<custom_condition> when);

bucket_setting& setting_of(policy& rules, bucket which);

// One question to the core: the event, what is known, and the rules.
struct question {
    check_event event;
    check_facts facts;
    policy rules;
};

// Order 17 of customer 42 at confirm on 2026-11-24. The account is in EUR, with a limit of
// 5,000.00, not blocked; nothing is open, and no rule is on.
question order_of(money amount);

decision answer(const question& asked);

// The state a decision ends in, on one line: "approve", or
// "hold [hold limit 5000.01 EUR > 5000.00 EUR; warn days_overdue 6 days > 5 days]".
std::string told(const decision& made);
std::string told(const question& asked);

// What is told to clear the answer, of a customer with these open invoices.
clearing ways_of(const question& asked, const std::vector<open_invoice>& invoices);

// "pay 300.00 EUR for INV-1 INV-2, which suffices; fits 200.00 EUR", or "nothing".
std::string told(const clearing& ways);

// "500.00 EUR (2)": amount and documents of a bucket.
std::string told(const bucket_total& total);

// The code of the `failure` that `act` throws, "" when it throws none.
template <class Act>
std::string failure_code(Act act) {
    try {
        act();
    } catch (const failure& thrown) {
        return thrown.detail().code;
    }
    return "";
}

}  // namespace creditgate::given
