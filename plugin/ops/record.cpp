// SPDX-License-Identifier: Apache-2.0
#include "plugin/ops/record.hpp"

#include "plugin/json/custom.hpp"
#include "plugin/json/event.hpp"
#include "plugin/json/limit.hpp"
#include "plugin/json/scope.hpp"
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
        line.emplace_back(optional_date_json(each.day));
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
    if (value.contains("level")) return dunning_level{value.at("level").get<int>()};
    return stored_money(value);
}

scope stored_scope(const json& reason) {
    reader members(reason, "reason");
    return read_scope(members);
}

subject stored_subject(const json& reason) {
    if (reason.contains("bucket")) {
        return from_word<bucket>(reason.at("bucket").get<std::string>()).value();
    }
    if (reason.contains("currency")) {
        return currency::find(reason.at("currency").get<std::string>()).value();
    }
    if (reason.contains("named")) return reason.at("named").get<std::string>();
    return std::monostate{};
}

std::optional<exclusion_found> stored_exclusion(const json& excluded) {
    if (excluded.is_null()) return std::nullopt;
    return exclusion_found{
        from_word<exclusion>(excluded.at("exclusion").get<std::string>()).value(),
        stored_scope(excluded)};
}

std::optional<date> stored_date(const json& value) {
    if (value.is_null()) return std::nullopt;
    return parse_date(value.get<std::string>());
}

clearing stored_clearing(const json& value) {
    clearing ways;
    ways.pay = stored_optional_money(value.at("pay"));
    ways.more_invoices = value.value("more_invoices", false);
    ways.payment_suffices = value.at("payment_suffices").get<bool>();
    ways.fits = stored_optional_money(value.at("fits"));
    ways.ship_from = stored_date(value.value("ship_from", json(nullptr)));
    for (const json& each : value.at("invoices")) {
        ways.invoices.push_back({each.at("number").get<std::string>(),
                                 stored_money(each.at("amount")),
                                 stored_date(each.at("due_date"))});
    }
    return ways;
}

json group_facts_json(const group_facts& facts) {
    return {{"group_id", facts.group.group_id},
            {"kind", word(facts.group.kind)},
            {"name", facts.group.name},
            {"currency", facts.group.unit.code()},
            {"limit", limit_json(facts.group.limit)},
            {"others", lines_json(facts.others)}};
}

json facts_json(const check_facts& facts) {
    json sources = json::array();
    for (const source_open& each : facts.sources) {
        sources.push_back({{"kind", word(each.document.kind)},
                           {"id", each.document.id},
                           {"amount", money_json(each.amount)},
                           {"source", word(each.source)},
                           {"day", optional_date_json(each.day)}});
    }
    json made = {{"account",
                  {{"account_id", facts.account.account_id},
                   {"currency", facts.account.unit.code()},
                   {"limit", limit_json(facts.account.limit)},
                   {"blocked", facts.account.blocked}}},
                 {"lines", lines_json(facts.lines)},
                 {"sources", sources},
                 {"rates", rates_json(facts.rates)}};
    if (!facts.account.risk_class.empty()) {
        made["account"]["risk_class"] = facts.account.risk_class;
    }
    if (!facts.account.rating_grade.empty()) {
        made["account"]["rating_grade"] = facts.account.rating_grade;
    }
    if (json terms = terms_json(facts.account); !terms.is_null()) {
        made["account"]["terms"] = std::move(terms);
    }
    for (const group_facts& each : facts.groups) {
        made["groups"].push_back(group_facts_json(each));
    }
    if (facts.forced) {
        made["forced"] = {{"hold_id", facts.forced->hold_id},
                          {"by", facts.forced->by},
                          {"why", facts.forced->why}};
        if (!facts.forced->source.empty()) made["forced"]["source"] = facts.forced->source;
    }
    if (facts.payer.oldest_item) {
        made["payer"]["oldest_item"] = format_date(*facts.payer.oldest_item);
    }
    if (facts.payer.known_since) {
        made["payer"]["known_since"] = format_date(*facts.payer.known_since);
    }
    for (const settled_sum& each : facts.payer.settled) {
        made["payer"]["settled"].push_back(
            json::array({each.amount.unit().code(), each.amount.minor(), each.minor_days}));
    }
    for (const like_customer& each : facts.payer.like) {
        made["payer"]["like"].push_back(json::array({each.customer.value, each.name}));
    }
    if (facts.release) {
        made["release"] = {{"hold_id", facts.release->hold_id},
                           {"up_to", money_json(facts.release->up_to)},
                           {"released_by", facts.release->released_by}};
    }
    if (facts.opening) {
        made["opening"] = {{"decision_id", facts.opening->decision_id},
                           {"up_to", money_json(facts.opening->up_to)}};
    }
    return made;
}

