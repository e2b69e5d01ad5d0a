// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/ports.hpp"
#include "sql/odbc/connection.hpp"

namespace creditgate {

class stored_decisions : public decision_port {
  public:
    explicit stored_decisions(connection& database) : database_(database) {}
    std::int64_t append(const decision_record& decision,
                        const std::optional<wanted_reservation>& reserved) override;
    std::optional<decision_record> find(std::int64_t decision_id) override;
    std::vector<std::int64_t> made_on(const period& days, std::int64_t after_decision_id,
                                      int most) override;
    std::vector<passed_decision> passed(const passed_filter& which, std::int64_t after_decision_id,
                                        int most) override;
    std::optional<decision_record> last_passed(document_key document) override;
    std::vector<decision_record> in_pilot(const period& days, std::int64_t after_decision_id,
                                          int most) override;

  private:
    void append_later(const decision_record& decision,
                      const std::optional<wanted_reservation>& reserved);
    connection& database_;
};

}  // namespace creditgate
