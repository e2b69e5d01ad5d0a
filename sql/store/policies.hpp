// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/ports.hpp"
#include "sql/odbc/connection.hpp"

namespace creditgate {

// Throws `failure` policy_missing.
[[noreturn]] void fail_no_policy();

class stored_policies : public policy_port {
  public:
    explicit stored_policies(connection& database) : database_(database) {}
    std::int64_t current_version() override;
    stored_policy load(std::int64_t version) override;
    std::int64_t append(const std::string& body, const std::string& by,
                        const timestamp& at) override;

  private:
    connection& database_;
};

}  // namespace creditgate
