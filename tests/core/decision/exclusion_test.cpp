// SPDX-License-Identifier: Apache-2.0
//
// What no rule looks at: each exclusion one step below its boundary, on it, and one step above;
// which one is named; what a block does. An order of `order_of` is held here by a limit of 0.
#include <gtest/gtest.h>

#include "core/archive/words.hpp"
#include "tests/core/given.hpp"

namespace creditgate {
namespace {

using given::amount;
using given::eur;
using given::order_of;
using given::question;
using given::rate;

exclusion_setting line_of(exclusion kind, const scope& whom = {}) {
    exclusion_setting line{kind};
    line.at_checkpoint.fill(true);
    line.share = {10'000};
    line.whom = whom;
    return line;
}

exclusion_setting under(const char* value, const scope& whom = {}) {
    exclusion_setting line = line_of(exclusion::under_amount, whom);
    line.amount = eur(value);
    return line;
}

question held_order(const char* value, const std::vector<exclusion_setting>& lines) {
    question asked = order_of(eur(value));
    asked.facts.account.limit = credit_limit::of(eur("0.00"));
    asked.rules.rules = {given::rule_of(rule::account_blocked, outcome::reject),
                         given::limit_rule(outcome::hold)};
    asked.rules.exclusions = lines;
    return asked;
}

// "approve, excluded by under_amount", or "hold".
std::string ends(const question& asked) {
    const decision made = answer(asked);
    std::string text(word(made.result));
    if (!made.excluded_by) return text;
    text.append(", excluded by ").append(word(made.excluded_by->kind));
    if (made.excluded_by->whom.kind != scope_kind::all) {
        text.append(" for a ").append(word(made.excluded_by->whom.kind));
    }
    return text;
}

const char* const is_checked = "hold";

TEST(under_amount_exclusion, ends_below_the_amount) {
    struct row {
        const char* document;
        const char* ends;
    };
    const row rows[] = {
        {"0.01", "approve, excluded by under_amount"},
        {"99.99", "approve, excluded by under_amount"},
        {"100.00", is_checked},
        {"100.01", is_checked},
    };
    for (const row& each : rows) {
        EXPECT_EQ(ends(held_order(each.document, {under("100.00")})), each.ends) << each.document;
    }
}

TEST(under_amount_exclusion, compares_in_the_currency_of_the_account_and_checks_without_a_rate) {
    question asked = held_order("0.00", {under("100.00")});
    asked.event.amount = amount("124.99", "USD");
    EXPECT_EQ(ends(asked), "approve");  // nothing is known of its worth: the limit is silent, too
    EXPECT_EQ(answer(asked).before.currencies_without_rate.size(), 1U);
    asked.facts.rates = {rate("EUR", "1"), rate("USD", "1.25")};
    EXPECT_EQ(ends(asked), "approve, excluded by under_amount");
    asked.event.amount = amount("125.00", "USD");
    EXPECT_EQ(ends(asked), is_checked);
}

TEST(prepaid_exclusion, begins_at_its_share_of_the_document) {
    struct row {
        const char* prepaid;
        std::int32_t percent;
        const char* ends;
    };
    const row rows[] = {
        {"", 100, is_checked},
        {"0.00", 100, is_checked},
        {"99.99", 100, is_checked},
        {"100.00", 100, "approve, excluded by prepaid"},
        {"100.01", 100, "approve, excluded by prepaid"},
        {"29.99", 30, is_checked},
        {"30.00", 30, "approve, excluded by prepaid"},
    };
    for (const row& each : rows) {
        exclusion_setting line = line_of(exclusion::prepaid);
        line.share = {100 * each.percent};
        question asked = held_order("100.00", {line});
        if (each.prepaid[0] != 0) asked.event.prepaid = eur(each.prepaid);
        EXPECT_EQ(ends(asked), each.ends) << each.prepaid << " of " << each.percent << " %";
    }
}

TEST(cash_sale_exclusion, is_for_the_methods_that_it_names) {
    struct row {
        const char* method;
        const char* ends;
    };
    const row rows[] = {
        {"", is_checked},
        {"transfer", is_checked},
        {"cash", "approve, excluded by cash_sale"},
        {"card", "approve, excluded by cash_sale"},
        {"Cash", is_checked},
    };
    for (const row& each : rows) {
        exclusion_setting line = line_of(exclusion::cash_sale);
        line.names = {"cash", "card"};
        question asked = held_order("100.00", {line});
        asked.event.payment_method = each.method;
        EXPECT_EQ(ends(asked), each.ends) << each.method;
    }
}

TEST(intercompany_exclusion, is_for_companies_of_the_same_firm) {
    question asked = held_order("100.00", {line_of(exclusion::intercompany)});
    EXPECT_EQ(ends(asked), is_checked);
    asked.event.intercompany = true;
    EXPECT_EQ(ends(asked), "approve, excluded by intercompany");
}

question invoice_of(const char* value) {
    question asked = held_order(value, {line_of(exclusion::shipped_goods)});
    asked.event.where = checkpoint::invoice;
    asked.event.document = {document_kind::invoice, 7};
    return asked;
}

// Complaint 12 of the field: invoicing what was shipped.
TEST(shipped_goods_exclusion, takes_an_invoice_for_what_has_left_as_a_whole) {
    struct row {
        const char* delivered;  // of the order of 100.00 that it takes over
        const char* told;       // by the host; "": nothing
        const char* ends;
    };
    const char* const excluded = "approve, excluded by shipped_goods";
    const row rows[] = {
        {"0.00", "", is_checked},       {"99.99", "", is_checked},    {"100.00", "", excluded},
        {"0.00", "99.99", is_checked},  {"0.00", "100.00", excluded}, {"0.00", "100.01", excluded},
        {"100.00", "0.00", is_checked},  // the host knows better than the order
    };
    for (const row& each : rows) {
        question asked = invoice_of("100.00");
        const document_key order{document_kind::order, 17};
        asked.event.sources = {{order, eur("100.00")}};
        asked.facts.sources = {
            {order, eur(each.delivered), exposure_source::delivered_not_invoiced},
            {order, eur("100.00") - eur(each.delivered), exposure_source::open_order}};
        for (const source_open& part : asked.facts.sources) {
            asked.facts.lines.push_back(given::line(part.source, part.amount));
        }
        if (each.told[0] != 0) asked.event.shipped = eur(each.told);
        EXPECT_EQ(ends(asked), each.ends) << each.delivered << " and told " << each.told;
    }
}

TEST(shipped_goods_exclusion, is_for_invoices_alone) {
    question asked = invoice_of("100.00");
    asked.event.shipped = eur("100.00");
    asked.event.document.kind = document_kind::shipment;
    EXPECT_EQ(ends(asked), is_checked);
    asked.event.document.kind = document_kind::invoice;
    asked.event.amount = eur("0.00");
    asked.event.shipped = eur("0.00");
    EXPECT_FALSE(answer(asked).excluded_by);
}

TEST(exclusion, of_a_return_is_in_every_policy) {
    question asked = held_order("100.00", {});
    asked.event.way = direction::returned;
    asked.facts.account.blocked = true;
    EXPECT_EQ(ends(asked), "approve, excluded by return");
}

TEST(exclusion, holds_at_the_checkpoints_that_it_names) {
    exclusion_setting line = under("1000.00");
    line.at_checkpoint = {};
    line.at_checkpoint[static_cast<std::size_t>(checkpoint::ship)] = true;
    question asked = held_order("100.00", {line});
    EXPECT_EQ(ends(asked), is_checked);
    asked.event.where = checkpoint::ship;
    EXPECT_EQ(ends(asked), "approve, excluded by under_amount");
    asked.event.where = checkpoint::quote;
    EXPECT_EQ(ends(asked), is_checked);
}

// A person has blocked the account: that is about the customer, whatever he orders.
TEST(exclusion, leaves_a_block_unless_it_says_so) {
    for (const auto& [even_blocked, blocked, result] :
         {std::tuple{false, false, "approve, excluded by under_amount"},
          std::tuple{false, true, "reject, excluded by under_amount"},
          std::tuple{true, true, "approve, excluded by under_amount"}}) {
        exclusion_setting line = under("1000.00");
        line.even_blocked = even_blocked;
        question asked = held_order("100.00", {line});
        asked.facts.account.blocked = blocked;
        EXPECT_EQ(ends(asked), result);
        EXPECT_EQ(answer(asked).reasons.size(), blocked && !even_blocked ? 1U : 0U);
    }
}

TEST(exclusion, has_the_exposure_of_a_document_that_is_checked) {
    question asked = held_order("100.00", {under("1000.00")});
    asked.facts.lines = {given::orders(eur("40.00"))};
    const decision excluded = answer(asked);
    asked.rules.exclusions.clear();
    const decision checked = answer(asked);
    EXPECT_EQ(excluded.before.total, eur("40.00"));
    EXPECT_EQ(excluded.before.total, checked.before.total);
    EXPECT_EQ(excluded.document_amount, checked.document_amount);
}

// Customer 42 is in company 1, in risk class B and in the group Harbour.
TEST(exclusions, of_one_kind_go_by_the_most_specific_scope_whole) {
    const scope company{scope_kind::company, 1};
    const scope risky{scope_kind::risk_class, 0, "B"};
    const scope group{scope_kind::group, 0, "Harbour"};
    const scope customer{scope_kind::customer, 42};
    const scope other{scope_kind::customer, 43};
    struct row {
        std::vector<exclusion_setting> lines;
        const char* ends;
    };
    exclusion_setting off = under("1000.00", customer);
    off.at_checkpoint = {};
    const row rows[] = {
        {{under("1000.00")}, "approve, excluded by under_amount"},
        {{under("1000.00"), under("100.00", company)}, is_checked},
        {{under("100.00"), under("100.01", company)},
         "approve, excluded by under_amount for a company"},
        {{under("100.01", company), under("100.00", risky)}, is_checked},
        {{under("100.00", risky), under("100.01", group)},
         "approve, excluded by under_amount for a group"},
        {{under("100.01", group), under("100.00", customer)}, is_checked},
        {{under("1000.00"), off}, is_checked},
        {{under("100.00"), under("100.01", other)}, is_checked},
    };
    for (const row& each : rows) {
        question asked = held_order("100.00", each.lines);
        asked.facts.account.risk_class = "B";
        asked.facts.groups = {
            {{1, group_kind::group, "Harbour", given::unit("EUR"), credit_limit::none()}, {}}};
        EXPECT_EQ(ends(asked), each.ends);
    }
}

TEST(exclusions, that_both_apply_name_the_more_specific_one_then_the_first_of_the_list) {
    const scope customer{scope_kind::customer, 42};
    struct row {
        std::vector<exclusion_setting> lines;
        const char* ends;
    };
    const row rows[] = {
        {{under("1000.00"), line_of(exclusion::intercompany)}, "approve, excluded by intercompany"},
        {{line_of(exclusion::intercompany), line_of(exclusion::prepaid), under("1000.00")},
         "approve, excluded by prepaid"},
        {{line_of(exclusion::prepaid), under("1000.00", customer)},
         "approve, excluded by under_amount for a customer"},
        {{under("1.00", customer), line_of(exclusion::intercompany)},
         "approve, excluded by intercompany"},
    };
    for (const row& each : rows) {
        question asked = held_order("100.00", each.lines);
        asked.event.prepaid = eur("100.00");
        asked.event.intercompany = true;
        EXPECT_EQ(ends(asked), each.ends);
    }
}

}  // namespace
}  // namespace creditgate
