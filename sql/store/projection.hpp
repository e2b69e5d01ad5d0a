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
    void gather_changes_of_everything() override;
    freshness read_anew(const credit_account& account) override;
    std::vector<account_key> waiting(int most) override;
    std::int64_t read_unread(int most) override;
    std::vector<account_key> unread(int most) override;
    std::optional<unreadable_document> find_unreadable(const account_key& key) override;
    std::vector<account_key> noted_unreadable() override;
    void note_unreadable(const account_key& key, const std::string& why) override;
    void forget_unreadable(const account_key& key) override;
    [[nodiscard]] bool reads_side_by_side() const override;
    bool any_unread() override;
    std::vector<projection_difference> differences(const credit_account& account) override;
    std::vector<credit_account> accounts_after(std::int64_t account_id, int most) override;
    std::vector<credit_account> accounts_at_rates_after(std::int64_t account_id, int most) override;
    std::int64_t add_missing_accounts() override;

  private:
    freshness ask_refresh(const credit_account& account, int most, bool everything);
    freshness refresh_one_by_one(const credit_account& account, int most);
    std::vector<credit_account> accounts_where(const std::string& condition, std::int64_t after,
                                               int most);
    void take_over(const credit_account& account, const std::string& of_key, const parameters& key);
    std::string kind_for_all();
    void note_turning_day();
    bool is_waiting(company_id company, customer_id customer);
    connection& database_;
};

// Differences of one account (reconcile.cpp).
std::vector<projection_difference> find_differences(connection& database,
                                                    const credit_account& account);

// The answer of cg_refresh. Throws `failure` detached.
freshness stored_freshness(const std::string& answer);

// Throws `failure` detached while the ERP's views are away.
void refuse_detached(connection& database);

}  // namespace creditgate
