// SPDX-License-Identifier: Apache-2.0
#include "core/graduation/graduation.hpp"

#include <algorithm>

namespace creditgate {
namespace {

// A step of a deal: a document at a checkpoint.
using deal_step = std::pair<checkpoint, document_key>;

// Of a deal: the latest decision at each of its steps, in their order.
struct deal_steps {
    std::int64_t first = 0;
    std::map<deal_step, const piloted_decision*> latest;
};

const piloted_decision& told_by(const deal_steps& steps) {
    for (const auto& [step, decided] : steps.latest) {
        if (would_be_held(*decided)) return *decided;
    }
    return *steps.latest.begin()->second;
}

pilot_fate fate_of(payment_course paid) {
    switch (paid) {
        case payment_course::in_time:
            return pilot_fate::in_time;
        case payment_course::open:
            return pilot_fate::open;
        case payment_course::late:
            return pilot_fate::late;
        case payment_course::unpaid:
            return pilot_fate::unpaid;
    }
    __builtin_unreachable();
}

int days_late_of(const payment_days& item, date as_of) {
    if (!item.due) return 0;
    return std::max(0, days_between(*item.due, item.settled.value_or(as_of)));
}

void add_to(pilot_tally& sum, const pilot_case& of) {
    const money& amount = of.decided.amount;
    switch (of.became) {
        case pilot_fate::in_time:
            return sum.add(amount, payment_course::in_time);
        case pilot_fate::late:
            return sum.add(amount, payment_course::late);
        case pilot_fate::unpaid:
            return sum.add(amount, payment_course::unpaid);
        case pilot_fate::open:
        case pilot_fate::not_invoiced:
            sum.open.add(amount);
            return sum.add(amount, payment_course::open);
        case pilot_fate::gone:
            sum.gone.add(amount);
            return sum.all.add(amount);
    }
}

pilot_tally& side_of(pilot_sides& sides, const pilot_case& of) {
    return would_be_held(of.decided) ? sides.held : sides.passed;
}

}  // namespace

std::vector<piloted_decision> deals_of(const std::vector<piloted_decision>& decisions) {
    std::map<document_key, deal_steps> deals;
    for (const piloted_decision& each : decisions) {
        if (each.where == checkpoint::quote) continue;
        deal_steps& steps = deals[each.deal];
        if (steps.latest.empty() || each.decision_id < steps.first) steps.first = each.decision_id;
        const piloted_decision*& latest = steps.latest[{each.where, each.document}];
        if (latest == nullptr || latest->decision_id < each.decision_id) latest = &each;
    }
    std::map<std::int64_t, const deal_steps*> in_order;
    for (const auto& [deal, steps] : deals) in_order.emplace(steps.first, &steps);
    std::vector<piloted_decision> found;
    found.reserve(deals.size());
    for (const auto& [first, steps] : in_order) found.push_back(told_by(*steps));
    return found;
}

pilot_case case_of(piloted_decision decided, const deal_course& course, date as_of) {
    pilot_case made{std::move(decided)};
    if (course.items.empty()) {
        made.became = course.is_there ? pilot_fate::not_invoiced : pilot_fate::gone;
        return made;
    }
    payment_course worst = payment_course::in_time;
    for (const payment_days& each : course.items) {
        const payment_course paid = how_paid(each, as_of);
        worst = std::max(worst, paid);
        if (paid >= payment_course::late) {
            made.days_late = std::max(made.days_late, days_late_of(each, as_of));
        }
    }
    made.became = fate_of(worst);
    return made;
}

graduation sum_up(const std::vector<pilot_case>& cases) {
    graduation sums;
    for (const pilot_case& each : cases) {
        add_to(side_of(sums.all, each), each);
        for (const rule held_by : each.decided.held_by) {
            add_to(sums.by_rule[static_cast<std::size_t>(held_by)], each);
        }
        for (const auto& group : each.decided.groups) {
            add_to(side_of(sums.by_group[group], each), each);
        }
    }
    return sums;
}

}  // namespace creditgate
