// SPDX-License-Identifier: Apache-2.0
//
// What became of what was let pass. The same on every database: a program instantiates this suite
// with its kind of shop. Customer 42 owes 100.00 EUR, due on 2026-11-30.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "tests/plugin/given/shop.hpp"
#include "tests/support/policy.hpp"

namespace creditgate::test {

template <class Shop>
struct overrides : ::testing::Test {
    overrides() {
        set_policy("hold");
        shop.set_limit("120.00");
    }
    void set_policy(const std::string& effect) {
        json rules = json::array();
        rules.push_back({{"rule", "limit"}, {"at", {{"confirm", effect}, {"ship", effect}}}});
        rules.push_back({{"rule", "document_value"},
                         {"at", {{"confirm", effect}}},
                         {"threshold", money("500.00")}});
        put_in_force(shop.session(), {{"name", "Limit"}, {"rules", rules}});
    }
    json check(int order, const std::string& amount, const std::string& where = "confirm") {
        json asked = check_of(order, amount);
        asked["checkpoint"] = where;
        return shop.session().get(asked);
    }
    json release(int order, const std::string& amount, const std::string& by = "carl",
                 const std::string& reason = "paid by cheque") {
        const json held = check(order, amount);
        return shop.session().get({{"op", "release"},
                                   {"hold_id", held["hold_id"]},
                                   {"user", {{"name", by}, {"roles", {"controller"}}}},
                                   {"reason", reason},
                                   {"business_date", "2026-11-24"}});
    }
    void set_limit(const std::string& amount, const std::string& by = "mia") {
        shop.session().get({{"op", "set_limit"},
                            {"company", 1},
                            {"customer", 42},
                            {"limit", {{"state", "amount"}, {"amount", money(amount)}}},
                            {"user", {{"name", by}, {"roles", {"manager"}}}},
                            {"reason", "grows"},
                            {"business_date", "2026-11-24"}});
    }
    // An invoice of which so much came of the order; '' is null. Settled, so that nothing of it is
    // open, or due and unpaid.
    void invoice(int order, const std::string& minor, const std::string& due,
                 const std::string& settled, const std::string& part = "") {
        const auto day = [](const std::string& text) {
            return text.empty() ? std::string("null") : "'" + text + "'";
        };
        const std::string id = std::to_string(++last_item_);
        shop.sql("insert into erp_item values (" + id + ", 1, 42, 'invoice', " + id + ", 'IT-" +
                 id + "', 'EUR', " + minor + ", '2026-10-01', " + day(due) + ", " + day(settled) +
                 ")");
        const std::string of = "values (" + std::to_string(order) + ", " + id;
        shop.sql("insert into erp_invoiced " + of + ")");
        if (!part.empty()) shop.sql("insert into erp_invoiced_part " + of + ", " + part + ")");
    }
    json ask(const json& more = json::object()) {
        // Overrides are said on the day of the clock.
        json asked = {{"op", "override_outcomes"},
                      {"from", "2026-01-01"},
                      {"to", "2099-12-31"},
                      {"business_date", "2026-12-31"}};
        asked.update(more);
        return shop.session().get(asked);
    }
    // "release carl: 1 of 20.01 EUR, 2 invoices, 1 late, 0 lost, 1 open", one line a group.
    std::string told(const json& more = json::object()) {
        const json got = ask(more);
        const std::string by = got["by"];
        std::string all;
        for (const json& each : got["groups"]) {
            const json& name = each[by];
            all += each["kind"].template get<std::string>() + " " +
                   (name.is_null() ? "unknown" : name.template get<std::string>()) + ": " +
                   each["overrides"].dump() + " of";
            if (each["amounts"].empty()) all += " nothing";
            for (const json& amount : each["amounts"]) {
                all += " " + amount["amount"].template get<std::string>();
            }
            const json& invoices = each["invoices"];
            all += ", " + invoices["documents"].dump() + " invoices, " +
                   invoices["late"]["documents"].dump() + " late, " +
                   invoices["lost"]["documents"].dump() + " lost, " +
                   invoices["open"]["documents"].dump() + " open\n";
        }
        return all;
    }

    Shop shop;

