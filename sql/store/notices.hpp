// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/notice_port.hpp"
#include "sql/odbc/connection.hpp"

namespace creditgate {

class stored_notices : public notice_port {
  public:
    explicit stored_notices(connection& database) : database_(database) {}
    void put(notice_kind kind, std::int64_t hold_id, std::string_view by,
             const timestamp& at) override;
    std::vector<notice> waiting(int most) override;
    std::vector<put_notice> of_hold(std::int64_t hold_id) override;
    hold about(std::int64_t notice_id) override;
    void done(std::int64_t notice_id, bool success, std::string_view note,
              const timestamp& at) override;
    void escalate(const timestamp& silent_before, const timestamp& at) override;

  private:
    connection& database_;
};

}  // namespace creditgate
