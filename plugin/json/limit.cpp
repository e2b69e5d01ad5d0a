// SPDX-License-Identifier: Apache-2.0
#include "plugin/json/limit.hpp"

#include "core/result/error.hpp"
#include "core/time/date.hpp"
#include "plugin/json/object.hpp"
#include "plugin/json/values.hpp"

namespace creditgate {

credit_limit read_limit(reader limit) {
    const auto state = limit.one_of<limit_state>("state");
    const auto amount = limit.optional_amount("amount");
    limit.done();
    if ((state == limit_state::amount) != amount.has_value()) {
        fail_field("bad_limit", limit.path_of("amount"), amount ? format_for_people(*amount) : "",
                   std::string("a limit with state ") + std::string(word(state)) +
                       (amount ? " has no amount" : " needs an amount"),
                   "send an amount exactly when \"state\" is \"amount\"; 0 is an amount");
    }
    if (state == limit_state::unlimited) return credit_limit::unlimited();
    return amount ? credit_limit::of(*amount) : credit_limit::none();
}

void require_in_order(const period& days, const std::string& field) {
    if (!days.from || !days.to || *days.from <= *days.to) return;
    fail_field("bad_limit", field, format_date(*days.to),
               "found " + format_date(*days.to) + ", expected " + format_date(*days.from) +
                   " or later: both days are included",
               "send a period whose end is not before its beginning");
}

std::optional<limit_terms> read_terms(reader& request) {
    constexpr int most = 3'650;
    auto members = request.optional_object("terms");
    if (!members) return std::nullopt;
    limit_terms terms{{members->optional_day("valid_from"), members->optional_day("valid_to")},
                      {},
                      members->optional_day("review_on")};
    if (members->has("credit_days")) {
        terms.credit_days = {static_cast<int>(members->integer("credit_days", 0, most, 0))};
    }
    members->done();
    require_in_order(terms.valid, "terms.valid_to");
    return terms;
}

namespace {

json open_terms_json(const limit_terms& terms) {
    json temporary;
    if (terms.temporary) {
        temporary = object_of("amount", money_json(terms.temporary->amount), "from",
                              optional_date_json(terms.temporary->during.from), "to",
                              optional_date_json(terms.temporary->during.to));
    }
    return object_of("valid_from", optional_date_json(terms.valid.from), "valid_to",
                     optional_date_json(terms.valid.to), "review_on",
                     optional_date_json(terms.review_on), "credit_days",
                     terms.credit_days ? json(terms.credit_days->days) : json(), "temporary",
                     temporary);
}

}  // namespace

json terms_json(const limit_terms& terms) {
    return terms == limit_terms{} ? json() : open_terms_json(terms);
}

json terms_json(const credit_account& account) {
    if (account.terms == limit_terms{} && account.guarantees.empty()) return nullptr;
    json made = open_terms_json(account.terms);
    made["agreed"] = limit_json(agreed_limit(account));
    for (const guarantee& each : account.guarantees) {
        made["guarantees"].push_back(guarantee_json(each));
    }
    return made;
}

json guarantee_json(const guarantee& what) {
    return object_of("kind", word(what.kind), "value", money_json(what.value), "percent",
                     what.share.value / 100, "valid_from", optional_date_json(what.valid.from),
                     "valid_to", optional_date_json(what.valid.to));
}

guarantee read_guarantee(reader& members) {
    const auto kind = members.one_of<guarantee_kind>("kind");
    const money value = members.amount("value");
    const auto percent = static_cast<std::int32_t>(members.integer("percent", 0, 100, 100));
    const period valid{members.optional_day("valid_from"), members.optional_day("valid_to")};
    require_in_order(valid, members.path_of("valid_to"));
    return {kind, value, {100 * percent}, valid};
}

std::vector<guarantee> stored_guarantees_of(const json& terms) {
    std::vector<guarantee> all;
    for (const json& each : terms.value("guarantees", json::array())) {
        reader members(each, "record");
        all.push_back(read_guarantee(members));
    }
    return all;
}

limit_terms stored_terms(const json& terms) {
    if (terms.is_null()) return {};
    const auto day = [](const json& of, const char* name) -> std::optional<date> {
        return of.at(name).is_null() ? std::nullopt : parse_date(of.at(name).get<std::string>());
    };
    limit_terms read{
        {day(terms, "valid_from"), day(terms, "valid_to")}, {}, day(terms, "review_on")};
    if (const json days = terms.value("credit_days", json()); !days.is_null()) {
        read.credit_days = day_count{days.get<int>()};
    }
    if (const json& temporary = terms.at("temporary"); !temporary.is_null()) {
        const json& amount = temporary.at("amount");
        read.temporary = {parse_money(amount.at("amount").get<std::string>(),
                                      amount.at("currency").get<std::string>(), "record"),
                          {day(temporary, "from"), day(temporary, "to")}};
    }
    return read;
}

void require_unit(const credit_limit& limit, currency unit, const std::string& whose,
                  const std::string& field) {
    if (!limit.amount() || limit.amount()->unit() == unit) return;
    fail_field("wrong_currency", field, limit.amount()->unit().code(),
               "found " + std::string(limit.amount()->unit().code()) + ", " + whose +
                   " is kept in " + std::string(unit.code()),
               "send the limit in " + std::string(unit.code()));
}

}  // namespace creditgate
