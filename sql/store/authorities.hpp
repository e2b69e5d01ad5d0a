// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/ports.hpp"
#include "sql/odbc/connection.hpp"

namespace creditgate {

class stored_authorities : public authority_port {
  public:
    explicit stored_authorities(connection& database) : database_(database) {}
    stored_authority load() override;
    std::int64_t append(const stored_authority& next) override;
    std::vector<substitution> substitutions() override;
    void put(const substitution& wanted) override;
    bool remove(std::string_view of_person, std::string_view substitute) override;

  private:
    connection& database_;
};

}  // namespace creditgate
