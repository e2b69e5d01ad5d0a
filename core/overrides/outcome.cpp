// SPDX-License-Identifier: Apache-2.0
#include "core/overrides/outcome.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "core/backtest/paid.hpp"

namespace creditgate {
namespace {

// The parts of an invoice, by the documents of one kind that they came of: orders and the shipments
// of orders tell of the same invoice, each in their way.
using parts_of_invoice = std::map<document_kind, std::map<document_key, past_invoice>>;

past_invoice whole_of(const std::map<document_key, past_invoice>& parts) {
    past_invoice all = parts.begin()->second;
    for (auto each = std::next(parts.begin()); each != parts.end(); ++each) {
        all.amount += each->second.amount;
    }
    return all;
}

past_invoice largest_of(const parts_of_invoice& by_kind) {
    past_invoice largest = whole_of(by_kind.begin()->second);
    for (auto each = std::next(by_kind.begin()); each != by_kind.end(); ++each) {
        const past_invoice other = whole_of(each->second);
        if (largest.amount < other.amount) largest = other;
    }
    return largest;
}

class collection {
  public:
    void add(const overridden_document& let_pass) {
        const auto [known, is_new] = documents_.emplace(let_pass.document, let_pass.amount);
        if (!is_new && known->second.unit() == let_pass.amount.unit()) {
            known->second = std::max(known->second, let_pass.amount);
        }
        if (let_pass.invoices.empty()) {
            if (is_new) ++without_invoice_;
            return;
        }
        for (const past_invoice& each : let_pass.invoices) {
            invoices_[each.invoice_id][let_pass.document.kind].emplace(let_pass.document, each);
        }
    }

    override_outcome outcome(std::int64_t overrides, const looking_back& how) const {
        override_outcome found;
        found.overrides = overrides;
        found.documents_without_invoice = without_invoice_;
        for (const auto& [document, amount] : documents_) found.documents.add(amount);
        for (const auto& [id, parts] : invoices_) {
            const past_invoice invoice = largest_of(parts);
            const payment_course paid = how_paid(invoice, how.as_of);
            found.invoices.add(invoice.amount, paid);
            if (paid == payment_course::open) found.open.add(invoice.amount);
            if (is_lost(invoice, how)) found.lost.add(invoice.amount);
            found.most_days_late = std::max(found.most_days_late, days_late(invoice, how.as_of));
        }
        return found;
    }

  private:
    std::map<document_key, money> documents_;
    std::map<std::int64_t, parts_of_invoice> invoices_;
    std::int64_t without_invoice_ = 0;
};

std::int64_t amount_in(const sum_of_documents& sum, currency unit) {
    for (const money& each : sum.amounts) {
        if (each.unit() == unit) return each.minor();
    }
    return 0;
}

std::optional<ratio> rate(std::int64_t part, std::int64_t whole) {
    if (whole <= 0) return std::nullopt;
    return ratio{part, whole};
}

// What groups are told apart by.
using key = std::tuple<override_kind, std::optional<rule>, std::string>;

struct gathered {
    std::int64_t overrides = 0;
    collection documents;
};

std::set<std::optional<rule>> rules_of(const credit_override& each) {
    std::set<std::optional<rule>> found;
    for (const overridden_document& document : each.documents) {
        if (document.rules.empty()) found.insert(std::nullopt);
        found.insert(document.rules.begin(), document.rules.end());
    }
    return found;
}

bool stood_against(const overridden_document& document, const std::optional<rule>& which) {
    if (!which) return document.rules.empty();
    return std::find(document.rules.begin(), document.rules.end(), *which) != document.rules.end();
}

void gather_by_rule(std::map<key, gathered>& groups, const credit_override& each) {
    for (const std::optional<rule>& which : rules_of(each)) {
        gathered& group = groups[{each.kind, which, ""}];
        ++group.overrides;
        for (const overridden_document& document : each.documents) {
            if (stood_against(document, which)) group.documents.add(document);
        }
    }
}

}  // namespace

bool is_lost(const past_invoice& asked, const looking_back& how) {
    return how_paid(asked, how.as_of) == payment_course::unpaid &&
           days_late(asked, how.as_of) > how.lost_after.days;
}

std::optional<ratio> rate_of(const override_outcome& found, const sum_of_documents& part) {
    return rate(part.documents, found.invoices.in_time.documents + found.invoices.late.documents);
}

std::optional<ratio> rate_of(const override_outcome& found, const sum_of_documents& part,
                             currency unit) {
    const money whole = money(amount_in(found.invoices.in_time, unit), unit) +
                        money(amount_in(found.invoices.late, unit), unit);
    return rate(amount_in(part, unit), whole.minor());
}

std::vector<override_group> grouped(const std::vector<credit_override>& all, override_key by,
                                    const looking_back& how) {
    std::map<key, gathered> groups;
    for (const credit_override& each : all) {
        if (by == override_key::rule) {
            gather_by_rule(groups, each);
            continue;
        }
        const std::string& name = by == override_key::approver ? each.by : each.reason;
        gathered& group = groups[{each.kind, std::nullopt, name}];
        ++group.overrides;
        for (const overridden_document& document : each.documents) group.documents.add(document);
    }
    std::vector<override_group> found;
    for (const auto& [of, group] : groups) {
        const auto& [kind, stopped_by, name] = of;
        found.push_back({kind, name, stopped_by, group.documents.outcome(group.overrides, how)});
    }
    return found;
}

override_outcome outcome_of(const std::vector<const credit_override*>& some,
                            const looking_back& how) {
    collection documents;
    for (const credit_override* each : some) {
        for (const overridden_document& document : each->documents) documents.add(document);
    }
    return documents.outcome(static_cast<std::int64_t>(some.size()), how);
}

}  // namespace creditgate
