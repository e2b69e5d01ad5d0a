// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/backtest/tally.hpp"
#include "core/limit/credit_group.hpp"

namespace creditgate {

// A decision about a document in a pilot.
struct piloted_decision {
    std::int64_t decision_id = 0;
    document_key document{};
    document_key deal{};  // deal_of
    std::string number{};
    money amount;
    checkpoint where = checkpoint::confirm;
    outcome found = outcome::approve;  // without the pilot
    std::vector<rule> held_by{};       // each once: those that would have held or refused it
    company_id company{};
    customer_id customer{};
    std::string customer_name{};
    date day{};
    std::vector<std::pair<group_kind, std::string>> groups{};  // those of the customer, by kind
};

// Each deal once, in the order of its first decision: by the earliest step at which it would have
// been held, or else by its first one. Of a step that was asked about again the latest answer
// counts. A quotation is never held and is none.
std::vector<piloted_decision> deals_of(const std::vector<piloted_decision>& decisions);

// What the ERP knows of a deal now.
struct deal_course {
    std::vector<payment_days> items{};  // what was invoiced of it
    bool is_there = true;               // false: never committed, set back, cancelled or deleted
};

// What became of a deal, the worst of its invoices.
enum class pilot_fate { in_time, open, late, unpaid, not_invoiced, gone };
inline constexpr std::size_t pilot_fate_count = 6;

struct pilot_case {
    piloted_decision decided;
    pilot_fate became = pilot_fate::not_invoiced;
    int days_late = 0;  // of the latest: until it was paid, or until now
};

pilot_case case_of(piloted_decision decided, const deal_course& course, date as_of);

// `open` has what is not invoiced, too; what is gone is in no other sum but `all`.
struct pilot_tally : tally {
    sum_of_documents open;
    sum_of_documents gone;
};

struct pilot_sides {
    pilot_tally held;    // would have been
    pilot_tally passed;  // would have
};

// What enforcement would have done to the deals of a pilot. A deal that several rules would have
// held is in the tally of each.
struct graduation {
    pilot_sides all;
    std::array<pilot_tally, rule_count> by_rule{};
    std::map<std::pair<group_kind, std::string>, pilot_sides> by_group;
};

// Throws `failure` amount_overflow.
graduation sum_up(const std::vector<pilot_case>& cases);

inline bool would_be_held(const piloted_decision& decided) {
    return decided.found >= outcome::hold;
}

// It would have passed, and was paid late or is overdue.
inline bool is_missed(const pilot_case& of) {
    const bool late = of.became == pilot_fate::late || of.became == pilot_fate::unpaid;
    return late && !would_be_held(of.decided);
}

}  // namespace creditgate
