// SPDX-License-Identifier: Apache-2.0
#include "plugin/ops/gather.hpp"

#include <algorithm>
#include <map>

#include "plugin/ops/gather_payer.hpp"

namespace creditgate {
namespace {

// Largest live reservation of each document in each currency: in two they cannot be compared.
using reserved_amounts = std::map<document_key, std::vector<money>>;

reserved_amounts largest_by_document(const std::vector<reservation>& live) {
    reserved_amounts largest;
    for (const reservation& each : live) {
        std::vector<money>& of_document = largest[each.document];
        const auto same =
            std::find_if(of_document.begin(), of_document.end(),
                         [&](const money& known) { return known.unit() == each.amount.unit(); });
        if (same == of_document.end()) {
            of_document.push_back(each.amount);
        } else {
            *same = std::max(*same, each.amount);
        }
    }
    return largest;
}

// What a reservation holds beyond what the lines have of its document already.
money beyond_shown(const money& reserved, const std::map<document_key, money>& all_shown,
                   const document_key& document) {
    const auto shown = all_shown.find(document);
    if (shown == all_shown.end() || shown->second.unit() != reserved.unit()) return reserved;
    return std::max(reserved - shown->second, money::zero(reserved.unit()));
}

void add_reservations(std::vector<exposure_line>& lines, const reserved_amounts& reserved,
                      const std::map<document_key, money>& shown,
                      const std::optional<document_key>& without) {
    for (const auto& [document, amounts] : reserved) {
        if (document == without) continue;
        for (const money& amount : amounts) {
            const money more = beyond_shown(amount, shown, document);
            if (!more.is_positive()) continue;
            lines.push_back({exposure_source::reservation, more, std::nullopt, 1});
        }
    }
}

std::vector<exposure_line> lines_with_reservations(const reading& read,
                                                   const reserved_amounts& reserved,
                                                   const std::optional<document_key>& without) {
    std::vector<exposure_line> lines = read.lines;
    add_reservations(lines, reserved, read.shown, without);
    return lines;
}

std::vector<group_facts> gather_groups(const reading& read,
                                       const std::optional<document_key>& without) {
    std::vector<group_facts> all;
    for (const group_reading& each : read.groups) {
        group_facts facts{each.group, each.lines};
        for (const auto& [account_id, of_account] : each.reserved) {
            add_reservations(facts.others, largest_by_document(of_account.live), of_account.shown,
                             without);
        }
        all.push_back(std::move(facts));
    }
    return all;
}

// Those that the groups bring in.
void add_currencies(std::vector<currency>& more, const std::vector<group_facts>& groups) {
    for (const group_facts& each : groups) {
        const currency unit = each.group.unit;
        more.push_back(unit);
        for (const currency other : foreign_currencies(each.others, unit)) more.push_back(other);
    }
}

// In the order in which they are taken over: what is delivered, what is ordered, and last what only
// a reservation holds.
std::vector<source_open> gather_sources(unit_of_work& unit, const credit_account& account,
                                        const check_event& event,
                                        const reserved_amounts& reserved) {
    std::vector<source_open> open;
    for (const source_share& share : event.sources) {
        std::vector<money> more;
        const auto held = reserved.find(share.document);
        if (held != reserved.end()) more = held->second;
        for (const exposure_line& part : unit.exposure().open_parts(account, share.document)) {
            open.push_back({share.document, part.amount, part.source, part.day});
            for (money& each : more) {
                if (each.unit() == part.amount.unit()) each = each - part.amount;
            }
        }
        for (const money& each : more) {
            if (!each.is_positive()) continue;
            open.push_back({share.document, each, exposure_source::reservation});
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
        for (const custom_condition& condition : each.custom.when) {
            const auto* amount = std::get_if<money>(&condition.threshold);
            if (amount != nullptr) found.push_back(amount->unit());
        }
    }
    for (const exclusion_setting& each : policy.exclusions) {
        if (each.amount) found.push_back(each.amount->unit());
    }
    for (const bucket_setting& each : policy.buckets.settings) {
        if (each.limit) found.push_back(each.limit->unit());
    }
    return found;
}

}  // namespace

check_facts gather(unit_of_work& unit, const reading& read, const check_event& event,
                   const policy& rules, const std::vector<currency>& besides) {
    const auto reserved = largest_by_document(read.live);
    check_facts facts{read.account, {}, {}, {}, std::nullopt};
    facts.lines = lines_with_reservations(read, reserved, event.document);
    facts.sources = gather_sources(unit, read.account, event, reserved);
    std::vector<currency> more = currencies_of(rules);
    more.push_back(event.amount.unit());
    more.insert(more.end(), besides.begin(), besides.end());
    facts.groups = gather_groups(read, event.document);
    add_currencies(more, facts.groups);
    facts.payer = gather_payer(unit, facts, event, rules);
    for (const settled_sum& each : facts.payer.settled) more.push_back(each.amount.unit());
    facts.rates = gather_rates(unit, facts.lines, read.account, more, event.business_date);
    return facts;
}

std::optional<forced_hold> forced_hold_on(unit_of_work& unit, const check_event& event,
                                          const hold* own) {
    if (own != nullptr && own->forced) {
        return forced_hold{own->hold_id, own->forced->by, own->forced->note};
    }
    for (const source_share& each : event.sources) {
        const auto held = unit.holds().find_forced(each.document);
        if (!held) continue;
        const std::string& number = held->document_number;
        return forced_hold{held->hold_id, held->forced->by, held->forced->note,
                           number.empty() ? std::to_string(each.document.id) : number};
    }
    return std::nullopt;
}

account_exposure gather_exposure(unit_of_work& unit, const reading& read, const policy& rules,
                                 date day) {
    account_exposure found;
    found.lines = lines_with_reservations(read, largest_by_document(read.live), std::nullopt);
    found.groups = gather_groups(read, std::nullopt);
    std::vector<currency> more = currencies_of(rules);
    add_currencies(more, found.groups);
    found.rates = gather_rates(unit, found.lines, read.account, more, day);
    return found;
}

std::vector<open_document> reserved_documents(const reading& read) {
    std::vector<open_document> all;
    for (const auto& [document, amounts] : largest_by_document(read.live)) {
        for (const money& amount : amounts) {
            const money more = beyond_shown(amount, read.shown, document);
            if (!more.is_positive()) continue;
            all.push_back({exposure_source::reservation, document, "", more, std::nullopt});
        }
    }
    return all;
}

}  // namespace creditgate
