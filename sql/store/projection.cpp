// SPDX-License-Identifier: Apache-2.0
#include "sql/store/projection.hpp"

#include "sql/schema/attach.hpp"
#include "sql/schema/epoch.hpp"
#include "sql/store/accounts.hpp"
#include "sql/store/groups.hpp"
#include "sql/store/rows.hpp"
#include "sql/store/settings.hpp"

namespace creditgate {
namespace {

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

std::string not_unreadable(const std::string& of) {
    return "not exists (select 1 from cg_unreadable u where u.company_id = " + of +
           ".company_id and u.customer_id = " + of + ".customer_id)";
}

std::vector<account_key> stored_keys(const std::vector<row>& found) {
    std::vector<account_key> keys;
    keys.reserve(found.size());
    for (const row& each : found) keys.push_back({{each.number(0)}, {each.number(1)}});
    return keys;
}

[[noreturn]] void fail_detached() {
    fail({fault::unavailable, "detached", "", "",
          "creditgate is detached from the ERP's tables, as for an upgrade of the ERP",
          "an administrator runs `creditgate attach` when the ERP's upgrade is done"});
}

}  // namespace

void refuse_detached(connection& database) {
    if (is_detached(database)) fail_detached();
}

freshness stored_freshness(const std::string& answer) {
    if (answer == "detached") fail_detached();
    const auto known = from_word<freshness>(answer);
    if (!known) fail_stored("cg_refresh", answer, "done, behind or unread");
    return *known;
}

freshness stored_projection::ask_refresh(const credit_account& account, int most, bool everything) {
    return stored_freshness(
        database_
            .query("select cg_refresh(?, ?, ?, ? <> 0)",
                   {account.company.value, account.customer.value, most, everything ? 1 : 0})
            .at(0)
            .text(0));
}

freshness stored_projection::refresh(const credit_account& account, int most) {
    if (database_.kind() != dialect::postgresql) return refresh_one_by_one(account, most);
    return ask_refresh(account, most, false);
}

freshness stored_projection::read_anew(const credit_account& account) {
    if (database_.kind() == dialect::postgresql) {
        database_.run("set local statement_timeout = 0");
        return ask_refresh(account, 0, true);
    }
    for (const char* each : {"delete from cg_open_total where account_id = ?",
                             "delete from cg_open_document where account_id = ?"}) {
        database_.execute(each, {account.account_id});
    }
    take_over(account, "1 = 1", {});
    database_.execute("delete from cg_dirty where customer_id = ? and company_id = ?",
                      {account.customer.value, account.company.value});
    database_.execute("update cg_account set projected = " + epoch_now + " where account_id = ?",
                      {account.account_id});
    return freshness::done;
}

bool stored_projection::is_waiting(company_id company, customer_id customer) {
    return !database_
                .query("select 1 from cg_dirty where customer_id = ? and company_id = ? limit 1",
                       {customer.value, company.value})
                .empty();
}

// By the clock that the views go by, and a minute late: a reading that began the day before is over
// then.
void stored_projection::note_turning_day() {
    const std::string today = database_.kind() == dialect::postgresql
                                  ? "to_char(localtimestamp - interval '1 minute', 'YYYY-MM-DD')"
                                  : "date('now', '-1 minute')";
    const auto found = database_.query(
        "select t.today, s.value, (select max(d.day) from cg_erp_turning_day d "
        "where d.day > s.value and d.day <= t.today) from (select " +
        today + " as today) t left join cg_setting s on s.name = 'turned_on'");
    const row& now = found.at(0);
    if (now.text(1) >= now.text(0)) return;
    if (!now.is_null(2)) {
        database_.run(
            "insert into cg_dirty (company_id, customer_id, key_kind, key_id) "
            "values (0, 0, 'everything', 0)");
    }
    stored_settings(database_).put("turned_on", now.text(0));
}

void stored_projection::gather_changes_of_everything() {
    refuse_detached(database_);
    note_turning_day();
    if (database_.kind() == dialect::postgresql) {
        database_.run("select cg_gather_epoch()");
        return;
    }
    const std::string these =
        " from cg_dirty where customer_id = 0 and company_id = 0 and key_kind = 'everything'";
    const std::int64_t keys = database_.query("select count(*)" + these).at(0).number(0);
    if (keys < 2) return;
    const std::int64_t epoch = database_.query("select " + epoch_now).at(0).number(0);
    database_.execute("delete" + these);
    database_.execute(
        "insert into cg_dirty (company_id, customer_id, key_kind, key_id) "
        "values (0, 0, 'everything', ?)",
        {epoch - 1});
}

// 'detached', 'untold' (this ERP has no triggers), or "".
std::string stored_projection::kind_for_all() {
    return database_
        .query(
            "select min(key_kind) from cg_dirty where customer_id = 0 and company_id = 0 "
            "and key_kind <> 'everything'")
        .at(0)
        .text(0);
}

freshness stored_projection::refresh_one_by_one(const credit_account& account, int most) {
    const std::string for_all = kind_for_all();
    if (for_all == "detached") fail_detached();
    const auto read = database_.query(
        "select 1 from cg_account where account_id = ? and projected = " + epoch_now,
        {account.account_id});
    if (read.empty()) return freshness::unread;
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
        "document_id, number, currency, amount_minor, day, dated) select ?, key_kind, key_id, "
        "source, document_kind, document_id, number, currency, amount_minor, day, dated "
        "from cg_erp_open "
        "where company_id = ? and customer_id = ? and " +
            of_key,
        joined({account.account_id, account.company.value, account.customer.value}, key));
    database_.execute(add_totals("", of_key), of_account);
    database_.execute("delete from cg_open_total where account_id = ? and documents = 0",
                      {account.account_id});
}

