// SPDX-License-Identifier: Apache-2.0
#include "plugin/ops/record.hpp"

#include "plugin/json/event.hpp"
#include "plugin/json/values.hpp"

namespace creditgate {
namespace {

// Of a customer with many due dates these are most of a record: arrays, in the order of
// exposure_line's members, money as currency and minor units.
json lines_json(const std::vector<exposure_line>& lines) {
    json all = json::array();
    for (const exposure_line& each : lines) {
        json::array_t line;
        line.reserve(5);
        line.emplace_back(word(each.source));
        line.emplace_back(each.amount.unit().code());
        line.emplace_back(each.amount.minor());
        line.emplace_back(optional_date_json(each.due_date));
        line.emplace_back(each.documents);
        all.push_back(std::move(line));
    }
    return all;
}

json rates_json(const std::vector<fx_rate>& rates) {
    json all = json::array();
    for (const fx_rate& each : rates) {
        all.push_back({{"currency", each.unit.code()},
                       {"units_per_base_scaled", each.units_per_base_scaled},
                       {"valid_from", format_date(each.valid_from)}});
    }
    return all;
}

money stored_money(const json& value) {
    return parse_money(value.at("amount").get<std::string>(),
                       value.at("currency").get<std::string>(), "record");
}

std::optional<money> stored_optional_money(const json& value) {
    if (value.is_null()) return std::nullopt;
    return stored_money(value);
}

figure stored_figure(const json& value) {
    if (value.is_null()) return std::monostate{};
    if (value.contains("days")) return day_count{value.at("days").get<int>()};
    return stored_money(value);
}

std::optional<date> stored_date(const json& value) {
    if (value.is_null()) return std::nullopt;
    return parse_date(value.get<std::string>());
}

clearing stored_clearing(const json& value) {
    clearing ways;
    ways.pay = stored_optional_money(value.at("pay"));
    ways.payment_suffices = value.at("payment_suffices").get<bool>();
    ways.fits = stored_optional_money(value.at("fits"));
    for (const json& each : value.at("invoices")) {
        ways.invoices.push_back({each.at("number").get<std::string>(),
                                 stored_money(each.at("amount")),
                                 stored_date(each.at("due_date"))});
    }
    return ways;
}

json facts_json(const check_facts& facts) {
    json sources = json::array();
    for (const source_open& each : facts.sources) {
        sources.push_back({{"kind", word(each.document.kind)},
                           {"id", each.document.id},
                           {"amount", money_json(each.amount)}});
    }
    json made = {{"account",
                  {{"account_id", facts.account.account_id},
                   {"currency", facts.account.unit.code()},
                   {"limit", limit_json(facts.account.limit)},
                   {"blocked", facts.account.blocked}}},
                 {"lines", lines_json(facts.lines)},
                 {"sources", sources},
                 {"rates", rates_json(facts.rates)}};
    if (facts.release) {
        made["release"] = {{"hold_id", facts.release->hold_id},
                           {"up_to", money_json(facts.release->up_to)},
                           {"released_by", facts.release->released_by}};
    }
    return made;
}

}  // namespace

std::string record_text(const check_event& event, const check_facts& facts, const json& answer) {
    return R"({"event":)" + event_json(event).dump() + R"(,"facts":)" + facts_json(facts).dump() +
           R"(,"answer":)" + answer.dump() + "}";
}

explanation told_by(const json& answer) {
    explanation told;
    told.result = from_word<outcome>(answer.at("outcome").get<std::string>()).value();
    for (const json& each : answer.at("reasons")) {
        told.reasons.push_back({from_word<rule>(each.at("rule").get<std::string>()).value(),
                                from_word<outcome>(each.at("outcome").get<std::string>()).value(),
                                stored_figure(each.at("value")),
                                stored_figure(each.at("threshold"))});
    }
    for (const json& each : answer.at("currencies_without_rate")) {
        told.currencies_without_rate.push_back(currency::find(each.get<std::string>()).value());
    }
    told.ways = stored_clearing(answer.at("clear"));
    told.hold_id = answer.at("hold_id").is_null() ? 0 : answer.at("hold_id").get<std::int64_t>();
    return told;
}

}  // namespace creditgate
