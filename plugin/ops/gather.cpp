// SPDX-License-Identifier: Apache-2.0
#include "plugin/ops/gather.hpp"

#include <algorithm>
#include <map>

namespace creditgate {
namespace {

// Largest live reservation of each document; an amount in another currency than the first one's
// cannot be compared and the first stays.
std::map<document_key, money> largest_by_document(const std::vector<reservation>& live) {
    std::map<document_key, money> largest;
    for (const reservation& each : live) {
        const auto [at, added] = largest.emplace(each.document, each.amount);
        if (!added && at->second.unit() == each.amount.unit()) {
            at->second = std::max(at->second, each.amount);
        }
    }
    return largest;
}

// What a reservation holds beyond what the lines have of its document already.
money beyond_shown(const money& reserved, const reading& read, const document_key& document) {
    const auto shown = read.shown.find(document);
    if (shown == read.shown.end() || shown->second.unit() != reserved.unit()) return reserved;
    return std::max(reserved - shown->second, money::zero(reserved.unit()));
}

std::vector<exposure_line> lines_with_reservations(const reading& read,
                                                   const std::map<document_key, money>& reserved,
                                                   const std::optional<document_key>& without) {
    std::vector<exposure_line> lines = read.lines;
    for (const auto& [document, amount] : reserved) {
        if (document == without) continue;
        const money more = beyond_shown(amount, read, document);
        if (!more.is_positive()) continue;
        lines.push_back({exposure_source::reservation, more, std::nullopt, 1});
    }
    return lines;
}

std::vector<source_open> gather_sources(unit_of_work& unit, const credit_account& account,
                                        const check_event& event,
                                        const std::map<document_key, money>& reserved) {
    std::vector<source_open> open;
    for (const source_share& share : event.sources) {
        const auto shown = unit.exposure().open_amount(account, share.document);
        const auto held = reserved.find(share.document);
        if (shown) open.push_back({share.document, *shown});
        if (held == reserved.end()) continue;
        if (!shown) {
            open.push_back({share.document, held->second});
        } else if (held->second.unit() == shown->unit()) {
            open.back().amount = std::max(*shown, held->second);
        }
    }
    return open;
}

std::vector<fx_rate> gather_rates(unit_of_work& unit, const std::vector<exposure_line>& lines,
                                  const credit_account& account, const std::vector<currency>& more,
                                  date day) {
    std::vector<currency> needed = foreign_currencies(lines, account.unit);
    for (const currency each : more) {
        if (each != account.unit && std::find(needed.begin(), needed.end(), each) == needed.end()) {
            needed.push_back(each);
        }
    }
    if (needed.empty()) return {};
    needed.push_back(account.unit);
    return unit.exposure().rates(needed, day);
}

std::vector<currency> currencies_of(const policy& policy) {
    std::vector<currency> found;
    for (const rule_setting& each : policy.rules) {
        if (each.threshold_money) found.push_back(each.threshold_money->unit());
    }
    return found;
}

}  // namespace

check_facts gather(unit_of_work& unit, const reading& read, const check_event& event,
                   const policy& rules) {
    const auto reserved = largest_by_document(read.live);
    check_facts facts{read.account, {}, {}, {}, std::nullopt};
    facts.lines = lines_with_reservations(read, reserved, event.document);
    facts.sources = gather_sources(unit, read.account, event, reserved);
    std::vector<currency> more = currencies_of(rules);
    more.push_back(event.amount.unit());
    facts.rates = gather_rates(unit, facts.lines, read.account, more, event.business_date);
    return facts;
}

account_exposure gather_exposure(unit_of_work& unit, const credit_account& account, date day,
                                 const timestamp& now) {
    const reading read = unit.readings().read(account, std::nullopt, day, now);
    account_exposure found;
    found.lines = lines_with_reservations(read, largest_by_document(read.live), std::nullopt);
    found.rates = gather_rates(unit, found.lines, account, {}, day);
    return found;
}

}  // namespace creditgate
