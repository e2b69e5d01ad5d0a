// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>

#include "core/archive/ports.hpp"
#include "sql/odbc/connection.hpp"

namespace creditgate {

// The columns of an account that say its groups, by kind.
inline constexpr std::array<std::string_view, group_kind_count> group_columns = {
    "group_id", "salesperson_group_id", "department_group_id"};
inline constexpr std::string_view all_group_columns =
    "group_id, salesperson_group_id, department_group_id";

// Those of the account that is made for the customer `p` in the company `c`; on PostgreSQL
// cg_add_account has it, too.
inline constexpr std::string_view groups_of_new_account =
    "(select m.group_id from cg_group_member m where m.kind = 'group' "
    "and m.customer_id = p.customer_id and m.company_id in (0, c.company_id)), "
    "(select m.group_id from cg_group_member m where m.kind = 'salesperson' "
    "and m.customer_id = p.customer_id and m.company_id in (0, c.company_id)), "
    "(select m.group_id from cg_group_member m where m.kind = 'department' "
    "and m.customer_id = p.customer_id and m.company_id in (0, c.company_id))";

class stored_groups : public group_port {
  public:
    explicit stored_groups(connection& database) : database_(database) {}
    std::optional<credit_group> find(std::string_view name) override;
    std::optional<credit_group> of(const credit_account& account, group_kind kind) override;
    std::vector<credit_group> list() override;
    credit_group make(std::string_view name, group_kind kind, currency unit) override;
    std::optional<credit_group> lock(std::string_view name,
                                     const std::optional<group_member>& changes) override;
    void set_limit(const credit_group& group, const credit_limit& limit) override;
    std::vector<group_member> members(const credit_group& group) override;
    std::vector<credit_account> accounts(std::int64_t group_id) override;
    void lock_membership() override;
    std::optional<std::string> group_of(const group_member& member, group_kind kind) override;
    std::vector<credit_account> add(const credit_group& group, const group_member& member) override;
    std::optional<std::vector<credit_account>> remove(const credit_group& group,
                                                      const group_member& member) override;

  private:
    std::vector<credit_account> accounts_of(const group_member& member);
    // Of one kind, of these accounts; nothing takes them out.
    void put_in(std::vector<credit_account>& accounts, group_kind kind,
                std::optional<std::int64_t> group_id);
    connection& database_;
};

}  // namespace creditgate
