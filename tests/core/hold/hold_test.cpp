// SPDX-License-Identifier: Apache-2.0
#include "core/hold/hold.hpp"

#include <gtest/gtest.h>

#include "core/archive/words.hpp"
#include "core/result/error.hpp"
#include "tests/core/given.hpp"

namespace creditgate {
namespace {

using enum hold_state;
using enum hold_step;

struct life_row {
    hold_state now;
    hold_step step;
    std::optional<hold_state> then;  // nothing: refused
};

TEST(hold, every_state_meets_every_step) {
    const life_row rows[] = {
        {open, release, released},       {open, reject, rejected},  {open, withdraw, withdrawn},
        {open, lapse, lapsed},           {released, release, {}},   {released, reject, {}},
        {released, withdraw, withdrawn}, {released, lapse, lapsed}, {rejected, release, {}},
        {rejected, reject, {}},          {rejected, withdraw, {}},  {rejected, lapse, {}},
        {withdrawn, release, {}},        {withdrawn, reject, {}},   {withdrawn, withdraw, {}},
        {withdrawn, lapse, {}},          {lapsed, release, {}},     {lapsed, reject, {}},
        {lapsed, withdraw, {}},          {lapsed, lapse, {}},
    };
    for (const life_row& row : rows) {
        SCOPED_TRACE(std::string(word(row.now)) + " step " +
                     std::to_string(static_cast<int>(row.step)));
        std::optional<hold_state> then;
        const std::string code = given::failure_code([&] { then = after(row.now, row.step, 3); });
        EXPECT_EQ(then, row.then);
        EXPECT_EQ(code, row.then ? "" : "hold_not_open");
    }
}

TEST(hold, a_refused_step_names_the_hold_its_state_and_what_to_do) {
    for (const hold_state now : {rejected, withdrawn, lapsed, released}) {
        try {
            after(now, release, 3);
            ADD_FAILURE() << "was released again";
        } catch (const failure& thrown) {
            EXPECT_EQ(thrown.detail().whose, fault::refused);
            EXPECT_EQ(thrown.detail().field, "hold_id");
            EXPECT_EQ(thrown.detail().value, "3");
            EXPECT_EQ(thrown.detail().message,
                      "hold 3 is " + std::string(word(now)) + ", expected open");
            EXPECT_FALSE(thrown.detail().next.empty());
        }
    }
}

struct more_row {
    money held;
    int percent;
    money most;
};

TEST(release, goes_as_far_as_the_document_and_so_much_more_rounded_down) {
    const more_row rows[] = {
        {given::eur("100.00"), 0, given::eur("100.00")},
        {given::eur("100.00"), 10, given::eur("110.00")},
        {given::eur("0.09"), 10, given::eur("0.09")},
        {given::eur("0.10"), 10, given::eur("0.11")},
        {given::eur("0.19"), 10, given::eur("0.20")},
        {given::eur("0.00"), 1'000, given::eur("0.00")},
        {given::amount("15", "JPY"), 10, given::amount("16", "JPY")},
    };
    for (const more_row& row : rows) {
        const hold held{.amount = row.held};
        EXPECT_EQ(row.most, most_released(held, {100 * row.percent}))
            << format_for_people(row.held) << " and " << row.percent << " %";
    }
    const hold largest{.amount = given::eur("92233720368547758.07")};
    EXPECT_EQ("amount_overflow",
              given::failure_code([&] { most_released(largest, basis_points{1}); }));
}

struct rights_row {
    std::vector<role> roles;
    bool releases;
    bool changes_policy;
};

TEST(rights, controllers_release_and_managers_also_change_the_policy) {
    const rights_row rows[] = {
        {{}, false, false},
        {{role::clerk}, false, false},
        {{role::system}, false, false},
        {{role::clerk, role::system}, false, false},
        {{role::controller}, true, false},
        {{role::clerk, role::controller}, true, false},
        {{role::manager}, true, true},
        {{role::clerk, role::manager}, true, true},
    };
    for (const rights_row& row : rows) {
        const person who{"ann", row.roles};
        const auto release_it = [&] { require_controller(who, "release a hold"); };
        const auto change_it = [&] { require_manager(who, "change the policy"); };
        EXPECT_EQ(given::failure_code(release_it), row.releases ? "" : "not_allowed");
        EXPECT_EQ(given::failure_code(change_it), row.changes_policy ? "" : "not_allowed");
    }
}

TEST(rights, a_hold_is_attended_by_who_could_release_it) {
    struct row {
        const char* entered_by;  // "": the host does not tell
        const char* opened_by;
        std::vector<role> roles;  // of ann
        bool could;
    };
    const row rows[] = {
        {"bob", "bob", {role::controller}, true},  {"bob", "bob", {role::manager}, true},
        {"bob", "bob", {role::clerk}, false},      {"bob", "bob", {}, false},
        {"ann", "bob", {role::controller}, false}, {"bob", "ann", {role::controller}, true},
        {"", "ann", {role::controller}, false},    {"", "bob", {role::controller}, true},
        {"bob", "bob", {role::system}, false},
    };
    for (const row& each : rows) {
        hold held{.amount = given::eur("1.00")};
        held.entered_by = each.entered_by;
        held.opened.by = each.opened_by;
        EXPECT_EQ(each.could, could_release(held, {"ann", each.roles}))
            << each.entered_by << ", " << each.opened_by << ", " << each.roles.size();
    }
}

TEST(rights, a_refusal_names_the_person_and_the_role_that_is_needed) {
    try {
        require_controller({"ann", {role::clerk}}, "release hold 3");
        ADD_FAILURE() << "a clerk released";
    } catch (const failure& thrown) {
        EXPECT_EQ(thrown.detail().whose, fault::refused);
        EXPECT_EQ(thrown.detail().field, "user.roles");
        EXPECT_EQ(thrown.detail().message,
                  "ann may not release hold 3: it needs the role controller or manager");
        EXPECT_EQ(thrown.detail().next, "ask a person with the role controller or manager");
    }
}

}  // namespace
}  // namespace creditgate
