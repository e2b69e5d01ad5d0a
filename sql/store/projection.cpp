// SPDX-License-Identifier: Apache-2.0
#include "sql/store/projection.hpp"

#include "sql/store/accounts.hpp"
#include "sql/store/rows.hpp"

namespace creditgate {
namespace {

constexpr const char* refresh_sql =
    "select cg_refresh(company_id, customer_id, ?, ? <> 0) from cg_account "
    "where company_id = ? and customer_id = ?";

std::string add_totals(std::string_view sign, const std::string& of_key) {
    const std::string s(sign);
    return "insert into cg_open_total (account_id, source, currency, day, amount_minor, documents) "
           "select account_id, source, currency, day, " +
           s + "sum(amount_minor), " + s +
           "count(*) from cg_open_document where account_id = ? and " + of_key +
           " group by account_id, source, currency, day "
           "on conflict (account_id, source, currency, day) do update "
           "set amount_minor = amount_minor + excluded.amount_minor, "
           "documents = documents + excluded.documents";
}

parameters joined(parameters first, const parameters& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

[[noreturn]] void fail_detached() {
    fail({fault::unavailable, "detached", "", "",
          "creditgate is detached from the ERP's tables, as for an upgrade of the ERP",
          "an administrator runs `creditgate install` when the ERP's upgrade is done"});
}

question read_anew_question(const credit_account& account) {
    return {refresh_sql, {0, 1, account.company.value, account.customer.value}};
}

}  // namespace

question refresh_question(company_id company, customer_id customer, int most) {
    return {refresh_sql, {most, 0, company.value, customer.value}};
}

freshness stored_freshness(const std::vector<row>& answer) {
    const std::string found = answer.empty() ? "unread" : answer[0].text(0);
    if (found == "done") return freshness::done;
    if (found == "behind") return freshness::behind;
    if (found == "unread") return freshness::unread;
    if (found == "detached") fail_detached();
    fail_stored("cg_refresh", found, "done, behind or unread");
}

freshness stored_projection::refresh(const credit_account& account, int most) {
    if (database_.kind() != dialect::postgresql) return refresh_one_by_one(account, most);
    const question asked = refresh_question(account.company, account.customer, most);
    return stored_freshness(database_.query(asked.sql, asked.values));
}

freshness stored_projection::read_anew(const credit_account& account) {
    if (database_.kind() == dialect::postgresql) {
        database_.run("set local statement_timeout = 0");
        const question asked = read_anew_question(account);
        return stored_freshness(database_.query(asked.sql, asked.values));
    }
    for (const char* each : {"delete from cg_open_total where account_id = ?",
                             "delete from cg_open_document where account_id = ?"}) {
        database_.execute(each, {account.account_id});
    }
    take_over(account, "1 = 1", {});
    database_.execute("delete from cg_dirty where customer_id = ? and company_id = ?",
                      {account.customer.value, account.company.value});
    database_.execute("update cg_account set projected = 1 where account_id = ?",
                      {account.account_id});
    return freshness::done;
}

bool stored_projection::is_waiting(company_id company, customer_id customer) {
    return !database_
                .query("select 1 from cg_dirty where customer_id = ? and company_id = ? limit 1",
                       {customer.value, company.value})
                .empty();
}

// Keys of company 0 and customer 0 stand for all. One that comes meanwhile is kept for the next
// time.
void stored_projection::take_change_of_everything() {
    if (kind_for_all() != "everything") return;
    database_.execute(
        "delete from cg_dirty where customer_id = 0 and company_id = 0 and key_kind = "
        "'everything'");
    database_.execute("update cg_account set projected = 0 where projected = 1");
}

// 'detached', 'everything', 'untold' (this ERP has no triggers), or "".
std::string stored_projection::kind_for_all() {
    return database_
        .query("select min(key_kind) from cg_dirty where customer_id = 0 and company_id = 0")
        .at(0)
        .text(0);
}

freshness stored_projection::refresh_one_by_one(const credit_account& account, int most) {
    const auto read = database_.query("select projected from cg_account where account_id = ?",
                                      {account.account_id});
    if (read.empty() || read[0].number(0) == 0) return freshness::unread;
    const std::string for_all = kind_for_all();
    if (for_all == "detached") fail_detached();
    if (for_all == "everything") return freshness::unread;
    if (for_all == "untold") return read_anew(account);
    const auto keys = database_.query(
        "select distinct key_kind, key_id from cg_dirty where customer_id = ? and company_id = ? "
        "limit ?",
        {account.customer.value, account.company.value, most});
    for (const row& each : keys) {
        const parameters key{each.text(0), each.number(1)};
        take_over(account, "key_kind = ? and key_id = ?", key);
        database_.execute(
            "delete from cg_dirty where customer_id = ? and company_id = ? and key_kind = ? "
            "and key_id = ?",
            joined({account.customer.value, account.company.value}, key));
    }
    return !keys.empty() && is_waiting(account.company, account.customer) ? freshness::behind
                                                                          : freshness::done;
}

void stored_projection::take_over(const credit_account& account, const std::string& of_key,
                                  const parameters& key) {
    const parameters of_account = joined({account.account_id}, key);
    database_.execute(add_totals("-", of_key), of_account);
    database_.execute("delete from cg_open_document where account_id = ? and " + of_key,
                      of_account);
    database_.execute(
        "insert into cg_open_document (account_id, key_kind, key_id, source, document_kind, "
        "document_id, number, currency, amount_minor, day) select ?, key_kind, key_id, source, "
        "document_kind, document_id, number, currency, amount_minor, day from cg_erp_open "
        "where company_id = ? and customer_id = ? and " +
            of_key,
        joined({account.account_id, account.company.value, account.customer.value}, key));
    database_.execute(add_totals("", of_key), of_account);
    database_.execute("delete from cg_open_total where account_id = ? and documents = 0",
                      {account.account_id});
}

std::vector<account_key> stored_projection::waiting(int most) {
    // A changed document may have many keys: not all of them are looked at.
    std::vector<account_key> accounts;
    for (const row& each : database_.query(
             "select distinct company_id, customer_id from (select company_id, customer_id "
             "from cg_dirty where company_id in (select company_id from cg_erp_company) "
             "limit 10000) told limit ?",
             {most})) {
        accounts.push_back({{each.number(0)}, {each.number(1)}});
    }
    return accounts;
}

bool stored_projection::any_unread() {
    return !database_.query("select 1 from cg_account where projected = 0 limit 1").empty();
}

std::int64_t stored_projection::read_unread(int most) {
    if (database_.kind() == dialect::postgresql) {
        database_.run("set local statement_timeout = 0");
        return database_.query("select cg_load(?)", {most}).at(0).number(0);
    }
    const auto found = database_.query(
        "select account_id, currency, limit_state, limit_minor, blocked, company_id, customer_id "
        "from cg_account where projected = 0 order by account_id limit ?",
        {most});
    for (const row& each : found) {
        read_anew(stored_account(each, {each.number(5)}, {each.number(6)}));
    }
    return static_cast<std::int64_t>(found.size());
}

std::vector<projection_difference> stored_projection::differences(const credit_account& account) {
    return find_differences(database_, account);
}

std::vector<credit_account> stored_projection::accounts_after(std::int64_t account_id, int most) {
    std::vector<credit_account> accounts;
    for (const row& each : database_.query(
             "select account_id, currency, limit_state, limit_minor, blocked, company_id, "
             "customer_id from cg_account where account_id > ? and projected = 1 "
             "order by account_id limit ?",
             {account_id, most})) {
        accounts.push_back(stored_account(each, {each.number(5)}, {each.number(6)}));
    }
    return accounts;
}

std::int64_t stored_projection::add_missing_accounts() {
    if (database_.kind() == dialect::postgresql) {
        database_.run("set local statement_timeout = 0");
    }
    return database_.execute(
        "insert into cg_account (company_id, customer_id, currency) "
        "select distinct o.company_id, o.customer_id, c.currency from cg_erp_open o "
        "join cg_erp_company c on c.company_id = o.company_id where o.customer_id is not null "
        "on conflict (company_id, customer_id) do nothing");
}

}  // namespace creditgate
