// SPDX-License-Identifier: Apache-2.0
//
// What a caller can send wrong, and the exact text that tells him.
#include <gtest/gtest.h>

#include "tests/plugin/given/shop.hpp"

namespace creditgate::test {
namespace {

struct bad_input {
    std::string name;
    std::string request;
    std::string code;
    std::string field;
    std::string message;
    // What a schema can see: the rest (a day that does not exist, a currency) only the op knows.
    bool against_schema = false;
};

std::string check_with(const std::string& place, const json& value) {
    json asked = check_of(17);
    asked[json::json_pointer(place)] = value;
    return asked.dump();
}

std::string check_without(const std::string& place, const std::string& member) {
    json asked = check_of(17);
    asked[json::json_pointer(place)].erase(member);
    return asked.dump();
}

std::string check_of_amount(const json& amount, const std::string& currency = "EUR") {
    return check_with("/document/amount", {{"amount", amount}, {"currency", currency}});
}

std::string set_limit_of(const json& limit) {
    return json{{"op", "set_limit"},
                {"company", 1},
                {"customer", 42},
                {"limit", limit},
                {"user", controller()},
                {"reason", "review"},
                {"business_date", "2026-11-24"}}
        .dump();
}

std::string release_by(const json& user, int hold_id) {
    return json{{"op", "release"},
                {"hold_id", hold_id},
                {"user", user},
                {"reason", "paid"},
                {"business_date", "2026-11-24"}}
        .dump();
}

// A bucket, and terms for it, in a policy whose rules are none.
json bucket(const std::string& name, const json& more = json::object()) {
    json made = {{"bucket", name}};
    made.update(more);
    return made;
}

std::string policy_with(const json& terms) {
    json made = {{"name", "Strict"}, {"rules", json::array()}};
    made.update(terms);
    return json{{"op", "propose_policy"},
                {"policy", made},
                {"in_force_from", "2026-11-24"},
                {"user", {{"name", "mo"}, {"roles", {"manager"}}}}}
        .dump();
}

std::string with_buckets(std::initializer_list<json> all) {
    json list = json::array();
    for (const json& each : all) list.push_back(each);
    return policy_with({{"buckets", list}});
}

const std::string not_a_bucket =
    "found \"orders\", expected one of open_order, open_order_beyond_horizon, "
    "delivered_not_invoiced, draft_invoice, open_item_not_due, open_item_overdue, unallocated, "
    "in_clearing, reservation";

std::string policy_of(const json& rules) {
    return json{{"op", "propose_policy"},
                {"policy", {{"name", "Strict"}, {"rules", rules}}},
                {"in_force_from", "2026-11-24"},
                {"user", {{"name", "mo"}, {"roles", {"manager"}}}}}
        .dump();
}

json source(int id) {
    return {{"kind", "order"}, {"id", id}, {"amount", money("1.00")}};
}

// An object in an object, so many levels; the innermost has the member twice.
std::string nested_twice(const std::string& name, int levels) {
    std::string text;
    for (int i = 1; i < levels; ++i) text += "{\"" + name + "\": ";
    text += "{\"" + name + "\": 1, \"" + name + "\": 2" + std::string(levels, '}');
    return text;
}

const std::string k90(90, 'k');
const std::string not_a_day = " is not a day of the calendar written as YYYY-MM-DD";
const std::string id_range = ", expected 1 to 9223372036854775807";

std::vector<bad_input> bad_messages() {
    return {
        {"empty", "", "bad_json", "", "the message is not JSON at byte 1"},
        {"cut_off", R"({"op": "ping")", "bad_json", "", "the message is not JSON at byte 14"},
        {"two_messages", R"({"op": "ping"} {})", "bad_json", "",
         "the message is not JSON at byte 16"},
        {"comment", "{\"op\": \"ping\"} // now", "bad_json", "",
         "the message is not JSON at byte 16"},
        {"list", R"([{"op": "ping"}])", "bad_json", "", "the message is not a JSON object"},
        {"broken_utf8", "{\"op\": \"ping\", \"x\": \"M\xfcller\"}", "bad_text", "",
         "the message is not UTF-8 at byte 23"},
        {"half_surrogate", R"({"op": "ping", "x": "\ud800"})", "bad_json", "",
         "the message is not JSON at byte 28"},
        {"megabytes", R"({"op": ")" + std::string(10'000'000, 'x') + R"("})", "message_too_large",
         "", "the message has 10000010 bytes, at most 1048576 are taken"},
        {"nested",
         R"({"op": "ping", "x": )" + std::string(100'000, '[') + std::string(100'000, ']') + "}",
         "bad_json", "", "the message is nested more than 50 levels deep at byte 70"},
        {"no_op", R"({})", "missing_field", "op", "\"op\" is missing"},
        {"op_twice", R"({"op": "ping", "op": "doctor"})", "bad_json", "op",
         "the member \"op\" stands twice"},
        {"unknown_op", R"({"op": "approve_all"})", "unknown_op", "op",
         "\"approve_all\" is not an op"},
        {"nul_in_a_name", R"({"op": "ping", "\u0000": 1})", "bad_text", "",
         "the name of a member holds a NUL character"},
        {"endless_name", R"({"op": "ping", ")" + std::string(5'000, 'k') + R"(": 1})",
         "unknown_field", std::string(100, 'k') + "...",
         "\"" + std::string(100, 'k') + "...\" is not a field of any op", true},
        {"endless_path", nested_twice(k90, 40), "bad_json", k90 + "." + k90 + "." + k90.substr(72),
         "the member \"" + k90 + "." + k90 + "." + k90.substr(72) + "\" stands twice"},
        {"endless_number", R"({"op": "ping", "x": 1e400})", "bad_json", "",
         "the message holds a number beyond all that can be read"},
        {"op_is_number", R"({"op": 7})", "bad_type", "op", "found 7, expected text"},
    };
}

std::vector<bad_input> bad_fields() {
    return {
        {"unknown_field", check_with("/colour", "red"), "unknown_field", "colour",
         "\"colour\" is not a field of this op", true},
        {"unknown_inner_field", check_with("/document/colour", "red"), "unknown_field",
         "document.colour", "\"document.colour\" is not a field of this op", true},
        {"unknown_money_field", check_with("/document/amount/minor", 1000), "unknown_field",
         "document.amount.minor", "\"document.amount.minor\" is not a field of this op", true},
        {"no_customer", check_without("", "customer"), "missing_field", "customer",
         "\"customer\" is missing", true},
        {"customer_null", check_with("/customer", nullptr), "missing_field", "customer",
         "\"customer\" is missing", true},
        {"customer_zero", check_with("/customer", 0), "out_of_range", "customer",
         "found 0" + id_range, true},
        {"customer_text", check_with("/customer", "42"), "bad_type", "customer",
         "found \"42\", expected a whole number", true},
        {"customer_fraction", check_with("/customer", 42.5), "bad_type", "customer",
         "found 42.5, expected a whole number", true},
        {"customer_beyond_64_bits", check_with("/customer", 9223372036854775808U), "bad_type",
         "customer", "found 9223372036854775808, expected a whole number", false},
        {"no_document", check_without("", "document"), "missing_field", "document",
         "\"document\" is missing", true},
        {"document_is_list", check_with("/document", json::array()), "bad_type", "document",
         "found [], expected an object", true},
        {"no_transaction", check_without("", "transaction"), "missing_field", "transaction",
         "\"transaction\" is missing", true},
        {"empty_request_id", check_with("/request_id", ""), "missing_field", "request_id",
         "\"request_id\" is empty", true},
        {"long_request_id", check_with("/request_id", std::string(201, 'x')), "text_too_long",
         "request_id", "found 201 bytes, expected at most 200", true},
        {"unknown_checkpoint", check_with("/checkpoint", "Confirm"), "unknown_word", "checkpoint",
         "found \"Confirm\", expected one of quote, confirm, process, pick, ship, invoice, payment",
         true},
        {"unknown_role", check_with("/user/roles", {"clerk", "boss"}), "unknown_word", "user.roles",
         "found \"boss\", expected one of clerk, controller, manager, system", true},
        {"source_twice", check_with("/document/sources", {source(3), source(4), source(3)}),
         "duplicate_source", "document.sources", "a source document is named twice"},
        {"source_of_its_own", check_with("/document/sources", json::array({source(17)})),
         "bad_source", "document.sources", "the document is named as a source of its own"},
        {"more_from_sources_than_it_is_worth",
         check_with("/document/sources",
                    {source(3), {{"kind", "order"}, {"id", 4}, {"amount", money("9.01")}}}),
         "bad_source", "document.sources",
         "more is taken from sources than the document's amount of 10.00 EUR"},
        {"nul_in_text", check_with("/document/number", std::string("SO\0-17", 6)), "bad_text",
         "document.number", "the text holds a NUL character"},
        {"no_such_day", check_with("/business_date", "2026-02-29"), "bad_date", "business_date",
         "\"2026-02-29\"" + not_a_day},
        {"day_of_germany", check_with("/business_date", "24.11.2026"), "bad_date", "business_date",
         "\"24.11.2026\"" + not_a_day, true},
        {"day_with_time", check_with("/document/date", "2026-11-24T00:00:00"), "bad_date",
         "document.date", "\"2026-11-24T00:00:00\"" + not_a_day, true},
        {"day_is_number", check_with("/document/ship_date", 20261124), "bad_type",
         "document.ship_date", "found 20261124, expected text", true},
        {"no_scope", R"({"op": "holds"})", "missing_field", "company", "\"company\" is missing"},
        {"no_customers", R"({"op": "reevaluate", "company": 1, "reason": "payment",
                             "business_date": "2026-11-24"})",
         "missing_field", "customers", "\"customers\" is missing", true},
        {"too_many_wanted", R"({"op": "outbox", "max": 1001})", "out_of_range", "max",
         "found 1001, expected 1 to 1000", true},
        {"policy_of_no_day", R"({"op": "policy"})", "missing_field", "business_date",
         "\"business_date\" is missing", true},
        {"policy_of_two_kinds", R"({"op": "policy", "version": 1, "business_date": "2026-11-24"})",
         "unknown_field", "business_date", "\"business_date\" says nothing beside \"version\"",
         true},
        {"policy_from_no_day",
         R"({"op": "propose_policy", "policy": {"name": "Open", "rules": []},
             "user": {"name": "mo", "roles": ["manager"]}})",
         "missing_field", "in_force_from", "\"in_force_from\" is missing", true},
        {"policy_that_is_not", R"({"op": "policy_changes", "from": 1, "to": 9})", "unknown_policy",
         "to", "there is no policy version 9"},
        {"policy_without_rules",
         R"({"op": "propose_policy", "policy": {"name": "Open"}, "in_force_from": "2026-11-24",
             "user": {"name": "mo", "roles": ["manager"]}})",
         "missing_field", "policy.rules", "\"policy.rules\" is missing", true},
        {"rule_twice",
         policy_of({{{"rule", "limit"}, {"at", json::object()}},
                    {{"rule", "limit"}, {"at", {{"confirm", "hold"}}}}}),
         "duplicate_rule", "policy.rules[1].rule", "the rule limit is set twice"},
        {"rule_twice_for_one",
         policy_of({{{"rule", "limit"}, {"at", json::object()}},
                    {{"rule", "limit"}, {"at", json::object()}, {"scope", {{"customer", 42}}}},
                    {{"rule", "limit"}, {"at", json::object()}, {"scope", {{"customer", 42}}}}}),
         "duplicate_rule", "policy.rules[2].rule", "the rule limit is set twice for customer 42"},
        {"scope_of_two",
         policy_of({{{"rule", "limit"},
                     {"at", json::object()},
                     {"scope", {{"customer", 42}, {"company", 1}}}}}),
         "bad_policy", "policy.rules[0].scope",
         "a scope is one of customer, group, risk_class and company, found two", true},
        {"scope_of_none",
         policy_of({{{"rule", "limit"}, {"at", json::object()}, {"scope", json::object()}}}),
         "bad_policy", "policy.rules[0].scope",
         "a scope is one of customer, group, risk_class and company, found none", true},
        {"scope_of_something",
         policy_of({{{"rule", "limit"}, {"at", json::object()}, {"scope", {{"region", "EU"}}}}}),
         "unknown_field", "policy.rules[0].scope.region",
         "\"policy.rules[0].scope.region\" is not a field of this op", true},
        {"bucket_twice", with_buckets({bucket("open_order"), bucket("open_order")}), "bad_policy",
         "policy.buckets[1].bucket", "the bucket open_order is set twice"},
        {"unknown_bucket", with_buckets({bucket("orders")}), "unknown_word",
         "policy.buckets[0].bucket", not_a_bucket, true},
        {"reservations_left_out", with_buckets({bucket("reservation", {{"included", false}})}),
         "bad_policy", "policy.buckets[0].included",
         "what is reserved has to count in the exposure"},
        {"beyond_no_horizon", with_buckets({bucket("open_order_beyond_horizon")}), "bad_policy",
         "policy.buckets[0].bucket", "no order is beyond the horizon: the policy has none"},
        {"horizon_below_0", policy_with({{"horizon_days", -1}}), "out_of_range",
         "policy.horizon_days", "found -1, expected 0 to 36500", true},
        {"bucket_limit_without_rule",
         with_buckets({bucket("open_order", {{"limit", money("1.00")}})}), "bad_policy",
         "policy.buckets", "a bucket has a limit, and no rule looks at it"},
        {"rule_without_bucket_limit",
         policy_of(json::array({{{"rule", "bucket_limit"}, {"at", json::object()}}})), "bad_policy",
         "policy.rules", "the rule bucket_limit is set, and no bucket has a limit"},
        {"documents_of_no_bucket",
         R"({"op": "customer", "company": 1, "customer": 42, "business_date": "2026-11-24",
             "documents_of": "orders"})",
         "unknown_word", "documents_of", not_a_bucket, true},
        {"since_the_same_day",
         R"({"op": "breaches", "business_date": "2026-11-24", "since": "2026-11-24"})",
         "out_of_range", "since", "found 2026-11-24, expected a day before 2026-11-24"},
        {"threshold_of_another_rule",
         policy_of({{{"rule", "limit"}, {"at", json::object()}, {"grace_days", 5}}}),
         "unknown_field", "policy.rules[0].grace_days",
         "\"policy.rules[0].grace_days\" is not a field of this op", true},
    };
}

