// SPDX-License-Identifier: Apache-2.0
//
// Who may approve a limit: the table of steps and substitutes. The same on every database: a
// program instantiates this suite with its kind of shop.
#pragma once

#include "tests/plugin/given/limit_requests.hpp"

namespace creditgate::test {

template <class Shop>
struct authorities : limit_requests<Shop> {};
TYPED_TEST_SUITE_P(authorities);

TYPED_TEST_P(authorities, a_substitute_acts_on_his_days_for_one_who_is_not_asked_himself) {
    const json mary_away = {{"substitute", "carl"}, {"from", "2026-11-24"}, {"to", "2026-11-25"}};
    ASSERT_EQ(CG_OK, this->substitute("mary", mary_away).status);
    const json large = this->ask("20000.00");
    const json taken = this->approve(large, "carl").body["request"]["steps"][0];
    EXPECT_EQ(2, taken["step"]);
    EXPECT_EQ("mary", taken["on_behalf_of"]);
    EXPECT_EQ("approved_already", this->approve(large, "mary").code());
    EXPECT_EQ("approved", this->approve(large, "cora").body["request"]["state"]);
    EXPECT_EQ("20000.00", this->limit_now());
    for (const auto& [day, step] : {std::pair("2026-11-25", 2), std::pair("2026-11-26", 1)}) {
        const json next = this->ask("30000.00");
        EXPECT_EQ(step, this->approve(next, "carl", {{"business_date", day}})
                            .body["request"]["steps"][0]["step"])
            << day;
        this->session().get(this->verdict("withdraw_limit_request", next, "ann"));
    }
}

TYPED_TEST_P(authorities, substitutes_are_named_by_those_who_may) {
    const json week = {{"from", "2026-11-24"}, {"to", "2026-11-30"}};
    struct row {
        const char* by;
        json more;
        const char* code;
    };
    const row rows[] = {
        {"ann", {{"substitute", "carl"}}, "missing_field"},
        {"ann",
         {{"substitute", "carl"}, {"person", "mary"}, {"roles", {"manager"}}},
         "not_allowed"},
        {"carl",
         {{"substitute", "carl"}, {"person", "mary"}, {"roles", {"manager"}}},
         "not_allowed"},
        {"mo", {{"substitute", "mo"}, {"person", "mary"}, {"roles", {"manager"}}}, "not_allowed"},
        {"mo", {{"substitute", "carl"}, {"person", "mary"}}, "missing_field"},
        {"mo", {{"substitute", "mo"}}, "bad_authority"},
        {"mo", {{"substitute", "carl"}, {"to", nullptr}}, "missing_field"},
        {"mo", {{"substitute", "carl"}, {"to", "2026-11-23"}}, "bad_limit"},
        {"mo", {{"substitute", "carl"}, {"person", "mary"}, {"roles", {"manager"}}}, ""},
        {"mo", {{"substitute", "carl"}}, ""},
    };
    for (const row& each : rows) {
        json asked = week;
        asked.update(each.more);
        EXPECT_EQ(each.code, this->substitute(each.by, asked).code()) << each.more.dump();
    }
    const json all = this->session().get({{"op", "substitutes"}})["substitutes"];
    ASSERT_EQ(2U, all.size());
    EXPECT_EQ("mary", all[0]["person"]);
    EXPECT_EQ(json({"manager"}), all[1]["roles"]);
    EXPECT_EQ(1U, this->substitute("mo", {{"substitute", "carl"}}).body["substitutes"].size());
    EXPECT_EQ("2", this->in_journal("set_substitute"));
    EXPECT_EQ("1", this->in_journal("end_substitute"));
}

TYPED_TEST_P(authorities, another_table_counts_at_once_and_for_what_is_open) {
    const json id = this->ask("20000.00");
    this->approve(id, "carl");
    this->set_table(json::array({{{"roles", {"controller", "manager"}}, {"people", 2}}}));
    const json now = this->shown(id);
    EXPECT_EQ("2 different people, each a credit controller or a credit manager", now["who_next"]);
    EXPECT_FALSE(now["steps"][0]["counts"]);
    this->approve(id, "carl");
    EXPECT_EQ("approved", this->approve(id, "cora").body["request"]["state"]);
    EXPECT_EQ(2, this->session().get({{"op", "authority"}})["version"]);
    EXPECT_EQ("1", this->in_journal("set_authority"));
}

TYPED_TEST_P(authorities, a_table_with_a_mistake_is_refused_with_its_place) {
    struct row {
        const char* steps;
        const char* field;
    };
    const row rows[] = {
        {R"([])", "authority.steps"},
        {R"([{}])", "authority.steps[0].roles"},
        {R"([{"roles": ["clerk"]}])", "authority.steps[0].roles"},
        {R"([{"persons": [""]}])", "authority.steps[0].persons"},
        {R"([{"roles": ["manager"], "up_to": "10"}])", "authority.steps[0].up_to"},
        {R"([{"roles": ["manager"], "raise_up_to": "10"}])", "authority.steps[0].raise_up_to"},
        {R"([{"roles": ["manager"]}, {"roles": ["manager"]}])", "authority.steps[0].up_to"},
        {R"([{"roles": ["manager"], "up_to": "1.5"}, {"roles": ["manager"]}])",
         "authority.steps[0].up_to"},
        {R"([{"roles": ["manager"], "people": 0}])", "authority.steps[0].people"},
        {R"([{"roles": ["manager"], "limit": "1"}])", "authority.steps[0].limit"},
    };
    for (const row& each : rows) {
        const answer refused =
            this->session().call({{"op", "set_authority"},
                                  {"authority", {{"steps", json::parse(each.steps)}}},
                                  {"user", manager("mary")}});
        EXPECT_EQ(CG_BAD_REQUEST, refused.status) << each.steps;
        EXPECT_EQ(each.field, refused.field()) << each.steps;
    }
    EXPECT_EQ("not_allowed",
              this->session()
                  .call({{"op", "set_authority"},
                         {"authority", {{"steps", json::array({{{"roles", {"manager"}}}})}}},
                         {"user", controller()}})
                  .code());
    EXPECT_EQ(1, this->session().get({{"op", "authority"}})["version"]);
}

TYPED_TEST_P(authorities, a_limit_is_set_directly_unless_the_table_says_otherwise) {
    const auto set = [&](const std::string& limit, const std::string& by) {
        return this->session()
            .call({{"op", "set_limit"},
                   {"company", 1},
                   {"customer", 42},
                   {"limit", this->limit_of(limit)},
                   {"user", known_person(by)},
                   {"reason", "review"},
                   {"business_date", "2026-11-24"}})
            .code();
    };
    EXPECT_EQ("", set("unlimited", "carl"));
    const json steps = json::array(
        {{{"roles", {"controller", "manager"}}, {"up_to", "10000"}}, {{"roles", {"manager"}}}});
    this->set_table(steps, false);
    EXPECT_EQ("", set("10000.00", "carl"));
    EXPECT_EQ("above_authority", set("10000.01", "carl"));
    EXPECT_EQ("above_authority", set("10000.01", "mary"));
    EXPECT_EQ("10000.00", this->limit_now());
    const auto temporary = [&](const std::string& amount) {
        return this->session()
            .call({{"op", "set_temporary_limit"},
                   {"company", 1},
                   {"customer", 42},
                   {"amount", money(amount)},
                   {"from", "2026-11-24"},
                   {"to", "2026-11-24"},
                   {"user", known_person("mary")},
                   {"reason", "season"},
                   {"business_date", "2026-11-24"}})
            .code();
    };
    EXPECT_EQ("above_authority", temporary("0.01"));
    EXPECT_EQ("", set("9999.99", "carl"));
    EXPECT_EQ("", temporary("0.01"));
}

REGISTER_TYPED_TEST_SUITE_P(authorities,
                            a_substitute_acts_on_his_days_for_one_who_is_not_asked_himself,
                            substitutes_are_named_by_those_who_may,
                            another_table_counts_at_once_and_for_what_is_open,
                            a_table_with_a_mistake_is_refused_with_its_place,
                            a_limit_is_set_directly_unless_the_table_says_otherwise);

}  // namespace creditgate::test
