// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/ports.hpp"
#include "sql/odbc/connection.hpp"
#include "sql/store/settings.hpp"

namespace creditgate {

// What the guard's own functions (sql/schema/0006_guard.postgresql.sql) go by, and what they left.
class stored_guard : public guard_port {
  public:
    stored_guard(connection& database, stored_settings& settings)
        : database_(database), settings_(settings) {}
    std::optional<guard_setting> setting() override;
    void set(const guard_setting& wanted) override;
    void guard_at(const std::vector<checkpoint>& guarded,
                  const std::vector<checkpoint>& asked) override;
    std::optional<std::string> grant_key() override;
    void approve(const decision_record& decision, company_id company,
                 customer_id customer) override;
    std::int64_t cover_all() override;
    std::vector<uncovered_document> uncovered(int most) override;
    std::vector<noted_document> noted(std::int64_t after, int most) override;
    std::vector<noted_document> undecided(std::int64_t after, int most) override;
    bool is_undecided(std::int64_t noted_id) override;
    void set_decided(std::int64_t noted_id, std::optional<std::int64_t> decision_id,
                     const timestamp& at) override;
    std::optional<uncovered_document> guarded(document_key document, checkpoint where) override;
    bool went_on_before(std::int64_t decision_id) override;

  private:
    void let_it_take_long();
    connection& database_;
    stored_settings& settings_;
};

}  // namespace creditgate
