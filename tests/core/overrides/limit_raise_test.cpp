// SPDX-License-Identifier: Apache-2.0
//
// Which documents passed because a limit was raised. Customer 42 asks on 2026-11-24; nothing is
// open, so that a document needs its own amount.
#include "core/overrides/limit_raise.hpp"

#include <gtest/gtest.h>

#include "core/archive/words.hpp"
#include "tests/core/given.hpp"

namespace creditgate {
namespace {

using given::day;
using given::eur;

constexpr const char* asked_at = "2026-11-24T10:00:00.000000Z";

agreed_credit agreed(std::string_view amount) {
    if (amount == "none") return {credit_limit::none(), {}};
    if (amount == "unlimited") return {credit_limit::unlimited(), {}};
    return {credit_limit::of(eur(amount)), {}};
}

timestamp at(int day_of_november) {
    return {"2026-11-" + std::string(day_of_november < 10 ? "0" : "") +
            std::to_string(day_of_november) + "T09:00:00.000000Z"};
}

// The limit from one amount to the next, a day each from the first of November on.
std::vector<credit_change> limits(const std::vector<const char*>& amounts) {
    std::vector<credit_change> all;
    for (std::size_t i = 1; i < amounts.size(); ++i) {
        const int number = static_cast<int>(i);
        all.push_back({number, override_kind::limit_raise, at(number), agreed(amounts[i - 1]),
                       agreed(amounts[i])});
    }
    return all;
}

TEST(limit_raises, are_changes_after_which_more_is_risked) {
    struct row {
        const char* before;
        const char* after;
        bool raise;
    };
    const row rows[] = {
        {"100.00", "100.01", true},   {"100.00", "100.00", false},
        {"100.00", "99.99", false},   {"100.00", "unlimited", true},
        {"0.00", "0.01", true},       {"unlimited", "1.00", false},
        {"100.00", "none", false},    {"none", "100.00", false},
        {"none", "unlimited", false}, {"unlimited", "unlimited", false},
    };
    for (const row& each : rows) {
        EXPECT_EQ(is_raise(limits({each.before, each.after}).front()), each.raise)
            << each.before << " to " << each.after;
    }
    // The same amount for a day more.
    credit_change longer = limits({"100.00", "100.00"}).front();
    longer.before.terms.valid.to = day("2026-11-30");
    longer.after.terms.valid.to = day("2026-12-01");
    EXPECT_TRUE(is_raise(longer));
    std::swap(longer.before, longer.after);
    EXPECT_FALSE(is_raise(longer));
}

TEST(limit_raises, end_when_the_limit_is_what_it_was_before_or_less) {
    struct row {
        std::vector<const char*> amounts;
        const char* in_force;  // the numbers of the changes
    };
    const row rows[] = {
        {{"100.00", "200.00"}, "1"},
        {{"100.00", "200.00", "100.01"}, "1"},
        {{"100.00", "200.00", "100.00"}, ""},
        {{"100.00", "200.00", "300.00"}, "12"},
        {{"100.00", "200.00", "300.00", "200.00"}, "1"},
        {{"100.00", "200.00", "300.00", "200.01"}, "12"},
        {{"100.00", "200.00", "300.00", "99.00"}, ""},
        {{"100.00", "200.00", "none"}, ""},
        {{"100.00", "unlimited", "150.00"}, "1"},
        {{"100.00", "200.00", "50.00", "60.00"}, "3"},
    };
    for (const row& each : rows) {
        std::string found;
        for (const auto& raise : raises_in_force(limits(each.amounts), {asked_at})) {
            found += std::to_string(raise.event_id);
        }
        std::string of;
        for (const char* amount : each.amounts) of += std::string(amount) + " ";
        EXPECT_EQ(found, each.in_force) << of;
    }
    // What comes later does not count yet.
    EXPECT_TRUE(raises_in_force(limits({"100.00", "200.00"}), {"2026-11-01T08:59:59"}).empty());
    EXPECT_EQ(1U, raises_in_force(limits({"100.00", "200.00"}), at(1)).size());
}

// "1 limit": the change without which the document would not have passed, and what would have
// stopped it.
std::string told(const given::question& asked, const std::vector<credit_change>& changes) {
    const auto found = raise_behind(asked.event, asked.facts, asked.rules,
                                    raises_in_force(changes, {asked_at}), "creditgate");
    if (!found) return "none";
    std::string text = std::to_string(found->event_id);
    for (const rule each : found->rules) text += " " + std::string(word(each));
    return text;
}

// By a policy that holds above the limit, with the last limit in force.
given::question question_of(std::string_view amount, const std::vector<credit_change>& changes) {
    given::question asked = given::order_of(eur(amount));
    asked.rules.rules.push_back(given::limit_rule(outcome::hold));
    asked.facts.account.limit = changes.back().after.limit;
    asked.facts.account.terms = changes.back().after.terms;
    asked.facts.account.agreed.reset();
    asked.facts.account = account_on(asked.facts.account, asked.event.business_date);
    return asked;
}

TEST(limit_raises, answer_for_the_documents_that_passed_only_by_them) {
    struct row {
        std::vector<const char*> limits;
        const char* document;
        const char* found;
    };
    const row rows[] = {
        {{"100.00", "200.00"}, "100.00", "none"},
        {{"100.00", "200.00"}, "100.01", "1 limit"},
        {{"100.00", "200.00"}, "200.00", "1 limit"},
        {{"100.00", "200.00"}, "200.01", "none"},
        {{"100.00", "200.00", "300.00"}, "100.00", "none"},
        {{"100.00", "200.00", "300.00"}, "200.00", "1 limit"},
        {{"100.00", "200.00", "300.00"}, "200.01", "2 limit"},
        {{"100.00", "300.00", "150.00"}, "120.00", "1 limit"},
        {{"100.00", "unlimited"}, "5000.00", "1 limit"},
        {{"100.00", "200.00", "100.00"}, "100.00", "none"},
    };
    for (const row& each : rows) {
        const auto changes = limits(each.limits);
        EXPECT_EQ(told(question_of(each.document, changes), changes), each.found)
            << each.limits.back() << ", a document of " << each.document;
    }
}

TEST(limit_raises, go_by_the_policy_of_the_decision) {
    const auto changes = limits({"100.00", "200.00"});
    // 90 % of the limit: above 90.00 it would have been held.
    given::question asked = question_of("90.01", changes);
    asked.rules.rules = {given::limit_rule(outcome::hold, 9'000)};
    EXPECT_EQ(told(asked, changes), "1 limit");
    asked.event.amount = eur("90.00");
    EXPECT_EQ(told(asked, changes), "none");
    // A policy that only warns lets everything pass anyway.
    asked = question_of("150.00", changes);
    asked.rules.rules = {given::limit_rule(outcome::warn)};
    EXPECT_EQ(told(asked, changes), "none");
    asked.rules.rules = {given::limit_rule(outcome::reject)};
    EXPECT_EQ(told(asked, changes), "1 limit");
}

TEST(limit_raises, on_top_for_a_time_answer_on_their_days) {
    credit_change on_top{1, override_kind::temporary_limit, at(1), agreed("100.00"),
                         agreed("100.00")};
    on_top.after.terms.temporary = {eur("50.00"), {day("2026-11-20"), day("2026-11-24")}};
    EXPECT_EQ(told(question_of("150.00", {on_top}), {on_top}), "1 limit");
    EXPECT_EQ(told(question_of("100.00", {on_top}), {on_top}), "none");
    on_top.after.terms.temporary->during.to = day("2026-11-23");
    EXPECT_EQ(told(question_of("100.00", {on_top}), {on_top}), "none");
    // Taken away, it ends; so it does when another one comes.
    credit_change off = on_top;
    off.event_id = 2;
    std::swap(off.before, off.after);
    EXPECT_TRUE(raises_in_force({on_top, off}, {asked_at}).empty());
    credit_change more = on_top;
    more.event_id = 2;
    more.before = on_top.after;
    more.after.terms.temporary->amount = eur("50.01");
    EXPECT_EQ(raises_in_force({on_top, more}, {asked_at}).front().event_id, 2);
    more.after.terms.temporary->amount = eur("49.99");
    EXPECT_TRUE(raises_in_force({on_top, more}, {asked_at}).empty());
}

// The group Harbour, in which another one owes 100.00.
TEST(limit_raises, of_a_group_answer_beside_those_of_the_customer) {
    credit_change own = limits({"100.00", "900.00"}).front();
    credit_change shared = limits({"150.00", "300.00"}).front();
    shared.event_id = 2;
    shared.kind = override_kind::group_limit_raise;
    shared.group = "Harbour";
    const auto asked = [&](std::string_view amount) {
        given::question made = question_of(amount, {own});
        made.rules.rules.push_back(given::rule_of(rule::group_limit, outcome::hold));
        made.rules.rules.back().threshold_share = {10'000};
        const credit_group group{1, group_kind::group, "Harbour", given::unit("EUR"),
                                 credit_limit::of(eur("300.00"))};
        made.facts.groups.push_back({group, {given::invoice(eur("100.00"), "2026-12-31")}});
        return made;
    };
    EXPECT_EQ(told(asked("50.00"), {own, shared}), "none");
    EXPECT_EQ(told(asked("50.01"), {own, shared}), "2 group_limit");
    EXPECT_EQ(told(asked("200.00"), {own, shared}), "2 group_limit");
    EXPECT_EQ(told(asked("200.01"), {own, shared}), "none");
    // The latest one that makes the difference.
    own.event_id = 3;
    EXPECT_EQ(told(asked("100.01"), {shared, own}), "3 limit");
    EXPECT_EQ(told(asked("100.00"), {shared, own}), "2 group_limit");
    // The limit of another group, or the customer's own, ends nothing of it.
    credit_change other = limits({"300.00", "100.00"}).front();
    other.kind = override_kind::group_limit_raise;
    other.group = "Pier";
    EXPECT_EQ(told(asked("50.01"), {shared, other}), "2 group_limit");
    other.group = "Harbour";
    EXPECT_TRUE(raises_in_force({shared, other}, {asked_at}).empty());
}

TEST(limit_raises, answer_for_what_the_system_released_and_not_for_what_a_person_did) {
    const auto changes = limits({"100.00", "200.00"});
    given::question asked = question_of("150.00", changes);
    asked.facts.release = usable_release{7, eur("150.00"), "creditgate"};
    EXPECT_EQ(told(asked, changes), "1 limit");
    asked.facts.release->released_by = "carl";
    EXPECT_EQ(told(asked, changes), "none");
    // Another rule stands against it, which the raise does not clear.
    asked.facts.release->released_by = "creditgate";
    asked.rules.rules.push_back(given::document_value_rule(outcome::hold, eur("1.00")));
    EXPECT_EQ(told(asked, changes), "none");
}

}  // namespace
}  // namespace creditgate
