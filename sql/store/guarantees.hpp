// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/ports.hpp"
#include "sql/odbc/connection.hpp"

namespace creditgate {

class stored_guarantees : public guarantee_port {
  public:
    explicit stored_guarantees(connection& database) : database_(database) {}
    std::vector<stored_guarantee> of(const credit_account& account, bool ended_too) override;
    std::optional<guarantee_owner> find(std::int64_t guarantee_id) override;
    std::vector<guarantee> add(const credit_account& account, const stored_guarantee& wanted,
                               std::int64_t& id) override;
    std::vector<guarantee> end(const credit_account& account, std::int64_t guarantee_id,
                               const std::string& by, const timestamp& at) override;

  private:
    std::vector<guarantee> keep(const credit_account& account);
    connection& database_;
};

// cg_account.guarantees.
std::vector<guarantee> guarantees_of_text(std::string_view text, currency unit);
std::string text_of_guarantees(const std::vector<guarantee>& all);

}  // namespace creditgate
