// SPDX-License-Identifier: Apache-2.0
#include "plugin/json/event.hpp"

#include <algorithm>

#include "plugin/json/object.hpp"
#include "plugin/json/rule_kinds.hpp"
#include "plugin/json/values.hpp"

namespace creditgate {
namespace {

// A source named twice would be taken off twice.
void refuse_twice(const std::vector<source_share>& sources, const reader& document) {
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const auto same = [&](const source_share& each) {
            return each.document == sources[i].document;
        };
        if (std::none_of(sources.begin(), sources.begin() + static_cast<std::ptrdiff_t>(i), same)) {
            continue;
        }
        fail_field("duplicate_source", document.path_of("sources"),
                   std::to_string(sources[i].document.id), "a source document is named twice",
                   "name each source document once, with the whole amount taken from it");
    }
}

// A document is no source of its own, and takes no more from others than it is worth.
void refuse_wrong_shares(const check_event& event, const reader& document) {
    money left = event.amount;
    for (const source_share& each : event.sources) {
        if (each.document == event.document) {
            fail_field("bad_source", document.path_of("sources"), std::to_string(each.document.id),
                       "the document is named as a source of its own",
                       "name the documents that it continues");
        }
        if (each.amount.unit() != left.unit()) continue;
        if (each.amount > left) {
            fail_field("bad_source", document.path_of("sources"), format_amount(each.amount),
                       "more is taken from sources than the document's amount of " +
                           format_for_people(event.amount),
                       "send for each source the part of this document that comes from it");
        }
        left = left - each.amount;
    }
}

std::vector<source_share> read_sources(reader& document) {
    std::vector<source_share> sources;
    for (reader& each : document.objects("sources")) {
        sources.push_back({read_document_key(each), each.amount("amount")});
        each.done();
    }
    refuse_twice(sources, document);
    return sources;
}

// A name that is longer than any is no reason to stop a document.
std::string shown_name(reader& document, std::string_view field) {
    return shortened(document.optional_text(field, 4'000).value_or(""), 200);
}

// Of the document's amount, so in its currency.
std::optional<money> in_its_currency(std::optional<money> part, const reader& document,
                                     std::string_view name, currency unit) {
    if (part && part->unit() != unit) {
        fail_field("wrong_currency", document.path_of(name), part->unit().code(),
                   "found " + std::string(part->unit().code()) + ", the document is in " +
                       std::string(unit.code()),
                   "send it in the document's currency");
    }
    return part;
}

std::optional<money> read_part(reader& document, std::string_view name, currency unit) {
    return in_its_currency(document.optional_amount(name), document, name, unit);
}

std::optional<day_count> read_days(reader& from, std::string_view name) {
    constexpr int most = 36'500;
    if (!from.has(name)) return std::nullopt;
    return day_count{static_cast<int>(from.integer(name, 0, most, 0))};
}

void read_document(reader document, check_event& event) {
    event.document = read_document_key(document);
    event.document_number = shown_name(document, "number");
    event.entered_by = shown_name(document, "entered_by");
    event.salesperson = shown_name(document, "salesperson");
    if (document.has("direction")) event.way = document.one_of<direction>("direction");
    event.amount = document.amount("amount");
    document.optional_day("date");
    event.ship_date = document.optional_day("ship_date");
    event.sources = read_sources(document);
    refuse_wrong_shares(event, document);
    event.payment_method = document.optional_text("payment_method").value_or("");
    event.payment_term = read_days(document, "payment_term_days");
    event.prepaid = read_part(document, "prepaid", event.amount.unit());
    event.shipped = read_part(document, "shipped", event.amount.unit());
    event.margin = in_its_currency(document.optional_signed_amount("margin"), document, "margin",
                                   event.amount.unit());
    document.done();
}

}  // namespace

person read_user(reader& request) {
    reader user = request.object("user");
    person who{user.text("name"), user.some_of<role>("roles")};
    user.done();
    return who;
}

document_key read_document_key(reader& document) {
    return {document.one_of<document_kind>("kind"), document.id("id")};
}

erp_transaction read_transaction(reader transaction) {
    erp_transaction read{transaction.optional_text("cluster", 40).value_or(""),
                         transaction.text("id", 80)};
    transaction.done();
    return read;
}

check_event read_event(reader& request) {
    check_event event{.amount = money::zero(*currency::find("EUR"))};
    event.request_id = request.text("request_id");
    event.where = request.one_of<checkpoint>("checkpoint");
    event.company = {request.id("company")};
    event.customer = {request.id("customer")};
    event.customer_name =
        shortened(request.optional_text("customer_name", 4'000).value_or(""), 200);
    if (const auto orders = request.optional_id("ordering_party")) {
        event.ordering_party = customer_id{*orders};
    }
    event.intercompany = request.flag("intercompany", false);
    event.agreed_term = read_days(request, "agreed_term_days");
    event.customer_since = request.optional_day("customer_since");
    if (request.has("dunning_level")) {
        event.dunning = {static_cast<int>(request.integer("dunning_level", 0, highest_level, 0))};
    }
    read_document(request.object("document"), event);
    event.user = read_user(request);
    event.business_date = request.day("business_date");
    if (auto transaction = request.optional_object("transaction")) {
        event.transaction = read_transaction(*transaction);
    } else if (event.where != checkpoint::quote) {
        request.object("transaction");  // throws missing_field
    }
    return event;
}

json event_json(const check_event& event) {
    json document = object_of("kind", word(event.document.kind), "id", event.document.id, "number",
                              event.document_number, "direction", word(event.way), "amount",
                              money_json(event.amount));
    if (!event.entered_by.empty()) document["entered_by"] = event.entered_by;
    if (!event.salesperson.empty()) document["salesperson"] = event.salesperson;
    if (event.margin) document["margin"] = money_json(*event.margin);
    if (event.ship_date) document["ship_date"] = format_date(*event.ship_date);
    if (!event.payment_method.empty()) document["payment_method"] = event.payment_method;
    if (event.payment_term) document["payment_term_days"] = event.payment_term->days;
    if (event.prepaid) document["prepaid"] = money_json(*event.prepaid);
    if (event.shipped) document["shipped"] = money_json(*event.shipped);
    for (const source_share& each : event.sources) {
        document["sources"].push_back({{"kind", word(each.document.kind)},
                                       {"id", each.document.id},
                                       {"amount", money_json(each.amount)}});
    }
    json roles = json::array();
    for (const role each : event.user.roles) roles.push_back(word(each));
    json made = object_of("request_id", event.request_id, "checkpoint", word(event.where),
                          "company", event.company.value, "customer", event.customer.value,
                          "customer_name", event.customer_name, "document", std::move(document),
                          "user", object_of("name", event.user.name, "roles", std::move(roles)),
                          "business_date", format_date(event.business_date));
    if (event.ordering_party && *event.ordering_party != event.customer) {
        made["ordering_party"] = event.ordering_party->value;
    }
    if (event.intercompany) made["intercompany"] = true;
    if (event.agreed_term) made["agreed_term_days"] = event.agreed_term->days;
    if (event.customer_since) made["customer_since"] = format_date(*event.customer_since);
    if (event.dunning) made["dunning_level"] = event.dunning->value;
    if (event.transaction) {
        made["transaction"] = {{"id", event.transaction->id}};
        if (!event.transaction->cluster.empty()) {
            made["transaction"]["cluster"] = event.transaction->cluster;
        }
    }
    return made;
}

}  // namespace creditgate