std::vector<bad_input> bad_amounts() {
    const std::string amount = "document.amount.amount";
    const std::string currency = "document.amount.currency";
    return {
        {"amount_is_number", check_of_amount(10.5), "bad_type", amount, "found 10.5, expected text",
         true},
        {"negative", check_of_amount("-0.01"), "negative_amount", amount,
         "found -0.01 EUR, expected 0 or more", true},
        {"minus_zero", check_of_amount("-0"), "negative_amount", amount,
         "found -0 EUR, expected 0 or more", true},
        {"overflowing", check_of_amount("92233720368547758.08"), "amount_overflow", amount,
         "\"92233720368547758.08\" is more than 64 bits of minor units hold"},
        {"many_digits", check_of_amount(std::string(60, '9')), "amount_overflow", amount,
         "\"" + std::string(60, '9') + "\" is more than 64 bits of minor units hold"},
        {"three_decimals", check_of_amount("1.005"), "too_many_decimals", amount,
         "found 3 decimals, EUR has 2"},
        {"yen_with_decimals", check_of_amount("1.5", "JPY"), "too_many_decimals", amount,
         "found 1 decimals, JPY has 0"},
        {"comma", check_of_amount("1,50"), "bad_amount", amount, "\"1,50\" is not a decimal amount",
         true},
        {"exponent", check_of_amount("1e3"), "bad_amount", amount,
         "\"1e3\" is not a decimal amount", true},
        {"infinite", check_of_amount("inf"), "bad_amount", amount,
         "\"inf\" is not a decimal amount", true},
        {"plus", check_of_amount("+1.00"), "bad_amount", amount,
         "\"+1.00\" is not a decimal amount", true},
        {"blank", check_of_amount(" 1.00"), "bad_amount", amount,
         "\" 1.00\" is not a decimal amount", true},
        {"no_digits_after_point", check_of_amount("1."), "bad_amount", amount,
         "\"1.\" is not a decimal amount", true},
        {"wide_digits", check_of_amount("１"), "bad_amount", amount,
         "\"１\" is not a decimal amount", true},
        {"unknown_currency", check_of_amount("1.00", "XYZ"), "unknown_currency", currency,
         "\"XYZ\" is not an ISO 4217 currency"},
        {"currency_in_small_letters", check_of_amount("1.00", "eur"), "unknown_currency", currency,
         "\"eur\" is not an ISO 4217 currency", true},
        {"no_currency", check_with("/document/amount", {{"amount", "1.00"}}), "missing_field",
         currency, "\"document.amount.currency\" is missing", true},
        {"limit_without_amount", set_limit_of({{"state", "amount"}}), "bad_limit", "limit.amount",
         "a limit with state amount needs an amount", true},
        {"unlimited_with_amount", set_limit_of({{"state", "unlimited"}, {"amount", money("5.00")}}),
         "bad_limit", "limit.amount", "a limit with state unlimited has no amount", true},
        {"limit_in_another_currency",
         set_limit_of({{"state", "amount"}, {"amount", money("5.00", "USD")}}), "wrong_currency",
         "limit.amount.currency", "found USD, the account is kept in EUR"},
    };
}

