// SPDX-License-Identifier: Apache-2.0
//
// Who is told of what happens to a hold.
#include "core/hold/notice.hpp"

#include <gtest/gtest.h>

#include "core/archive/words.hpp"
#include "tests/core/given.hpp"

namespace creditgate {
namespace {

using enum notice_kind;

// Ann has entered the order, bob has asked for its release; nobody or cleo looks after it.
notice of_order(notice_kind kind, const char* by, const char* assigned_to, bool is_asked_for) {
    notice told{.kind = kind, .by = by, .about = {.amount = given::eur("10.00")}};
    told.about.opened.by = "job";
    told.about.entered_by = "ann";
    told.about.salesperson = "Sam";
    told.about.assigned_to = assigned_to;
    if (is_asked_for) told.about.requested = person_note{"bob", {}, "please"};
    return told;
}

std::string told(const recipients& to) {
    std::string all;
    for (const std::string& each : to.users) all += each + " ";
    if (!to.salesperson.empty()) all += to.salesperson + " ";
    for (const role each : to.roles) all += "[" + std::string(word(each)) + "] ";
    if (!all.empty()) all.pop_back();
    return all;
}

TEST(notice, goes_to_those_whom_it_concerns_but_not_to_who_did_it) {
    struct row {
        notice_kind kind;
        const char* by;
        const char* assigned_to;
        bool is_asked_for;
        const char* to;
    };
    const row rows[] = {
        {held, "", "", false, "ann Sam [controller]"},
        {held, "carl", "cleo", false, "ann cleo Sam"},
        {requested, "bob", "", true, "[controller]"},
        {requested, "bob", "cleo", true, "cleo"},
        {released, "carl", "cleo", false, "ann Sam"},
        {released, "carl", "", true, "ann bob Sam"},
        {rejected, "carl", "", true, "ann bob Sam"},
        {released, "bob", "", true, "ann Sam"},
        {question, "carl", "carl", true, "ann bob Sam"},
        {answer, "ann", "carl", true, "carl"},
        {answer, "ann", "", true, "[controller]"},
        {escalated, "creditgate", "", true, "[manager]"},
        {escalated, "creditgate", "cleo", true, "cleo [manager]"},
    };
    for (const row& each : rows) {
        const notice sent = of_order(each.kind, each.by, each.assigned_to, each.is_asked_for);
        EXPECT_EQ(each.to, told(recipients_of(sent)))
            << word(each.kind) << " by " << each.by << ", with " << each.assigned_to;
    }
}

TEST(notice, where_the_host_does_not_tell_who_entered_it_goes_to_who_asked_for_it) {
    notice sent = of_order(released, "carl", "", false);
    sent.about.entered_by = "";
    EXPECT_EQ("job Sam", told(recipients_of(sent)));
}

}  // namespace
}  // namespace creditgate
