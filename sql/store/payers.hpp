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
    std::optional<std::vector<settled_sum>> settled(const credit_account& account, date day,
                                                    day_count last) override;
    void read_settled(const credit_account& account, date day, day_count last) override;

  private:
    connection& database_;
};

}  // namespace creditgate
