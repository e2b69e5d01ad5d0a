// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/ports.hpp"
#include "sql/odbc/connection.hpp"
#include "sql/store/accounts.hpp"
#include "sql/store/projection.hpp"

namespace creditgate {

// A check pays for each message to the server: all that it reads goes in one.
class stored_readings : public reading_port {
  public:
    stored_readings(connection& database, stored_accounts& accounts, stored_projection& projection)
        : database_(database), accounts_(accounts), projection_(projection) {}
    reading lock_and_read(const check_event& event, const timestamp& now) override;
    reading read(const credit_account& account, std::optional<document_key> without, date as_of,
                 const timestamp& now) override;

  private:
    connection& database_;
    stored_accounts& accounts_;
    stored_projection& projection_;
};

}  // namespace creditgate
