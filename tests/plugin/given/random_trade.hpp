// SPDX-License-Identifier: Apache-2.0
//
// A town of customers that trades at random: documents of every kind at every checkpoint, in
// several currencies, under policies of every rule with lines and pilots for some, while limits,
// groups, releases and what is open change. The same seed trades the same.
#pragma once

#include <random>
#include <set>
#include <string>
#include <vector>

#include "tests/plugin/given/rule_suite.hpp"

namespace creditgate::test {

template <class Shop>
class random_trade {
  public:
    random_trade(Shop& shop, unsigned seed) : shop_(shop), random_(seed) {
        erp("insert into erp_company values (2, 'Pier Trading', 'USD')");
        erp("insert into erp_party values (44, 'C44', 'Tidal Mills')");
        erp("insert into erp_party values (45, 'C45', '')");
        erp("insert into erp_party values (46, 'C46', 'TIDAL MILLS Ltd.')");
        for (const char* each : {"('USD', '2026-11-01', '1.0845')", "('JPY', '2026-11-23', '163')",
                                 "('USD', '2026-12-01', '1.0911')"}) {
            erp(std::string("insert into erp_rate values ") + each);
        }
        make_group("Harbour", "group", {42, 44});
        make_group("Sam", "salesperson", {42, 43});
        make_group("North", "department", {43, 44, 45});
        for (int i = 0; i < 8; ++i) agree();
        draft_policy();
    }

    // Goes on until so many decisions were recorded.
    void trade(int decisions) {
        for (int tries = 0; made_ < decisions && tries < 20 * decisions; ++tries) step();
    }
    [[nodiscard]] int made() const { return made_; }
    [[nodiscard]] const std::vector<int>& decisions() const { return decisions_; }
    // One of the checks that were held; null when there was none.
    json any_held() { return held_.empty() ? json() : any_of(held_); }
    // What decisions were made of: words of rules, exclusions, outcomes and languages, "group",
    // "release".
    [[nodiscard]] const std::set<std::string>& met() const { return met_; }

  private:
    int any(int from, int to) { return std::uniform_int_distribution<int>(from, to)(random_); }
    bool one_in(int count) { return any(1, count) == 1; }
    template <class Value>
    Value any_of(const std::vector<Value>& all) {
        return all[static_cast<std::size_t>(any(0, static_cast<int>(all.size()) - 1))];
    }
    int any_customer() { return any(42, 45); }
    void make_group(const char* name, const char* kind, const std::vector<int>& members) {
        people("make_group", {{"group", name}, {"kind", kind}, {"currency", "EUR"}});
        for (const int member : members) {
            people("group_member", {{"group", name},
                                    {"customer", member},
                                    {"member", true},
                                    {"business_date", "2026-11-24"}});
        }
    }
    std::string any_day(int from, int to) {
        const int day = any(from, to);  // of November, and on into December
        const std::string number = std::to_string(day > 30 ? day - 30 : day);
        return (day > 30 ? "2026-12-" : "2026-11-") + std::string(number.size() < 2 ? "0" : "") +
               number;
    }
    json any_money(int most) {
        const std::string currency =
            any_of<std::string>({"EUR", "EUR", "EUR", "USD", "JPY", "GBP"});
        std::string amount = std::to_string(any(1, most));
        if (currency != "JPY") amount += "." + std::to_string(any(10, 99));
        return money(amount, currency);
    }
    json of_customer(json members) {
        members.update({{"company", any(1, 2)}, {"customer", any_customer()}});
        members["business_date"] = day_;
        return members;
    }
    static std::string unit_of(const json& document) { return document["amount"]["currency"]; }
    void erp(const std::string& sql) { shop_.sql(sql); }
    answer ask(const json& request) {
        return bare_call(shop_.session().handle(), request.dump().c_str());
    }
    // Some of it is refused, such as a limit in another currency than the account's.
    void people(const std::string& op, json members) { ask(by_controller(op, std::move(members))); }

