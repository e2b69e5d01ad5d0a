// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/limit/credit_account.hpp"
#include "core/limit/credit_group.hpp"

namespace creditgate {

// A customer in one company, or in every company.
struct group_member {
    customer_id customer;
    std::optional<company_id> company;
};

class group_port {
  public:
    virtual ~group_port() = default;
    virtual std::optional<credit_group> find(std::string_view name) = 0;
    virtual std::optional<credit_group> of(const credit_account& account, group_kind kind) = 0;
    virtual std::vector<credit_group> list() = 0;  // by name
    // Without a limit and without members. The name must be new.
    virtual credit_group make(std::string_view name, group_kind kind, currency unit) = 0;
    // Locks as account_port::lock_with_group does for each of its accounts, and for those of a
    // customer who is to join or leave.
    virtual std::optional<credit_group> lock(std::string_view name,
                                             const std::optional<group_member>& changes) = 0;
    virtual void set_limit(const credit_group& group, const credit_limit& limit) = 0;
    virtual std::vector<group_member> members(const credit_group& group) = 0;
    virtual std::vector<credit_account> accounts(std::int64_t group_id) = 0;  // by id
    // Until the transaction ends nobody else changes members, and no account is made. Comes before
    // lock().
    virtual void lock_membership() = 0;
    // The group of this kind that has this customer already, in one of these companies.
    virtual std::optional<std::string> group_of(const group_member& member, group_kind kind) = 0;
    // Accounts that are made later join by themselves. Returns the accounts that have joined.
    virtual std::vector<credit_account> add(const credit_group& group,
                                            const group_member& member) = 0;
    // Returns the accounts that have left; nothing when there is no such member.
    virtual std::optional<std::vector<credit_account>> remove(const credit_group& group,
                                                              const group_member& member) = 0;
};

}  // namespace creditgate
