// SPDX-License-Identifier: Apache-2.0
#include "core/limit/guarantee.hpp"

#include <gtest/gtest.h>

#include "core/limit/credit_account.hpp"
#include "tests/core/given.hpp"

namespace creditgate {
namespace {

using given::day;
using given::eur;
using given::order_of;
using given::question;
using given::told;

guarantee of(guarantee_kind kind, const char* value, std::int32_t percent,
             const period& valid = {}) {
    return {kind, eur(value), {100 * percent}, valid};
}

std::string limit_text(const credit_account& account) {
    const credit_limit counts = account_on(account, day("2026-11-24")).limit;
    if (counts.state() == limit_state::none) return "none";
    return counts.amount() ? format_for_people(*counts.amount()) : "unlimited";
}

// FIELD.md: 100,000 + 50,000 x 50 % = 125,000.
TEST(total_limit, has_the_share_of_a_guarantee_on_top_as_the_field_says) {
    credit_account account = order_of(eur("1.00")).facts.account;
    account.limit = credit_limit::of(eur("100000.00"));
    account.guarantees = {of(guarantee_kind::guarantee, "50000.00", 50)};
    EXPECT_EQ(limit_text(account), "125,000.00 EUR");
    EXPECT_EQ(agreed_limit(account_on(account, day("2026-11-24"))).amount(), eur("100000.00"));
}

TEST(total_limit, is_the_temporary_one_where_that_is_active_with_all_that_is_valid) {
    const temporary_limit season{eur("1000.00"), {day("2026-11-24"), day("2026-11-24")}};
    struct row {
        const char* what;
        credit_limit limit;
        bool with_temporary;
        std::vector<guarantee> guarantees;
        const char* counts;
    };
    const guarantee ten = of(guarantee_kind::collateral, "10.00", 100);
    const credit_limit amount = credit_limit::of(eur("5000.00"));
    const auto valid = [](const char* from, const char* to) {
        return of(guarantee_kind::insurance, "10.00", 100,
                  {from[0] != 0 ? std::optional(day(from)) : std::nullopt,
                   to[0] != 0 ? std::optional(day(to)) : std::nullopt});
    };
    const row rows[] = {
        {"two", amount, false, {ten, ten}, "5,020.00 EUR"},
        {"on top of the temporary one", amount, true, {ten}, "6,010.00 EUR"},
        {"no share", amount, false, {of(guarantee_kind::insurance, "10.00", 0)}, "5,000.00 EUR"},
        {"rounded down",
         amount,
         false,
         {of(guarantee_kind::guarantee, "0.03", 50)},
         "5,000.01 EUR"},
        {"from today", amount, false, {valid("2026-11-24", "")}, "5,010.00 EUR"},
        {"from tomorrow", amount, false, {valid("2026-11-25", "")}, "5,000.00 EUR"},
        {"until today", amount, false, {valid("", "2026-11-24")}, "5,010.00 EUR"},
        {"until yesterday", amount, false, {valid("", "2026-11-23")}, "5,000.00 EUR"},
        {"a limit of 0", credit_limit::of(eur("0.00")), false, {ten}, "10.00 EUR"},
        {"no credit is agreed", credit_limit::none(), false, {ten}, "none"},
        {"but for a time", credit_limit::none(), true, {ten}, "1,010.00 EUR"},
        {"unlimited", credit_limit::unlimited(), false, {ten}, "unlimited"},
    };
    for (const row& each : rows) {
        credit_account account = order_of(eur("1.00")).facts.account;
        account.limit = each.limit;
        if (each.with_temporary) account.terms.temporary = season;
        account.guarantees = each.guarantees;
        EXPECT_EQ(limit_text(account), each.counts) << each.what;
    }
}

TEST(insured_limit_rule, holds_from_one_cent_above_what_is_insured) {
    struct row {
        std::vector<guarantee> guarantees;
        std::int32_t percent;
        const char* ends;
    };
    const guarantee bank = of(guarantee_kind::guarantee, "9000.00", 100);
    const auto insured = [](const char* value, const period& valid = {}) {
        return of(guarantee_kind::insurance, value, 0, valid);
    };
    const char* const nothing = "hold [hold insured_limit 100.00 EUR > 0.00 EUR]";
    const row rows[] = {
        {{insured("100.01")}, 100, "approve"},
        {{insured("100.00")}, 100, "approve"},
        {{insured("99.99")}, 100, "hold [hold insured_limit 100.00 EUR > 99.99 EUR]"},
        {{insured("60.00"), insured("40.00")}, 100, "approve"},
        {{insured("111.11")}, 90, "hold [hold insured_limit 100.00 EUR > 99.99 EUR]"},
        {{insured("111.12")}, 90, "approve"},
        {{bank}, 100, nothing},
        {{}, 100, nothing},
        {{insured("100.00", {{}, day("2026-11-23")})}, 100, nothing},
        {{insured("100.00", {{}, day("2026-11-24")})}, 100, "approve"},
    };
    for (const row& each : rows) {
        question asked = order_of(eur("60.00"));
        asked.facts.lines = {given::orders(eur("40.00"))};
        asked.facts.account.guarantees = each.guarantees;
        rule_setting line = given::rule_of(rule::insured_limit, outcome::hold);
        line.threshold_share = {100 * each.percent};
        asked.rules.rules = {line};
        EXPECT_EQ(told(asked), each.ends);
    }
}

TEST(insured_limit_rule, is_cleared_by_a_payment_or_a_smaller_document) {
    question asked = order_of(eur("60.00"));
    asked.facts.lines = {given::invoice(eur("50.00"), "2026-12-24")};
    asked.facts.account.guarantees = {of(guarantee_kind::insurance, "100.00", 0)};
    asked.rules.rules = {given::rule_of(rule::insured_limit, outcome::hold)};
    const std::vector<open_invoice> invoices = {{"INV-1", eur("50.00"), day("2026-12-24")}};
    EXPECT_EQ(told(given::ways_of(asked, invoices)),
              "pay 10.00 EUR for INV-1, which suffices; fits 50.00 EUR");
}

}  // namespace
}  // namespace creditgate