  private:
    int last_item_ = 10;
};
TYPED_TEST_SUITE_P(overrides);

TYPED_TEST_P(overrides, by_a_release_are_tied_to_how_its_invoices_were_paid) {
    this->release(3001, "20.01");
    EXPECT_EQ(this->told(), "release carl: 1 of 20.01, 0 invoices, 0 late, 0 lost, 0 open\n");
    EXPECT_EQ(1, this->ask()["total"]["without_invoice"]);
    this->invoice(3001, "501", "2026-11-30", "2026-11-30");
    EXPECT_EQ(this->told(), "release carl: 1 of 20.01, 1 invoices, 0 late, 0 lost, 0 open\n");
    this->invoice(3001, "500", "2026-11-30", "2026-12-01");
    EXPECT_EQ(this->told(), "release carl: 1 of 20.01, 2 invoices, 1 late, 0 lost, 0 open\n");
    this->invoice(3001, "1000", "2027-01-31", "");
    EXPECT_EQ(this->told(), "release carl: 1 of 20.01, 3 invoices, 1 late, 0 lost, 1 open\n");
    // Of another order.
    this->invoice(3002, "1000", "2026-11-30", "2026-12-01");
    const json got = this->ask();
    const json& rate = got["groups"][0]["late_rate"];
    EXPECT_EQ(rate["invoices"], json({{"part", 1}, {"whole", 2}, {"percent", "50.00"}}));
    EXPECT_EQ(
        rate["amounts"],
        json::array({{{"part", money("5.00")}, {"whole", money("10.01")}, {"percent", "49.95"}}}));
    EXPECT_EQ(1, got["groups"][0]["invoices"]["most_days_late"]);
    // One by one.
    ASSERT_EQ(1U, got["overrides"].size());
    const json& one = got["overrides"][0];
    EXPECT_EQ("release", one["kind"]);
    EXPECT_EQ("carl", one["by"]);
    EXPECT_EQ("paid by cheque", one["reason"]);
    EXPECT_EQ("Harbour Foods", one["customer_name"]);
    EXPECT_EQ(json::array({"limit"}), one["documents"][0]["rules"]);
    EXPECT_EQ("late", one["documents"][0]["invoices"][1]["paid"]);
    EXPECT_EQ(1, one["documents"][0]["invoices"][1]["days_late"]);
}

TYPED_TEST_P(overrides, count_what_is_unpaid_for_longer_than_asked_as_lost) {
    this->release(3001, "20.01");
    this->invoice(3001, "2001", "2026-10-02", "");
    EXPECT_EQ(this->told(), "release carl: 1 of 20.01, 1 invoices, 1 late, 0 lost, 0 open\n");
    EXPECT_EQ(this->told({{"business_date", "2027-01-01"}}),
              "release carl: 1 of 20.01, 1 invoices, 1 late, 1 lost, 0 open\n");
    EXPECT_EQ(this->told({{"lost_after_days", 89}}),
              "release carl: 1 of 20.01, 1 invoices, 1 late, 1 lost, 0 open\n");
    EXPECT_EQ("lost", this->ask({{"lost_after_days",
                                  89}})["overrides"][0]["documents"][0]["invoices"][0]["paid"]);
}

// Of an invoice of 50.00, of which 20.01 came of the order, 30.00 are left, or 10.00.
TYPED_TEST_P(overrides, have_the_part_of_an_invoice_that_came_of_the_document) {
    this->release(3001, "20.01");
    this->invoice(3001, "5000", "2026-11-30", "2026-12-01", "2001");
    const auto amounts = [&] { return this->ask()["groups"][0]["invoices"]["amounts"]; };
    EXPECT_EQ(json::array({money("20.01")}), amounts());
    this->shop.sql(
        "update erp_item set settled_date = null, amount_minor = 3000 where item_id = 11");
    EXPECT_EQ(json::array({money("20.01")}), amounts());
    this->shop.sql("update erp_item set amount_minor = 1000 where item_id = 11");
    EXPECT_EQ(json::array({money("10.00")}), amounts());
}

TYPED_TEST_P(overrides, are_counted_by_approver_reason_and_rule) {
    this->release(3001, "20.01", "carl", "paid by cheque");
    this->release(3002, "500.01", "mia", "paid by cheque");
    this->invoice(3001, "2001", "2026-11-30", "2026-12-01");
    EXPECT_EQ(this->told({{"by", "approver"}}),
              "release carl: 1 of 20.01, 1 invoices, 1 late, 0 lost, 0 open\n"
              "release mia: 1 of 500.01, 0 invoices, 0 late, 0 lost, 0 open\n");
    EXPECT_EQ(this->told({{"by", "reason"}}),
              "release paid by cheque: 2 of 520.02, 1 invoices, 1 late, 0 lost, 0 open\n");
    EXPECT_EQ(this->told({{"by", "rule"}}),
              "release limit: 2 of 520.02, 1 invoices, 1 late, 0 lost, 0 open\n"
              "release document_value: 1 of 500.01, 0 invoices, 0 late, 0 lost, 0 open\n");
    EXPECT_EQ(2, this->ask()["total"]["overrides"]);
    EXPECT_EQ(1U, this->ask({{"max", 1}})["overrides"].size());
    EXPECT_EQ("mia", this->ask({{"max", 1}})["overrides"][0]["by"]);
}

// The release by the system is nobody's; the order passed because of the limit.
TYPED_TEST_P(overrides, by_a_raised_limit_are_the_documents_that_passed_only_by_it) {
    this->check(3001, "30.00");
    this->set_limit("150.00");
    EXPECT_EQ("approve", this->check(3001, "30.00")["outcome"]);
    EXPECT_EQ("approve", this->check(3002, "20.00")["outcome"]);
    EXPECT_EQ(this->told(), "limit_raise mia: 1 of 50.00, 0 invoices, 0 late, 0 lost, 0 open\n");
    this->set_limit("120.00");
    EXPECT_EQ("hold", this->check(3003, "0.01")["outcome"]);
    this->shop.session().get({{"op", "set_temporary_limit"},
                              {"company", 1},
                              {"customer", 42},
                              {"amount", money("80.00")},
                              {"from", "2026-11-24"},
                              {"to", "2026-11-30"},
                              {"user", controller()},
                              {"reason", "fair"},
                              {"business_date", "2026-11-24"}});
    EXPECT_EQ("approve", this->check(3003, "0.01")["outcome"]);
    this->invoice(3001, "3000", "2026-11-30", "2026-12-01");
    EXPECT_EQ(this->told(),
              "limit_raise mia: 1 of 50.00, 1 invoices, 1 late, 0 lost, 0 open\n"
              "temporary_limit carl: 1 of 0.01, 0 invoices, 0 late, 0 lost, 0 open\n");
    EXPECT_EQ(this->told({{"by", "rule"}}),
              "limit_raise limit: 1 of 50.00, 1 invoices, 1 late, 0 lost, 0 open\n"
              "temporary_limit limit: 1 of 0.01, 0 invoices, 0 late, 0 lost, 0 open\n");
}

// Customers 42, who owes 100.00, and 43 share the limit; it is raised by carl from 100.00 to
// 150.00.
TYPED_TEST_P(overrides, by_the_raised_limit_of_a_group_are_documents_of_its_members) {
    this->set_limit("900.00");
    json rules = json::array();
    rules.push_back({{"rule", "group_limit"}, {"at", {{"confirm", "hold"}}}});
    put_in_force(this->shop.session(), {{"name", "Group"}, {"rules", rules}});
    const auto of_group = [&](const std::string& op, json members) {
        members.update({{"op", op}, {"group", "Harbour"}, {"user", controller()}});
        members["reason"] = "a large family";
        this->shop.session().get(members);
    };
    const auto limit = [](const std::string& amount) {
        return json{{"limit", {{"state", "amount"}, {"amount", money(amount)}}},
                    {"business_date", "2026-11-24"}};
    };
    of_group("make_group", {{"currency", "EUR"}});
    for (const int customer : {42, 43}) {
        of_group("group_member",
                 {{"customer", customer}, {"member", true}, {"business_date", "2026-11-24"}});
    }
    of_group("set_group_limit", limit("100.00"));
    json other = check_of(3001, "0.01");
    other["customer"] = 43;
    EXPECT_EQ("hold", this->shop.session().get(other)["outcome"]);
    of_group("set_group_limit", limit("150.00"));
    other = check_of(3002, "20.00");
    other["customer"] = 43;
    EXPECT_EQ("approve", this->shop.session().get(other)["outcome"]);
    EXPECT_EQ("approve", this->check(3003, "1.00")["outcome"]);
    this->invoice(3002, "2000", "2026-11-30", "2026-12-01");
    const std::string of_both =
        "group_limit_raise carl: 1 of 21.00, 1 invoices, 1 late, 0 lost, 0 open\n";
    EXPECT_EQ(this->told({{"by", "approver"}, {"company", 1}}),
              "limit_raise mia: 1 of nothing, 0 invoices, 0 late, 0 lost, 0 open\n" + of_both);
    EXPECT_EQ(this->told({{"by", "rule"}}),
              "group_limit_raise group_limit: 1 of 21.00, 1 invoices, 1 late, 0 lost, 0 open\n");
}

TYPED_TEST_P(overrides, by_a_raised_limit_that_nothing_needed_come_to_nothing) {
    this->set_limit("150.00");
    this->check(3001, "20.00");
    EXPECT_EQ(this->told(), "limit_raise mia: 1 of nothing, 0 invoices, 0 late, 0 lost, 0 open\n");
    this->check(3002, "0.01");
    EXPECT_EQ(this->told(), "limit_raise mia: 1 of 0.01, 0 invoices, 0 late, 0 lost, 0 open\n");
}

// A document is warned of at two checkpoints; a quotation never stops.
TYPED_TEST_P(overrides, past_a_warning_are_documents_that_went_on_all_the_same) {
    this->set_policy("warn");
    this->check(3001, "20.01", "quote");
    EXPECT_EQ(this->told(), "");
    this->check(3001, "20.01");
    this->check(3001, "20.01", "ship");
    this->check(3002, "0.01", "payment");
    EXPECT_EQ(this->told(), "warning ann: 1 of 20.01, 0 invoices, 0 late, 0 lost, 0 open\n");
    EXPECT_EQ(this->told({{"by", "rule"}}),
              "warning limit: 1 of 20.01, 0 invoices, 0 late, 0 lost, 0 open\n");
    EXPECT_EQ(this->told({{"to", "2026-11-23"}}), "");
    EXPECT_EQ(this->told({{"to", "2026-11-24"}}),
              "warning ann: 1 of 20.01, 0 invoices, 0 late, 0 lost, 0 open\n");
    EXPECT_EQ(this->told({{"from", "2026-11-25"}}), "");
}

TYPED_TEST_P(overrides, are_those_of_the_days_and_the_company) {
    this->release(3001, "20.01");
    this->set_limit("150.00");
    const std::string both =
        "release carl: 1 of 20.01, 0 invoices, 0 late, 0 lost, 0 open\n"
        "limit_raise mia: 1 of nothing, 0 invoices, 0 late, 0 lost, 0 open\n";
    EXPECT_EQ(this->told({{"company", 1}}), both);
    EXPECT_EQ(this->told({{"company", 2}}), "");
    direct_database owner(this->shop.administrator());
    owner.run("update cg_audit set done_at = '2026-11-20' || substr(done_at, 11)");
    EXPECT_EQ(this->told({{"from", "2026-11-20"}, {"to", "2026-11-20"}}), both);
    EXPECT_EQ(this->told({{"to", "2026-11-19"}}), "");
    EXPECT_EQ(this->told({{"from", "2026-11-21"}}), "");
}

TYPED_TEST_P(overrides, are_not_told_of_a_time_that_ends_before_it_begins) {
    const answer ends = this->shop.session().call({{"op", "override_outcomes"},
                                                   {"from", "2026-02-02"},
                                                   {"to", "2026-02-01"},
                                                   {"business_date", "2026-11-24"}});
    EXPECT_EQ("out_of_range", ends.code());
    EXPECT_EQ("to", ends.field());
}

REGISTER_TYPED_TEST_SUITE_P(overrides, by_a_release_are_tied_to_how_its_invoices_were_paid,
                            count_what_is_unpaid_for_longer_than_asked_as_lost,
                            have_the_part_of_an_invoice_that_came_of_the_document,
                            are_counted_by_approver_reason_and_rule,
                            by_a_raised_limit_are_the_documents_that_passed_only_by_it,
                            by_the_raised_limit_of_a_group_are_documents_of_its_members,
                            by_a_raised_limit_that_nothing_needed_come_to_nothing,
                            past_a_warning_are_documents_that_went_on_all_the_same,
                            are_those_of_the_days_and_the_company,
                            are_not_told_of_a_time_that_ends_before_it_begins);

}  // namespace creditgate::test
