// SPDX-License-Identifier: Apache-2.0
#include "sql/store/readings.hpp"

#include <algorithm>

#include "sql/odbc/composite.hpp"
#include "sql/store/decisions.hpp"
#include "sql/store/guarantees.hpp"
#include "sql/store/holds.hpp"
#include "sql/store/policies.hpp"
#include "sql/store/reservation_row.hpp"
#include "sql/store/rows.hpp"

namespace creditgate {
namespace {

// What a column holds in which row: account / line / reservation / group / behind. The rows of
// other accounts are called group_line and group_reservation, and n6 is the account.
enum column : std::size_t {
    what,
    t1,  // currency / source / document kind / name
    t2,  // limit state / currency / currency / currency
    t3,  // freshness / oldest day / cluster / limit state
    t4,  // - / - / transaction / kind
    n1,  // account / amount / amount / group / company
    n2,  // limit / documents / hold / limit / customer
    n3,  // blocked / - / document
    n4,  // policy version / - / reservation
    n5,  // the same decision / - / what is seen of the document
    n6,  // open hold
    n7,  // next decision
};

reservation stored_reservation(const row& from) {
    reservation found{.amount = stored_money(from.picked({t2, n1}), 0, "cg_reservation.currency")};
    found.reservation_id = from.number(n4);
    found.document = {stored_word<document_kind>(from, t1, "cg_reservation.document_kind"),
                      from.number(n3)};
    found.transaction = stored_transaction(from, t3);
    if (from.number(n2) != 0) found.hold_id = from.number(n2);
    return found;
}

exposure_line stored_line(const row& from) {
    const auto source = stored_word<exposure_source>(from, t1, "cg_erp_open_item.kind");
    const row amount = from.picked({t2, n1});
    exposure_line line{source, stored_money(amount, 0, "currency of an open document"),
                       std::nullopt, from.number(n2)};
    const bool by_day = source == exposure_source::invoice || source == exposure_source::open_order;
    if (by_day && !from.text(t3).empty()) {
        line.day = stored_date(from, t3, "day of an open document");
    }
    return line;
}

// False when it has ended: the ERP shows the whole document of this release.
template <class Reserved>  // what has `live` and `shown`
bool add_reservation(Reserved& to, const row& from) {
    const reservation held = stored_reservation(from);
    const auto shown = from.optional_number(n5);
    if (held.hold_id && shown && *shown >= held.amount.minor()) return false;
    if (shown) to.shown.emplace(held.document, money(*shown, held.amount.unit()));
    to.live.push_back(held);
    return true;
}

group_reading stored_group(const row& from) {
    const currency unit = stored_currency(from, t2, "cg_group.currency");
    const row limit = from.picked({t3, n2});
    return {{from.number(n1), stored_word<group_kind>(from, t4, "cg_group.kind"), from.text(t1),
             unit, stored_limit(limit, 0, unit, "cg_group.limit_state")},
            {},
            {},
            {}};
}

// Those of one source, currency and bucket become one line, whoever's they are: a record has them
// all.
void add_group_line(std::vector<exposure_line>& lines, const exposure_line& more,
                    const reading_days& days) {
    const auto where = [&](const exposure_line& line) {
        return bucket_of(line, days.as_of, days.horizon);
    };
    for (exposure_line& each : lines) {
        if (each.source != more.source || each.amount.unit() != more.amount.unit()) continue;
        if (where(each) != where(more)) continue;
        each.amount += more.amount;
        each.documents += more.documents;
        return;
    }
    lines.push_back(more);
}

// As add_reservation.
bool add_group(reading& result, const row& from, const reading_days& days) {
    const std::string kind = from.text(what);
    if (kind == "group") {
        result.groups.push_back(stored_group(from));
        const credit_group& group = result.groups.back().group;
        result.account.groups[static_cast<std::size_t>(group.kind)] = group.group_id;
    } else if (kind == "behind") {
        result.groups.back().behind.push_back({{from.number(n1)}, {from.number(n2)}});
    } else if (kind == "group_line") {
        add_group_line(result.groups.back().lines, stored_line(from), days);
    } else if (kind == "group_reservation") {
        return add_reservation(result.groups.back().reserved[from.number(n6)], from);
    }
    return true;
}

// Returns the reservations of releases that have ended, because the ERP shows the whole document.
std::vector<std::int64_t> add_exposure(reading& result, const std::vector<row>& found,
                                       const reading_days& days) {
    std::vector<std::int64_t> fulfilled;
    for (const row& each : found) {
        bool lives = true;
        if (each.text(what) == "line") {
            result.lines.push_back(stored_line(each));
        } else if (each.text(what) == "reservation") {
            lives = add_reservation(result, each);
        } else {
            lives = add_group(result, each, days);
        }
        if (!lives) fulfilled.push_back(each.number(n4));
    }
    return fulfilled;
}

// More than these are taken in transactions of their own: a check has its time budget.
constexpr int most_of_a_check = 200;
constexpr int most_of_a_reading = 1'000'000;

std::string array_of_cuts(const reading_days& days) {
    std::string text = "{";
    for (const std::string& each : cuts_of(days))
        text.append(text.size() > 1 ? "," : "").append(each);
    return text + "}";
}

// Of a shipment nothing is open: it is its order.
std::string_view kind_left_out(const std::optional<document_key>& without) {
    return without ? word(without->kind) : std::string_view();
}

std::int64_t id_left_out(const std::optional<document_key>& without) {
    return without ? without->id : 0;
}

question read_question(const account_question& asked, const std::string& cluster) {
    const auto* const event = asked.event;
    return {
        "select cast(r as text) "
        "from cg_read(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as text[]), ?) r",
        {asked.company.value, asked.customer.value, asked.most_changes, asked.now.text, cluster,
         event ? event->request_id : "", event ? cluster_of(event->transaction) : "",
         event ? id_of(event->transaction) : "", event ? word(event->where) : std::string_view(),
         kind_left_out(asked.without), id_left_out(asked.without), array_of_cuts(asked.days),
         format_date(asked.days.as_of)}};
}

}  // namespace

std::vector<std::string> cuts_of(const reading_days& days) {
    std::vector<std::string> cuts;
    for (const date each : due_date_cuts(days.as_of)) cuts.push_back(format_date(each));
    std::sort(cuts.begin(), cuts.end());
    cuts.push_back(days.horizon ? format_date(*days.horizon + std::chrono::days{1}) : "9999-12-31");
    return cuts;
}

std::vector<row> stored_readings::answer(const account_question& asked) {
    if (database_.kind() != dialect::postgresql) return answer_by_statement(asked);
    const auto found = database_.query_all({read_question(asked, database_.cluster())}).at(0);
    std::vector<row> rows;
    for (const row& each : found) rows.push_back(row_of_composite(each.text(0)));
    return rows;
}

standing stored_readings::known_of(const row& account) {
    if (account.is_null(n4)) fail_no_policy();
    standing known;
    known.policy_version = account.number(n4);
    known.next_decision_id = account.optional_number(n7).value_or(0);
    if (const auto same = account.optional_number(n5)) {
        known.same = {*same, stored_decisions(database_).find(*same).value().record};
    }
    if (const auto held = account.optional_number(n6)) {
        known.open_hold = stored_holds(database_).find(*held);
    }
    return known;
}

namespace {

// With the limit that counts on the day that is asked for.
credit_account account_of(const std::vector<row>& found, const account_question& asked) {
    const row& from = found.at(0);
    const currency unit = stored_currency(from, t1, "cg_account.currency");
    credit_account account{from.number(n1),
                           asked.company,
                           asked.customer,
                           unit,
                           stored_limit(from.picked({t2, n2}), 0, unit, "cg_account.limit_state"),
                           from.number(n3) != 0};
    account.risk_class = from.text(t4);
    for (std::size_t i = 1; i < std::min<std::size_t>(found.size(), 3); ++i) {
        if (found[i].text(what) == "terms") {
            account.terms = stored_terms(found[i], {t1, t2, t3, n1, n2}, unit);
            account.guarantees = guarantees_of_text(found[i].text(t4), unit);
        } else if (found[i].text(what) == "rating") {
            account.rating_grade = found[i].text(t1);
        }
    }
    return account_on(std::move(account), asked.days.as_of);
}

}  // namespace

reading stored_readings::read_rows(const std::vector<row>& found, const account_question& asked) {
    reading result{account_of(found, asked), {}, {}, {}, {}, {}};
    result.state = stored_freshness(found[0].text(t3));
    for (const std::int64_t each : add_exposure(result, found, asked.days)) {
        database_.execute("delete from cg_reservation where reservation_id = ?", {each});
    }
    return result;
}

reading stored_readings::lock_and_read(const check_event& event, std::optional<date> horizon,
                                       const timestamp& now) {
    // Before the changes that wait are taken: a question that is wrong changes nothing.
    if (event.where != checkpoint::quote && !cluster_of(event.transaction).empty()) {
        require_transaction_here(database_, *event.transaction);
    }
    const account_question asked{
        event.company, event.customer, &event, event.document, {event.business_date, horizon},
        now,           most_of_a_check};
    auto found = answer(asked);
    if (found.empty()) {
        // Never seen before.
        accounts_.add(event.company, event.customer);
        found = answer(asked);
    }
    reading result = read_rows(found, asked);
    result.known = known_of(found.at(0));
    return result;
}

reading stored_readings::read(const credit_account& account, std::optional<document_key> without,
                              const reading_days& days, const timestamp& now) {
    const account_question asked{account.company,  account.customer, nullptr, without, days, now,
                                 most_of_a_reading};
    for (;;) {
        reading result = read_rows(answer(asked), asked);
        if (result.state == freshness::unread) projection_.read_anew(account);
        if (result.state != freshness::done) continue;
        bool all_done = true;
        for (const group_reading& group : result.groups) {
            for (const account_key& each : group.behind) {
                projection_.read_anew(accounts_.find(each.company, each.customer).value());
                all_done = false;
            }
        }
        if (all_done) return result;
    }
}

reading stored_readings::look(const credit_account& account, const reading_days& days) {
    reading result{account_on(account, days.as_of), {}, {}, {}, {}, {}};
    const bool postgresql = database_.kind() == dialect::postgresql;
    const std::string cuts = array_of_cuts(days);
    const auto own = [&] {
        if (!postgresql) return exposure_by_statement(account.account_id, std::nullopt, days);
        return database_.query("select * from cg_exposure(?, '', 0, cast(? as text[]))",
                               {account.account_id, cuts});
    };
    const auto of_group = [&](std::int64_t group_id) {
        if (!postgresql) return group_by_statement(account, group_id, std::nullopt, days);
        return database_.query("select * from cg_group_exposure(?, ?, '', 0, cast(? as text[]))",
                               {group_id, account.account_id, cuts});
    };
    add_exposure(result, own(), days);
    for (const auto& group_id : account.groups) {
        if (!group_id) continue;
        add_exposure(result, group_row(*group_id), days);
        add_exposure(result, of_group(*group_id), days);
    }
    return result;
}

}  // namespace creditgate
