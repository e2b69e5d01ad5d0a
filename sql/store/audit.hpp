// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/ports.hpp"
#include "sql/odbc/connection.hpp"

namespace creditgate {

class stored_audit : public audit_port {
  public:
    explicit stored_audit(connection& database) : database_(database) {}
    void append(const audit_event& event) override;
    std::vector<audit_event> of_account(std::int64_t account_id) override;
    std::vector<audit_event> said(std::string_view action, const period& days) override;

  private:
    connection& database_;
};

}  // namespace creditgate
