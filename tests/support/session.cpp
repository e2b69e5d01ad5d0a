// SPDX-License-Identifier: Apache-2.0
#include "tests/support/session.hpp"

#include <memory>
#include <stdexcept>

namespace creditgate::test {

std::string reply::code() const {
    return body.contains("error") ? body["error"].value("code", "") : "";
}

reply call(cg_session* session, const json& request) {
    char* text = nullptr;
    const cg_status status = cg_call(session, request.dump().c_str(), &text);
    const std::unique_ptr<char, decltype(&cg_free)> owned(text, cg_free);
    return {status, text == nullptr ? json() : json::parse(text)};
}

session::session(const json& configuration) {
    if (cg_open(configuration.dump().c_str(), &session_) == CG_OK) return;
    throw std::runtime_error(cg_last_error(nullptr));
}

json session::get(const json& request) const {
    reply got = call(session_, request);
    if (got.status == CG_OK) return std::move(got.body);
    throw std::runtime_error("asked " + request.dump() + ", found " + got.body.dump());
}

}  // namespace creditgate::test