std::vector<bad_input> bad_references() {
    return {
        {"unknown_company", check_with("/company", 9), "unknown_company", "company",
         "the ERP has no company 9"},
        {"unknown_customer",
         R"({"op": "customer", "company": 1, "customer": 99, "business_date": "2026-11-24"})",
         "unknown_customer", "customer", "the ERP has no customer 99"},
        {"unknown_hold", release_by(controller(), 99), "unknown_hold", "hold_id",
         "there is no hold 99"},
        {"unknown_outbox_id", R"({"op": "outbox_done", "outbox_id": 9, "outcome": "done"})",
         "unknown_outbox_id", "outbox_id", "there is no outbox entry 9"},
    };
}

void PrintTo(const bad_input& bad, std::ostream* out) {
    *out << bad.name;
}

struct bad_inputs : ::testing::TestWithParam<bad_input> {
    static void SetUpTestSuite() { shop = std::make_unique<sqlite_shop>(); }
    static void TearDownTestSuite() { shop.reset(); }
    static std::unique_ptr<sqlite_shop> shop;
};
std::unique_ptr<sqlite_shop> bad_inputs::shop;

TEST_P(bad_inputs, are_told_exactly) {
    const bad_input& bad = GetParam();
    const answer got = shop->session().call_text(bad.request);
    EXPECT_EQ(CG_BAD_REQUEST, got.status) << got.body.dump().substr(0, 500);
    EXPECT_EQ(bad.code, got.code());
    EXPECT_EQ(bad.field, got.field());
    EXPECT_EQ(bad.message, got.message());
    EXPECT_LT(got.body.dump().size(), 1100U);
    const json request = json::parse(bad.request, nullptr, false);
    if (bad.against_schema) {
        const std::string schema = request["op"].get<std::string>() + ".request.json";
        EXPECT_NE("", faults(schema, request)) << "the schema lets it through";
    }
    EXPECT_EQ("0", direct_database(shop->connection())
                       .value("select (select count(*) from cg_decision) + "
                              "(select count(*) from cg_account)"))
        << "a bad request left something behind";
}

std::string name_of(const ::testing::TestParamInfo<bad_input>& info) {
    return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(message, bad_inputs, ::testing::ValuesIn(bad_messages()), name_of);
INSTANTIATE_TEST_SUITE_P(field, bad_inputs, ::testing::ValuesIn(bad_fields()), name_of);
INSTANTIATE_TEST_SUITE_P(amount, bad_inputs, ::testing::ValuesIn(bad_amounts()), name_of);
INSTANTIATE_TEST_SUITE_P(reference, bad_inputs, ::testing::ValuesIn(bad_references()), name_of);

}  // namespace
}  // namespace creditgate::test
