// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/ports.hpp"
#include "sql/odbc/connection.hpp"
#include "sql/store/accounts.hpp"

namespace creditgate {

// A check pays for each message to the server: all that it reads goes in one.
class stored_readings : public reading_port {
  public:
    stored_readings(connection& database, stored_accounts& accounts)
        : database_(database), accounts_(accounts) {}
    reading lock_and_read(const check_event& event, const timestamp& now) override;
    reading read(const credit_account& account, std::optional<document_key> without,
                 const timestamp& now) override;

  private:
    connection& database_;
    stored_accounts& accounts_;
};

}  // namespace creditgate