// As lines_json: number, currency, minor units, due date, the invoice's own date.
json invoice_facts_json(const std::vector<open_invoice>& invoices) {
    json all = json::array();
    for (const open_invoice& each : invoices) {
        json::array_t invoice;
        invoice.reserve(5);
        invoice.emplace_back(each.number);
        invoice.emplace_back(each.amount.unit().code());
        invoice.emplace_back(each.amount.minor());
        invoice.emplace_back(optional_date_json(each.due_date));
        invoice.emplace_back(optional_date_json(each.dated));
        all.push_back(std::move(invoice));
    }
    return all;
}

credit_limit stored_limit(const json& value) {
    switch (from_word<limit_state>(value.at("state").get<std::string>()).value()) {
        case limit_state::none:
            return credit_limit::none();
        case limit_state::unlimited:
            return credit_limit::unlimited();
        case limit_state::amount:
            return credit_limit::of(stored_money(value.at("amount")));
    }
    __builtin_unreachable();
}

currency stored_currency(const json& value) {
    return currency::find(value.get<std::string>()).value();
}

exposure_line stored_line(const json& value) {
    return {from_word<exposure_source>(value.at(0).get<std::string>()).value(),
            {value.at(2).get<std::int64_t>(), stored_currency(value.at(1))},
            stored_date(value.at(3)),
            value.at(4).get<std::int64_t>()};
}

fx_rate stored_rate(const json& value) {
    return {stored_currency(value.at("currency")),
            value.at("units_per_base_scaled").get<std::int64_t>(),
            parse_date(value.at("valid_from").get<std::string>()).value()};
}

group_facts stored_group_facts(const json& value) {
    group_facts facts{{value.at("group_id").get<std::int64_t>(),
                       from_word<group_kind>(value.at("kind").get<std::string>()).value(),
                       value.at("name").get<std::string>(), stored_currency(value.at("currency")),
                       stored_limit(value.at("limit"))},
                      {}};
    for (const json& each : value.at("others")) facts.others.push_back(stored_line(each));
    return facts;
}

std::optional<forced_hold> stored_forced(const json& facts) {
    if (!facts.contains("forced")) return std::nullopt;
    const json& forced = facts.at("forced");
    return forced_hold{forced.at("hold_id").get<std::int64_t>(), forced.at("by").get<std::string>(),
                       forced.at("why").get<std::string>(), forced.value("source", "")};
}

}  // namespace

