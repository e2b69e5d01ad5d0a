// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/ports.hpp"
#include "sql/odbc/connection.hpp"

namespace creditgate {

class stored_outbox : public outbox_port {
  public:
    explicit stored_outbox(connection& database) : database_(database) {}
    std::int64_t put(std::string_view action, std::int64_t hold_id, const timestamp& at) override;
    std::vector<outbox_entry> waiting(int most) override;
    hold about(std::int64_t outbox_id) override;
    void done(std::int64_t outbox_id, bool success, std::string_view note,
              const timestamp& at) override;

  private:
    connection& database_;
};

}  // namespace creditgate
