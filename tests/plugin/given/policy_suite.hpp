// SPDX-License-Identifier: Apache-2.0
//
// The life of a policy: drafted, approved by somebody else, in force from its day on. The same on
// every database: a program instantiates this suite with its kind of shop. Customer 42 has no limit
// here that could hold; a policy holds what is worth more than its `most`.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "tests/plugin/given/shop.hpp"
#include "tests/support/policy.hpp"

namespace creditgate::test {

inline json policy_holding_over(const std::string& most) {
    return {{"name", "Over " + most},
            {"rules", json::array({{{"rule", "document_value"},
                                    {"at", {{"confirm", "hold"}}},
                                    {"threshold", money(most)}}})}};
}

inline std::string rule_told(const json& checked) {
    const json& reasons = checked.at("reasons");
    return reasons.empty() ? "" : reasons.at(0).at("rule").get<std::string>();
}

template <class Shop>
struct policies : ::testing::Test {
    json proposed(const json& policy, const std::string& from, const std::string& by = "ada") {
        return shop.session().get({{"op", "propose_policy"},
                                   {"policy", policy},
                                   {"in_force_from", from},
                                   {"user", manager(by)}});
    }
    answer decide(const std::string& op, const json& version, const std::string& by) {
        return shop.session().call({{"op", op}, {"version", version}, {"user", manager(by)}});
    }
    json on(const std::string& day) {
        return shop.session().get({{"op", "policy"}, {"business_date", day}});
    }
    // What is in force on a day, for a document of 10.00.
    json check_on(const std::string& day) {
        json asked = check_of(++last_order_);
        asked["business_date"] = day;
        return shop.session().get(asked);
    }

    json patient() {
        json configuration = shop.configuration();
        configuration["budget_ms"] = 60'000;
        return configuration;
    }

    Shop shop;

