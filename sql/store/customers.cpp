// SPDX-License-Identifier: Apache-2.0
#include "sql/store/customers.hpp"

#include <algorithm>

#include "sql/store/rows.hpp"
#include "sql/store/settings.hpp"

namespace creditgate {
namespace {

// The last two business days on which all customers were read: where it is midnight between two
// companies, they do not read by turns.
constexpr std::string_view days_read = "customers_read_on";

// What the ERP tells, as long as it is kept; of those for whom `which` holds.
std::string told(std::string_view which) {
    return "(select customer_id, kind, substr(told, 1, 200) as told from cg_erp_customer_identity "
           "where customer_id is not null and told is not null" +
           std::string(which) + ") t";
}

constexpr std::string_view in_order = " order by t.customer_id, t.kind, t.told";

std::string not_kept(std::string_view which) {
    return "select t.customer_id, t.kind, t.told from " + told(which) +
           " where not exists (select 1 from cg_customer_identity k where "
           "k.customer_id = t.customer_id and k.kind = t.kind and k.told = t.told)" +
           std::string(in_order);
}

std::string forget_gone(std::string_view which) {
    return "delete from cg_customer_identity as k where " + std::string(which) +
           " not exists (select 1 from " + told("") +
           " where t.customer_id = k.customer_id and t.kind = k.kind and t.told = k.told)";
}

// Of none of them anything is kept.
std::string new_ones() {
    return "select t.customer_id, t.kind, t.told from " +
           told(
               " and customer_id > (select coalesce(max(customer_id), 0) "
               "from cg_customer_identity)") +
           std::string(in_order);
}

// What is kept of another one may be of yesterday: he is like him while the ERP still tells it.
// Counted, because PostgreSQL would join an `exists` and read all customers for it: 800 ms of
// 100,000 instead of 1.
constexpr const char* like_sql =
    "select other.customer_id, coalesce(max(c.name), '') from cg_customer_identity own "
    "join cg_customer_identity other on other.kind = own.kind and other.compared = own.compared "
    "and other.customer_id <> own.customer_id "
    "left join cg_erp_customer c on c.customer_id = other.customer_id "
    "where own.customer_id = ? and own.compared <> '' "
    "and (select count(*) from cg_erp_customer_identity t where t.customer_id = other.customer_id "
    "and t.kind = other.kind and substr(t.told, 1, 200) = other.told) > 0 "
    "and not exists (select 1 from cg_distinct_customers d "
    "where (d.customer_id = own.customer_id and d.other_id = other.customer_id) "
    "or (d.customer_id = other.customer_id and d.other_id = own.customer_id)) "
    "group by other.customer_id order by other.customer_id limit ?";

}  // namespace

bool stored_customers::were_read(date day) {
    const auto days = stored_settings(database_).find(days_read);
    return days && days->find(format_date(day)) != std::string::npos;
}

void stored_customers::keep(const std::vector<row>& found) {
    constexpr std::size_t at_once = 100;
    for (std::size_t i = 0; i < found.size(); i += at_once) {
        std::string sql =
            "insert into cg_customer_identity (customer_id, kind, told, compared) values ";
        parameters values;
        for (std::size_t j = i; j < found.size() && j < i + at_once; ++j) {
            const row& each = found[j];
            const auto kind = stored_word<identity_kind>(each, 1, "cg_erp_customer_identity.kind");
            sql += j == i ? "(?, ?, ?, ?)" : ", (?, ?, ?, ?)";
            values.emplace_back(each.number(0));
            values.emplace_back(word(kind));
            values.emplace_back(each.text(2));
            values.emplace_back(compared(kind, each.text(2)));
        }
        database_.execute(sql + " on conflict (customer_id, kind, told) do nothing", values);
    }
}

void stored_customers::read_all(date day) {
    if (database_.kind() == dialect::postgresql) {
        database_.run("set local statement_timeout = 0");
    }
    // Two who read at once take turns: in a row that nobody but us can lock, and a check waits for
    // it no longer than its budget allows.
    stored_settings(database_).put("customers_being_read", format_date(day));
    if (were_read(day)) return;
    database_.execute(forget_gone(""));
    keep(database_.query(not_kept("")));
    stored_settings settings(database_);
    const std::string before = settings.find(days_read).value_or("");
    const std::string last = before.substr(before.find(' ') + 1);
    settings.put(days_read, last.empty() ? format_date(day) : last + " " + format_date(day));
}

std::vector<like_customer> stored_customers::like(customer_id customer, std::size_t most) {
    // Himself last: two who ask at once write what is new in the same order.
    keep(database_.query(new_ones()));
    keep(database_.query(not_kept(" and customer_id = ?"), {customer.value}));
    database_.execute(forget_gone("k.customer_id = ? and"), {customer.value});
    std::vector<like_customer> found;
    for (const row& each :
         database_.query(like_sql, {customer.value, static_cast<std::int64_t>(most)})) {
        found.push_back({{each.number(0)}, each.text(1)});
    }
    return found;
}

bool stored_customers::note_distinct(customer_id one, customer_id other, const person_note& why) {
    return database_.execute(
               "insert into cg_distinct_customers (customer_id, other_id, noted_by, noted_at, "
               "reason) values (?, ?, ?, ?, ?) on conflict (customer_id, other_id) do nothing",
               {std::min(one.value, other.value), std::max(one.value, other.value), why.by,
                why.at.text, why.note}) > 0;
}

bool stored_customers::forget_distinct(customer_id one, customer_id other) {
    return database_.execute(
               "delete from cg_distinct_customers where customer_id = ? and other_id = ?",
               {std::min(one.value, other.value), std::max(one.value, other.value)}) > 0;
}

}  // namespace creditgate
