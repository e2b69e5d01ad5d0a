// SPDX-License-Identifier: Apache-2.0
#include "sql/store/accounts.hpp"

#include "sql/store/rows.hpp"

namespace creditgate {
namespace {

constexpr const char* select_account =
    "select account_id, currency, limit_state, limit_minor, blocked from cg_account "
    "where company_id = ? and customer_id = ?";

// NO KEY: foreign keys to the account keep working beside the lock.
constexpr const char* select_account_locked =
    "select account_id, currency, limit_state, limit_minor, blocked from cg_account "
    "where company_id = ? and customer_id = ? for no key update";

credit_limit stored_limit(const row& from, currency unit) {
    switch (stored_word<limit_state>(from, 2, "cg_account.limit_state")) {
        case limit_state::none:
            return credit_limit::none();
        case limit_state::unlimited:
            return credit_limit::unlimited();
        case limit_state::amount:
            return credit_limit::of({from.number(3), unit});
    }
    __builtin_unreachable();
}

std::optional<credit_account> first_account(const std::vector<row>& found, company_id company,
                                            customer_id customer) {
    if (found.empty()) return std::nullopt;
    return stored_account(found[0], company, customer);
}

}  // namespace

credit_account stored_account(const row& from, company_id company, customer_id customer) {
    const currency unit = stored_currency(from, 1, "cg_account.currency");
    return {from.number(0), company, customer, unit, stored_limit(from, unit), from.number(4) != 0};
}

question stored_accounts::lock_question(company_id company, customer_id customer) const {
    // SQLite's transaction has locked the whole database already.
    const bool postgresql = database_.kind() == dialect::postgresql;
    return {postgresql ? select_account_locked : select_account, {company.value, customer.value}};
}

std::optional<credit_account> stored_accounts::find_and_lock(company_id company,
                                                             customer_id customer) {
    const question asked = lock_question(company, customer);
    return first_account(database_.query(asked.sql, asked.values), company, customer);
}

credit_account stored_accounts::lock(company_id company, customer_id customer) {
    if (const auto present = find_and_lock(company, customer)) return *present;
    add(company, customer);
    if (const auto added = find_and_lock(company, customer)) return *added;
    fail_field("unknown_company", "company", std::to_string(company.value),
               "the ERP has no company " + std::to_string(company.value),
               "send the ERP's id of a company that has an accounting currency");
}

void stored_accounts::add(company_id company, customer_id customer) {
    database_.execute(
        "insert into cg_account (company_id, customer_id, currency) "
        "select company_id, ?, currency from cg_erp_company where company_id = ? "
        "on conflict (company_id, customer_id) do nothing",
        {customer.value, company.value});
}

std::optional<credit_account> stored_accounts::find(company_id company, customer_id customer) {
    return first_account(database_.query(select_account, {company.value, customer.value}), company,
                         customer);
}

void stored_accounts::set_limit(const credit_account& account, const credit_limit& limit) {
    std::optional<std::int64_t> minor;
    if (limit.amount()) minor = limit.amount()->minor();
    database_.execute(
        "update cg_account set limit_state = ?, limit_minor = ?, version = version + 1 "
        "where account_id = ?",
        {word(limit.state()), minor, account.account_id});
}

void stored_accounts::set_blocked(const credit_account& account, bool blocked) {
    database_.execute(
        "update cg_account set blocked = ?, version = version + 1 where account_id = ?",
        {blocked ? 1 : 0, account.account_id});
}

std::string stored_accounts::customer_name(customer_id customer) {
    const auto found =
        database_.query("select name from cg_erp_customer where customer_id = ?", {customer.value});
    return found.empty() ? std::string() : found[0].text(0);
}

std::optional<currency> stored_accounts::company_currency(company_id company) {
    const auto found = database_.query("select currency from cg_erp_company where company_id = ?",
                                       {company.value});
    if (found.empty()) return std::nullopt;
    return stored_currency(found[0], 0, "cg_erp_company.currency");
}

}  // namespace creditgate
