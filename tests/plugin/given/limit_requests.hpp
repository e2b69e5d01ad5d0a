// SPDX-License-Identifier: Apache-2.0
//
// A shop in which limits are asked for. Customer 42 has an invoice of 100.00 EUR and a
// limit of 105.00; 43 has no account. The table of steps is the one of a new installation: up to
// 10,000 a controller or a manager, above a manager and another one of both.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "tests/plugin/given/shop.hpp"
#include "tests/support/policy.hpp"

namespace creditgate::test {

inline json person(const std::string& name, const std::string& role) {
    return {{"name", name}, {"roles", {role}}};
}

// By their names: carl and cora are controllers, mary and mo managers, everybody else is a clerk.
inline json known_person(const std::string& name) {
    const bool manages = name == "mary" || name == "mo";
    const bool controls = name == "carl" || name == "cora";
    return person(name, manages ? "manager" : controls ? "controller" : "clerk");
}

template <class Shop>
struct limit_requests : ::testing::Test {
    limit_requests() { shop.set_limit("105.00"); }

    test_session& session() { return shop.session(); }
    static json limit_of(const std::string& limit) {
        if (limit == "none" || limit == "unlimited") return {{"state", limit}};
        return {{"state", "amount"}, {"amount", money(limit)}};
    }
    static json asking(const std::string& limit, const std::string& by = "ann") {
        return {{"op", "request_limit"},    {"company", 1},
                {"customer", 42},           {"limit", limit_of(limit)},
                {"user", known_person(by)}, {"reason", "season"}};
    }
    // The number of the request.
    json ask(const std::string& limit, const std::string& by = "ann") {
        return session().get(asking(limit, by))["request"]["limit_request_id"];
    }
    static json verdict(const std::string& op, const json& id, const std::string& by) {
        json made = {{"op", op}, {"limit_request_id", id}, {"user", known_person(by)}};
        if (op == "approve_limit_request") made["business_date"] = "2026-11-24";
        if (op == "reject_limit_request") made["note"] = "too much";
        return made;
    }
    answer approve(const json& id, const std::string& by, const json& more = json::object()) {
        json asked = verdict("approve_limit_request", id, by);
        asked.update(more);
        return session().call(asked);
    }
    json shown(const json& id) {
        return session().get({{"op", "limit_requests"}, {"ids", {id}}})["requests"].at(0);
    }
    std::string limit_now(int customer = 42) {
        const json limit = session().get({{"op", "customer"},
                                          {"company", 1},
                                          {"customer", customer},
                                          {"business_date", "2026-11-24"}})["credit"]["limit"];
        return limit["state"] == "amount" ? limit["amount"]["amount"] : limit["state"];
    }
    std::string counted(const std::string& what) {
        return direct_database(shop.administrator()).value("select count(*) from " + what);
    }
    std::string in_journal(const std::string& action) {
        return counted("cg_audit where action = '" + action + "'");
    }
    void set_table(const json& steps, bool direct = true) {
        session().get({{"op", "set_authority"},
                       {"authority", {{"direct", direct}, {"steps", steps}}},
                       {"user", manager("mary")}});
    }
    answer substitute(const std::string& by, json more) {
        more.update({{"op", "set_substitute"}, {"user", known_person(by)}});
        return session().call(more);
    }

    Shop shop;
};
}  // namespace creditgate::test
