// SPDX-License-Identifier: Apache-2.0
//
// What a check would say if something were otherwise. Its transaction is rolled back: nothing is
// recorded, held, reserved, or brought up to date.
#include "core/decision/clearing.hpp"
#include "core/decision/payment.hpp"
#include "core/policy/lines.hpp"
#include "plugin/clock/utc.hpp"
#include "plugin/json/event.hpp"
#include "plugin/json/limit.hpp"
#include "plugin/json/object.hpp"
#include "plugin/json/policy.hpp"
#include "plugin/json/values.hpp"
#include "plugin/messages/catalog.hpp"
#include "plugin/messages/explain.hpp"
#include "plugin/ops/gather.hpp"
#include "plugin/ops/known_customer.hpp"
#include "plugin/ops/limit_change.hpp"
#include "plugin/ops/made_decision.hpp"
#include "plugin/ops/ops.hpp"

namespace creditgate {
namespace {

// A payment is taken over all of them, so that what is told of its effect is exact.
constexpr int most_invoices_paid = 10'000;

struct simulated_document {
    document_key key;
    std::string number;
    money amount;
    std::optional<date> ship_date;
};

struct simulation {
    company_id company;
    customer_id customer;
    date day;
    checkpoint where = checkpoint::confirm;
    std::optional<simulated_document> document{};
    std::optional<credit_limit> limit{};
    std::optional<money> payment{};
    std::optional<policy> rules{};
};

simulated_document read_document(reader document) {
    const auto kind =
        document.has("kind") ? document.one_of<document_kind>("kind") : document_kind::order;
    simulated_document read{{kind, document.optional_id("id").value_or(0)},
                            document.optional_text("number").value_or(""),
                            document.amount("amount"),
                            document.optional_day("ship_date")};
    document.done();
    return read;
}

simulation read_simulation(reader& request) {
    simulation read{
        {request.id("company")}, {request.id("customer")}, request.day("business_date")};
    if (request.has("checkpoint")) read.where = request.one_of<checkpoint>("checkpoint");
    if (auto document = request.optional_object("document")) {
        read.document = read_document(*document);
    }
    if (auto limit = request.optional_object("limit")) read.limit = read_limit(*limit);
    read.payment = request.optional_amount("payment");
    if (request.has("policy")) read.rules = read_policy(request.raw("policy"), "policy");
    return read;
}

// Without a document: one that is worth nothing.
check_event event_of(const simulation& asked, currency unit) {
    check_event event{.amount = money::zero(unit)};
    event.where = asked.where;
    event.company = asked.company;
    event.customer = asked.customer;
    event.business_date = asked.day;
    if (!asked.document) return event;
    event.document = asked.document->key;
    event.document_number = asked.document->number;
    event.amount = asked.document->amount;
    event.ship_date = asked.document->ship_date;
    return event;
}

// As set_limit would make it: what is agreed besides stays, and guarantees are added.
credit_account with_limit(credit_account account, const credit_limit& limit, date day) {
    require_unit(limit, account.unit, "the account", "limit.amount.currency");
    account.terms = terms_with(account, {limit});
    account.agreed.reset();
    account.limit = limit;
    return account_on(std::move(account), day);
}

// By a person, of this very document.
std::optional<forced_hold> forced_on(unit_of_work& unit, const document_key& document) {
    hold_filter wanted;
    wanted.document = document;
    wanted.state = hold_state::open;
    wanted.forced = true;
    wanted.most = 1;
    const auto found = unit.holds().list(wanted);
    if (found.empty() || !found[0].forced) return std::nullopt;
    return forced_hold{found[0].hold_id, found[0].forced->by, found[0].forced->note};
}

struct simulated_facts {
    check_facts facts;
    open_invoices left{};  // after a payment
};

simulated_facts facts_of(unit_of_work& unit, const simulation& asked, const reading& read,
                         const check_event& event, const policy& rules) {
    std::vector<currency> besides;
    if (asked.payment) besides.push_back(asked.payment->unit());
    simulated_facts made{gather(unit, read, event, rules, besides)};
    check_facts& facts = made.facts;
    if (event.document.id != 0) facts.forced = forced_on(unit, event.document);
    if (asked.limit) facts.account = with_limit(facts.account, *asked.limit, asked.day);
    if (!asked.payment) return made;
    const open_invoices open =
        unit.exposure().invoices(read.account, {asked.day, event.document, most_invoices_paid});
    const payment_order order{open.listed, {}, {}, open.all, !open.all};
    facts_after_payment after = after_payment(facts, order, *asked.payment, asked.day);
    facts = std::move(after.facts);
    made.left = {std::move(after.left), open.all};
    return made;
}

// What could be paid then to clear what was found.
open_invoices invoices_left(unit_of_work& unit, const simulation& asked, const check_event& event,
                            const decision& decided, const simulated_facts& made) {
    if (decided.reasons.empty()) return {};
    const late_terms late = late_to_pay(decided, made.facts);
    if (asked.payment) return cut(made.left, most_invoices_named, late, asked.day);
    return unit.exposure().invoices(made.facts.account,
                                    {asked.day, event.document, most_invoices_named, late});
}

json answer(unit_of_work& unit, const simulation& asked, const reading& read, const policy& rules,
            const std::string& name, std::string_view language) {
    const check_event event = event_of(asked, read.account.unit);
    const simulated_facts made = facts_of(unit, asked, read, event, rules);
    const check_facts& facts = made.facts;
    const decision decided = decide(event, facts, rules);
    const clearing ways = ways_to_clear(decided, event, facts, rules,
                                        invoices_left(unit, asked, event, decided, made));
    explanation told;
    told.result = decided.result;
    told.reasons = decided.reasons;
    told.currencies_without_rate = decided.before.currencies_without_rate;
    told.ways = ways;
    told.excluded_by = decided.excluded_by;
    told.forced = facts.forced;
    told.in_pilot = decided.in_pilot;
    const std::string number = event.document_number.empty()
                                   ? message_text(language, "what_if.document", {})
                                   : event.document_number;
    json answered = object_of(
        "outcome", word(decided.result), "reasons", reasons_json(told, language), "message",
        explain(told, {event.document.kind, number, event.document.id, name, event.amount},
                language),
        "clear", clearing_json(ways), "excluded_by", excluded_json(told, language), "credit",
        credit_of(facts, decided, name, rules), "policy_version",
        rules.version == 0 ? json(nullptr) : json(rules.version), "as_of", utc_now().text);
    add_what_let_it_pass(answered, decided, std::nullopt);
    return answered;
}

}  // namespace

json op_what_if(op_context& context, reader& request) {
    const simulation asked = read_simulation(request);
    const std::string language = read_language(request, context);
    request.done();
    const std::string name = known_name(context, asked.company, asked.customer);
    return try_out(context, [&](unit_of_work& unit) {
        const policy rules = asked.rules ? *asked.rules : context.memory.policy_on(unit, asked.day);
        const credit_account account =
            unit.accounts().lock_with_group(asked.company, asked.customer);
        const reading_days days{asked.day, horizon_of(rules.buckets, asked.day)};
        std::optional<document_key> without;
        if (asked.document) without = asked.document->key;
        return answer(unit, asked, unit.readings().read(account, without, days, utc_now()), rules,
                      name, language);
    });
}

}  // namespace creditgate
