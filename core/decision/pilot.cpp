// SPDX-License-Identifier: Apache-2.0
#include "core/decision/pilot.hpp"

#include <algorithm>

namespace creditgate {
namespace {

// SplitMix64: neighbouring ids are told apart as well as any others.
std::uint64_t mixed(std::uint64_t value) {
    value += 0x9e3779b97f4a7c15U;
    value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9U;
    value = (value ^ (value >> 27U)) * 0x94d049bb133111ebU;
    return value ^ (value >> 31U);
}

bool names_anybody(const pilot& tried) {
    return !tried.companies.empty() ||
           std::any_of(tried.groups.begin(), tried.groups.end(),
                       [](const auto& names) { return !names.empty(); });
}

bool is_named(const pilot& tried, const check_event& event, const check_facts& facts) {
    const auto& companies = tried.companies;
    if (std::find(companies.begin(), companies.end(), event.company) != companies.end()) {
        return true;
    }
    return std::any_of(facts.groups.begin(), facts.groups.end(), [&](const group_facts& each) {
        const auto& names = tried.groups[static_cast<std::size_t>(each.group.kind)];
        return std::find(names.begin(), names.end(), each.group.name) != names.end();
    });
}

const earlier_pass* pass_of(const std::vector<earlier_pass>& passes, const document_key& document) {
    for (const earlier_pass& each : passes) {
        if (each.document == document && each.in_pilot) return &each;
    }
    return nullptr;
}

}  // namespace

document_key deal_of(const check_event& event) {
    std::optional<document_key> first;
    for (const source_share& each : event.sources) {
        if (each.document.kind != document_kind::order) continue;
        if (!first || each.document.id < first->id) first = each.document;
    }
    return first.value_or(event.document);
}

bool is_in_share(const document_key& deal, int percent) {
    constexpr std::uint64_t kinds = 3;
    const std::uint64_t number =
        static_cast<std::uint64_t>(deal.id) * kinds + static_cast<std::uint64_t>(deal.kind);
    return mixed(number) % 100 < static_cast<std::uint64_t>(percent);
}

bool is_in_pilot(const pilot& tried, const check_event& event, const check_facts& facts) {
    if (names_anybody(tried) && !is_named(tried, event, facts)) return false;
    if (tried.percent_of_orders >= 100) return true;
    const document_key deal = deal_of(event);
    return deal.id != 0 && is_in_share(deal, tried.percent_of_orders);
}

bool is_stopped_by_a_person(const pilot& tried, const std::vector<reason>& reasons) {
    return std::any_of(reasons.begin(), reasons.end(), [&](const reason& each) {
        if (each.effect < outcome::hold) return false;
        return each.kind == rule::forced_hold ||
               (each.kind == rule::account_blocked && !tried.even_blocked);
    });
}

std::optional<opening_cover> opening_cover_of(const check_event& event,
                                              const std::vector<earlier_pass>& passes) {
    const earlier_pass* own = pass_of(passes, event.document);
    if (own != nullptr && own->where < event.where)
        return opening_cover{own->decision_id, own->amount};
    std::optional<opening_cover> found;
    for (const source_share& each : event.sources) {
        const earlier_pass* pass = pass_of(passes, each.document);
        if (pass == nullptr || pass->amount.unit() != event.amount.unit()) return std::nullopt;
        if (each.amount.unit() != event.amount.unit() || pass->amount < each.amount) {
            return std::nullopt;
        }
        if (!found) found = opening_cover{pass->decision_id, money::zero(event.amount.unit())};
        found->up_to += each.amount;
    }
    return found;
}

}  // namespace creditgate
