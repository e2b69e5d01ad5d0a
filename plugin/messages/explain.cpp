// SPDX-License-Identifier: Apache-2.0
#include "plugin/messages/explain.hpp"

#include "plugin/json/custom.hpp"
#include "plugin/json/scope.hpp"
#include "plugin/json/values.hpp"
#include "plugin/messages/catalog.hpp"
#include "plugin/messages/custom_text.hpp"

namespace creditgate {

std::string subject_text(const subject& about, std::string_view language) {
    if (const auto* which = std::get_if<bucket>(&about)) {
        return message_text(language, "bucket." + std::string(word(*which)), {});
    }
    if (const auto* unit = std::get_if<currency>(&about)) return std::string(unit->code());
    if (const auto* name = std::get_if<std::string>(&about)) return *name;
    return "";
}

namespace {

std::string figure_text(const figure& value) {
    if (const auto* amount = std::get_if<money>(&value)) return format_for_people(*amount);
    if (const auto* count = std::get_if<day_count>(&value)) return std::to_string(count->days);
    if (const auto* level = std::get_if<dunning_level>(&value)) {
        return std::to_string(level->value);
    }
    return "";
}

std::string excess_text(const reason& why) {
    const auto* value = std::get_if<money>(&why.value);
    const auto* threshold = std::get_if<money>(&why.threshold);
    return value && threshold ? format_for_people(*value - *threshold) : "";
}

std::string currencies_text(const std::vector<currency>& units) {
    std::string all;
    for (const currency& each : units) all.append(all.empty() ? "" : ", ").append(each.code());
    return all;
}

std::vector<message_value> values_of(const reason& why, const explanation& told,
                                     std::string_view language) {
    return {{"value", figure_text(why.value)},
            {"threshold", figure_text(why.threshold)},
            {"excess", excess_text(why)},
            {"about", subject_text(why.about, language)},
            {"conditions", conditions_text(why.conditions, language)},
            {"currencies", currencies_text(told.currencies_without_rate)},
            {"by", told.forced ? told.forced->by : ""},
            {"why", told.forced ? told.forced->why : ""},
            {"source", told.forced ? told.forced->source : ""}};
}

// Whom a line of the policy is for, behind what it says; nothing when it is for all.
std::string scope_text(const scope& whom, std::string_view language) {
    if (whom.kind == scope_kind::all) return "";
    return message_text(language, "scope." + std::string(word(whom.kind)), {{"name", whom.name}});
}

std::string excluded_text(const exclusion_found& by, std::string_view language) {
    return message_text(language, "excluded." + std::string(word(by.kind)), {}) +
           scope_text(by.whom, language);
}

bool is_held_by_its_source(const explanation& told) {
    return told.forced && !told.forced->source.empty();
}

std::string reason_text(const reason& why, const explanation& told, std::string_view language) {
    std::string key = "reason." + std::string(word(why.kind));
    // Who has no grade is not in a bad one.
    if (why.kind == rule::rating && std::holds_alternative<std::monostate>(why.about)) {
        key += ".none";
    }
    if (why.kind == rule::forced_hold && is_held_by_its_source(told)) key += ".source";
    return message_text(language, key, values_of(why, told, language)) +
           scope_text(why.whom, language);
}

std::string document_text(const document_words& document, std::string_view language) {
    const std::string kind = message_text(language, "kind." + std::string(word(document.kind)), {});
    return kind + " " + (document.number.empty() ? std::to_string(document.id) : document.number);
}

std::vector<message_value> headline_values(const document_words& document,
                                           std::string_view released_by,
                                           std::string_view language) {
    return {{"document", document_text(document, language)},
            {"customer", document.customer_name},
            {"amount", format_for_people(document.amount)},
            {"released_by", std::string(released_by)}};
}

std::string invoices_text(const clearing& ways, std::string_view language) {
    const std::vector<open_invoice>& invoices = ways.invoices;
    constexpr std::size_t most_shown = 5;
    std::string all;
    for (std::size_t i = 0; i < invoices.size() && i < most_shown; ++i) {
        const open_invoice& each = invoices[i];
        const std::string key = each.due_date ? "invoice.due" : "invoice.no_due_date";
        const std::string due = each.due_date ? format_date(*each.due_date) : "";
        all.append(all.empty() ? "" : "; ")
            .append(message_text(language, key, {{"number", each.number}, {"due_date", due}}));
    }
    if (invoices.size() > most_shown) {
        const std::string count = std::to_string(invoices.size() - most_shown);
        all.append("; ").append(message_text(language, "invoice.more", {{"count", count}}));
    }
    if (ways.more_invoices) all.append("; ").append(message_text(language, "invoice.later", {}));
    return all;
}

void append_line(std::string& text, const std::string& line) {
    text.append("\n- ").append(line);
}

void append_payment(std::string& text, const clearing& ways, std::string_view language) {
    const std::string key = ways.invoices.empty() ? "ways.pay_advance" : "ways.pay";
    append_line(text, message_text(language, key,
                                   {{"pay", format_for_people(*ways.pay)},
                                    {"invoices", invoices_text(ways, language)}}));
}

// Each way in a line of its own.
std::string ways_text(const explanation& told, std::string_view language) {
    std::string text;
    const clearing& ways = told.ways;
    if (ways.pay && ways.payment_suffices) {
        append_payment(text, ways, language);
    } else {
        for (const reason& why : told.reasons) {
            const std::string key = "clear." + std::string(word(why.kind));
            append_line(text, message_text(language, key, values_of(why, told, language)));
        }
    }
    if (ways.fits && ways.fits->is_positive()) {
        append_line(text,
                    message_text(language, "ways.fits", {{"fits", format_for_people(*ways.fits)}}));
    }
    if (ways.ship_from) {
        append_line(text, message_text(language, "ways.ship_from",
                                       {{"day", format_date(*ways.ship_from)}}));
    }
    // Its own hold's release would not lift that of its source.
    const std::int64_t hold_id = is_held_by_its_source(told) ? told.forced->hold_id : told.hold_id;
    if (hold_id != 0) {
        append_line(text,
                    message_text(language, "ways.release", {{"hold", std::to_string(hold_id)}}));
    }
    return text;
}

// What let the document pass although rules would have stopped it; "" where nothing did.
std::string passed_by(const explanation& told) {
    if (told.result != outcome::approve) return "";
    if (!told.released_by.empty()) return "released";
    if (told.under_opening_cover) return "opening_cover";
    return told.in_pilot > outcome::approve ? "pilot" : "";
}

}  // namespace

json reason_json(const reason& why, const explanation& told, std::string_view language) {
    const std::string name(word(why.kind));
    const std::vector<message_value> values = values_of(why, told, language);
    json made = {{"rule", name},
                 {"outcome", word(why.effect)},
                 {"value", figure_json(why.value)},
                 {"threshold", figure_json(why.threshold)},
                 {"text", reason_text(why, told, language)},
                 {"clear", message_text(language, "clear." + name, values)}};
    if (why.whom.kind != scope_kind::all) made["scope"] = scope_json(why.whom);
    if (const auto* which = std::get_if<bucket>(&why.about)) made["bucket"] = word(*which);
    if (const auto* unit = std::get_if<currency>(&why.about)) made["currency"] = unit->code();
    if (const auto* named = std::get_if<std::string>(&why.about)) made["named"] = *named;
    if (!why.conditions.empty()) made["conditions"] = conditions_json(why.conditions);
    return made;
}

json reasons_json(const explanation& told, std::string_view language) {
    json all = json::array();
    for (const reason& why : told.reasons) all.push_back(reason_json(why, told, language));
    return all;
}

json excluded_json(const explanation& told, std::string_view language) {
    if (!told.excluded_by) return nullptr;
    json made = {{"exclusion", word(told.excluded_by->kind)},
                 {"text", excluded_text(*told.excluded_by, language)}};
    if (told.excluded_by->whom.kind != scope_kind::all) {
        made["scope"] = scope_json(told.excluded_by->whom);
    }
    return made;
}

std::string explain(const explanation& told, const document_words& document,
                    std::string_view language) {
    const std::string passed = passed_by(told);
    const std::string ending = passed.empty() ? std::string(word(told.result)) : passed;
    std::string text = message_text(language, "headline." + ending,
                                    headline_values(document, told.released_by, language));
    if (told.excluded_by) append_line(text, excluded_text(*told.excluded_by, language));
    if (told.result == outcome::approve && passed != "pilot") return text;
    if (told.went_on_before && passed.empty())
        append_line(text, message_text(language, "went_on_before", {}));
    for (const reason& why : told.reasons) {
        append_line(text, reason_text(why, told, language));
    }
    if (passed == "pilot") return text;
    text.append("\n").append(message_text(language, "ways.heading", {}));
    return text + ways_text(told, language);
}

std::string clearing_text(const explanation& told, std::string_view language) {
    if (told.result == outcome::approve) return "";
    const std::string text = ways_text(told, language);
    return text.empty() ? text : text.substr(1);
}

std::string explain_unavailable(const document_words& document, std::string_view language) {
    return message_text(language, "headline.unavailable", headline_values(document, "", language)) +
           "\n" + message_text(language, "unavailable.next", {});
}

}  // namespace creditgate
