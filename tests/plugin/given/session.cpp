// SPDX-License-Identifier: Apache-2.0
#include "tests/plugin/given/session.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>

namespace creditgate::test {
namespace {

std::string op_of(const std::string& request) {
    const json parsed = json::parse(request, nullptr, false);
    if (!parsed.is_object() || !parsed.contains("op") || !parsed["op"].is_string()) return "";
    return parsed["op"];
}

void compare_with_schemas(const std::string& request, const answer& got) {
    const std::string op = op_of(request);
    if (!is_op(op)) {
        // Nothing to take: the answer is the one of any op that was not carried out.
        EXPECT_EQ("", faults("ping.answer.json", got.body));
        EXPECT_NE(CG_OK, got.status);
        return;
    }
    EXPECT_EQ("", faults(op + ".answer.json", got.body)) << request.substr(0, 500);
    if (got.status == CG_OK) {
        EXPECT_EQ("", faults(op + ".request.json", json::parse(request)));
    }
}

}  // namespace

answer bare_call(cg_session* session, const char* request) {
    char* text = nullptr;
    const cg_status status = cg_call(session, request, &text);
    const std::unique_ptr<char, decltype(&cg_free)> owned(text, cg_free);
    if (text == nullptr) throw std::runtime_error("cg_call gave no answer");
    return {status, json::parse(text)};
}

test_session::test_session(const json& configuration) {
    if (cg_open(configuration.dump().c_str(), &session_) != CG_OK) {
        throw std::runtime_error(cg_last_error(nullptr));
    }
}

void test_session::close() {
    cg_close(session_);
}

answer test_session::call_text(const std::string& request) {
    answer got = bare_call(session_, request.c_str());
    EXPECT_EQ(got.status == CG_OK, got.body.value("ok", false)) << got.body;
    const std::string last_error = cg_last_error(nullptr);
    EXPECT_EQ(got.status == CG_OK ? "" : got.code() + ": " + got.message(), last_error);
    compare_with_schemas(request, got);
    return got;
}

json test_session::get(const json& request) {
    const answer got = call(request);
    EXPECT_EQ(CG_OK, got.status) << request << "\n" << got.body;
    return got.body;
}

}  // namespace creditgate::test
