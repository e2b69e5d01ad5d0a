// SPDX-License-Identifier: Apache-2.0
//
// Customers that share a limit.
#include <algorithm>

#include "tests/contract/contract.hpp"

namespace creditgate::test {
namespace {

// What people ask creditgate about a group.
struct credit_group {
    host& erp;
    std::string name;

    json change(const std::string& op) const {
        return {{"op", op},
                {"group", name},
                {"user", {{"name", "carl"}, {"roles", {"controller"}}}},
                {"reason", "one family"}};
    }
    json set_limit(const std::string& amount) const {
        json asked = change("set_group_limit");
        asked["limit"] = {{"state", "amount"},
                          {"amount", {{"amount", amount}, {"currency", "EUR"}}}};
        asked["business_date"] = erp.today();
        return erp.credit().get(asked)["released"];
    }
    json member(std::int64_t customer, bool joins) const {
        json asked = change("group_member");
        asked["customer"] = customer;
        asked["member"] = joins;
        asked["business_date"] = erp.today();
        return erp.credit().get(asked)["released"];
    }
};

credit_group group_of(host& erp, const std::string& limit, const std::vector<std::int64_t>& all,
                      const char* kind = "group") {
    static int made = 0;
    const credit_group group{erp, "Family " + std::to_string(++made)};
    json asked = group.change("make_group");
    asked["currency"] = "EUR";
    asked["kind"] = kind;
    EXPECT_EQ("none", erp.credit().get(asked)["limit"]["state"]);
    group.set_limit(limit);
    for (const std::int64_t each : all) group.member(each, true);
    return group;
}

TEST_P(contract, what_the_other_members_have_open_counts_against_the_group_s_limit) {
    const std::int64_t mother = customer("1000.00", "Mother");
    const std::int64_t child = customer("1000.00", "Child");
    group_of(*erp, "1500.00", {mother, child});
    confirmed(mother, "600.00");
    invoice(mother, "200.00");
    const std::int64_t made = order(child, "700.01");
    const host_answer answer = erp->confirm(made);
    EXPECT_EQ("hold", answer.outcome);
    EXPECT_NE(std::string::npos, answer.message.find("group")) << answer.message;
    EXPECT_NE(std::string::npos, answer.message.find("payment of 0.01 EUR in advance"))
        << answer.message;
    EXPECT_NE(std::string::npos, answer.message.find("an order of at most 700.00 EUR"))
        << answer.message;
    confirmed(child, "700.00");
    const json shown = customer_credit(mother)["groups"][0];
    EXPECT_EQ("1500.00", shown["exposure"]["amount"]);
    EXPECT_EQ("1500.00", shown["limit"]["amount"]["amount"]);
    EXPECT_EQ("0.00", shown["available"]["amount"]);
    EXPECT_EQ("800.00", exposure(mother));
    EXPECT_EQ("hold", erp->confirm(order(mother, "0.01")).outcome);
}

TEST_P(contract, two_members_at_once_never_both_pass_when_together_they_exceed_the_group_s_limit) {
    struct row {
        const char* kind;
        int rounds;
        const char* first;
        const char* second;
        int pass;
    };
    for (const row& each :
         {row{"group", 10, "600.00", "400.00", 2}, row{"group", 10, "600.00", "400.01", 1},
          row{"group", 10, "999.99", "0.01", 2}, row{"group", 10, "1000.00", "0.01", 1},
          row{"salesperson", 5, "600.00", "400.00", 2},
          row{"salesperson", 5, "600.00", "400.01", 1}, row{"department", 5, "600.00", "400.00", 2},
          row{"department", 5, "600.00", "400.01", 1}}) {
        for (int round = 0; round < each.rounds; ++round) {
            const std::int64_t mother = customer("1000.00", "Mother");
            const std::int64_t child = customer("1000.00", "Child");
            group_of(*erp, "1000.00", {mother, child}, each.kind);
            const auto answers =
                erp->confirm_together({order(mother, each.first), order(child, each.second)});
            const auto passed = std::count_if(answers.begin(), answers.end(), [](const auto& got) {
                return got.outcome == "approve";
            });
            EXPECT_EQ(each.pass, passed)
                << each.kind << ", " << each.first << " and " << each.second << ", round " << round;
        }
    }
}

TEST_P(contract, a_payment_of_one_member_releases_what_the_group_held_of_another) {
    const std::int64_t mother = customer("1000.00", "Mother");
    const std::int64_t child = customer("1000.00", "Child");
    group_of(*erp, "1000.00", {mother, child});
    const std::int64_t owed = invoice(mother, "900.00");
    const std::int64_t older = held(order(child, "500.00"));
    const std::int64_t younger = held(order(child, "600.00"));
    erp->pay(mother, "900.00", owed);
    EXPECT_EQ("released", state_of_hold(older)) << "the oldest first";
    EXPECT_EQ("open", state_of_hold(younger));
    EXPECT_EQ("500.00", exposure(child));
}

TEST_P(contract, a_higher_limit_of_the_group_releases_and_so_does_leaving_it) {
    const std::int64_t mother = customer("1000.00", "Mother");
    const std::int64_t child = customer("1000.00", "Child");
    const credit_group group = group_of(*erp, "100.00", {mother, child});
    confirmed(mother, "100.00");
    const std::int64_t first = held(order(mother, "50.00"));
    const std::int64_t second = held(order(child, "60.00"));
    EXPECT_EQ(json::array(), group.set_limit("149.99"));
    EXPECT_EQ(first, group.set_limit("150.00").at(0)["hold_id"]);
    EXPECT_EQ("open", state_of_hold(second));
    EXPECT_EQ(second, group.member(child, false).at(0)["hold_id"]);
    EXPECT_EQ(json::array(), customer_credit(child)["groups"]);
    EXPECT_EQ("150.00", customer_credit(mother)["groups"][0]["exposure"]["amount"]);
}

}  // namespace
}  // namespace creditgate::test
