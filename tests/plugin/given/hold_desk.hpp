// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/plugin/given/shop.hpp"
#include "tests/support/policy.hpp"

namespace creditgate::test {

// A shop and what its people do with holds. Customer 42 has an invoice of 100.00 EUR; with his
// limit of 100.00 no order fits.
template <class Shop>
struct hold_desk : ::testing::Test {
    hold_desk() { shop.set_limit("100.00"); }

    json get(const std::string& op, json members) {
        members["op"] = op;
        return shop.session().get(members);
    }
    answer call(const std::string& op, json members) {
        members["op"] = op;
        return shop.session().call(members);
    }
    // A question about an order; `more` changes it.
    json ask(int order, const std::string& amount, const json& more = json::object()) {
        json asked = check_of(order, amount);
        asked.merge_patch(more);
        last_transaction = asked["transaction"];
        return shop.session().get(asked);
    }
    json held(int order, const std::string& amount = "100.00", const json& more = json::object()) {
        const json got = ask(order, amount, more);
        EXPECT_EQ("hold", got["outcome"]) << got;
        return got["hold_id"];
    }
    json verdict(const json& hold_id, json terms = json::object()) {
        json members = {{"hold_id", hold_id},
                        {"user", controller()},
                        {"reason", "agreed"},
                        {"business_date", "2026-11-24"}};
        members.update(terms);
        return members;
    }
    json release(const json& hold_id, const json& terms = json::object()) {
        return get("release", verdict(hold_id, terms))["hold"];
    }
    void commit() { get("commit", {{"transaction", last_transaction}}); }
    json withdraw(int order, const json& more = json::object()) {
        json members = {{"company", 1},
                        {"customer", 42},
                        {"document", {{"kind", "order"}, {"id", order}}},
                        {"user", clerk()},
                        {"reason", "back to draft"}};
        members.update(more);
        return get("withdraw", members);
    }
    json force(int order, int customer = 42) {
        return get("force_hold", {{"company", 1},
                                  {"customer", customer},
                                  {"document",
                                   {{"kind", "order"},
                                    {"id", order},
                                    {"number", "SO-" + std::to_string(order)},
                                    {"amount", money("10.00")}}},
                                  {"user", controller()},
                                  {"reason", "fraud case"}})["hold"];
    }
    json hold(const json& hold_id) {
        return get("holds", {{"ids", {hold_id}}, {"entries", true}})["holds"][0];
    }
    std::vector<int> numbers(json filter) {
        filter["all_companies"] = true;
        std::vector<int> found;
        const json listed = get("holds", filter)["holds"];
        for (const json& each : listed) found.push_back(each["hold_id"]);
        return found;
    }
    json begin_day(const std::string& day) { return get("begin_day", {{"business_date", day}}); }

    Shop shop;
    json last_transaction;
};

}  // namespace creditgate::test
