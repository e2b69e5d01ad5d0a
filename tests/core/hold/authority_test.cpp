// SPDX-License-Identifier: Apache-2.0
//
// How far the releases of a role go: each bound as high as what it bounds, and a step below.
#include "core/hold/authority.hpp"

#include <gtest/gtest.h>

#include "tests/core/given.hpp"

namespace creditgate {
namespace {

struct reach_row {
    const char* name;
    release_authority line;
    std::optional<money> excess;
    const char* code;
};

TEST(authority, reaches_to_its_bounds_and_never_to_what_nobody_knows) {
    const money hundred = given::eur("100.00");
    const money less = given::eur("99.99");
    const role carls = role::controller;
    const char* const beyond = "beyond_authority";
    const reach_row rows[] = {
        {"amount", {carls, hundred, {}, {}}, hundred, ""},
        {"amount, less", {carls, less, {}, {}}, hundred, beyond},
        {"excess", {carls, {}, hundred, {}}, hundred, ""},
        {"excess, less", {carls, {}, less, {}}, hundred, beyond},
        {"excess, unknown", {carls, {}, given::eur("99999999.00"), {}}, {}, beyond},
        {"not bound by excess, unknown", {carls, hundred, {}, day_count{5}}, {}, ""},
        {"days", {carls, {}, {}, day_count{5}}, hundred, ""},
        {"days, fewer", {carls, {}, {}, day_count{4}}, hundred, beyond},
        {"another role's", {role::manager, less, less, day_count{0}}, {}, ""},
    };
    for (const reach_row& row : rows) {
        policy rules;
        rules.authorities = {row.line};
        const release_size size{hundred, row.excess, {5}};
        const std::string code = given::failure_code([&] {
            require_authority(rules, {"carl", {role::controller}}, size, {});
        });
        EXPECT_EQ(row.code, code) << row.name;
    }
}

TEST(authority, that_does_not_reach_says_what_is_missing) {
    policy rules;
    rules.authorities = {{role::controller, {}, given::eur("10.00"), {}}};
    try {
        const release_size size{given::eur("1.00"), std::nullopt, {}};
        require_authority(rules, {"carl", {role::controller}}, size, {});
        ADD_FAILURE() << "released what nobody knows";
    } catch (const failure& thrown) {
        EXPECT_EQ(thrown.detail().message,
                  "nobody knows by how much the credit limit is exceeded, because an exchange rate "
                  "is missing; carl may release up to 10.00 EUR");
    }
}

}  // namespace
}  // namespace creditgate