    void step() {
        const int what = any(1, 100);
        if (what <= 62) return check();
        if (what <= 73) return change_erp();
        if (what <= 88) return agree();
        if (what <= 93) return release();
        if (what <= 95) return end_transaction();
        if (what <= 96) return force_hold();
        draft_policy();
    }

    void check() {
        if (!held_.empty() && one_in(6)) return ask_again();
        if (!piloted_.empty() && one_in(6)) return ask_later();
        day_ = any_day(24, 45);
        json asked = check_of(any(1, 300));
        asked.update(of_customer(json::object()));
        asked["checkpoint"] = any_of<std::string>(
            {"quote", "confirm", "confirm", "process", "pick", "ship", "invoice", "payment"});
        asked["language"] = any_of<std::string>({"en", "zh_CN", "fr"});
        json& document = asked["document"];
        document["kind"] = any_of<std::string>({"order", "order", "shipment", "invoice"});
        document["amount"] = any_money(400);
        if (one_in(2)) document["ship_date"] = any_day(24, 60);
        if (one_in(20)) document["direction"] = "return";
        if (one_in(2)) document["payment_term_days"] = any(0, 60);
        if (one_in(2)) document["payment_method"] = any_of<std::string>({"cash", "cheque", "card"});
        if (one_in(3)) document["entered_by"] = "bert";
        if (one_in(3)) document["salesperson"] = "sam";
        if (one_in(3)) document["margin"] = money(std::to_string(any(1, 90)), unit_of(document));
        const std::string currency = unit_of(document);
        if (one_in(6)) document["prepaid"] = money(std::to_string(any(1, 400)), currency);
        if (one_in(6)) document["shipped"] = money(std::to_string(any(1, 400)), currency);
        if (one_in(4)) {
            const json share = {
                {"kind", "order"}, {"id", any(301, 400)}, {"amount", money("1", currency)}};
            document["sources"] = json::array({share});
        }
        if (one_in(3)) asked["customer_name"] = "Harbour \"Foods\" & 海港";
        if (one_in(4)) asked["ordering_party"] = any_customer();
        if (one_in(8)) asked["intercompany"] = true;
        if (one_in(2)) asked["agreed_term_days"] = any(0, 60);
        if (one_in(3)) asked["customer_since"] = any_of<std::string>({"2020-01-01", "2026-11-20"});
        if (one_in(2)) asked["dunning_level"] = any(0, 4);
        decide(asked);
    }
    // What was held, as after a release: another question of another transaction.
    void ask_again() {
        json asked = any_of(held_);
        const json unique = check_of(1);
        asked["request_id"] = unique["request_id"];
        asked["transaction"] = unique["transaction"];
        decide(asked);
    }
    // What went on in a pilot, at a later step.
    void ask_later() {
        json asked = any_of(piloted_);
        const json unique = check_of(1);
        asked["request_id"] = unique["request_id"];
        asked["transaction"] = unique["transaction"];
        asked["checkpoint"] = any_of<std::string>({"process", "ship", "invoice"});
        decide(asked);
    }
    void decide(const json& asked) {
        const answer got = ask(asked);
        if (got.status != CG_OK) return;
        ++made_;
        last_transaction_ = asked["transaction"];
        note(asked, got.body);
    }
    void note(const json& asked, const json& got) {
        decisions_.push_back(got["decision_id"].get<int>());
        met_.insert(got["outcome"].get<std::string>());
        met_.insert(asked["language"].get<std::string>());
        for (const json& each : got["reasons"]) met_.insert(each["rule"].get<std::string>());
        if (!got["excluded_by"].is_null()) {
            met_.insert(got["excluded_by"]["exclusion"].get<std::string>());
        }
        if (!got["credit"]["groups"].empty()) met_.insert("group");
        if (!got["credit"]["rates"].empty()) met_.insert("rates");
        if (got.contains("pilot")) {
            met_.insert("pilot " + got["pilot"]["outcome"].get<std::string>());
            if (asked["checkpoint"] == "confirm") piloted_.push_back(asked);
        } else if (got.contains("opening_cover")) {
            met_.insert("opening cover");
        } else if (got["outcome"] == "approve" && !got["reasons"].empty()) {
            met_.insert("release");
        }
        if (!got["clear"]["invoices"].empty()) met_.insert("invoices to pay");
        if (got["outcome"] == "hold" && !got["hold_id"].is_null()) {
            holds_.push_back(got["hold_id"].get<int>());
            held_.push_back(asked);
        }
    }