check_facts recorded_facts(const json& record, const check_event& event) {
    const json& from = record.at("facts");
    const json& account = from.at("account");
    check_facts facts{{account.at("account_id").get<std::int64_t>(), event.company, event.customer,
                       stored_currency(account.at("currency")), stored_limit(account.at("limit")),
                       account.at("blocked").get<bool>()},
                      {},
                      {},
                      {},
                      std::nullopt};
    facts.account.risk_class = account.value("risk_class", "");
    facts.account.rating_grade = account.value("rating_grade", "");
    if (account.contains("terms")) {
        facts.account.terms = stored_terms(account.at("terms"));
        facts.account.guarantees = stored_guarantees_of(account.at("terms"));
        facts.account.agreed = stored_limit(account.at("terms").at("agreed"));
    }
    for (const json& each : from.at("lines")) facts.lines.push_back(stored_line(each));
    for (const json& each : from.at("rates")) facts.rates.push_back(stored_rate(each));
    for (const json& each : from.at("sources")) {
        facts.sources.push_back(
            {{from_word<document_kind>(each.at("kind").get<std::string>()).value(),
              each.at("id").get<std::int64_t>()},
             stored_money(each.at("amount")),
             from_word<exposure_source>(each.value("source", "open_order")).value(),
             stored_date(each.value("day", json(nullptr)))});
    }
    const json payer = from.value("payer", json::object());
    facts.payer.oldest_item = stored_date(payer.value("oldest_item", json(nullptr)));
    facts.payer.known_since = stored_date(payer.value("known_since", json(nullptr)));
    for (const json& each : payer.value("settled", json::array())) {
        facts.payer.settled.push_back(
            {{each.at(1).get<std::int64_t>(), stored_currency(each.at(0))},
             each.at(2).get<std::int64_t>()});
    }
    for (const json& each : payer.value("like", json::array())) {
        facts.payer.like.push_back(
            {{each.at(0).get<std::int64_t>()}, each.at(1).get<std::string>()});
    }
    for (const json& each : from.value("groups", json::array())) {
        facts.groups.push_back(stored_group_facts(each));
    }
    facts.forced = stored_forced(from);
    if (from.contains("release")) {
        const json& release = from.at("release");
        facts.release = usable_release{release.at("hold_id").get<std::int64_t>(),
                                       stored_money(release.at("up_to")),
                                       release.at("released_by").get<std::string>()};
    }
    if (from.contains("opening")) {
        const json& opening = from.at("opening");
        facts.opening = opening_cover{opening.at("decision_id").get<std::int64_t>(),
                                      stored_money(opening.at("up_to"))};
    }
    return facts;
}

check_event event_on_record(const json& record) {
    reader recorded(record.at("event"), "event");
    return read_event(recorded);
}

answer_basis recorded_basis(const json& record, const check_event& event) {
    answer_basis basis{recorded_facts(record, event), {}, record.at("language").get<std::string>()};
    for (const json& each : record.at("facts").value("invoices", json::array())) {
        basis.invoices.listed.push_back(
            {each.at(0).get<std::string>(),
             {each.at(2).get<std::int64_t>(), stored_currency(each.at(1))},
             stored_date(each.at(3)),
             stored_date(each.at(4))});
    }
    const json& facts = record.at("facts");
    basis.invoices.all = !facts.contains("more_invoices");
    for (const json& each : facts.value("more_invoices", json::array())) {
        basis.invoices.late_beyond.push_back(stored_line(each));
    }
    return basis;
}

std::string record_text(const check_event& event, const answer_basis& basis, const json& answer) {
    json facts = facts_json(basis.facts);
    const open_invoices& invoices = basis.invoices;
    if (!invoices.listed.empty()) facts["invoices"] = invoice_facts_json(invoices.listed);
    if (!invoices.all) facts["more_invoices"] = lines_json(invoices.late_beyond);
    return R"({"event":)" + event_json(event).dump() + R"(,"facts":)" + facts.dump() +
           R"(,"language":)" + json(basis.language).dump() + R"(,"answer":)" + answer.dump() + "}";
}

bool is_under_opening_cover(const json& record) {
    return record.at("answer").contains("opening_cover");
}

explanation told_by(const json& record) {
    const json& answer = record.at("answer");
    const json& facts = record.at("facts");
    explanation told;
    told.forced = stored_forced(facts);
    told.result = from_word<outcome>(answer.at("outcome").get<std::string>()).value();
    for (const json& each : answer.at("reasons")) {
        told.reasons.push_back({from_word<rule>(each.at("rule").get<std::string>()).value(),
                                from_word<outcome>(each.at("outcome").get<std::string>()).value(),
                                stored_figure(each.at("value")),
                                stored_figure(each.at("threshold")), stored_subject(each),
                                stored_scope(each), stored_conditions(each)});
    }
    for (const json& each : answer.at("currencies_without_rate")) {
        told.currencies_without_rate.push_back(currency::find(each.get<std::string>()).value());
    }
    told.excluded_by = stored_exclusion(answer.value("excluded_by", json()));
    told.ways = stored_clearing(answer.at("clear"));
    told.hold_id = answer.at("hold_id").is_null() ? 0 : answer.at("hold_id").get<std::int64_t>();
    told.went_on_before = answer.value("went_on_before", false);
    if (answer.contains("pilot")) {
        told.in_pilot = from_word<outcome>(answer.at("pilot").at("outcome").get<std::string>());
    }
    told.under_opening_cover = is_under_opening_cover(record);
    return told;
}

}  // namespace creditgate
