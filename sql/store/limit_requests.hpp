// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/ports.hpp"
#include "sql/odbc/connection.hpp"

namespace creditgate {

class stored_limit_requests : public limit_request_port {
  public:
    explicit stored_limit_requests(connection& database) : database_(database) {}
    std::int64_t add(const limit_request& wanted) override;
    std::int64_t add_batch(const person_note& asked) override;
    std::optional<person_note> find_batch(std::int64_t batch_id) override;
    std::optional<limit_request> find(std::int64_t limit_request_id) override;
    std::optional<std::int64_t> open_of(std::int64_t account_id) override;
    std::vector<limit_request> list(const limit_request_filter& filter) override;
    std::vector<limit_request_step> steps(std::int64_t limit_request_id) override;
    void add_step(std::int64_t limit_request_id, const limit_request_step& taken) override;
    void ask_against(std::int64_t limit_request_id, const credit_account& now) override;
    void close(std::int64_t limit_request_id, limit_request_state state,
               const person_note& why) override;
    std::vector<credit_account> accounts(const account_selection& which,
                                         std::int64_t after_account_id, int most) override;

  private:
    connection& database_;
};

}  // namespace creditgate
