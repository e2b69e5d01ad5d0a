// SPDX-License-Identifier: Apache-2.0
//
// Which of a customer's holds fit together into what is left of his credit, in more than one way. A
// person takes one of them over by releasing those holds.
#include <algorithm>

#include "plugin/clock/utc.hpp"
#include "plugin/json/event.hpp"
#include "plugin/json/values.hpp"
#include "plugin/ops/gather.hpp"
#include "plugin/ops/hold_json.hpp"
#include "plugin/ops/known_customer.hpp"
#include "plugin/ops/ops.hpp"
#include "plugin/ops/reevaluation.hpp"
#include "plugin/ops/refresh.hpp"
#include "plugin/ops/released_together.hpp"

namespace creditgate {
namespace {

constexpr int most_holds = 200;

struct candidate {
    hold held;
    check_event event;
    check_facts facts;
    money amount;                   // in the account's currency, 0 without a rate
    std::optional<money> margin{};  // the same; absent where nobody knows it
};

// What a person has put on hold or refused is for a person, and for nobody's proposal.
bool may_be_proposed(unit_of_work& unit, const hold& held) {
    return !held.forced && !unit.holds().was_rejected(held.document, held.where);
}

std::vector<candidate> candidates_of(unit_of_work& unit, const credit_account& account,
                                     const policy& rules, date day) {
    hold_filter open_ones;
    open_ones.company = account.company;
    open_ones.customer = account.customer;
    open_ones.state = hold_state::open;
    open_ones.most = most_holds;
    const reading_days days{day, horizon_of(rules.buckets, day)};
    std::vector<candidate> found;
    for (const hold& each : unit.holds().list(open_ones)) {
        const auto event = recorded_event(unit, each, day);
        if (!event || !may_be_proposed(unit, each)) continue;
        const reading read = unit.readings().read(account, event->document, days, utc_now());
        check_facts facts = gather(unit, read, *event, rules);
        facts.forced = forced_hold_on(unit, *event, &each);
        const auto amount = convert(event->amount, account.unit, facts.rates);
        const auto margin = event->margin ? convert(*event->margin, account.unit, facts.rates)
                                          : std::optional<money>();
        found.push_back(
            {each, *event, std::move(facts), amount.value_or(money::zero(account.unit)), margin});
    }
    return found;
}

using order_of_choice = bool (*)(const candidate&, const candidate&);

bool is_promised_before(const candidate& a, const candidate& b) {
    const auto& one = a.event.ship_date;
    const auto& other = b.event.ship_date;
    if (one != other) return one && (!other || *one < *other);
    return a.held.hold_id < b.held.hold_id;
}

bool is_larger(const candidate& a, const candidate& b) {
    if (a.amount != b.amount) return a.amount > b.amount;
    return a.held.hold_id < b.held.hold_id;
}

bool is_smaller(const candidate& a, const candidate& b) {
    if (a.amount != b.amount) return a.amount < b.amount;
    return a.held.hold_id < b.held.hold_id;
}

bool earns_more(const candidate& a, const candidate& b) {
    if (a.margin != b.margin) return a.margin && (!b.margin || *a.margin > *b.margin);
    return a.held.hold_id < b.held.hold_id;
}

json proposal(const credit_account& account, std::vector<candidate> candidates, const policy& rules,
              std::string_view by, order_of_choice first) {
    std::sort(candidates.begin(), candidates.end(), first);
    released_together before(rules);
    json chosen = json::array();
    json left = json::array();
    std::optional<money> total;
    for (candidate& each : candidates) {
        if (!before.passes(account, each.event, std::move(each.facts))) {
            left.push_back(each.held.hold_id);
            continue;
        }
        total = total ? *total + each.amount : each.amount;
        chosen.push_back({{"hold_id", each.held.hold_id}, {"document", document_json(each.held)}});
    }
    return {{"by", by},
            {"release", chosen},
            {"amount", total ? money_json(*total) : json(nullptr)},
            {"left_open", left}};
}

}  // namespace

json op_propose_releases(op_context& context, reader& request) {
    const company_id company{request.id("company")};
    const customer_id customer{request.id("customer")};
    const date day = request.day("business_date");
    request.done();
    known_name(context, company, customer);
    bring_up_to_date(context, company, customer);
    return transact(context, [&](unit_of_work& unit) -> json {
        const policy rules = context.memory.policy_on(unit, day);
        const credit_account account = unit.accounts().lock_with_group(company, customer);
        const std::vector<candidate> all = candidates_of(unit, account, rules, day);
        json proposals = {proposal(account, all, rules, "promise", is_promised_before),
                          proposal(account, all, rules, "largest", is_larger),
                          proposal(account, all, rules, "most", is_smaller),
                          proposal(account, all, rules, "margin", earns_more)};
        return {{"proposals", proposals}, {"as_of", utc_now().text}};
    });
}

}  // namespace creditgate
