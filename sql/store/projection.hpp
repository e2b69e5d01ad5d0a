// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/ports.hpp"
#include "sql/odbc/connection.hpp"

namespace creditgate {

// On PostgreSQL one statement of the server's own (cg_refresh): what is read of the ERP's tables
// and which changes are taken has to be of one snapshot. SQLite's transaction has the database for
// itself, and takes one change after the other.
class stored_projection : public projection_port {
  public:
    explicit stored_projection(connection& database) : database_(database) {}
    freshness refresh(const credit_account& account, int most) override;
    void take_change_of_everything() override;
    freshness read_anew(const credit_account& account) override;
    std::vector<account_key> waiting(int most) override;
    std::int64_t read_unread(int most) override;
    bool any_unread() override;
    std::vector<projection_difference> differences(const credit_account& account) override;
    std::vector<credit_account> accounts_after(std::int64_t account_id, int most) override;
    std::int64_t add_missing_accounts() override;

  private:
    freshness refresh_one_by_one(const credit_account& account, int most);
    void take_over(const credit_account& account, const std::string& of_key, const parameters& key);
    std::string kind_for_all();
    bool is_waiting(company_id company, customer_id customer);
    connection& database_;
};

// Differences of one account (reconcile.cpp).
std::vector<projection_difference> find_differences(connection& database,
                                                    const credit_account& account);

// PostgreSQL only: the answer has one row, which stored_freshness reads; none when there is no such
// account.
question refresh_question(company_id company, customer_id customer, int most);
freshness stored_freshness(const std::vector<row>& answer);

}  // namespace creditgate