  private:
    int last_order_ = 100;
};
TYPED_TEST_SUITE_P(policies);

TYPED_TEST_P(policies, a_draft_changes_nothing_until_another_person_approves_it) {
    const json draft = this->proposed(policy_holding_over("5.00"), "2026-11-01");
    EXPECT_EQ("draft", draft["state"]);
    EXPECT_EQ(1, draft["replaces_version"]);
    EXPECT_EQ(1, this->on("2026-11-24")["version"]);
    const answer own = this->decide("approve_policy", draft["version"], "ada");
    EXPECT_EQ(CG_REFUSED, own.status);
    EXPECT_EQ("own_policy", own.code());
    EXPECT_EQ("policy version 2 was drafted by ada, who cannot approve it", own.message());
    EXPECT_EQ(1, this->on("2026-11-24")["version"]);
    const answer approved = this->decide("approve_policy", draft["version"], "mo");
    EXPECT_EQ("approved", approved.body["state"]);
    EXPECT_EQ("mo", approved.body["decided_by"]);
    const json now = this->on("2026-11-24");
    EXPECT_EQ(draft["version"], now["version"]);
    EXPECT_EQ(policy_holding_over("5.00"), now["policy"]);
}

TYPED_TEST_P(policies, each_is_in_force_from_its_day_until_the_next_begins) {
    put_in_force(this->shop.session(), policy_holding_over("5.00"), "2026-11-10");   // version 2
    put_in_force(this->shop.session(), policy_holding_over("50.00"), "2026-11-20");  // 3
    // Approved later for an earlier day: until the one after it begins.
    put_in_force(this->shop.session(), policy_holding_over("7.00"), "2026-11-15");  // 4
    // Another one for the same day.
    put_in_force(this->shop.session(), policy_holding_over("60.00"), "2026-11-20");  // 5
    struct row {
        const char* day;
        int version;
        const char* outcome;
        const char* rule;
    };
    const row rows[] = {
        {"2026-11-09", 1, "hold", "no_limit_set"},
        {"2026-11-10", 2, "hold", "document_value"},
        {"2026-11-14", 2, "hold", "document_value"},
        {"2026-11-15", 4, "hold", "document_value"},
        {"2026-11-19", 4, "hold", "document_value"},
        {"2026-11-20", 5, "approve", ""},
        {"2026-11-21", 5, "approve", ""},
    };
    for (const row& each : rows) {
        EXPECT_EQ(each.version, this->on(each.day)["version"]) << each.day;
        const json got = this->check_on(each.day);
        EXPECT_EQ(each.version, got["policy_version"]) << each.day;
        EXPECT_EQ(each.outcome, got["outcome"]) << each.day;
        EXPECT_EQ(each.rule, rule_told(got)) << each.day;
    }
}

TYPED_TEST_P(policies, what_was_decided_about_a_draft_stays) {
    struct row {
        const char* op;
        int version;
        const char* by;
        const char* told;
    };
    for (int i = 0; i < 3; ++i) this->proposed(policy_holding_over("5.00"), "2026-11-10");
    const row rows[] = {
        {"discard_policy", 2, "ada", ""},
        {"approve_policy", 2, "mo", "policy version 2 is discarded by ada, expected a draft"},
        {"approve_policy", 4, "mo", ""},
        {"approve_policy", 4, "eve", "policy version 4 is approved by mo, expected a draft"},
        {"discard_policy", 4, "ada", "policy version 4 is approved by mo, expected a draft"},
        {"approve_policy", 3, "mo", "policy version 4 is approved for the same day, 2026-11-10"},
        {"discard_policy", 3, "mo", ""},
        {"approve_policy", 5, "mo", "there is no policy version 5"},
    };
    for (const row& each : rows) {
        const answer got = this->decide(each.op, each.version, each.by);
        EXPECT_EQ(std::string(each.told), got.message()) << each.op << " " << each.version;
    }
    const json all = this->shop.session().get({{"op", "policies"}})["policies"];
    std::string told;
    for (const json& each : all) {
        told += each["version"].dump() + " " + each["state"].template get<std::string>() + ", ";
    }
    EXPECT_EQ("4 approved, 3 discarded, 2 discarded, 1 approved, ", told);
    EXPECT_EQ(2U, this->shop.session()
                      .get({{"op", "policies"}, {"before_version", 4}, {"max", 2}})["policies"]
                      .size());
}

TYPED_TEST_P(policies, only_a_manager_changes_it) {
    const answer got = this->shop.session().call({{"op", "propose_policy"},
                                                  {"policy", policy_holding_over("5.00")},
                                                  {"in_force_from", "2026-11-10"},
                                                  {"user", controller()}});
    EXPECT_EQ(CG_REFUSED, got.status);
    const json draft = this->proposed(policy_holding_over("5.00"), "2026-11-10");
    for (const char* op : {"approve_policy", "discard_policy"}) {
        const answer refused = this->shop.session().call(
            {{"op", op}, {"version", draft["version"]}, {"user", controller()}});
        EXPECT_EQ(CG_REFUSED, refused.status) << op;
    }
    EXPECT_EQ("draft",
              this->shop.session().get({{"op", "policy"}, {"version", draft["version"]}})["state"]);
}

TYPED_TEST_P(policies, what_is_different_is_named_by_rule_and_bucket) {
    json before = policy_holding_over("5.00");
    before["rules"].push_back({{"rule", "limit"}, {"at", {{"confirm", "hold"}}}});
    json after = {{"name", "Over 5.00"}, {"horizon_days", 30}, {"rules", json::array()}};
    after["rules"].push_back({{"rule", "limit"},
                              {"at", {{"quote", "warn"}, {"confirm", "hold"}}},
                              {"threshold_percent", 90}});
    after["rules"].push_back(
        {{"rule", "document_value"}, {"at", {{"confirm", "hold"}}}, {"threshold", money("6.00")}});
    const json first = this->proposed(before, "2026-11-10");
    const json second = this->proposed(after, "2026-11-10");
    const json expected =
        json::array({{{"place", "rules.document_value.threshold"},
                      {"from", money("5.00")},
                      {"to", money("6.00")}},
                     {{"place", "rules.limit.at.quote"}, {"from", nullptr}, {"to", "warn"}},
                     {{"place", "rules.limit.threshold_percent"}, {"from", nullptr}, {"to", 90}},
                     {{"place", "horizon_days"}, {"from", nullptr}, {"to", 30}}});
    EXPECT_EQ(expected, this->shop.session().get({{"op", "policy_changes"},
                                                  {"from", first["version"]},
                                                  {"to", second["version"]}})["changes"]);
}

// What is worth more than this is held, for whom it says.
inline json line_for(const json& whom, const std::string& most) {
    json line = {
        {"rule", "document_value"}, {"at", {{"confirm", "hold"}}}, {"threshold", money(most)}};
    if (!whom.is_null()) line["scope"] = whom;
    return line;
}

// Each line is more specific than the one before. A document of 10.00 is held by the line that wins
// or by none; which one it was is told.
TYPED_TEST_P(policies, the_most_specific_line_wins_and_is_told) {
    test_session& session = this->shop.session();
    this->shop.set_limit("1000000.00");
    session.get({{"op", "make_group"},
                 {"group", "Harbour"},
                 {"currency", "EUR"},
                 {"user", controller()},
                 {"reason", "family"}});
    session.get({{"op", "group_member"},
                 {"group", "Harbour"},
                 {"customer", 42},
                 {"member", true},
                 {"user", controller()},
                 {"reason", "family"},
                 {"business_date", "2026-11-24"}});
    session.get({{"op", "set_risk_class"},
                 {"company", 1},
                 {"customer", 42},
                 {"risk_class", "B"},
                 {"user", controller()},
                 {"reason", "rated"},
                 {"business_date", "2026-11-24"}});
    const json all = line_for(nullptr, "9.00");
    const json company = line_for({{"company", 1}}, "8.00");
    const json risk_class = line_for({{"risk_class", "B"}}, "7.00");
    const json group = line_for({{"group", "Harbour"}}, "6.00");
    const json customer = line_for({{"customer", 42}}, "5.00");
    json off = line_for({{"customer", 42}}, "5.00");
    off["at"] = json::object();
    struct row {
        std::vector<json> lines;
        const char* threshold;  // "": it passes
        const char* told;
    };
    const row rows[] = {
        {{all}, "9.00", ""},
        {{all, company}, "8.00", " (rule of this company)"},
        {{risk_class, company, all}, "7.00", " (rule for risk class B)"},
        {{all, group, risk_class}, "6.00", " (rule for the group Harbour)"},
        {{customer, group, risk_class, company, all}, "5.00", " (rule for this customer)"},
        {{all, off}, "", ""},
        {{line_for({{"company", 2}}, "1.00"), line_for({{"customer", 43}}, "2.00"),
          line_for({{"risk_class", "A"}}, "3.00"), line_for({{"group", "Quay"}}, "4.00")},
         "",
         ""},
    };
    for (const row& each : rows) {
        json lines = json::array();
        for (const json& line : each.lines) lines.push_back(line);
        put_in_force(session, {{"name", "Scopes"}, {"rules", lines}});
        const json got = this->check_on("2026-11-24");
        EXPECT_EQ(each.threshold[0] == 0 ? "approve" : "hold", got["outcome"]) << lines;
        if (each.threshold[0] == 0) continue;
        const json reason = got["reasons"].at(0);
        EXPECT_EQ(money(each.threshold), reason["threshold"]) << lines;
        EXPECT_EQ("the document's value is 10.00 EUR; " + std::string(each.threshold) +
                      " EUR is allowed for one document" + each.told,
                  reason["text"]);
        EXPECT_EQ(each.told[0] != 0, reason.contains("scope"));
    }
    json left = this->shop.session().get({{"op", "set_risk_class"},
                                          {"company", 1},
                                          {"customer", 42},
                                          {"risk_class", nullptr},
                                          {"user", controller()},
                                          {"reason", "rated"},
                                          {"business_date", "2026-11-24"}});
    EXPECT_EQ("B", left["before"]);
    EXPECT_EQ(nullptr, left["after"]);
}

// The versions take turns: an odd one holds 10.00, an even one lets it pass. Each decision is what
// the version that it names says, and both kinds are met.
TYPED_TEST_P(policies, a_change_under_load_comes_between_two_decisions) {
    const json configuration = this->patient();
    this->shop.set_limit("1000000.00");
    std::atomic<bool> over{false};
    std::atomic<int> wrong{0};
    std::array<std::atomic<int>, 2> met{};
    std::vector<std::thread> askers;
    for (int asker = 0; asker < 3; ++asker) {
        askers.emplace_back([&, asker] {
            test_session own(configuration);
            for (int i = 0; !over; ++i) {
                const json asked = check_of(1000 + 10'000 * asker + i);
                const answer got = bare_call(own.handle(), asked.dump().c_str());
                const auto version = got.body.value("policy_version", std::int64_t{0});
                if (version == 1) continue;
                const bool holds = version % 2 == 1;
                if (got.body.value("outcome", "") != (holds ? "hold" : "approve")) ++wrong;
                ++met.at(holds ? 1 : 0);
            }
        });
    }
    std::int64_t version = 0;
    for (int i = 0; i < 20 || ((met[0] == 0 || met[1] == 0) && i < 400); ++i) {
        version =
            put_in_force(this->shop.session(), policy_holding_over(i % 2 == 0 ? "50.00" : "5.00"));
    }
    over = true;
    for (std::thread& each : askers) each.join();
    EXPECT_EQ(0, wrong);
    EXPECT_LT(0, met[0]);
    EXPECT_LT(0, met[1]);
    EXPECT_EQ(version, this->on("2026-11-24")["version"]);
}

REGISTER_TYPED_TEST_SUITE_P(policies, a_draft_changes_nothing_until_another_person_approves_it,
                            each_is_in_force_from_its_day_until_the_next_begins,
                            what_was_decided_about_a_draft_stays, only_a_manager_changes_it,
                            what_is_different_is_named_by_rule_and_bucket,
                            the_most_specific_line_wins_and_is_told,
                            a_change_under_load_comes_between_two_decisions);

}  // namespace creditgate::test
