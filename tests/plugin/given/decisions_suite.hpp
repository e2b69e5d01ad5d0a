// SPDX-License-Identifier: Apache-2.0
//
// The record of a decision, told to a person who asks why. The same on every database: a program
// instantiates this suite with its kind of shop.
#pragma once

#include <gtest/gtest.h>

#include "tests/plugin/given/hold_desk.hpp"
#include "tests/plugin/given/random_trade.hpp"
#include "tests/support/scale.hpp"

namespace creditgate::test {

template <class Shop>
struct told_decisions : hold_desk<Shop> {
    void set_policy(const json& rules, json more = json::object()) {
        more.update({{"name", "Wholesale"}, {"rules", rules}});
        put_in_force(this->shop.session(), more);
    }
    json tell(const json& ids, const char* language = "en") {
        return this->get("decisions", {{"ids", ids}, {"language", language}})["decisions"];
    }
    json told(const json& answered, const char* language = "en") {
        return tell(json::array({answered["decision_id"]}), language)[0];
    }
    // "limit: 120.01 EUR, 120.00 EUR, found; days_overdue: 0 days, 5 days, content".
    static std::string rules_of(const json& decision) {
        std::string all;
        for (const json& each : decision["rules"]) {
            std::string line = each["rule"];
            line += ":";
            for (const char* part : {"value_text", "threshold_text", "result"}) {
                const std::string text = each[part];
                if (!text.empty()) line += (line.back() == ':' ? " " : ", ") + text;
            }
            all += (all.empty() ? "" : "; ") + line;
        }
        return all;
    }
    // What the looks that found something say, as reasons do.
    static json found_by(const json& decision) {
        json all = json::array();
        for (const json& each : decision["rules"]) {
            if (each["result"] != "found") continue;
            json reason = {{"rule", each["rule"]},   {"outcome", each["outcome"]},
                           {"value", each["value"]}, {"threshold", each["threshold"]},
                           {"text", each["text"]},   {"clear", each["clear"]}};
            if (!each["scope"].is_null()) reason["scope"] = each["scope"];
            all.push_back(reason);
        }
        return all;
    }
    static json reasons_of(const json& decision) {
        json all = decision["reasons"];
        for (json& each : all) {
            for (const char* more : {"bucket", "currency", "named", "conditions"}) each.erase(more);
        }
        return all;
    }
};
TYPED_TEST_SUITE_P(told_decisions);

inline json line_of(const char* rule, json members = json::object(), const char* outcome = "hold") {
    json line = {{"rule", rule}, {"at", {{"confirm", outcome}}}};
    line.update(members);
    return line;
}

TYPED_TEST_P(told_decisions, of_random_trade_open_and_agree_with_what_was_answered) {
    const int wanted = scaled(500, 5'000);
    random_trade<TypeParam> trade(this->shop, 20'261'130);
    trade.trade(wanted);
    std::map<std::string, int> results;
    const auto& made = trade.decisions();
    ASSERT_EQ(static_cast<std::size_t>(wanted), made.size());
    for (std::size_t from = 0; from < made.size(); from += 100) {
        const std::size_t to = std::min(from + 100, made.size());
        const json ids = std::vector<int>(made.begin() + static_cast<std::ptrdiff_t>(from),
                                          made.begin() + static_cast<std::ptrdiff_t>(to));
        const json told = this->tell(ids);
        ASSERT_EQ(ids.size(), told.size());
        for (const json& each : told) {
            EXPECT_EQ("same", each["replay"]["result"]) << each;
            EXPECT_EQ(this->reasons_of(each), this->found_by(each)) << each;
            EXPECT_NE("", each["message"]);
            for (const json& look : each["rules"])
                ++results[look["result"].template get<std::string>()];
        }
    }
    for (const char* each :
         {"found", "content", "nothing_to_compare", "left_out", "switched_off"}) {
        EXPECT_LT(0, results[each]) << each << " was never met";
    }
}

// Each rule that there is, with something to find and one step before.
TYPED_TEST_P(told_decisions, tell_every_rule_that_minds_and_that_is_content) {
    using scenes = rules<TypeParam>;
    for (const rule_scene& scene : rule_scenes()) {
        rule_scene before = scene;
        rule_neighbours().at(scene.rule)(before);
        for (const bool minds : {true, false}) {
            TypeParam other;
            const rule_scene& played = minds ? scene : before;
            scenes::play(other, played);
            scenes::set(other, played, "confirm", "hold");
            const json asked = scenes::ask(other, played, "confirm");
            const json told = other.session().get(
                {{"op", "decisions"}, {"ids", {asked["decision_id"]}}})["decisions"][0];
            ASSERT_EQ(1U, told["rules"].size()) << scene.rule << "\n" << told;
            const json& look = told["rules"][0];
            EXPECT_EQ(scene.rule, look["rule"]);
            EXPECT_EQ(minds ? "found" : "content", look["result"]) << scene.rule << "\n" << look;
            EXPECT_EQ(played.terms, [&] {
                json line = look["line"];
                line.erase("rule");
                line.erase("at");
                return line;
            }()) << scene.rule;
        }
    }
}

// Customer 42 has an invoice of 100.00, not due, and a limit of 120.00.
TYPED_TEST_P(told_decisions, tell_value_and_threshold_at_the_boundary) {
    this->shop.set_limit("120.00");
    this->set_policy({line_of("limit"), line_of("days_overdue", {{"grace_days", 5}}, "warn")});
    const json approved = this->told(this->ask(3001, "20.00"));
    EXPECT_EQ("approve", approved["outcome"]);
    EXPECT_EQ("limit: 120.00 EUR, 120.00 EUR, content; days_overdue: 0 days, 5 days, content",
              this->rules_of(approved));
    EXPECT_EQ(money("120.00"), approved["exposure_with_document"]);
    EXPECT_EQ(money("100.00"), approved["credit"]["exposure"]);
    EXPECT_EQ(money("20.00"), approved["credit"]["available"]);
    EXPECT_EQ("", approved["clear_text"]);
    EXPECT_EQ(json(nullptr), approved["hold"]);
    this->get("abort", {{"transaction", this->last_transaction}});
    const json held = this->told(this->ask(3002, "20.01"));
    EXPECT_EQ("hold", held["outcome"]);
    EXPECT_EQ("limit: 120.01 EUR, 120.00 EUR, found; days_overdue: 0 days, 5 days, content",
              this->rules_of(held));
    EXPECT_EQ(money("120.01"), held["exposure_with_document"]);
    const std::string clear = held["clear_text"];
    EXPECT_NE(std::string::npos, clear.find("payment of 0.01 EUR (INV-1")) << clear;
    EXPECT_EQ("Wholesale", held["policy"]["name"]);
    EXPECT_EQ(2, held["policy"]["version"]);
}

struct scope_row {
    const char* who;
    json lines;
    const char* told;
};

// Customer 42 is in risk class B; his order is worth 10.00.
TYPED_TEST_P(told_decisions, name_the_line_that_won_and_those_that_it_outdoes) {
    this->shop.session().get(of_customer_42("set_risk_class", {{"risk_class", "B"}}));
    const auto value = [](const char* most, json scope, const char* outcome = "hold") {
        return line_of("document_value", {{"threshold", money(most)}, {"scope", scope}}, outcome);
    };
    const json of_42 = {{"customer", 42}};
    const json of_b = {{"risk_class", "B"}};
    const json of_c = {{"risk_class", "C"}};
    const json of_1 = {{"company", 1}};
    const scope_row rows[] = {
        {"all", json::array({value("9.99", nullptr)}), "found for null instead of []"},
        {"a class that he is not in", json::array({value("9.99", nullptr), value("10.00", of_c)}),
         "found for null instead of []"},
        {"his class", json::array({value("9.99", nullptr), value("10.00", of_b)}),
         R"(content for {"risk_class":"B"} instead of [null])"},
        {"himself",
         json::array({value("9.99", nullptr), value("9.99", of_1), value("10.00", of_42)}),
         R"(content for {"customer":42} instead of [{"company":1},null])"},
        {"himself, who is left alone",
         json::array({value("9.99", nullptr), value("9.99", of_42, "approve")}),
         R"(switched_off for {"customer":42} instead of [null])"},
        {"himself, where nobody looks", json::array({value("9.99", of_42, "approve")}), ""},
    };
    int order = 3000;
    for (const scope_row& each : rows) {
        this->set_policy(each.lines);
        std::string told;
        const json looks = this->told(this->ask(++order, "10.00"))["rules"];
        for (const json& look : looks) {
            told += look["result"].template get<std::string>() + " for " + look["scope"].dump() +
                    " instead of " + look["instead_of"].dump();
        }
        EXPECT_EQ(each.told, told) << each.who;
    }
}

TYPED_TEST_P(told_decisions, tell_what_was_left_out_and_what_there_was_nothing_to_compare_with) {
    const json blocked = line_of("account_blocked");
    const json ours = line_of(
        "custom",
        {{"name", "Ours"},
         {"when",
          json::array(
              {{{"fact", "document.amount"}, {"is", "more_than"}, {"amount", money("10.00")}},
               {{"fact", "exposure.total"}, {"is", "at_most"}, {"amount", money("100.00")}},
               {{"fact", "salesperson"}, {"is", "is"}, {"word", "sam"}}})}});
    this->set_policy(
        {blocked, line_of("rating", {{"worst", "B"}}), ours},
        {{"rating_grades", {"A", "B"}},
         {"exclusions", json::array({{{"exclusion", "cash_sale"}, {"methods", {"cash"}}}})}});
    EXPECT_EQ(
        "account_blocked: content; rating: nothing_to_compare; custom: the document's amount: more "
        "than 10.00 EUR (no: 10.00 EUR)\nthe exposure before this document: at most 100.00 EUR "
        "(yes: 100.00 EUR)\nthe salesperson: sam (not known), content",
        this->rules_of(this->told(this->ask(3001, "10.00"))));
    const json paid =
        this->told(this->ask(3002, "10.00", {{"document", {{"payment_method", "cash"}}}}));
    EXPECT_EQ("account_blocked: content; rating: left_out; custom: left_out", this->rules_of(paid));
    EXPECT_EQ("cash_sale", paid["excluded_by"]["exclusion"]);
    const json back =
        this->told(this->ask(3003, "10.00", {{"document", {{"direction", "return"}}}}));
    EXPECT_EQ("account_blocked: left_out; rating: left_out; custom: left_out",
              this->rules_of(back));
}

TYPED_TEST_P(told_decisions, tell_what_became_of_the_hold_and_who_was_told) {
    const json asked = this->ask(3001, "20.00");
    EXPECT_EQ("open", this->told(asked)["hold"]["state"]);
    this->get("note_hold", {{"hold_id", asked["hold_id"]},
                            {"user", clerk()},
                            {"kind", "note"},
                            {"text", "called them"}});
    const json notices = this->get("notices", {{"business_date", "2026-11-24"}})["notices"];
    ASSERT_EQ(1U, notices.size());
    this->get("notice_done", {{"notice_id", notices[0]["notice_id"]}, {"outcome", "done"}});
    this->release(asked["hold_id"]);
    const json held = this->told(asked);
    EXPECT_EQ("hold", held["outcome"]);
    EXPECT_EQ("released", held["hold"]["state"]);
    EXPECT_EQ("agreed", held["hold"]["closed"]["reason"]);
    EXPECT_EQ("called them", held["hold"]["entries"][0]["text"]);
    ASSERT_EQ(2U, held["notices"].size()) << held["notices"];
    EXPECT_EQ("held", held["notices"][0]["kind"]);
    EXPECT_EQ("done", held["notices"][0]["state"]);
    EXPECT_EQ(json::array({"controller"}), held["notices"][0]["to"]["roles"]);
    EXPECT_EQ("released", held["notices"][1]["kind"]);
    EXPECT_EQ("waiting", held["notices"][1]["state"]);
    EXPECT_EQ(json(nullptr), held["notices"][1]["ended_at"]);
    // The approval that the release gave: the rule minds as before.
    const json passed = this->told(this->ask(3001, "20.00"));
    EXPECT_EQ("approve", passed["outcome"]);
    EXPECT_EQ(asked["hold_id"], passed["by_release_of_hold"]);
    EXPECT_EQ(asked["hold_id"], passed["hold"]["hold_id"]);
    const std::string message = passed["message"];
    EXPECT_NE(std::string::npos, message.find("released from credit hold by carl")) << message;
    EXPECT_EQ(this->reasons_of(passed), this->found_by(passed));
    EXPECT_EQ(1U, this->found_by(passed).size());
}

TYPED_TEST_P(told_decisions, stay_as_they_were_when_limit_and_policy_change) {
    this->set_policy(json::array({line_of("limit")}));
    const json asked = this->ask(3001, "20.00");
    const json before = this->told(asked);
    this->shop.set_limit("5000.00");
    this->set_policy(json::array({line_of("limit", {{"threshold_percent", 200}})}));
    json after = this->told(asked);
    EXPECT_EQ("released", after["hold"]["state"]);
    for (const char* each : {"rules", "credit", "policy", "reasons", "message", "clear_text"}) {
        EXPECT_EQ(before[each], after[each]) << each;
    }
}

TYPED_TEST_P(told_decisions, speak_the_readers_language) {
    this->set_policy({line_of("limit"), line_of("days_overdue")});
    const json asked = this->ask(3001, "20.00");
    const json told = this->told(asked, "zh_CN");
    EXPECT_EQ("limit: 120.00 EUR, 100.00 EUR, found; days_overdue: 0 天, 0 天, content",
              this->rules_of(told));
    const std::string message = told["message"];
    EXPECT_EQ(std::string::npos, message.find("exposure")) << message;
}

TYPED_TEST_P(told_decisions, are_refused_or_named_where_the_record_is_not_what_it_was) {
    this->shop.set_limit("120.00");
    this->set_policy(json::array({line_of("limit")}));
    const json asked = this->ask(3001, "20.01");
    const std::string where = " where decision_id = " + asked["decision_id"].dump();
    const auto change = [&](const char* from, const char* to) {
        this->shop.as_owner("update cg_decision set record = replace(record, '" +
                            std::string(from) + "', '" + to + "')" + where);
    };
    change("[\"invoice\",\"EUR\",10000,", "[\"invoice\",\"EUR\",9999,");
    const json differs = this->told(asked);
    EXPECT_EQ("hold", differs["outcome"]);
    EXPECT_EQ("differs", differs["replay"]["result"]);
    EXPECT_EQ("answer.outcome", differs["replay"]["place"]);
    EXPECT_EQ("limit: 120.00 EUR, 120.00 EUR, content", this->rules_of(differs));
    change("\"facts\":{", "\"facts\":[");
    const answer unreadable = this->call("decisions", {{"ids", {asked["decision_id"]}}});
    EXPECT_EQ("decision_unreadable", unreadable.code());
    const answer unknown = this->call("decisions", {{"ids", {999'999}}});
    EXPECT_EQ("unknown_decision", unknown.code());
    EXPECT_EQ("ids", unknown.field());
}

REGISTER_TYPED_TEST_SUITE_P(told_decisions, of_random_trade_open_and_agree_with_what_was_answered,
                            tell_every_rule_that_minds_and_that_is_content,
                            tell_value_and_threshold_at_the_boundary,
                            name_the_line_that_won_and_those_that_it_outdoes,
                            tell_what_was_left_out_and_what_there_was_nothing_to_compare_with,
                            tell_what_became_of_the_hold_and_who_was_told,
                            stay_as_they_were_when_limit_and_policy_change,
                            speak_the_readers_language,
                            are_refused_or_named_where_the_record_is_not_what_it_was);

}  // namespace creditgate::test
