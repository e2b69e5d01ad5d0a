// SPDX-License-Identifier: Apache-2.0
//
// Who may raise what is risked, by whichever door. The same on every database: a program
// instantiates this suite with its kind of shop. The table wants a manager above 1,000.00.
#pragma once

#include <functional>

#include "tests/plugin/given/limit_requests.hpp"

namespace creditgate::test {

template <class Shop>
struct raises_of_credit : limit_requests<Shop> {
    raises_of_credit() {
        tell("carl", "make_group", {{"group", "Harbour"}, {"currency", "EUR"}});
        this->set_table(json::array({{{"roles", {"controller", "manager"}}, {"up_to", "1000"}},
                                     {{"roles", {"manager"}}}}),
                        false);
    }
    // "" when it was done.
    std::string tell(const std::string& by, const std::string& op, json more) {
        more.update({{"op", op}, {"user", known_person(by)}, {"reason", "season"}});
        return this->session().call(more).code();
    }
    static json of_customer(json more) {
        more.update({{"company", 1}, {"customer", 42}, {"business_date", "2026-11-24"}});
        return more;
    }
    std::string limit(const std::string& amount, const std::string& by) {
        return tell(by, "set_limit", of_customer({{"limit", this->limit_of(amount)}}));
    }
    std::string temporary(const std::string& amount, const std::string& by) {
        return tell(
            by, "set_temporary_limit",
            of_customer({{"amount", money(amount)}, {"from", "2026-11-24"}, {"to", "2026-11-30"}}));
    }
    std::string guarantee(const std::string& amount, const std::string& by) {
        return tell(by, "set_guarantee",
                    of_customer({{"name", "Harbour Bank"},
                                 {"kind", "guarantee"},
                                 {"value", money(amount)},
                                 {"percent", 50}}));
    }
    std::string group_limit(const std::string& amount, const std::string& by) {
        return tell(by, "set_group_limit",
                    {{"group", "Harbour"},
                     {"limit", this->limit_of(amount)},
                     {"business_date", "2026-11-24"}});
    }
    std::string membership(bool member, const std::string& by) {
        return tell(by, "group_member",
                    {{"group", "Harbour"},
                     {"customer", 42},
                     {"member", member},
                     {"business_date", "2026-11-24"}});
    }
    std::string word(const std::string& op, const std::string& field, const std::string& by) {
        return tell(by, op, of_customer({{field, "A"}}));
    }
};
TYPED_TEST_SUITE_P(raises_of_credit);

TYPED_TEST_P(raises_of_credit, a_temporary_amount_and_the_limit_are_one_amount) {
    EXPECT_EQ("", this->temporary("500.00", "carl"));
    EXPECT_EQ("", this->limit("500.00", "carl"));
    EXPECT_EQ("above_authority", this->limit("500.01", "carl"));
    EXPECT_EQ("1000.00", this->limit_now());
    const json request = this->ask("500.01", "ann");
    EXPECT_EQ("open", this->approve(request, "carl").body["request"]["state"]);
    EXPECT_EQ("approved", this->approve(request, "mary").body["request"]["state"]);
    EXPECT_EQ("1000.01", this->limit_now());
}

TYPED_TEST_P(raises_of_credit, a_guarantee_needs_whoever_may_risk_what_all_of_them_add) {
    EXPECT_EQ("", this->guarantee("1000.00", "carl"));
    EXPECT_EQ("", this->guarantee("1000.00", "carl"));
    EXPECT_EQ("above_authority", this->guarantee("0.02", "carl"));
    EXPECT_EQ("1105.00", this->limit_now());
    EXPECT_EQ("", this->guarantee("0.02", "mary"));
    EXPECT_EQ("1105.01", this->limit_now());
}

TYPED_TEST_P(raises_of_credit, the_limit_of_a_group_and_leaving_it_need_the_same) {
    EXPECT_EQ("above_authority", this->group_limit("1000.01", "carl"));
    EXPECT_EQ("", this->group_limit("1000.00", "carl"));
    EXPECT_EQ("", this->group_limit("1000.01", "mary"));
    EXPECT_EQ("", this->group_limit("1000.00", "carl"));
    EXPECT_EQ("", this->membership(true, "carl"));
    EXPECT_EQ("above_authority", this->membership(false, "carl"));
    EXPECT_EQ("", this->membership(false, "mary"));
}

TYPED_TEST_P(raises_of_credit, who_has_entered_what_is_on_hold_raises_nothing_for_it) {
    this->group_limit("100.00", "carl");
    this->membership(true, "carl");
    json order = check_of(17, "10.00");
    order["document"]["entered_by"] = "mary";
    ASSERT_EQ("hold", this->session().get(order)["outcome"]);
    const json request = this->ask("901.00", "ann");
    struct row {
        const char* door;
        std::function<std::string(const std::string&)> by;
    };
    const row rows[] = {
        {"limit", [&](const auto& who) { return this->limit("900.00", who); }},
        {"temporary limit", [&](const auto& who) { return this->temporary("90.00", who); }},
        {"guarantee", [&](const auto& who) { return this->guarantee("9.00", who); }},
        {"class", [&](const auto& who) { return this->word("set_risk_class", "risk_class", who); }},
        {"rating", [&](const auto& who) { return this->word("set_rating", "rating_grade", who); }},
        {"limit of the group", [&](const auto& who) { return this->group_limit("900.00", who); }},
        {"leaving the group", [&](const auto& who) { return this->membership(false, who); }},
    };
    const auto approve = [&](const char* who) {
        return this->approve(request, who, {{"before", this->limit_of("900.00")}}).code();
    };
    for (const row& each : rows) EXPECT_EQ("own_document", each.by("mary")) << each.door;
    EXPECT_EQ("own_document", this->approve(request, "mary").code());
    EXPECT_EQ("", this->limit("104.00", "mary"));  // less is risked
    EXPECT_EQ("104.00", this->limit_now());
    for (const row& each : rows) EXPECT_EQ("", each.by("mo")) << each.door;
    EXPECT_EQ("", approve("mo"));
}

TYPED_TEST_P(raises_of_credit, a_substitute_whom_the_asker_has_named_does_not_count_for_him) {
    const json ghost = {{"substitute", "carl"},
                        {"person", "ghost"},
                        {"roles", {"manager"}},
                        {"from", "2026-11-24"},
                        {"to", "2026-11-30"}};
    ASSERT_EQ(CG_OK, this->substitute("mary", ghost).status);
    const json own = this->ask("20000.00", "mary");
    EXPECT_EQ(1, this->approve(own, "carl").body["request"]["steps"][0]["step"]);
    EXPECT_EQ("above_authority", this->approve(own, "cora").code());
    EXPECT_EQ("approved", this->approve(own, "mo").body["request"]["state"]);
    const json others = this->ask("30000.00", "ann");
    EXPECT_EQ("ghost", this->approve(others, "carl").body["request"]["steps"][0]["on_behalf_of"]);
}

REGISTER_TYPED_TEST_SUITE_P(raises_of_credit, a_temporary_amount_and_the_limit_are_one_amount,
                            a_guarantee_needs_whoever_may_risk_what_all_of_them_add,
                            the_limit_of_a_group_and_leaving_it_need_the_same,
                            who_has_entered_what_is_on_hold_raises_nothing_for_it,
                            a_substitute_whom_the_asker_has_named_does_not_count_for_him);

}  // namespace creditgate::test
