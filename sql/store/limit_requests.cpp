// SPDX-License-Identifier: Apache-2.0
#include "sql/store/limit_requests.hpp"

#include "core/time/date.hpp"
#include "sql/store/accounts.hpp"
#include "sql/store/insert.hpp"
#include "sql/store/rows.hpp"

namespace creditgate {
namespace {

// Absent days are '' in the table.
constexpr const char* select_requests =
    "select r.limit_request_id, r.batch_id, r.account_id, a.company_id, a.customer_id, "
    "r.customer_name, a.currency, r.before_state, r.before_minor, nullif(r.before_from, ''), "
    "nullif(r.before_to, ''), r.limit_state, r.limit_minor, r.with_terms, "
    "nullif(r.limit_from, ''), nullif(r.limit_to, ''), nullif(r.review_on, ''), r.asked_by, "
    "r.asked_at, r.reason, r.state, r.closed_by, r.closed_at, r.close_note, r.credit_days, "
    "r.before_credit_days "
    "from cg_limit_request r join cg_account a on a.account_id = r.account_id where ";

constexpr const char* a_day = "a day of cg_limit_request";

period stored_period(const row& from, std::size_t first) {
    return {stored_date(from, first, a_day), stored_date(from, first + 1, a_day)};
}

limit_request stored_request(const row& from) {
    const currency unit = stored_currency(from, 6, "cg_account.currency");
    limit_request made{from.number(0),
                       from.optional_number(1),
                       from.number(2),
                       {from.number(3)},
                       {from.number(4)},
                       from.text(5),
                       unit,
                       stored_limit(from, 7, unit, "cg_limit_request.before_state"),
                       stored_period(from, 9),
                       stored_day_count(from, 25),
                       stored_limit(from, 11, unit, "cg_limit_request.limit_state")};
    if (from.number(13) != 0) {
        made.terms = limit_terms{
            stored_period(from, 14), {}, stored_date(from, 16, a_day), stored_day_count(from, 24)};
    }
    made.asked = stored_note(from, 17).value();
    made.state = stored_word<limit_request_state>(from, 20, "cg_limit_request.state");
    made.closed = stored_note(from, 21);
    return made;
}

std::string text_of(const std::optional<date>& day) {
    return day ? format_date(*day) : "";
}

std::optional<std::int64_t> minor_of(const credit_limit& limit) {
    if (!limit.amount()) return std::nullopt;
    return limit.amount()->minor();
}

struct condition {
    std::string where;
    parameters values{};

