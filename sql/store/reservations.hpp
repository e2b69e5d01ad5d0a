// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/ports.hpp"
#include "sql/odbc/connection.hpp"

namespace creditgate {

class stored_reservations : public reservation_port {
  public:
    explicit stored_reservations(connection& database) : database_(database) {}
    void reserve(const credit_account& account, const wanted_reservation& wanted) override;
    void free_document(const credit_account& account, document_key document,
                       const std::optional<erp_transaction>& transaction) override;
    void free_release(std::int64_t hold_id) override;
    void end_transaction(const erp_transaction& transaction, bool committed) override;
    outcome_of outcome(const erp_transaction& transaction) override;

  private:
    void lock_accounts_of(const erp_transaction& transaction);
    connection& database_;
};

}  // namespace creditgate
