// SPDX-License-Identifier: Apache-2.0
#include "core/policy/lines.hpp"
#include "plugin/clock/utc.hpp"
#include "plugin/json/object.hpp"
#include "plugin/json/values.hpp"
#include "plugin/ops/gather.hpp"
#include "plugin/ops/hold_json.hpp"
#include "plugin/ops/known_customer.hpp"
#include "plugin/ops/ops.hpp"
#include "plugin/ops/refresh.hpp"

namespace creditgate {
namespace {

// A look at a customer whose account is busy shows it as it was last.
json open_holds(unit_of_work& unit, company_id company, customer_id customer,
                std::string_view language) {
    hold_filter open_ones;
    open_ones.company = company;
    open_ones.customer = customer;
    open_ones.state = hold_state::open;
    json holds = json::array();
    for (const hold& each : unit.holds().list(open_ones)) {
        holds.push_back(hold_json(unit, each, language));
    }
    return holds;
}

json document_of(const open_document& each, std::string number) {
    return object_of("source", word(each.source), "kind",
                     each.document ? json(word(each.document->kind)) : json(nullptr), "id",
                     each.document ? json(each.document->id) : json(nullptr), "number",
                     std::move(number), "day", optional_date_json(each.day), "amount",
                     money_json(each.amount));
}

// What is asked of a customer.
struct look {
    company_id company;
    customer_id customer;
    date day;
    std::optional<bucket> documents_of;
    int most = 0;
    std::string language;
};

look read_look(reader& request, const op_context& context) {
    look asked{{request.id("company")},
               {request.id("customer")},
               request.day("business_date"),
               std::nullopt,
               0,
               read_language(request, context)};
    if (request.has("documents_of")) asked.documents_of = request.one_of<bucket>("documents_of");
    asked.most = static_cast<int>(request.integer("max", 1, 1'000, 200));
    request.done();
    return asked;
}

json documents_json(unit_of_work& unit, const look& asked, const reading& read,
                    const reading_days& days) {
    json all = json::array();
    if (asked.documents_of == bucket::reservation) {
        for (const open_document& each : reserved_documents(read)) {
            if (all.size() == static_cast<std::size_t>(asked.most)) break;
            all.push_back(document_of(each, unit.exposure().last_number(*each.document)));
        }
        return all;
    }
    for (const open_document& each :
         unit.exposure().documents(read.account, *asked.documents_of, days, asked.most)) {
        all.push_back(document_of(each, each.number));
    }
    return all;
}

json customer_json(unit_of_work& unit, const look& asked, const reading& read, const policy& rules,
                   std::string_view name) {
    const reading_days days{asked.day, horizon_of(rules.buckets, asked.day)};
    const account_exposure found = gather_exposure(unit, read, rules, asked.day);
    const exposure summed =
        sum_exposure(found.lines, read.account.unit, found.rates, asked.day, rules.buckets);
    const policy own =
        lines_for(rules, {read.account.company, read.account.customer, read.account.risk_class,
                          group_name(found.groups, group_kind::group)});
    json credit = credit_json(read.account, summed, name, own);
    std::vector<exposure> of_groups;
    for (const group_facts& each : found.groups) {
        of_groups.push_back(
            exposure_of_group(each, found.lines, found.rates, asked.day, rules.buckets));
    }
    credit["groups"] = groups_json(found.groups, of_groups, own);
    json made{{"credit", std::move(credit)},
              {"holds", open_holds(unit, asked.company, asked.customer, asked.language)}};
    if (asked.documents_of) made["documents"] = documents_json(unit, asked, read, days);
    return made;
}

}  // namespace

json op_customer(op_context& context, reader& request) {
    const look asked = read_look(request, context);
    const std::string name = known_name(context, asked.company, asked.customer);
    const auto answer = [&](unit_of_work& unit, const reading& read, const policy& rules) {
        json made = customer_json(unit, asked, read, rules, name);
        made["as_of"] = utc_now().text;
        return made;
    };
    std::optional<failure> busy;
    try {
        bring_up_to_date(context, asked.company, asked.customer);
        return transact(context, [&](unit_of_work& unit) {
            const policy rules = context.memory.policy_on(unit, asked.day);
            const credit_account account =
                unit.accounts().lock_with_group(asked.company, asked.customer);
            const reading_days days{asked.day, horizon_of(rules.buckets, asked.day)};
            return answer(unit, unit.readings().read(account, std::nullopt, days, utc_now()),
                          rules);
        });
    } catch (const failure& error) {
        if (error.detail().code != "database_lock_timeout") throw;
        busy = error;
    }
    // Somebody is at work on it: who looks is told how it was last, and does not wait longer.
    return transact(context, [&](unit_of_work& unit) {
        const auto account = unit.accounts().find(asked.company, asked.customer);
        if (!account) throw *busy;
        const policy rules = context.memory.policy_on(unit, asked.day);
        const reading_days days{asked.day, horizon_of(rules.buckets, asked.day)};
        return answer(unit, unit.readings().look(*account, days), rules);
    });
}

}  // namespace creditgate
