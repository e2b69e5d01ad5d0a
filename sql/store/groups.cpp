// SPDX-License-Identifier: Apache-2.0
#include "sql/store/groups.hpp"

#include "sql/store/accounts.hpp"
#include "sql/store/insert.hpp"
#include "sql/store/rows.hpp"

namespace creditgate {
namespace {

constexpr const char* select_group =
    "select group_id, name, currency, limit_state, limit_minor, kind from ";

credit_group stored_group(const row& from) {
    const currency unit = stored_currency(from, 2, "cg_group.currency");
    return {from.number(0), stored_word<group_kind>(from, 5, "cg_group.kind"), from.text(1), unit,
            stored_limit(from, 3, unit, "cg_group.limit_state")};
}

std::vector<credit_group> stored_group_list(const std::vector<row>& found) {
    std::vector<credit_group> groups;
    for (const row& each : found) groups.push_back(stored_group(each));
    return groups;
}

std::optional<credit_group> first_group(const std::vector<row>& found) {
    if (found.empty()) return std::nullopt;
    return stored_group(found[0]);
}

std::string select_accounts(std::string_view which) {
    return "select " + std::string(account_columns) + " from cg_account where " +
           std::string(which) + " order by account_id";
}

std::vector<credit_account> account_list(const std::vector<row>& found) {
    std::vector<credit_account> accounts;
    for (const row& each : found) accounts.push_back(stored_account(each));
    return accounts;
}

// 0: in every company.
std::int64_t company_of(const group_member& member) {
    return member.company ? member.company->value : 0;
}

}  // namespace

std::optional<credit_group> stored_groups::find(std::string_view name) {
    return first_group(
        database_.query(std::string(select_group) + "cg_group where name = ?", {name}));
}

std::optional<credit_group> stored_groups::of(const credit_account& account, group_kind kind) {
    const auto group_id = account.groups[static_cast<std::size_t>(kind)];
    if (!group_id) return std::nullopt;
    return first_group(
        database_.query(std::string(select_group) + "cg_group where group_id = ?", {*group_id}));
}

std::vector<credit_group> stored_groups::list() {
    return stored_group_list(database_.query(std::string(select_group) + "cg_group order by name"));
}

credit_group stored_groups::make(std::string_view name, group_kind kind, currency unit) {
    const std::int64_t group_id =
        insert_numbered(database_, "insert into cg_group (kind, name, currency) values (?, ?, ?)",
                        "group_id", {word(kind), name, unit.code()});
    return {group_id, kind, std::string(name), unit, credit_limit::none()};
}

std::optional<credit_group> stored_groups::lock(std::string_view name,
                                                const std::optional<group_member>& changes) {
    if (database_.kind() != dialect::postgresql) return find(name);
    return first_group(database_.query(
        std::string(select_group) + "cg_lock_group(?, ?, ?)",
        {name, changes ? changes->customer.value : 0, changes ? company_of(*changes) : 0}));
}

void stored_groups::set_limit(const credit_group& group, const credit_limit& limit) {
    std::optional<std::int64_t> minor;
    if (limit.amount()) minor = limit.amount()->minor();
    database_.execute("update cg_group set limit_state = ?, limit_minor = ? where group_id = ?",
                      {word(limit.state()), minor, group.group_id});
}

std::vector<group_member> stored_groups::members(const credit_group& group) {
    std::vector<group_member> members;
    for (const row& each :
         database_.query("select customer_id, company_id from cg_group_member where group_id = ? "
                         "order by customer_id, company_id",
                         {group.group_id})) {
        group_member member{{each.number(0)}, std::nullopt};
        if (each.number(1) != 0) member.company = company_id{each.number(1)};
        members.push_back(member);
    }
    return members;
}

std::vector<credit_account> stored_groups::accounts(std::int64_t group_id) {
    return account_list(database_.query(
        select_accounts(
            "account_id in (select m.account_id from cg_group_account m where m.group_id = ?)"),
        {group_id}));
}

void stored_groups::lock_membership() {
    if (database_.kind() != dialect::postgresql) return;
    database_.run("lock table cg_group_member in share row exclusive mode");
}

std::optional<std::string> stored_groups::group_of(const group_member& member, group_kind kind) {
    const std::int64_t company = company_of(member);
    const auto found = database_.query(
        "select g.name from cg_group_member m join cg_group g on g.group_id = m.group_id "
        "where m.customer_id = ? and m.kind = ? and (m.company_id in (0, ?) or ? = 0) limit 1",
        {member.customer.value, word(kind), company, company});
    if (found.empty()) return std::nullopt;
    return found[0].text(0);
}

std::vector<credit_account> stored_groups::accounts_of(const group_member& member) {
    const std::int64_t company = company_of(member);
    return account_list(
        database_.query(select_accounts("customer_id = ? and (company_id = ? or ? = 0)"),
                        {member.customer.value, company, company}));
}

void stored_groups::put_in(std::vector<credit_account>& accounts, group_kind kind,
                           std::optional<std::int64_t> group_id) {
    const auto which = static_cast<std::size_t>(kind);
    const std::string sql =
        "update cg_account set " + std::string(group_columns[which]) + " = ? where account_id = ?";
    for (credit_account& each : accounts) {
        database_.execute(sql, {group_id, each.account_id});
        each.groups[which] = group_id;
    }
}

std::vector<credit_account> stored_groups::add(const credit_group& group,
                                               const group_member& member) {
    database_.execute(
        "insert into cg_group_member (group_id, kind, customer_id, company_id) "
        "values (?, ?, ?, ?)",
        {group.group_id, word(group.kind), member.customer.value, company_of(member)});
    std::vector<credit_account> joined = accounts_of(member);
    put_in(joined, group.kind, group.group_id);
    return joined;
}

std::optional<std::vector<credit_account>> stored_groups::remove(const credit_group& group,
                                                                 const group_member& member) {
    const std::int64_t gone = database_.execute(
        "delete from cg_group_member where group_id = ? and customer_id = ? and company_id = ?",
        {group.group_id, member.customer.value, company_of(member)});
    if (gone == 0) return std::nullopt;
    std::vector<credit_account> left = accounts_of(member);
    put_in(left, group.kind, std::nullopt);
    return left;
}

}  // namespace creditgate
