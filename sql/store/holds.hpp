// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/ports.hpp"
#include "sql/odbc/connection.hpp"

namespace creditgate {

class stored_holds : public hold_port {
  public:
    explicit stored_holds(connection& database) : database_(database) {}
    std::optional<hold> find(std::int64_t hold_id) override;
    std::optional<hold> find_release(const credit_account& account, document_key document,
                                     checkpoint where,
                                     const std::optional<erp_transaction>& transaction) override;
    std::int64_t open(const hold& wanted) override;
    void refresh(std::int64_t hold_id, const money& amount, std::int64_t decision_id) override;
    void close(std::int64_t hold_id, hold_state state, const person_note& why) override;
    void request(std::int64_t hold_id, const person_note& note) override;
    void use_release(std::int64_t hold_id, std::int64_t decision_id,
                     const std::optional<erp_transaction>& transaction) override;
    std::vector<hold> list(const hold_filter& filter) override;
    std::vector<hold> live_of(const credit_account& account, document_key document) override;
    std::vector<hold> of_no_document(std::int64_t account_id,
                                     const timestamp& decided_before) override;
    std::vector<hold> of_passed_document(std::int64_t account_id) override;
    bool was_rejected(document_key document, checkpoint where) override;

  private:
    connection& database_;
};

}  // namespace creditgate
