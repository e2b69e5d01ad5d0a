// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>

#include "core/archive/ports.hpp"
#include "sql/odbc/connection.hpp"

namespace creditgate {

class stored_accounts : public account_port {
  public:
    explicit stored_accounts(connection& database) : database_(database) {}
    credit_account lock(company_id company, customer_id customer) override;
    credit_account lock_with_group(company_id company, customer_id customer) override;
    std::optional<credit_account> find(company_id company, customer_id customer) override;
    void set_limit(const credit_account& account, const credit_limit& limit) override;
    void set_terms(const credit_account& account, const limit_terms& terms) override;
    void set_blocked(const credit_account& account, bool blocked) override;
    void set_risk_class(const credit_account& account, std::string_view risk_class) override;
    void set_rating(const credit_account& account, std::string_view grade) override;
    std::string customer_name(customer_id customer) override;
    std::optional<currency> company_currency(company_id company) override;

    // Of a customer never seen before; what is there stays as it is, without a lock. Throws
    // `failure` unknown_company.
    void add(company_id company, customer_id customer);

  private:
    enum class what { own, with_group };
    std::optional<credit_account> find_and_lock(what of, company_id company, customer_id customer);
    credit_account lock_or_add(what of, company_id company, customer_id customer);
    connection& database_;
};

// Of cg_account, as stored_account takes them.
inline constexpr std::string_view account_columns =
    "account_id, currency, limit_state, limit_minor, blocked, company_id, customer_id, "
    "risk_class, limit_from || '/' || limit_to, review_on, temporary_from || '/' || temporary_to, "
    "temporary_minor, guarantees, credit_days, rating_grade, group_id, "
    "salesperson_group_id, department_group_id";
credit_account stored_account(const row& from);

// Two days with '/' between, review_on, two days again, minor units, and days to pay in.
limit_terms stored_terms(const row& from, const std::array<std::size_t, 5>& columns, currency unit);

}  // namespace creditgate
