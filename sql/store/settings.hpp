// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/ports.hpp"
#include "sql/odbc/connection.hpp"

namespace creditgate {

class stored_settings : public setting_port {
  public:
    explicit stored_settings(connection& database) : database_(database) {}
    std::optional<std::string> find(std::string_view name) override;
    void put(std::string_view name, std::string_view value) override;

  private:
    connection& database_;
};

}  // namespace creditgate