    void change_erp() {
        const std::string id = std::to_string(++last_id_);
        const std::string whose = "1, " + std::to_string(any_customer());
        const std::string unit = any_of<std::string>({"'EUR'", "'EUR'", "'USD'", "'JPY'"});
        const std::string minor = std::to_string(any(100, 9'000));
        switch (any(1, 5)) {
            case 1:
                // The first hundred are sources of other documents.
                return erp("insert into erp_order values (" + std::to_string(++last_order_) + ", " +
                           whose + ", 'SO-" + id + "', " + unit + ", " + minor +
                           ", '2026-11-20', '" + any_day(24, 60) + "')");
            case 2:
                return erp("insert into erp_item values (" + id + ", " + whose + ", 'payment', " +
                           id + ", 'PAY-" + id + "', " + unit + ", -" + minor +
                           ", '2026-11-20', null, null)");
            case 3:
                return erp("update erp_item set due_date = '2026-10-15', settled_date = '" +
                           any_day(20, 24) +
                           "' where item_id = " + std::to_string(any(1'000, last_id_)));
            default:
                return erp("insert into erp_item values (" + id + ", " + whose + ", 'invoice', " +
                           id + ", 'INV-" + id + "', " + unit + ", " + minor + ", '2026-0" +
                           std::to_string(any(7, 9)) + "-15', " +
                           (one_in(9) ? "null" : "'" + any_day(1, 45) + "'") + ", null)");
        }
    }

    void agree() {
        const std::string unit = any_of<std::string>({"EUR", "USD"});
        const json amount = money(std::to_string(any(50, 2'000)), unit);
        const json limit = {{"state", "amount"}, {"amount", amount}};
        switch (any(1, 11)) {
            case 1:
                return people("set_limit", of_customer({{"limit", {{"state", "unlimited"}}}}));
            case 2:
                return people("set_limit", of_customer({{"limit", limit},
                                                        {"terms",
                                                         {{"valid_from", "2026-11-01"},
                                                          {"valid_to", any_day(24, 40)},
                                                          {"review_on", any_day(20, 40)},
                                                          {"credit_days", any(10, 40)}}}}));
            case 3:
                return people("set_temporary_limit", of_customer({{"amount", amount},
                                                                  {"from", any_day(20, 30)},
                                                                  {"to", any_day(31, 60)}}));
            case 4:
                return people(
                    "set_guarantee",
                    of_customer({{"kind", any_of<std::string>({"insurance", "collateral"})},
                                 {"name", "Mutual"},
                                 {"value", amount},
                                 {"percent", any(10, 100)}}));
            case 5:
                return people("set_risk_class",
                              of_customer({{"risk_class", any_of<std::string>({"A", "C", "D"})}}));
            case 6:
                return people(
                    "set_rating",
                    of_customer({{"rating_grade", any_of<std::string>({"A", "C", "D"})}}));
            case 7:
            case 10:
            case 11:
                return people("set_group_limit",
                              {{"group", any_of<std::string>({"Harbour", "Sam", "North"})},
                               {"limit", limit},
                               {"business_date", day_}});
            case 8:
                return people("block", of_customer({{"blocked", one_in(3)}}));
            default:
                return people("set_limit", of_customer({{"limit", limit}}));
        }
    }

    void release() {
        if (holds_.empty()) return;
        json wanted = {{"hold_id", one_in(2) ? holds_.back() : any_of(holds_)},
                       {"more_percent", any(0, 30)},
                       {"business_date", day_},
                       {"stages", any_of<std::string>({"this", "all"})}};
        if (one_in(2)) wanted["until"] = "2026-12-31";
        people("release", wanted);
    }

    void end_transaction() {
        if (last_transaction_.is_null()) return;
        ask({{"op", any_of<std::string>({"commit", "abort"})}, {"transaction", last_transaction_}});
    }

    void force_hold() {
        people(
            "force_hold",
            {{"company", any(1, 2)},
             {"customer", any_customer()},
             {"document", {{"kind", "order"}, {"id", any(1, 300)}, {"amount", any_money(400)}}}});
    }

    json any_scope() {
        return any_of<json>({json::object(),
                             json::object(),
                             {{"customer", any_customer()}},
                             {{"group", "Harbour"}},
                             {{"risk_class", "C"}},
                             {{"company", 1}}});
    }

    void draft_policy() {
        json policy = {
            {"name", "At random"},
            {"rating_grades", {"A", "B", "C", "D"}},
            {"buckets", json::array({{{"bucket", "open_order"}, {"limit", money("90.00")}}})},
            {"rules", json::array()},
            {"exclusions", json::array()}};
        if (one_in(2)) policy["horizon_days"] = any(1, 20);
        const json known = ask({{"op", "policy_rules"}}).body;
        std::size_t at = 0;
        for (const rule_scene& scene : rule_scenes()) {
            const json& told = known["rules"][at++];
            for (const json& whom : {json::object(), any_scope()}) {
                const bool again = whom.empty() && !policy["rules"].empty() &&
                                   policy["rules"].back()["rule"] == scene.rule;
                if (again || !one_in(3)) continue;
                policy["rules"].push_back(line_of(scene, told, whom));
            }
        }
        for (const json& each : exclusions()) {
            if (one_in(5)) policy["exclusions"].push_back(each);
        }
        if (one_in(5)) {
            policy["pilot"] = any_of<json>({{{"departments", {"North"}}},
                                            {{"companies", {2}}, {"even_blocked", true}},
                                            {{"groups", {"Harbour"}}, {"percent_of_orders", 50}},
                                            {{"percent_of_orders", 30}}});
        }
        const answer draft = ask({{"op", "propose_policy"},
                                  {"policy", policy},
                                  {"in_force_from", "2000-01-01"},
                                  {"user", manager("ada")}});
        if (draft.status != CG_OK) return;
        ask({{"op", "approve_policy"},
             {"version", draft.body["version"]},
             {"user", manager("mo")}});
    }
    json line_of(const rule_scene& scene, const json& told, const json& whom) {
        json line = {{"rule", scene.rule}, {"at", json::object()}};
        line.update(scene.terms);
        if (!whom.empty()) line["scope"] = whom;
        const auto outcomes = told["outcomes"].get<std::vector<std::string>>();
        for (const json& where : told["checkpoints"]) {
            if (one_in(2)) line["at"][where.get<std::string>()] = any_of(outcomes);
        }
        return line;
    }
    static std::vector<json> exclusions() {
        return {{{"exclusion", "cash_sale"}, {"methods", {"cash"}}},
                {{"exclusion", "prepaid"}, {"percent", 50}},
                {{"exclusion", "intercompany"}},
                {{"exclusion", "under_amount"}, {"amount", money("40.00", "USD")}},
                {{"exclusion", "shipped_goods"}}};
    }

    Shop& shop_;
    std::mt19937 random_;
    std::string day_ = "2026-11-24";
    std::set<std::string> met_;
    std::vector<int> holds_;
    std::vector<json> held_;
    std::vector<json> piloted_;  // at confirm
    json last_transaction_;
    int made_ = 0;
    std::vector<int> decisions_;
    int last_id_ = 999;
    int last_order_ = 300;
};

}  // namespace creditgate::test
