// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/ports.hpp"
#include "sql/odbc/connection.hpp"

namespace creditgate {

class stored_payers : public payer_port {
  public:
    explicit stored_payers(connection& database) : database_(database) {}
    std::optional<date> oldest_item(const credit_account& account,
                                    const document_key& without) override;
    std::optional<date> known_since(const credit_account& account, date long_ago) override;

  private:
    connection& database_;
};

}  // namespace creditgate
