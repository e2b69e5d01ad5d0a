// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/ports.hpp"
#include "sql/odbc/connection.hpp"

namespace creditgate {

// Throws `failure` policy_missing.
[[noreturn]] void fail_no_policy();

class stored_policies : public policy_port {
  public:
    explicit stored_policies(connection& database) : database_(database) {}
    std::int64_t version_on(date day) override;
    stored_policy load(std::int64_t version) override;
    std::optional<stored_policy> find(std::int64_t version) override;
    std::optional<stored_policy> lock(std::int64_t version) override;
    std::vector<stored_policy> before(std::optional<std::int64_t> version, int most) override;
    std::vector<std::int64_t> approved_after(date day) override;
    std::int64_t append(const stored_policy& draft) override;
    void decide(const stored_policy& decided) override;

  private:
    void lock_all();

    connection& database_;
};

}  // namespace creditgate
