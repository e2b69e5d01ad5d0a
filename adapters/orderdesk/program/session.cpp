// SPDX-License-Identifier: Apache-2.0
#include "adapters/orderdesk/program/session.hpp"

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace creditgate::orderdesk {

owned_session::owned_session(const std::string& database) {
    // A person waits at the terminal: installing takes longer than a check may.
    const nlohmann::json configuration = {{"database", database}, {"budget_ms", 10'000}};
    if (cg_open(configuration.dump().c_str(), &session_) == CG_OK) return;
    throw std::runtime_error(cg_last_error(nullptr));
}

}  // namespace creditgate::orderdesk