std::vector<account_key> stored_projection::waiting(int most) {
    // A changed document may have many keys: not all of them are looked at.
    return stored_keys(
        database_.query("select distinct company_id, customer_id from (select company_id, "
                        "customer_id from cg_dirty d where company_id in "
                        "(select company_id from cg_erp_company) and " +
                            not_unreadable("d") + " limit 10000) told limit ?",
                        {most}));
}

std::vector<account_key> stored_projection::unread(int most) {
    return stored_keys(database_.query(
        "select company_id, customer_id from cg_account a where projected < " + epoch_now +
            " and " + not_unreadable("a") + " order by projected, account_id limit ?",
        {most}));
}

// SQLite gives a number that is too big, and none at all for a sum: the whole account fails.
std::optional<unreadable_document> stored_projection::find_unreadable(const account_key& key) {
    if (database_.kind() != dialect::postgresql) return std::nullopt;
    database_.run("set local statement_timeout = 0");
    const auto found =
        database_.query("select key_kind, key_id, number from cg_find_unreadable(?, ?)",
                        {key.company.value, key.customer.value});
    if (found.empty()) return std::nullopt;
    return unreadable_document{found[0].text(0), found[0].number(1), found[0].text(2)};
}

std::vector<account_key> stored_projection::noted_unreadable() {
    return stored_keys(database_.query(
        "select company_id, customer_id from cg_unreadable order by company_id, customer_id"));
}

void stored_projection::note_unreadable(const account_key& key, const std::string& why) {
    database_.execute(
        "insert into cg_unreadable (company_id, customer_id, message) values (?, ?, ?) "
        "on conflict (company_id, customer_id) do update set message = excluded.message",
        {key.company.value, key.customer.value, why});
}

void stored_projection::forget_unreadable(const account_key& key) {
    database_.execute("delete from cg_unreadable where company_id = ? and customer_id = ?",
                      {key.company.value, key.customer.value});
}

bool stored_projection::any_unread() {
    return !unread(1).empty();
}

bool stored_projection::reads_side_by_side() const {
    return database_.kind() == dialect::postgresql;
}

std::int64_t stored_projection::read_unread(int most) {
    if (database_.kind() == dialect::postgresql) {
        database_.run("set local statement_timeout = 0");
        return database_.query("select cg_load(?)", {most}).at(0).number(0);
    }
    const auto found = database_.query(
        "select " + std::string(account_columns) + " from cg_account a where projected < " +
            epoch_now + " and " + not_unreadable("a") + " order by projected, account_id limit ?",
        {most});
    for (const row& each : found) {
        read_anew(stored_account(each));
    }
    return static_cast<std::int64_t>(found.size());
}

std::vector<projection_difference> stored_projection::differences(const credit_account& account) {
    return find_differences(database_, account);
}

std::vector<credit_account> stored_projection::accounts_where(const std::string& condition,
                                                              std::int64_t after, int most) {
    std::vector<credit_account> accounts;
    for (const row& each : database_.query(
             "select " + std::string(account_columns) +
                 " from cg_account a where account_id > ? and projected = " + epoch_now +
                 condition + " order by account_id limit ?",
             {after, most})) {
        accounts.push_back(stored_account(each));
    }
    return accounts;
}

std::vector<credit_account> stored_projection::accounts_after(std::int64_t account_id, int most) {
    return accounts_where("", account_id, most);
}

std::vector<credit_account> stored_projection::accounts_at_rates_after(std::int64_t account_id,
                                                                       int most) {
    return accounts_where(
        " and (limit_state = 'amount' or temporary_minor is not null) and (exists (select 1 from "
        "cg_open_total t "
        "where t.account_id = a.account_id and t.currency <> a.currency) or exists (select 1 "
        "from cg_reservation r where r.account_id = a.account_id and r.currency <> a.currency))",
        account_id, most);
}

std::int64_t stored_projection::add_missing_accounts() {
    std::string payers = "(select distinct company_id, customer_id from cg_erp_open)";
    if (database_.kind() == dialect::postgresql) {
        database_.run("set local statement_timeout = 0");
        database_.run("lock table cg_group_member in row exclusive mode");
        payers = "cg_open_payers()";
    }
    return database_.execute("insert into cg_account (company_id, customer_id, currency, " +
                             std::string(all_group_columns) +
                             ") select c.company_id, p.customer_id, c.currency, " +
                             std::string(groups_of_new_account) + " from " + payers +
                             " p join cg_erp_company c on c.company_id = p.company_id "
                             "where p.customer_id is not null "
                             "on conflict (company_id, customer_id) do nothing");
}

}  // namespace creditgate
