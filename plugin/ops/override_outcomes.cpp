// SPDX-License-Identifier: Apache-2.0
//
// What became of releases, warnings and raised limits: how what they let pass was paid.
#include "core/overrides/outcome.hpp"

#include <algorithm>

#include "core/backtest/paid.hpp"
#include "plugin/json/object.hpp"
#include "plugin/json/tally.hpp"
#include "plugin/json/values.hpp"
#include "plugin/ops/ops.hpp"
#include "plugin/ops/overrides.hpp"

namespace creditgate {
namespace {

struct wanted_outcomes {
    wanted_overrides which;
    override_key by = override_key::approver;
    looking_back how;
    std::size_t most = 0;  // overrides that are told one by one
};

wanted_outcomes read_wanted(reader& request) {
    wanted_outcomes read;
    const date from = request.day("from");
    const date to = request.day("to");
    read.which.days = {from, to};
    read.how.as_of = request.day("business_date");
    if (request.has("by")) read.by = request.one_of<override_key>("by");
    if (const auto company = request.optional_id("company")) read.which.company = {*company};
    read.how.lost_after = {static_cast<int>(request.integer("lost_after_days", 0, 3'650, 90))};
    read.most = static_cast<std::size_t>(request.integer("max", 0, 1'000, 100));
    if (from <= to) return read;
    fail_field("out_of_range", "to", format_date(to),
               "found " + format_date(to) + ", expected a day from " + format_date(from) + " on",
               "send the last day on which overrides are to be looked at");
}

json share_json(const std::optional<ratio>& share) {
    if (!share) return nullptr;
    return object_of("part", share->part, "whole", share->whole, "percent",
                     percent_text(basis_points_down(*share)));
}

// By number, and by amount in each currency.
json rate_json(const override_outcome& found, const sum_of_documents& part) {
    json amounts = json::array();
    for (const money& each : found.invoices.all.amounts) {
        const auto share = rate_of(found, part, each.unit());
        if (!share) continue;
        amounts.push_back(object_of("part", money_json({share->part, each.unit()}), "whole",
                                    money_json({share->whole, each.unit()}), "percent",
                                    percent_text(basis_points_down(*share))));
    }
    return object_of("invoices", share_json(rate_of(found, part)), "amounts", std::move(amounts));
}

json outcome_json(const override_outcome& found) {
    json invoices = tally_json(found.invoices);
    invoices["open"] = sum_json(found.open);
    invoices["lost"] = sum_json(found.lost);
    invoices["most_days_late"] = found.most_days_late;
    return object_of("overrides", found.overrides, "documents", found.documents.documents,
                     "amounts", sum_json(found.documents)["amounts"], "without_invoice",
                     found.documents_without_invoice, "invoices", std::move(invoices), "late_rate",
                     rate_json(found, found.invoices.late), "loss_rate",
                     rate_json(found, found.lost));
}

json group_json(const override_group& group, override_key by) {
    json key = group.name;
    if (by == override_key::rule) {
        key = group.stopped_by ? json(word(*group.stopped_by)) : json(nullptr);
    }
    json made = object_of("kind", word(group.kind), std::string(word(by)).c_str(), std::move(key));
    made.update(outcome_json(group.outcome));
    return made;
}

json invoice_json(const past_invoice& invoice, const looking_back& how) {
    const bool lost = is_lost(invoice, how);
    return object_of("id", invoice.invoice_id, "amount", money_json(invoice.amount), "due_date",
                     optional_date_json(invoice.due), "settled_date",
                     optional_date_json(invoice.settled), "paid",
                     lost ? "lost" : word(how_paid(invoice, how.as_of)), "days_late",
                     days_late(invoice, how.as_of));
}

json document_json(const overridden_document& document, const looking_back& how) {
    json rules = json::array();
    for (const rule each : document.rules) rules.push_back(word(each));
    json invoices = json::array();
    for (const past_invoice& each : document.invoices) {
        invoices.push_back(invoice_json(each, how));
    }
    return object_of("kind", word(document.document.kind), "id", document.document.id, "number",
                     document.number, "amount", money_json(document.amount), "rules",
                     std::move(rules), "invoices", std::move(invoices));
}

json override_json(const credit_override& each, const looking_back& how) {
    json documents = json::array();
    for (const overridden_document& document : each.documents) {
        documents.push_back(document_json(document, how));
    }
    return object_of("kind", word(each.kind), "id", each.id, "company", each.company.value,
                     "customer", each.customer.value, "customer_name", each.customer_name, "by",
                     each.by, "at", each.at.text, "reason", each.reason, "documents",
                     std::move(documents));
}

// The latest first.
json newest_json(std::vector<credit_override> all, const wanted_outcomes& wanted) {
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return a.at > b.at; });
    json told = json::array();
    for (const credit_override& each : all) {
        if (told.size() == wanted.most) break;
        told.push_back(override_json(each, wanted.how));
    }
    return told;
}

json total_json(const std::vector<credit_override>& all, const looking_back& how) {
    std::vector<const credit_override*> some;
    some.reserve(all.size());
    for (const credit_override& each : all) some.push_back(&each);
    return outcome_json(outcome_of(some, how));
}

}  // namespace

json op_override_outcomes(op_context& context, reader& request) {
    const wanted_outcomes wanted = read_wanted(request);
    request.done();
    const auto all = find_overrides(context, wanted.which);
    json groups = json::array();
    for (const override_group& each : grouped(all, wanted.by, wanted.how)) {
        groups.push_back(group_json(each, wanted.by));
    }
    return object_of("by", word(wanted.by), "groups", std::move(groups), "total",
                     total_json(all, wanted.how), "overrides", newest_json(all, wanted), "as_of",
                     format_date(wanted.how.as_of));
}

}  // namespace creditgate
