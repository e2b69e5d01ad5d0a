// SPDX-License-Identifier: Apache-2.0
#include "plugin/ops/overrides.hpp"

#include <algorithm>
#include <set>

#include "plugin/ops/overrides_of_limits.hpp"
#include "plugin/ops/record.hpp"
#include "plugin/ops/reevaluation.hpp"

namespace creditgate {
namespace {

// So many in one transaction: on SQLite nobody writes meanwhile.
constexpr std::size_t slice = 100;

// 0 of an event that cannot be read: verify_audit says what is wrong with it.
std::int64_t hold_of(const audit_event& event) {
    const json details = json::parse(event.details, nullptr, false);
    if (!details.is_object() || !details.contains("hold_id")) return 0;
    return details["hold_id"].is_number_integer() ? details["hold_id"].get<std::int64_t>() : 0;
}

std::optional<credit_override> release_of(unit_of_work& unit, const audit_event& event) {
    const auto held = unit.holds().find(hold_of(event));
    if (!held) return std::nullopt;
    const json details = json::parse(event.details, nullptr, false);
    const json reason = details.value("reason", json(""));
    credit_override made{override_kind::release,
                         held->hold_id,
                         held->company,
                         held->customer,
                         held->customer_name,
                         event.by,
                         event.at,
                         reason.is_string() ? reason.get<std::string>() : "",
                         {}};
    overridden_document let_pass{held->document, held->document_number, held->amount};
    if (held->forced) let_pass.rules.push_back(rule::forced_hold);
    for (const rule each : held->found.rules) {
        if (each != rule::forced_hold || !held->forced) let_pass.rules.push_back(each);
    }
    made.documents.push_back(std::move(let_pass));
    return made;
}

std::vector<audit_event> events_of(op_context& context, std::string_view action,
                                   const period& days) {
    std::vector<audit_event> events;
    transact(context, [&](unit_of_work& unit) -> json {
        events = unit.audit().said(action, days);
        return nullptr;
    });
    return events;
}

// What a re-evaluation has released, no person has.
void add_releases(op_context& context, const wanted_overrides& wanted,
                  std::vector<credit_override>& found) {
    auto events = events_of(context, "release", wanted.days);
    std::erase_if(events, [](const audit_event& each) { return each.by == system_name; });
    for (std::size_t from = 0; from < events.size(); from += slice) {
        std::vector<credit_override> of_slice;
        transact(context, [&](unit_of_work& unit) -> json {
            of_slice.clear();
            for (std::size_t i = from; i < std::min(from + slice, events.size()); ++i) {
                auto made = release_of(unit, events[i]);
                if (made) of_slice.push_back(std::move(*made));
            }
            return nullptr;
        });
        found.insert(found.end(), of_slice.begin(), of_slice.end());
    }
}

credit_override warning_of(const decision_record& decided, const json& record) {
    const check_event event = event_on_record(record);
    credit_override made{override_kind::warning,
                         decided.decision_id,
                         event.company,
                         event.customer,
                         event.customer_name,
                         decided.decided_for,
                         decided.decided_at,
                         "",
                         {}};
    overridden_document let_pass{decided.document, decided.document_number, decided.amount};
    for (const reason& each : told_by(record).reasons) {
        const auto& known = let_pass.rules;
        if (known.empty() || known.back() != each.kind) let_pass.rules.push_back(each.kind);
    }
    made.documents.push_back(std::move(let_pass));
    return made;
}

// Nothing of a record that cannot be read: verify_audit and replay say what is wrong with it.
std::optional<credit_override> warning_of(const decision_record& decided) {
    try {
        return warning_of(decided, json::parse(decided.record));
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

// A document is warned of at each of its checkpoints; the first time counts.
void add_warnings(op_context& context, const wanted_overrides& wanted,
                  std::vector<credit_override>& found) {
    std::set<document_key> seen;
    std::int64_t after = 0;
    for (bool more = true; more;) {
        std::vector<credit_override> of_slice;
        std::vector<passed_decision> decisions;
        transact(context, [&](unit_of_work& unit) -> json {
            of_slice.clear();
            decisions = unit.decisions().passed({true, wanted.days, {}}, after, slice);
            for (const passed_decision& each : decisions) {
                auto made = warning_of(unit.decisions().find(each.decision_id).value());
                if (made) of_slice.push_back(std::move(*made));
            }
            return nullptr;
        });
        for (credit_override& each : of_slice) {
            if (seen.insert(each.documents.front().document).second) {
                found.push_back(std::move(each));
            }
        }
        more = decisions.size() == slice;
        if (more) after = decisions.back().decision_id;
    }
}

void add_invoices(op_context& context, std::vector<credit_override>& found) {
    std::vector<overridden_document*> documents;
    for (credit_override& each : found) {
        for (overridden_document& document : each.documents) documents.push_back(&document);
    }
    const progress_of_work progress(context.memory, "override_outcomes",
                                    static_cast<std::int64_t>(documents.size()));
    for (std::size_t from = 0; from < documents.size(); from += slice) {
        const std::size_t to = std::min(from + slice, documents.size());
        transact(context, [&](unit_of_work& unit) -> json {
            for (std::size_t i = from; i < to; ++i) {
                documents[i]->invoices = unit.history().came_of(documents[i]->document);
            }
            return nullptr;
        });
        progress.add(static_cast<std::int64_t>(to - from));
    }
}

}  // namespace

std::vector<credit_override> find_overrides(op_context& context, const wanted_overrides& wanted) {
    std::vector<credit_override> found;
    add_releases(context, wanted, found);
    add_warnings(context, wanted, found);
    for (credit_override& each : find_raises(context, wanted)) {
        found.push_back(std::move(each));
    }
    if (wanted.company) {
        std::erase_if(found, [&](const credit_override& each) {
            return each.kind != override_kind::group_limit_raise && each.company != *wanted.company;
        });
    }
    add_invoices(context, found);
    return found;
}

}  // namespace creditgate
