// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/decision/looks.hpp"
#include "tests/core/properties/any.hpp"

namespace creditgate {
namespace {

using given::question;

std::vector<exposure_line> lines_of(const std::vector<open_invoice>& invoices) {
    std::vector<exposure_line> lines;
    for (const open_invoice& each : invoices) {
        lines.push_back({exposure_source::invoice, each.amount, each.due_date, 1});
    }
    return lines;
}

// Any order of any customer in EUR with open orders and invoices, under the rules that money
// clears.
question any_order(const std::vector<open_invoice>& invoices) {
    const currency eur = given::unit("EUR");
    question asked = given::order_of(*any::amount_in(eur));
    asked.facts.lines = lines_of(invoices);
    asked.facts.lines.push_back(given::orders(*any::amount_in(eur)));
    asked.facts.account.limit = credit_limit::of(*any::amount_in(eur));
    asked.rules.rules = {
        given::limit_rule(outcome::hold, *rc::gen::inRange(0, 20'000)),
        given::days_overdue_rule(outcome::hold, *rc::gen::inRange(0, 90)),
        given::overdue_amount_rule(outcome::hold, *any::amount_in(eur)),
    };
    return asked;
}

// Pays `pay` on the listed invoices, from the first on; the rest is a payment in advance.
void book_payment(question& asked, std::vector<open_invoice> invoices, const clearing& ways) {
    const std::vector<exposure_line> orders(
        asked.facts.lines.begin() + static_cast<std::ptrdiff_t>(invoices.size()),
        asked.facts.lines.end());
    money left = ways.pay.value();
    for (open_invoice& each : invoices) {
        const bool listed =
            std::any_of(ways.invoices.begin(), ways.invoices.end(),
                        [&](const open_invoice& wanted) { return wanted.number == each.number; });
        if (!listed) continue;
        const money paid = std::min(left, each.amount);
        each.amount = each.amount - paid;
        left = left - paid;
    }
    std::erase_if(invoices, [](const open_invoice& each) { return !each.amount.is_positive(); });
    asked.facts.lines = lines_of(invoices);
    asked.facts.lines.insert(asked.facts.lines.end(), orders.begin(), orders.end());
    if (left.is_positive()) {
        asked.facts.lines.push_back(
            given::line(exposure_source::payment, money::zero(left.unit()) - left));
    }
}

RC_GTEST_PROP(clearing_properties, after_paying_what_it_says_the_document_passes, ()) {
    const std::vector<open_invoice> invoices = *any::invoices();
    question asked = any_order(invoices);
    const decision made = answer(asked);
    RC_PRE(made.result == outcome::hold);
    const clearing ways = given::ways_of(asked, invoices);
    RC_ASSERT(ways.pay.has_value());
    RC_ASSERT(ways.payment_suffices);
    book_payment(asked, invoices, ways);
    RC_ASSERT(told(asked) == "approve");
}

RC_GTEST_PROP(clearing_properties, after_paying_a_cent_less_it_is_still_held, ()) {
    const std::vector<open_invoice> invoices = *any::invoices();
    question asked = any_order(invoices);
    const decision made = answer(asked);
    RC_PRE(made.result == outcome::hold);
    clearing ways = given::ways_of(asked, invoices);
    ways.pay = *ways.pay - money{1, ways.pay->unit()};
    book_payment(asked, invoices, ways);
    RC_ASSERT(answer(asked).result == outcome::hold);
}

RC_GTEST_PROP(clearing_properties, what_fits_passes_and_a_cent_more_does_not, ()) {
    const std::vector<open_invoice> invoices = *any::invoices();
    question asked = any_order(invoices);
    asked.rules.rules.resize(1);  // the limit
    const decision made = answer(asked);
    RC_PRE(made.result == outcome::hold);
    const money fits = given::ways_of(asked, invoices).fits.value();
    RC_ASSERT(!fits.is_negative());
    asked.event.amount = fits;
    if (fits.is_positive()) RC_ASSERT(told(asked) == "approve");
    asked.event.amount = fits + money{1, fits.unit()};
    RC_ASSERT(answer(asked).result == outcome::hold);
}

RC_GTEST_PROP(clearing_properties, no_invoice_is_listed_that_is_not_needed, ()) {
    const std::vector<open_invoice> invoices = *any::invoices();
    question asked = any_order(invoices);
    const decision made = answer(asked);
    RC_PRE(made.result == outcome::hold);
    const clearing ways = given::ways_of(asked, invoices);
    money before_the_last = money::zero(given::unit("EUR"));
    for (std::size_t i = 0; i < ways.invoices.size(); ++i) {
        RC_ASSERT(ways.invoices[i].number == invoices[i].number);
        if (i + 1 < ways.invoices.size()) before_the_last += ways.invoices[i].amount;
    }
    if (!ways.invoices.empty()) RC_ASSERT(before_the_last < *ways.pay);
}

RC_GTEST_PROP(decision_properties, a_larger_document_is_never_treated_more_mildly, ()) {
    question asked = any_order(*any::invoices());
    asked.rules.rules.push_back(
        given::document_value_rule(outcome::reject, *any::amount_in(given::unit("EUR"))));
    const outcome smaller = answer(asked).result;
    asked.event.amount += *any::amount_in(given::unit("EUR"));
    RC_ASSERT(answer(asked).result >= smaller);
}

RC_GTEST_PROP(decision_properties, a_share_never_hides_more_than_its_source_shows, ()) {
    question asked = any_order({});
    const currency eur = given::unit("EUR");
    const document_key order{document_kind::order, 16};
    const money shown = *any::amount_in(eur);
    const money before = answer(asked).before.total;
    asked.facts.sources = {{order, shown}};
    const int shares = *rc::gen::inRange(0, 5);
    money taken = money::zero(eur);
    for (int i = 0; i < shares; ++i) {
        asked.event.sources.push_back({order, *any::amount_in(eur)});
        taken += asked.event.sources.back().amount;
    }
    RC_ASSERT(before - answer(asked).before.total == std::min(taken, shown));
}

// Telling what each rule looked at changes nothing, and what is told as found are the reasons.
RC_GTEST_PROP(decision_properties, what_the_looks_find_are_the_reasons, ()) {
    question asked = any_order(*any::invoices());
    const decision made = answer(asked);
    const told_decision also = decide_and_tell(asked.event, asked.facts, asked.rules);
    RC_ASSERT(given::told(also.made) == given::told(made));
    RC_ASSERT(also.looks.size() == asked.rules.rules.size());
    std::vector<rule_look> found;
    for (const rule_look& each : also.looks) {
        if (each.result == look_result::found) found.push_back(each);
    }
    RC_ASSERT(found.size() == made.reasons.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        RC_ASSERT(found[i].line.kind == made.reasons[i].kind);
        RC_ASSERT(found[i].what.value == made.reasons[i].value);
        RC_ASSERT(found[i].what.threshold == made.reasons[i].threshold);
    }
}

}  // namespace
}  // namespace creditgate