    void add(std::string_view sql, const parameters& more) {
        where.append(" and ").append(sql);
        values.insert(values.end(), more.begin(), more.end());
    }
};

condition condition_of(const limit_request_filter& filter) {
    condition made{"r.limit_request_id > ?", {filter.after_id}};
    if (filter.company) made.add("a.company_id = ?", {filter.company->value});
    if (filter.customer) made.add("a.customer_id = ?", {filter.customer->value});
    if (filter.batch_id) made.add("r.batch_id = ?", {*filter.batch_id});
    if (filter.state) made.add("r.state = ?", {word(*filter.state)});
    if (!filter.ids.empty()) {
        std::string marks = "r.limit_request_id in (?";
        for (std::size_t i = 1; i < filter.ids.size(); ++i) marks += ", ?";
        made.add(marks + ")", {filter.ids.begin(), filter.ids.end()});
    }
    return made;
}

}  // namespace

std::int64_t stored_limit_requests::add(const limit_request& wanted) {
    const limit_terms terms = wanted.terms.value_or(limit_terms{});
    return insert_numbered(
        database_,
        "insert into cg_limit_request (account_id, batch_id, customer_name, before_state, "
        "before_minor, before_from, before_to, limit_state, limit_minor, with_terms, limit_from, "
        "limit_to, review_on, reason, asked_by, asked_at, credit_days, before_credit_days) "
        "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        "limit_request_id",
        {wanted.account_id, wanted.batch_id, wanted.customer_name, word(wanted.before.state()),
         minor_of(wanted.before), text_of(wanted.before_valid.from),
         text_of(wanted.before_valid.to), word(wanted.wanted.state()), minor_of(wanted.wanted),
         wanted.terms ? 1 : 0, text_of(terms.valid.from), text_of(terms.valid.to),
         text_of(terms.review_on), wanted.asked.note, wanted.asked.by, wanted.asked.at.text,
         number_of(terms.credit_days), number_of(wanted.before_credit_days)});
}

std::int64_t stored_limit_requests::add_batch(const person_note& asked) {
    return insert_numbered(
        database_, "insert into cg_limit_batch (reason, asked_by, asked_at) values (?, ?, ?)",
        "batch_id", {asked.note, asked.by, asked.at.text});
}

std::optional<person_note> stored_limit_requests::find_batch(std::int64_t batch_id) {
    const auto found = database_.query(
        "select asked_by, asked_at, reason from cg_limit_batch where batch_id = ?", {batch_id});
    if (found.empty()) return std::nullopt;
    return stored_note(found[0], 0);
}

std::optional<limit_request> stored_limit_requests::find(std::int64_t limit_request_id) {
    const auto found = database_.query(std::string(select_requests) + "r.limit_request_id = ?",
                                       {limit_request_id});
    if (found.empty()) return std::nullopt;
    return stored_request(found[0]);
}

std::optional<std::int64_t> stored_limit_requests::open_of(std::int64_t account_id) {
    const auto found = database_.query(
        "select limit_request_id from cg_limit_request where account_id = ? and state = 'open'",
        {account_id});
    if (found.empty()) return std::nullopt;
    return found[0].number(0);
}

std::vector<limit_request> stored_limit_requests::list(const limit_request_filter& filter) {
    condition asked = condition_of(filter);
    asked.values.emplace_back(filter.most);
    const std::string sql = select_requests + asked.where + " order by r.limit_request_id limit ?";
    std::vector<limit_request> all;
    // A list of ids has its own length each time.
    for (const row& each : filter.ids.empty() ? database_.query(sql, asked.values)
                                              : database_.query_once(sql, asked.values)) {
        all.push_back(stored_request(each));
    }
    return all;
}

std::vector<limit_request_step> stored_limit_requests::steps(std::int64_t limit_request_id) {
    std::vector<limit_request_step> all;
    for (const row& each : database_.query(
             "select step, done_by, on_behalf_of, approves, done_at, note, authority_version, "
             "superseded from cg_limit_request_step where limit_request_id = ? "
             "order by limit_request_step_id",
             {limit_request_id})) {
        all.push_back({{static_cast<std::size_t>(each.number(0) - 1), each.text(1), each.text(2)},
                       each.number(3) != 0,
                       {each.text(4)},
                       each.text(5),
                       each.number(6),
                       each.number(7) != 0});
    }
    return all;
}

void stored_limit_requests::add_step(std::int64_t limit_request_id,
                                     const limit_request_step& taken) {
    database_.execute(
        "insert into cg_limit_request_step (limit_request_id, step, done_by, on_behalf_of, "
        "approves, done_at, note, authority_version) values (?, ?, ?, ?, ?, ?, ?, ?)",
        {limit_request_id, static_cast<std::int64_t>(taken.yes.step) + 1, taken.yes.by,
         taken.yes.on_behalf_of, taken.approves ? 1 : 0, taken.at.text, taken.note,
         taken.authority_version});
}

void stored_limit_requests::ask_against(std::int64_t limit_request_id, const credit_account& now) {
    database_.execute(
        "update cg_limit_request set before_state = ?, before_minor = ?, before_from = ?, "
        "before_to = ?, before_credit_days = ? where limit_request_id = ?",
        {word(now.limit.state()), minor_of(now.limit), text_of(now.terms.valid.from),
         text_of(now.terms.valid.to), number_of(now.terms.credit_days), limit_request_id});
    database_.execute("update cg_limit_request_step set superseded = 1 where limit_request_id = ?",
                      {limit_request_id});
}

void stored_limit_requests::close(std::int64_t limit_request_id, limit_request_state state,
                                  const person_note& why) {
    database_.execute(
        "update cg_limit_request set state = ?, closed_by = ?, closed_at = ?, close_note = ? "
        "where limit_request_id = ?",
        {word(state), why.by, why.at.text, why.note, limit_request_id});
}

std::vector<credit_account> stored_limit_requests::accounts(const account_selection& which,
                                                            std::int64_t after_account_id,
                                                            int most) {
    condition asked{"account_id > ? and limit_state = 'amount'", {after_account_id}};
    if (which.company) asked.add("company_id = ?", {which.company->value});
    if (which.risk_class) asked.add("risk_class = ?", {*which.risk_class});
    if (which.group) {
        asked.add(
            "account_id in (select m.account_id from cg_group_account m "
            "join cg_group g on g.group_id = m.group_id where g.name = ?)",
            {*which.group});
    }
    asked.values.emplace_back(most);
    std::vector<credit_account> all;
    for (const row& each :
         database_.query("select " + std::string(account_columns) + " from cg_account where " +
                             asked.where + " order by account_id limit ?",
                         asked.values)) {
        all.push_back(stored_account(each));
    }
    return all;
}

}  // namespace creditgate
