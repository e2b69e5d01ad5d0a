// SPDX-License-Identifier: Apache-2.0
#include "adapters/orderdesk/call.hpp"

#include <memory>
#include <stdexcept>

namespace creditgate::orderdesk {

using nlohmann::json;

json call(cg_session* session, const json& request) {
    char* text = nullptr;
    const cg_status status = cg_call(session, request.dump().c_str(), &text);
    const std::unique_ptr<char, decltype(&cg_free)> owned(text, cg_free);
    if (text == nullptr) throw std::runtime_error("creditgate has no memory for its answer");
    json answer = json::parse(text);
    if (status == CG_OK || answer.contains("outcome")) return answer;
    const json& error = answer.at("error");
    throw std::runtime_error(error.at("message").get<std::string>() + "; " +
                             error.value("next", ""));
}

}  // namespace creditgate::orderdesk
