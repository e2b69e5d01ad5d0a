// SPDX-License-Identifier: Apache-2.0
//
// Customers who may be there twice.
#include "tests/contract/contract.hpp"

namespace creditgate::test {
namespace {

json only_duplicates() {
    const json line = {{"rule", "duplicate_customer"}, {"at", {{"confirm", "hold"}}}};
    return {{"rules", json::array({line})}};
}

json two_of_them(const host& erp, std::int64_t one, std::int64_t other, bool distinct) {
    return {{"op", "distinct_customers"},
            {"customer", one},
            {"other", other},
            {"distinct", distinct},
            {"user", {{"name", "carl"}, {"roles", {"controller"}}}},
            {"reason", "two branches"},
            {"business_date", erp.today()}};
}

TEST_P(contract, who_has_the_name_of_another_is_held_until_somebody_says_that_they_are_two) {
    policy_with(only_duplicates());
    const std::int64_t first = customer("unlimited", "Lighthouse Supplies GmbH & Co. KG");
    confirmed(first, "10.00");
    const std::int64_t second = customer("unlimited", "LIGHTHOUSE - Supplies Ltd.");
    const std::int64_t of_second = order(second, "10.00");
    const host_answer answer = erp->confirm(of_second);
    EXPECT_EQ("hold", answer.outcome);
    EXPECT_NE(std::string::npos,
              answer.message.find("Lighthouse Supplies GmbH & Co. KG (" + std::to_string(first)))
        << answer.message;
    const std::int64_t of_first = held(order(first, "10.00"));
    const json said = erp->credit().get(two_of_them(*erp, second, first, true));
    EXPECT_EQ(2U, said["released"].size()) << said;
    EXPECT_EQ("released", state_of_hold(of_first));
    EXPECT_EQ("released", state_of_hold(answer.hold_id));
    confirmed(second, "10.00");
    EXPECT_EQ(false, erp->credit().get(two_of_them(*erp, first, second, false))["distinct"]);
    held(order(first, "10.00"));
}

TEST_P(contract, who_has_the_tax_identifier_of_another_is_held) {
    policy_with(only_duplicates());
    const std::int64_t first = customer("unlimited", "Tidewater Rope");
    const std::int64_t second = customer("unlimited", "Estuary Cables");
    erp->set_tax_id(first, "91350100M000100Y43");
    confirmed(second, "10.00");
    erp->set_tax_id(second, "9135-0100-M000100Y43");
    const host_answer answer = erp->confirm(order(second, "10.00"));
    EXPECT_EQ("hold", answer.outcome);
    EXPECT_NE(std::string::npos,
              answer.message.find("Tidewater Rope (" + std::to_string(first) + ")"))
        << answer.message;
}

}  // namespace
}  // namespace creditgate::test
