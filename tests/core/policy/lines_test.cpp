// SPDX-License-Identifier: Apache-2.0
#include "core/policy/lines.hpp"

#include <gtest/gtest.h>

#include "tests/core/given.hpp"

namespace creditgate {
namespace {

const scope all{};
const scope company_1{scope_kind::company, 1, ""};
const scope company_2{scope_kind::company, 2, ""};
const scope class_b{scope_kind::risk_class, 0, "B"};
const scope class_a{scope_kind::risk_class, 0, "A"};
const scope harbour{scope_kind::group, 0, "Harbour"};
const scope quay{scope_kind::group, 0, "Quay"};
const scope customer_42{scope_kind::customer, 42, ""};
const scope customer_1{scope_kind::customer, 1, ""};

const policy_subject known{{1}, {42}, "B", "Harbour"};
const policy_subject plain{{1}, {42}, "", ""};
const policy_subject other{{2}, {43}, "C", "Moor"};

struct lines_row {
    const char* name;
    std::vector<scope> lines;
    const policy_subject* who;
    std::optional<scope> wins;
};

void PrintTo(const lines_row& row, std::ostream* out) {
    *out << row.name;
}

class lines : public ::testing::TestWithParam<lines_row> {};

TEST_P(lines, of_one_rule_the_most_specific_wins) {
    policy whole;
    for (const scope& each : GetParam().lines) {
        rule_setting line = given::rule_of(rule::limit, outcome::hold);
        line.whom = each;
        whole.rules.push_back(line);
    }
    const policy own = lines_for(whole, *GetParam().who);
    ASSERT_EQ(GetParam().wins ? 1U : 0U, own.rules.size());
    if (!GetParam().wins) return;
    EXPECT_TRUE(*GetParam().wins == own.rules[0].whom);
}

INSTANTIATE_TEST_SUITE_P(
    table, lines,
    ::testing::Values(
        lines_row{"all", {all}, &known, all},
        lines_row{"company_before_all", {all, company_1}, &known, company_1},
        lines_row{"whatever_the_order", {company_1, all}, &known, company_1},
        lines_row{"risk_class_before_company", {class_b, company_1, all}, &known, class_b},
        lines_row{"group_before_risk_class", {class_b, harbour, all}, &known, harbour},
        lines_row{"customer_before_group", {harbour, customer_42, class_b}, &known, customer_42},
        lines_row{"customer_before_all_others",
                  {all, company_1, class_b, harbour, customer_42},
                  &known,
                  customer_42},
        lines_row{"another_company", {all, company_2}, &known, all},
        lines_row{"another_class", {all, class_a}, &known, all},
        lines_row{"another_group", {all, quay}, &known, all},
        lines_row{"a_customer_is_no_company", {all, customer_1}, &known, all},
        lines_row{"none_is_in_no_class", {all, class_b}, &plain, all},
        lines_row{"none_is_in_no_group", {all, harbour}, &plain, all},
        lines_row{"for_others_only", {company_1, class_b, harbour, customer_42}, &other, {}},
        lines_row{"no_lines", {}, &known, {}}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(lines_of_several_rules, keep_their_order_and_each_its_own_winner) {
    policy whole;
    whole.version = 7;
    for (const auto& [kind, whom] :
         {std::pair{rule::limit, all}, std::pair{rule::days_overdue, customer_42},
          std::pair{rule::limit, harbour}, std::pair{rule::days_overdue, all}}) {
        rule_setting line = given::rule_of(kind, outcome::hold);
        line.whom = whom;
        whole.rules.push_back(line);
    }
    const policy own = lines_for(whole, known);
    EXPECT_EQ(7, own.version);
    ASSERT_EQ(2U, own.rules.size());
    EXPECT_EQ(rule::days_overdue, own.rules[0].kind);
    EXPECT_TRUE(customer_42 == own.rules[0].whom);
    EXPECT_EQ(rule::limit, own.rules[1].kind);
    EXPECT_TRUE(harbour == own.rules[1].whom);
}

}  // namespace
}  // namespace creditgate
