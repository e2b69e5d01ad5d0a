// SPDX-License-Identifier: Apache-2.0
#include "sql/store/accounts.hpp"

#include "core/time/date.hpp"
#include "sql/store/groups.hpp"
#include "sql/store/guarantees.hpp"
#include "sql/store/projection.hpp"
#include "sql/store/rows.hpp"

namespace creditgate {
namespace {

std::string select_account(std::string_view from) {
    return "select " + std::string(account_columns) + " from " + std::string(from);
}

constexpr std::string_view by_key = "cg_account where company_id = ? and customer_id = ?";

// NO KEY: foreign keys to the account keep working beside the lock.
constexpr std::string_view by_key_locked =
    "cg_account where company_id = ? and customer_id = ? for no key update";

std::optional<credit_account> first_account(const std::vector<row>& found) {
    if (found.empty()) return std::nullopt;
    return stored_account(found[0]);
}

std::optional<date> stored_day(std::string_view text) {
    if (text.empty()) return std::nullopt;
    const auto day = parse_date(text);
    if (!day) fail_stored("cg_account", std::string(text), "a day or nothing");
    return day;
}

period stored_period(const std::string& text) {
    const std::size_t middle = text.find('/');
    const std::string_view both(text);
    return {stored_day(both.substr(0, middle)), stored_day(both.substr(middle + 1))};
}

std::string day_text(const std::optional<date>& day) {
    return day ? format_date(*day) : "";
}

}  // namespace

limit_terms stored_terms(const row& from, const std::array<std::size_t, 5>& columns,
                         currency unit) {
    limit_terms terms{stored_period(from.text(columns[0])), {}, stored_day(from.text(columns[1]))};
    if (const auto minor = from.optional_number(columns[3])) {
        terms.temporary = {money(*minor, unit), stored_period(from.text(columns[2]))};
    }
    terms.credit_days = stored_day_count(from, columns[4]);
    return terms;
}

credit_account stored_account(const row& from) {
    const currency unit = stored_currency(from, 1, "cg_account.currency");
    credit_account account{from.number(0),
                           {from.number(5)},
                           {from.number(6)},
                           unit,
                           stored_limit(from, 2, unit, "cg_account.limit_state"),
                           from.number(4) != 0};
    account.risk_class = from.text(7);
    account.terms = stored_terms(from, {8, 9, 10, 11, 13}, unit);
    account.guarantees = guarantees_of_text(from.text(12), unit);
    account.rating_grade = from.text(14);
    for (std::size_t i = 0; i < group_kind_count; ++i) {
        account.groups[i] = from.optional_number(15 + i);
    }
    return account;
}

std::optional<credit_account> stored_accounts::find_and_lock(what of, company_id company,
                                                             customer_id customer) {
    // SQLite's transaction has locked the whole database already.
    if (database_.kind() != dialect::postgresql) return find(company, customer);
    return first_account(database_.query(
        select_account(of == what::own ? by_key_locked : "cg_lock_with_group(?, ?, true)"),
        {company.value, customer.value}));
}

credit_account stored_accounts::lock_or_add(what of, company_id company, customer_id customer) {
    if (const auto present = find_and_lock(of, company, customer)) return *present;
    add(company, customer);
    return find_and_lock(of, company, customer).value();
}

credit_account stored_accounts::lock(company_id company, customer_id customer) {
    return lock_or_add(what::own, company, customer);
}

credit_account stored_accounts::lock_with_group(company_id company, customer_id customer) {
    return lock_or_add(what::with_group, company, customer);
}

void stored_accounts::add(company_id company, customer_id customer) {
    refuse_detached(database_);
    if (database_.kind() == dialect::postgresql) {
        database_.query("select cg_add_account(?, ?)", {company.value, customer.value});
    } else {
        database_.execute(
            "insert into cg_account (company_id, customer_id, currency, " +
                std::string(all_group_columns) +
                ") select c.company_id, p.customer_id, c.currency, " +
                std::string(groups_of_new_account) +
                " from cg_erp_company c, (select ? as customer_id) p where c.company_id = ? "
                "on conflict (company_id, customer_id) do nothing",
            {customer.value, company.value});
    }
    if (find(company, customer)) return;
    fail_field("unknown_company", "company", std::to_string(company.value),
               "the ERP has no company " + std::to_string(company.value),
               "send the ERP's id of a company that has an accounting currency");
}

std::optional<credit_account> stored_accounts::find(company_id company, customer_id customer) {
    return first_account(database_.query(select_account(by_key), {company.value, customer.value}));
}

void stored_accounts::set_limit(const credit_account& account, const credit_limit& limit) {
    std::optional<std::int64_t> minor;
    if (limit.amount()) minor = limit.amount()->minor();
    database_.execute(
        "update cg_account set limit_state = ?, limit_minor = ?, version = version + 1 "
        "where account_id = ?",
        {word(limit.state()), minor, account.account_id});
}

void stored_accounts::set_terms(const credit_account& account, const limit_terms& terms) {
    std::optional<std::int64_t> minor;
    period during;
    if (terms.temporary) {
        minor = terms.temporary->amount.minor();
        during = terms.temporary->during;
    }
    database_.execute(
        "update cg_account set limit_from = ?, limit_to = ?, review_on = ?, temporary_minor = ?, "
        "temporary_from = ?, temporary_to = ?, credit_days = ?, version = version + 1 "
        "where account_id = ?",
        {day_text(terms.valid.from), day_text(terms.valid.to), day_text(terms.review_on), minor,
         day_text(during.from), day_text(during.to), number_of(terms.credit_days),
         account.account_id});
}

void stored_accounts::set_blocked(const credit_account& account, bool blocked) {
    database_.execute(
        "update cg_account set blocked = ?, version = version + 1 where account_id = ?",
        {blocked ? 1 : 0, account.account_id});
}

void stored_accounts::set_risk_class(const credit_account& account, std::string_view risk_class) {
    database_.execute(
        "update cg_account set risk_class = ?, version = version + 1 where account_id = ?",
        {risk_class, account.account_id});
}

void stored_accounts::set_rating(const credit_account& account, std::string_view grade) {
    database_.execute(
        "update cg_account set rating_grade = ?, version = version + 1 where account_id = ?",
        {grade, account.account_id});
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
