// SPDX-License-Identifier: Apache-2.0
#include "core/decision/exclusions.hpp"

#include <algorithm>
#include <utility>

namespace creditgate {
namespace {

bool is_paid_at_once(const exclusion_setting& line, const check_event& event) {
    const auto& methods = line.names;
    return !event.payment_method.empty() &&
           std::find(methods.begin(), methods.end(), event.payment_method) != methods.end();
}

bool is_paid_in_advance(const exclusion_setting& line, const check_event& event) {
    return event.prepaid && event.prepaid->is_positive() &&
           *event.prepaid >= share_of(event.amount, line.share);
}

// Without a rate the amounts cannot be compared: the document is checked.
bool is_under(const exclusion_setting& line, const rule_view& view) {
    if (!line.amount || !view.document_amount) return false;
    const auto amount = convert(*line.amount, view.account.unit, view.rates);
    return amount && *view.document_amount < *amount;
}

// What the host says, or else what the invoice takes over from deliveries.
money shipped_of(const check_event& event, const std::vector<exposure_line>& taken) {
    if (event.shipped) return *event.shipped;
    money shipped = money::zero(event.amount.unit());
    for (const exposure_line& each : taken) {
        if (each.source != exposure_source::delivered_not_invoiced) continue;
        if (each.amount.unit() == shipped.unit()) shipped += each.amount;
    }
    return shipped;
}

bool has_left(const check_event& event, const std::vector<exposure_line>& taken) {
    return event.document.kind == document_kind::invoice && event.amount.is_positive() &&
           shipped_of(event, taken) >= event.amount;
}

bool leaves_out(const exclusion_setting& line, const rule_view& view,
                const std::vector<exposure_line>& taken) {
    if (!line.at(view.event.where)) return false;
    switch (line.kind) {
        case exclusion::cash_sale:
            return is_paid_at_once(line, view.event);
        case exclusion::prepaid:
            return is_paid_in_advance(line, view.event);
        case exclusion::intercompany:
            return view.event.intercompany;
        case exclusion::returned:
            return view.event.way == direction::returned;
        case exclusion::under_amount:
            return is_under(line, view);
        case exclusion::shipped_goods:
            return has_left(view.event, taken);
    }
    __builtin_unreachable();
}

}  // namespace

std::optional<exclusion_setting> exclusion_of(const policy& own, const rule_view& view,
                                              const std::vector<exposure_line>& taken) {
    const exclusion_setting* first = nullptr;
    const auto comes_before = [](const exclusion_setting& a, const exclusion_setting& b) {
        return a.whom.kind != b.whom.kind ? a.whom.kind > b.whom.kind : a.kind < b.kind;
    };
    for (const exclusion_setting& line : own.exclusions) {
        if (!leaves_out(line, view, taken)) continue;
        if (first == nullptr || comes_before(line, *first)) first = &line;
    }
    if (first == nullptr) return std::nullopt;
    return *first;
}

}  // namespace creditgate
