// SPDX-License-Identifier: Apache-2.0
//
// Eight threads ask, end transactions and look at the same two customers, for as long as a busy
// hour: nothing may be lost, counted twice or let past the limit. With TSan, no access may race.
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <memory>
#include <thread>

#include "tests/plugin/server/postgresql_shop.hpp"
#include "tests/support/scale.hpp"

namespace creditgate::test {
namespace {

constexpr int threads = 8;
constexpr std::array customers = {42, 43};

struct storm : ::testing::Test {
    storm() {
        for (const int each : customers) limit_of(each, "300.00");
    }

    void limit_of(int customer, const std::string& amount) {
        shop.session().get({{"op", "set_limit"},
                            {"company", 1},
                            {"customer", customer},
                            {"limit", {{"state", "amount"}, {"amount", money(amount)}}},
                            {"user", controller()},
                            {"reason", "agreed"},
                            {"business_date", "2026-11-24"}});
    }

    // Of what is approved every tenth stays reserved, the others end one way or the other.
    void one_check(cg_session* session, int number) {
        json asked = check_of(number);
        asked["customer"] = customers[static_cast<std::size_t>(number) % customers.size()];
        const answer got = bare_call(session, asked.dump().c_str());
        const std::string outcome = got.body.value("outcome", "");
        if (got.status != CG_OK || (outcome != "approve" && outcome != "hold")) {
            wrong(got);
        } else if (outcome == "approve" && number % 10 < 8) {
            const json ends = {{"op", number % 3 == 0 ? "abort" : "commit"},
                               {"transaction", asked["transaction"]}};
            require(session, ends);
        } else if (outcome == "approve") {
            ++kept;
        }
        if (number % 25 == 0) require(session, {{"op", "holds"}, {"company", 1}, {"max", 5}});
        if (number % 40 == 0) require(session, credit_of(asked["customer"]));
    }

    static json credit_of(const json& customer) {
        return {{"op", "customer"},
                {"company", 1},
                {"customer", customer},
                {"business_date", "2026-11-24"}};
    }

    void require(cg_session* session, const json& request) {
        const answer got = bare_call(session, request.dump().c_str());
        if (got.status != CG_OK) wrong(got);
    }

    void wrong(const answer& got) {
        if (faults++ == 0) ADD_FAILURE() << got.body;
    }

    void run(const std::vector<cg_session*>& sessions) {
        const int checks = scaled(100, 1000);
        std::vector<std::thread> running;
        for (int thread = 0; thread < threads; ++thread) {
            running.emplace_back([&, thread] {
                cg_session* session = sessions[static_cast<std::size_t>(thread) % sessions.size()];
                for (int i = 1; i <= checks; ++i) one_check(session, thread * checks + i);
            });
        }
        for (std::thread& each : running) each.join();
        EXPECT_EQ(0, faults);
        expect_all_is_there(threads * checks);
    }

    void expect_all_is_there(int checks) {
        EXPECT_EQ(std::to_string(checks), shop.sql("select count(*) from creditgate.cg_decision"));
        int reserved = 0;
        for (const int each : customers) {
            const json credit = shop.session().get(credit_of(each))["credit"];
            const std::string available = credit["available"]["amount"];
            EXPECT_NE('-', available[0]) << credit["exposure"];
            for (const json& bucket : credit["buckets"]) {
                if (bucket["bucket"] == "reservation") reserved += bucket["documents"].get<int>();
            }
        }
        EXPECT_EQ(kept, reserved);
        EXPECT_GT(kept, 0);
    }

    postgresql_shop shop{json{{"budget_ms", 60'000}}};
    std::atomic<int> kept{0};
    std::atomic<int> faults{0};
};

TEST_F(storm, on_one_session) {
    run({shop.session().handle()});
}

TEST_F(storm, on_a_session_each) {
    std::vector<std::unique_ptr<test_session>> open;
    std::vector<cg_session*> handles;
    for (int i = 0; i < threads; ++i) {
        open.push_back(std::make_unique<test_session>(shop.configuration()));
        handles.push_back(open.back()->handle());
    }
    run(handles);
}

}  // namespace
}  // namespace creditgate::test
