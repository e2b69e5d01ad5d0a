// SPDX-License-Identifier: Apache-2.0
//
// Rating grades, and the rule that minds a bad one. The same on every database: a program
// instantiates this suite with its kind of shop.
#pragma once

#include <gtest/gtest.h>

#include "tests/plugin/given/shop.hpp"
#include "tests/support/policy.hpp"

namespace creditgate::test {

inline json policy_with_grades(const json& grades, const json& worst, bool without = false) {
    json made = {{"name", "Rated"},
                 {"rules", json::array({{{"rule", "rating"},
                                         {"at", {{"confirm", "hold"}}},
                                         {"worst", worst},
                                         {"without", without}}})}};
    if (!grades.is_null()) made["rating_grades"] = grades;
    return made;
}

template <class Shop>
struct ratings : ::testing::Test {
    json rate(const json& grade) {
        return shop.session().get({{"op", "set_rating"},
                                   {"company", 1},
                                   {"customer", 42},
                                   {"rating_grade", grade},
                                   {"user", controller()},
                                   {"reason", "rated by the bureau"},
                                   {"business_date", "2026-11-24"}});
    }
    json order() { return shop.session().get(check_of(++last_order_)); }
    json grade_shown() {
        return shop.session().get({{"op", "customer"},
                                   {"company", 1},
                                   {"customer", 42},
                                   {"business_date", "2026-11-24"}})["credit"]["rating_grade"];
    }

    Shop shop;

  private:
    int last_order_ = 100;
};
TYPED_TEST_SUITE_P(ratings);

TYPED_TEST_P(ratings, that_are_worse_than_the_policy_allows_hold) {
    struct row {
        json grade;
        bool without;
        const char* told;
    };
    const char* bad = "the customer's rating grade CCC is worse than the policy allows";
    const row rows[] = {
        {"AA", false, ""},   {"B/+", false, ""},
        {"CCC", false, bad}, {nullptr, false, ""},
        {"B/+", true, ""},   {nullptr, true, "the customer has no rating grade"},
    };
    this->shop.set_limit("1000000.00");
    for (const row& each : rows) {
        put_in_force(this->shop.session(),
                     policy_with_grades({"AA", "B/+", "CCC"}, "B/+", each.without));
        this->rate(each.grade);
        const json got = this->order();
        const json& reasons = got["reasons"];
        EXPECT_EQ(each.told, reasons.empty() ? "" : reasons[0]["text"].template get<std::string>())
            << each.grade;
        EXPECT_EQ(each.told[0] == 0 ? "approve" : "hold", got["outcome"]) << each.grade;
        EXPECT_EQ(each.grade, this->grade_shown());
        EXPECT_EQ(each.grade, got["credit"]["rating_grade"]);
    }
}

TYPED_TEST_P(ratings, that_the_policy_does_not_list_are_worse_than_all) {
    put_in_force(this->shop.session(), policy_with_grades({"A", "B"}, "B"));
    this->rate("Z");
    EXPECT_EQ("hold", this->order()["outcome"]);
}

TYPED_TEST_P(ratings, that_become_better_release_what_they_held) {
    put_in_force(this->shop.session(), policy_with_grades({"A", "B", "C"}, "B"));
    EXPECT_TRUE(this->rate("C")["before"].is_null());
    ASSERT_EQ("hold", this->order()["outcome"]);
    const json better = this->rate("B");
    EXPECT_EQ("C", better["before"]);
    EXPECT_EQ("B", better["after"]);
    EXPECT_EQ(1U, better["released"].size());
    EXPECT_EQ("2", direct_database(this->shop.administrator())
                       .value("select count(*) from cg_audit where action = 'set_rating'"));
}

TYPED_TEST_P(ratings, go_beside_the_terms_of_the_limit) {
    put_in_force(this->shop.session(), policy_with_grades({"A", "B"}, "A"));
    this->rate("B");
    this->shop.session().get({{"op", "set_limit"},
                              {"company", 1},
                              {"customer", 42},
                              {"limit", {{"state", "unlimited"}}},
                              {"terms", {{"valid_to", "2026-12-31"}, {"credit_days", 30}}},
                              {"user", controller()},
                              {"reason", "agreed"},
                              {"business_date", "2026-11-24"}});
    const json got = this->order();
    EXPECT_EQ("rating", got["reasons"][0]["rule"]);
    EXPECT_EQ("B", got["reasons"][0]["named"]);
    EXPECT_EQ(30, got["credit"]["limit_terms"]["credit_days"]);
}

TYPED_TEST_P(ratings, need_an_order_of_grades_in_the_policy) {
    struct row {
        json grades;
        json worst;
        const char* field;
    };
    const row rows[] = {{nullptr, "B", "policy.rules[0].worst"},
                        {{"A", "B"}, "C", "policy.rules[0].worst"},
                        {{"A", "B"}, "b", "policy.rules[0].worst"},
                        {{"A", "B", "A"}, "B", "policy.rating_grades"},
                        {json::array(), "B", "policy.rating_grades"},
                        {{"A", "B"}, nullptr, "policy.rules[0].worst"}};
    for (const row& each : rows) {
        const answer refused = this->shop.session().call(
            {{"op", "validate_policy"}, {"policy", policy_with_grades(each.grades, each.worst)}});
        EXPECT_EQ(each.field, refused.field()) << each.grades << " " << each.worst;
    }
}

TYPED_TEST_P(ratings, are_given_by_controllers) {
    const answer refused =
        this->shop.session().call({{"op", "set_rating"},
                                   {"company", 1},
                                   {"customer", 42},
                                   {"rating_grade", "A"},
                                   {"user", {{"name", "ann"}, {"roles", {"clerk"}}}},
                                   {"reason", "a friend"},
                                   {"business_date", "2026-11-24"}});
    EXPECT_EQ("not_allowed", refused.code());
    EXPECT_TRUE(this->grade_shown().is_null());
}

REGISTER_TYPED_TEST_SUITE_P(ratings, that_are_worse_than_the_policy_allows_hold,
                            that_the_policy_does_not_list_are_worse_than_all,
                            that_become_better_release_what_they_held,
                            go_beside_the_terms_of_the_limit, need_an_order_of_grades_in_the_policy,
                            are_given_by_controllers);

}  // namespace creditgate::test
