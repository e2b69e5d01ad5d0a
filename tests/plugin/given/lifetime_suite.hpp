// SPDX-License-Identifier: Apache-2.0
//
// Sessions over their life: closed ones, forks, threads. The same on every database: a program
// instantiates this suite with its kind of shop.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include "tests/plugin/given/child.hpp"
#include "tests/plugin/given/shop.hpp"

namespace creditgate::test {

template <class Shop>
struct lifetime : ::testing::Test {};
TYPED_TEST_SUITE_P(lifetime);

TYPED_TEST_P(lifetime, closed_session_answers_session_closed) {
    TypeParam shop;
    shop.session().close();
    const answer got = shop.session().call_text(R"({"op": "ping"})");
    EXPECT_EQ(CG_SESSION_CLOSED, got.status);
    EXPECT_EQ("session_closed", got.code());
    EXPECT_EQ("the session was closed, or never opened", got.message());
    shop.session().close();
}

TYPED_TEST_P(lifetime, what_is_no_session_answers_session_closed) {
    int local = 0;
    EXPECT_EQ(CG_SESSION_CLOSED, bare_call(nullptr, R"({"op": "ping"})").status);
    EXPECT_EQ(CG_SESSION_CLOSED,
              bare_call(reinterpret_cast<cg_session*>(&local), R"({"op": "ping"})").status);
    cg_close(nullptr);
    cg_close(reinterpret_cast<cg_session*>(&local));
    cg_free(nullptr);
}

TYPED_TEST_P(lifetime, null_arguments_are_refused) {
    EXPECT_EQ(CG_BAD_REQUEST, cg_open("{}", nullptr));
    EXPECT_EQ(CG_BAD_REQUEST, cg_call(nullptr, "{}", nullptr));
    TypeParam shop;
    const answer got = bare_call(shop.session().handle(), nullptr);
    EXPECT_EQ(CG_BAD_REQUEST, got.status);
    EXPECT_EQ("the request is NULL", got.message());
}

TYPED_TEST_P(lifetime, child_and_parent_work_after_a_fork) {
    TypeParam shop;
    cg_session* session = shop.session().handle();
    ASSERT_TRUE(works(session));
    EXPECT_TRUE(in_child([&] { return works(session); }));
    EXPECT_TRUE(works(session));
    EXPECT_TRUE(in_child([&] { return in_child([&] { return works(session); }); }));
    EXPECT_TRUE(works(session));
}

TYPED_TEST_P(lifetime, session_opened_before_any_call_works_in_the_child) {
    const TypeParam shop;
    const test_session unused(shop.configuration());
    EXPECT_TRUE(in_child([&] { return works(unused.handle()); }));
}

TYPED_TEST_P(lifetime, child_may_close_its_copy) {
    TypeParam shop;
    cg_session* session = shop.session().handle();
    EXPECT_TRUE(in_child([&] {
        cg_close(session);
        return bare_call(session, "{}").status == CG_SESSION_CLOSED;
    }));
    EXPECT_TRUE(works(session));
}

TYPED_TEST_P(lifetime, fork_under_load_neither_hangs_nor_breaks) {
#if defined(__SANITIZE_ADDRESS__)
    // The callers' own allocations may hold the sanitizer's locks, which no child gives back.
    GTEST_SKIP() << "address sanitizer does not survive a fork beside other threads";
#endif
    TypeParam shop;
    cg_session* session = shop.session().handle();
    std::atomic<bool> stop{false};
    std::atomic<int> bad{0};
    std::vector<std::thread> callers;
    for (int i = 0; i < 4; ++i) {
        callers.emplace_back([&] {
            while (!stop) {
                if (!works(session)) ++bad;
            }
        });
    }
    int children = 0;
    for (int i = 0; i < 20; ++i) {
        if (in_child([&] { return works(session); })) ++children;
    }
    stop = true;
    for (std::thread& each : callers) each.join();
    EXPECT_EQ(20, children);
    EXPECT_EQ(0, bad);
}

// Ten orders of 10.00 fit what is left of the limit, whoever asks and in whatever order.
inline int approved_by_eight_threads(const std::vector<cg_session*>& sessions) {
    std::atomic<int> approved{0};
    std::atomic<int> held{0};
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 8; ++thread) {
        threads.emplace_back([&, thread] {
            cg_session* session = sessions[static_cast<std::size_t>(thread) % sessions.size()];
            for (int i = 0; i < 5; ++i) {
                const json asked = check_of(1000 + 5 * thread + i);
                const answer got = bare_call(session, asked.dump().c_str());
                const std::string outcome = got.body.value("outcome", "");
                if (got.status == CG_OK && outcome == "approve") ++approved;
                if (got.status == CG_OK && outcome == "hold") ++held;
            }
        });
    }
    for (std::thread& each : threads) each.join();
    EXPECT_EQ(40, approved + held);
    return approved;
}

TYPED_TEST_P(lifetime, eight_threads_on_one_session_never_exceed_the_limit) {
    TypeParam shop(json{{"budget_ms", 60'000}});
    shop.set_limit("200.00");
    EXPECT_EQ(10, approved_by_eight_threads({shop.session().handle()}));
}

TYPED_TEST_P(lifetime, eight_sessions_never_exceed_the_limit) {
    TypeParam shop(json{{"budget_ms", 60'000}});
    shop.set_limit("200.00");
    std::vector<std::unique_ptr<test_session>> open;
    std::vector<cg_session*> handles;
    for (int i = 0; i < 8; ++i) {
        open.push_back(std::make_unique<test_session>(shop.configuration()));
        handles.push_back(open.back()->handle());
    }
    EXPECT_EQ(10, approved_by_eight_threads(handles));
}

TYPED_TEST_P(lifetime, closing_while_others_call_ends_them_in_order) {
    TypeParam shop;
    cg_session* session = shop.session().handle();
    std::atomic<int> calls{0};
    std::atomic<int> strange{0};
    std::vector<std::thread> callers;
    for (int i = 0; i < 8; ++i) {
        callers.emplace_back([&] {
            for (;;) {
                const cg_status got = bare_call(session, R"({"op": "holds", "company": 1})").status;
                ++calls;
                if (got == CG_SESSION_CLOSED) return;
                if (got != CG_OK) ++strange;
            }
        });
    }
    while (calls < 20) std::this_thread::yield();
    cg_close(session);
    for (std::thread& each : callers) each.join();
    EXPECT_EQ(0, strange);
}

REGISTER_TYPED_TEST_SUITE_P(lifetime, closed_session_answers_session_closed,
                            what_is_no_session_answers_session_closed, null_arguments_are_refused,
                            child_and_parent_work_after_a_fork,
                            session_opened_before_any_call_works_in_the_child,
                            child_may_close_its_copy, fork_under_load_neither_hangs_nor_breaks,
                            eight_threads_on_one_session_never_exceed_the_limit,
                            eight_sessions_never_exceed_the_limit,
                            closing_while_others_call_ends_them_in_order);

}  // namespace creditgate::test
