// SPDX-License-Identifier: Apache-2.0
#include "sql/store/guarantees.hpp"

#include <array>
#include <charconv>

#include "core/time/date.hpp"
#include "sql/store/insert.hpp"
#include "sql/store/rows.hpp"

namespace creditgate {
namespace {

constexpr const char* column = "cg_account.guarantees";

// The text before the next `mark`, which is taken off.
std::string_view taken(std::string_view& text, char mark) {
    const std::size_t end = text.find(mark);
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return part;
}

std::int64_t number_of(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) {
        fail_stored(column, std::string(text), "a whole number");
    }
    return value;
}

std::optional<date> day_of(std::string_view text) {
    if (text.empty()) return std::nullopt;
    const auto day = parse_date(text);
    if (!day) fail_stored(column, std::string(text), "a day or nothing");
    return day;
}

std::string day_text(const std::optional<date>& day) {
    return day ? format_date(*day) : "";
}

guarantee guarantee_of_text(std::string_view text, currency unit) {
    const std::string_view word_found = taken(text, '/');
    const auto kind = from_word<guarantee_kind>(word_found);
    if (!kind) fail_stored(column, std::string(word_found), "a kind of guarantee");
    const money value(number_of(taken(text, '/')), unit);
    const basis_points share{static_cast<std::int32_t>(number_of(taken(text, '/')))};
    const auto from = day_of(taken(text, '/'));
    return {*kind, value, share, {from, day_of(text)}};
}

constexpr const char* columns =
    "g.guarantee_id, g.name, g.kind, a.currency, g.value_minor, g.share, g.valid_from, g.valid_to, "
    "g.set_by, g.set_at, g.ended_by, g.ended_at, a.company_id, a.customer_id "
    "from cg_guarantee g join cg_account a on a.account_id = g.account_id where ";

stored_guarantee guarantee_of_row(const row& from) {
    const guarantee what{stored_word<guarantee_kind>(from, 2, "cg_guarantee.kind"),
                         stored_money(from, 3, "cg_account.currency"),
                         {static_cast<std::int32_t>(from.number(5))},
                         {day_of(from.text(6)), day_of(from.text(7))}};
    return {from.number(0), from.text(1),  what,           from.text(8),
            {from.text(9)}, from.text(10), {from.text(11)}};
}

}  // namespace

std::vector<guarantee> guarantees_of_text(std::string_view text, currency unit) {
    std::vector<guarantee> all;
    while (!text.empty()) all.push_back(guarantee_of_text(taken(text, ';'), unit));
    return all;
}

std::string text_of_guarantees(const std::vector<guarantee>& all) {
    std::string text;
    for (const guarantee& each : all) {
        text.append(text.empty() ? "" : ";").append(word(each.kind)).append("/");
        text.append(std::to_string(each.value.minor())).append("/");
        text.append(std::to_string(each.share.value)).append("/");
        text.append(day_text(each.valid.from)).append("/").append(day_text(each.valid.to));
    }
    return text;
}

std::vector<stored_guarantee> stored_guarantees::of(const credit_account& account, bool ended_too) {
    std::vector<stored_guarantee> all;
    for (const row& each :
         database_.query(std::string("select ") + columns + "g.account_id = ? and (? = 1 or " +
                             "g.ended_by = '') order by g.guarantee_id",
                         {account.account_id, ended_too ? 1 : 0})) {
        all.push_back(guarantee_of_row(each));
    }
    return all;
}

std::optional<guarantee_owner> stored_guarantees::find(std::int64_t guarantee_id) {
    const auto found =
        database_.query(std::string("select ") + columns + "g.guarantee_id = ?", {guarantee_id});
    if (found.empty()) return std::nullopt;
    return guarantee_owner{
        {found[0].number(12)}, {found[0].number(13)}, guarantee_of_row(found[0])};
}

std::vector<guarantee> stored_guarantees::keep(const credit_account& account) {
    std::vector<guarantee> all;
    for (const stored_guarantee& each : of(account, false)) all.push_back(each.what);
    database_.execute(
        "update cg_account set guarantees = ?, version = version + 1 where account_id = ?",
        {text_of_guarantees(all), account.account_id});
    return all;
}

std::vector<guarantee> stored_guarantees::add(const credit_account& account,
                                              const stored_guarantee& wanted, std::int64_t& id) {
    const guarantee& what = wanted.what;
    id = insert_numbered(
        database_,
        "insert into cg_guarantee (account_id, kind, name, value_minor, share, valid_from, "
        "valid_to, set_by, set_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        "guarantee_id",
        {account.account_id, word(what.kind), wanted.name, what.value.minor(), what.share.value,
         day_text(what.valid.from), day_text(what.valid.to), wanted.set_by, wanted.set_at.text});
    return keep(account);
}

std::vector<guarantee> stored_guarantees::end(const credit_account& account,
                                              std::int64_t guarantee_id, const std::string& by,
                                              const timestamp& at) {
    database_.execute(
        "update cg_guarantee set ended_by = ?, ended_at = ? where guarantee_id = ? "
        "and ended_by = ''",
        {by, at.text, guarantee_id});
    return keep(account);
}

}  // namespace creditgate
