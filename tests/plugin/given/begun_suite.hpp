// SPDX-License-Identifier: Apache-2.0
//
// Requests that are begun and finished later. The same on every database: a program instantiates
// this suite with its kind of shop.
#pragma once

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <array>
#include <atomic>
#include <memory>
#include <system_error>
#include <thread>
#include <vector>

#include "tests/plugin/given/child.hpp"
#include "tests/plugin/given/shop.hpp"

namespace creditgate::test {

inline cg_begun* begin(cg_session* session, const char* request) {
    cg_begun* begun = nullptr;
    EXPECT_EQ(CG_OK, cg_begin(session, request, &begun)) << cg_last_error(nullptr);
    return begun;
}

inline answer finish(cg_begun* begun) {
    char* text = nullptr;
    const cg_status status = cg_finish(begun, &text);
    const std::unique_ptr<char, decltype(&cg_free)> owned(text, cg_free);
    if (text == nullptr) throw std::runtime_error("cg_finish gave no answer");
    return {status, json::parse(text)};
}

template <class Shop>
struct begun : ::testing::Test {};
TYPED_TEST_SUITE_P(begun);

TYPED_TEST_P(begun, answers_as_a_call_does) {
    TypeParam shop;
    cg_session* session = shop.session().handle();
    const std::array<const char*, 5> requests{
        R"({"op": "holds", "company": 1})", R"({"op": "fly"})", "[",
        R"({"op": "check", "company": 1})",
        R"({"op": "release", "hold_id": 1, "reason": "paid", "business_date": "2026-11-24",)"
        R"( "user": {"name": "a", "roles": []}})"};
    for (const char* request : requests) {
        answer called = bare_call(session, request);
        const std::string told = cg_last_error(nullptr);
        answer got = finish(begin(session, request));
        for (answer* each : {&called, &got}) each->body.erase("as_of");
        EXPECT_EQ(called.status, got.status) << request;
        EXPECT_EQ(called.body, got.body);
        EXPECT_EQ(told, cg_last_error(nullptr)) << "the one who finishes it is told";
    }
}

TYPED_TEST_P(begun, what_is_wrong_is_told_by_finish) {
    TypeParam shop;
    cg_session* session = shop.session().handle();
    EXPECT_EQ("the request is NULL", finish(begin(session, nullptr)).message());
    EXPECT_EQ(CG_SESSION_CLOSED, finish(begin(nullptr, "{}")).status);
    shop.session().close();
    EXPECT_EQ("session_closed", finish(begin(session, "{}")).code());
    char* text = nullptr;
    EXPECT_EQ(CG_BAD_REQUEST, cg_begin(session, "{}", nullptr));
    EXPECT_EQ(CG_BAD_REQUEST, cg_finish(nullptr, &text));
    EXPECT_EQ(nullptr, text);
}

TYPED_TEST_P(begun, is_carried_out_whether_or_not_anybody_waits) {
    TypeParam shop(json{{"budget_ms", 60'000}});
    shop.set_limit("200.00");
    std::vector<cg_begun*> all;
    for (int i = 0; i < 20; ++i) {
        all.push_back(begin(shop.session().handle(), check_of(1000 + i).dump().c_str()));
    }
    int approved = 0;
    for (cg_begun* each : all) {
        if (finish(each).body.value("outcome", "") == "approve") ++approved;
    }
    EXPECT_EQ(10, approved) << "ten orders of 10.00 fit what is left of the limit";
}

TYPED_TEST_P(begun, is_ended_when_its_session_is_closed) {
    TypeParam shop;
    cg_begun* asked = begin(shop.session().handle(), R"({"op": "holds", "company": 1})");
    shop.session().close();
    const cg_status status = finish(asked).status;
    EXPECT_TRUE(status == CG_OK || status == CG_SESSION_CLOSED) << status;
}

// Thread sanitizer starts no thread in the child of a process that had threads.
inline bool begins_again(cg_session* session) {
#if defined(__SANITIZE_THREAD__)
    return works(session);
#else
    return finish(begin(session, R"({"op": "holds", "company": 1})")).status == CG_OK;
#endif
}

TYPED_TEST_P(begun, a_fork_waits_for_it_and_the_child_works) {
    TypeParam shop;
    cg_session* session = shop.session().handle();
    for (int i = 0; i < 20; ++i) {
        cg_begun* asked = begin(session, R"({"op": "holds", "company": 1})");
        EXPECT_TRUE(
            in_child([&] { return finish(asked).status == CG_OK && begins_again(session); }));
        EXPECT_EQ(CG_OK, finish(asked).status);
    }
}

// The administrator (root) may have as many threads as it wants.
inline bool allow_no_more_threads() {
    if (geteuid() == 0 && setresuid(65'534, 65'534, 65'534) != 0) return false;
    const rlimit none{0, 0};
    if (setrlimit(RLIMIT_NPROC, &none) != 0) return false;
    try {
        std::thread([] {}).join();
        return false;
    } catch (const std::system_error&) {
        return true;
    }
}

TYPED_TEST_P(begun, without_a_thread_it_is_carried_out_at_once) {
    TypeParam shop;
    cg_session* session = shop.session().handle();
    EXPECT_TRUE(in_child([&] {
        return works(session) && allow_no_more_threads() &&
               finish(begin(session, R"({"op": "holds", "company": 1})")).status == CG_OK;
    }));
}

REGISTER_TYPED_TEST_SUITE_P(begun, answers_as_a_call_does, what_is_wrong_is_told_by_finish,
                            is_carried_out_whether_or_not_anybody_waits,
                            is_ended_when_its_session_is_closed,
                            a_fork_waits_for_it_and_the_child_works,
                            without_a_thread_it_is_carried_out_at_once);

}  // namespace creditgate::test
