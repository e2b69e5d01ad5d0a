// SPDX-License-Identifier: Apache-2.0
//
// What a person can word wrong in a rule of his own, and the place that he is told.
#include "tests/plugin/given/custom_suite.hpp"

namespace creditgate::test {
namespace {

struct mistake {
    const char* name;
    json line;
    const char* code;
    const char* field;  // behind "policy.rules[1]."
    const char* message;
    bool against_schema = true;
};

json when(const json& condition) {
    return custom_rule("Ours", json::array({condition}));
}

json many(std::size_t count) {
    json all = json::array();
    for (std::size_t i = 0; i < count; ++i) {
        all.push_back({{"fact", "salesperson"}, {"is", "is"}, {"word", "sam"}});
    }
    return all;
}

json without(json line, const char* member) {
    line.erase(member);
    return line;
}

std::vector<mistake> mistakes() {
    const json amount_is = {{"fact", "document.amount"}, {"is", "more_than"}};
    const auto with = [](json condition, const json& more) {
        condition.update(more);
        return when(condition);
    };
    const json days_are = {{"fact", "customer.known_days"}, {"is", "less_than"}};
    const json kind_is = {{"fact", "document.kind"}, {"is", "is"}};
    return {
        {"no_name", without(when(many(1)[0]), "name"), "missing_field", "name",
         "\"policy.rules[1].name\" is missing"},
        {"empty_name", custom_rule("", many(1)), "missing_field", "name",
         "\"policy.rules[1].name\" is empty"},
        {"long_name", custom_rule(std::string(101, 'n'), many(1)), "text_too_long", "name", ""},
        {"no_conditions", without(when(many(1)[0]), "when"), "missing_field", "when",
         "\"policy.rules[1].when\" is missing"},
        {"0_conditions", custom_rule("Ours", many(0)), "bad_policy", "when",
         "found 0 conditions, expected 1 to 10"},
        {"11_conditions", custom_rule("Ours", many(11)), "bad_policy", "when",
         "found 11 conditions, expected 1 to 10"},
        {"no_fact", when({{"is", "is"}, {"word", "x"}}), "missing_field", "when[0].fact",
         "\"policy.rules[1].when[0].fact\" is missing"},
        {"unknown_fact", when({{"fact", "document.colour"}, {"is", "is"}, {"word", "red"}}),
         "unknown_word", "when[0].fact", ""},
        {"no_comparison", with({{"fact", "document.amount"}}, {{"amount", money("1.00")}}),
         "missing_field", "when[0].is", "\"policy.rules[1].when[0].is\" is missing"},
        {"unknown_comparison", with(amount_is, {{"is", ">"}, {"amount", money("1.00")}}),
         "unknown_word", "when[0].is",
         "found \">\", expected one of more_than, at_least, less_than, at_most, is, is_not, "
         "is_one_of"},
        {"amount_in_a_list", with(amount_is, {{"is", "is_one_of"}, {"amount", money("1.00")}}),
         "bad_policy", "when[0].is",
         "document.amount is in the unit amount, which \"is_one_of\" does not compare", false},
        {"order_of_words", with(kind_is, {{"is", "more_than"}, {"word", "order"}}), "bad_policy",
         "when[0].is", "document.kind is in the unit word, which \"more_than\" does not compare",
         false},
        {"flag_is_not",
         when({{"fact", "ordering_party_differs"}, {"is", "is_not"}, {"flag", true}}), "bad_policy",
         "when[0].is",
         "ordering_party_differs is in the unit flag, which \"is_not\" does not compare", false},
        {"no_amount", when(amount_is), "missing_field", "when[0].amount",
         "\"policy.rules[1].when[0].amount\" is missing"},
        {"days_for_an_amount", with(amount_is, {{"days", 90}}), "missing_field", "when[0].amount",
         "\"policy.rules[1].when[0].amount\" is missing", false},
        {"number_for_an_amount", with(amount_is, {{"amount", 5000}}), "bad_type", "when[0].amount",
         ""},
        {"cents_of_yen", with(amount_is, {{"amount", money("1.5", "JPY")}}), "too_many_decimals",
         "when[0].amount.amount", "found 1 decimals, JPY has 0", false},
        {"amount_for_days", with(days_are, {{"amount", money("1.00")}}), "missing_field",
         "when[0].days", "\"policy.rules[1].when[0].days\" is missing", false},
        {"half_a_day", with(days_are, {{"days", 0.5}}), "bad_type", "when[0].days", ""},
        {"days_below_0", with(days_are, {{"days", -1}}), "out_of_range", "when[0].days",
         "found -1, expected 0 to 36500"},
        {"too_many_days", with(days_are, {{"days", 36'501}}), "out_of_range", "when[0].days",
         "found 36501, expected 0 to 36500"},
        {"no_items", when({{"fact", "exposure.overdue.items"}, {"is", "is"}}), "missing_field",
         "when[0].items", "\"policy.rules[1].when[0].items\" is missing"},
        {"too_high_a_level", when({{"fact", "dunning_level"}, {"is", "is"}, {"level", 100}}),
         "out_of_range", "when[0].level", "found 100, expected 0 to 99"},
        {"too_many_percent",
         when({{"fact", "limit_used"}, {"is", "at_least"}, {"percent", 10'001}}), "out_of_range",
         "when[0].percent", "found 10001, expected 0 to 10000"},
        {"no_such_day",
         when({{"fact", "business_date"}, {"is", "at_least"}, {"date", "2026-02-30"}}), "bad_date",
         "when[0].date", "", false},
        {"words_for_a_word", with(kind_is, {{"words", {"order"}}}), "missing_field", "when[0].word",
         "\"policy.rules[1].when[0].word\" is missing", false},
        {"word_for_words", with(kind_is, {{"is", "is_one_of"}, {"word", "order"}}), "missing_field",
         "when[0].words", "\"policy.rules[1].when[0].words\" is missing", false},
        {"unknown_kind", with(kind_is, {{"word", "offer"}}), "bad_policy", "when[0].word",
         "there is no kind of document \"offer\"", false},
        {"one_unknown_kind", with(kind_is, {{"is", "is_one_of"}, {"words", {"order", "offer"}}}),
         "bad_policy", "when[0].words", "there is no kind of document \"offer\"", false},
        {"no_flag", when({{"fact", "ordering_party_differs"}, {"is", "is"}}), "missing_field",
         "when[0].flag", "\"policy.rules[1].when[0].flag\" is missing"},
        {"two_values", with(amount_is, {{"amount", money("1.00")}, {"days", 1}}), "unknown_field",
         "when[0].days", "\"policy.rules[1].when[0].days\" is not a field of this op"},
        {"same_name", custom_rule("Known", many(1)), "duplicate_rule", "rule",
         "the rule custom \"Known\" is set twice", false},
        {"condition_of_another_rule",
         {{"rule", "limit"}, {"at", json::object()}, {"when", many(1)}},
         "unknown_field",
         "when",
         "\"policy.rules[1].when\" is not a field of this op"},
    };
}

TEST(mistakes_in_a_custom_rule, are_told_with_their_place) {
    sqlite_shop shop;
    for (const mistake& each : mistakes()) {
        const json request = {
            {"op", "validate_policy"},
            {"policy",
             {{"name", "Our own"},
              {"rules", json::array({custom_rule("Known", many(10)), each.line})}}}};
        const answer got = shop.session().call(request);
        EXPECT_EQ(CG_BAD_REQUEST, got.status) << each.name;
        EXPECT_EQ(each.code, got.code()) << each.name;
        EXPECT_EQ("policy.rules[1]." + std::string(each.field), got.field()) << each.name;
        if (each.message[0] != 0) {
            EXPECT_EQ(each.message, got.message()) << each.name;
        }
        if (each.against_schema) {
            EXPECT_NE("", faults("validate_policy.request.json", request))
                << each.name << ": the schema lets it through";
        }
    }
    const json right = {
        {"op", "validate_policy"},
        {"policy",
         {{"name", "Our own"},
          {"rules", json::array({custom_rule("Known", many(10)), large_first_order()})}}}};
    EXPECT_EQ("", faults("validate_policy.request.json", right));
    EXPECT_EQ(2, shop.session().get(right)["rules"]);
}

}  // namespace
}  // namespace creditgate::test
