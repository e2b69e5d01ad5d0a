// SPDX-License-Identifier: Apache-2.0
#include "plugin/ops/limit_change.hpp"

#include "plugin/clock/utc.hpp"
#include "plugin/json/authority.hpp"
#include "plugin/json/limit.hpp"
#include "plugin/json/values.hpp"
#include "plugin/ops/reevaluation.hpp"

namespace creditgate {

credit_account account_or_new(unit_of_work& unit, company_id company, customer_id customer) {
    if (const auto found = unit.accounts().find(company, customer)) return *found;
    if (unit.accounts().customer_name(customer).empty()) {
        fail_field("unknown_customer", "customer", std::to_string(customer.value),
                   "the ERP has no customer " + std::to_string(customer.value),
                   "send the ERP's id of a party");
    }
    if (const auto unit_found = unit.accounts().company_currency(company)) {
        return {0, company, customer, *unit_found, credit_limit::none()};
    }
    fail_field("unknown_company", "company", std::to_string(company.value),
               "the ERP has no company " + std::to_string(company.value),
               "send the ERP's id of a company that has an accounting currency");
}

void require_sum(const credit_account& account, const credit_limit& limit,
                 const limit_terms& terms) {
    money all = limit.amount().value_or(money::zero(account.unit));
    if (terms.temporary) all += terms.temporary->amount;
    for (const guarantee& each : account.guarantees) all += each.value;
}

limit_terms terms_with(const credit_account& account, const new_limit& wanted) {
    limit_terms terms = wanted.days.value_or(account.terms);
    // Who agrees on no credit means none, not even for a time.
    terms.temporary =
        wanted.limit.state() == limit_state::none ? std::nullopt : account.terms.temporary;
    require_sum(account, wanted.limit, terms);
    return terms;
}

limit_change change_of(const credit_account& account, const new_limit& wanted) {
    const limit_terms& now = account.terms;
    const limit_terms terms = wanted.days.value_or(now);
    return {
        account.unit, with_temporary(account.limit, now.temporary),
        with_temporary(wanted.limit, terms_with(account, wanted).temporary),
        !is_within(terms.valid, now.valid) || may_be_longer(terms.credit_days, now.credit_days)};
}

void require_authority(unit_of_work& unit, const limit_change& change, const person& user) {
    const authority table =
        read_authority(json::parse(unit.authorities().load().body), "authority");
    if (table.direct || suffices_alone(table, change, user)) return;
    fail({fault::refused, "above_authority", "limit", std::string(word(change.after.state())),
          "the table of authority wants more than the approval of " + user.name + " for this limit",
          "ask for it with op request_limit; others approve it then"});
}

void require_reach(unit_of_work& unit, const limit_change& change, const person& user,
                   std::string_view what) {
    const authority table =
        read_authority(json::parse(unit.authorities().load().body), "authority");
    if (table.direct || !raises(change) || reaches(table, change, user)) return;
    fail({fault::refused, "above_authority", "user.name", user.name,
          std::string(what) + " raises what may be risked to " +
              (change.after.amount() ? format_for_people(*change.after.amount())
                                     : std::string(word(change.after.state()))) +
              ", further than the table of authority lets " + user.name + " go",
          "have somebody do it whose step in the table reaches that far (op authority shows it)"});
}

void require_no_own_hold(unit_of_work& unit, const credit_account& account, const person& user) {
    hold_filter open_ones;
    open_ones.company = account.company;
    open_ones.customer = account.customer;
    open_ones.state = hold_state::open;
    open_ones.most = 1'000;
    for (const hold& each : unit.holds().list(open_ones)) {
        if (!has_entered(each, user)) continue;
        fail({fault::refused, "own_document", "user.name", user.name,
              user.name + " has entered " + std::string(word(each.document.kind)) + " " +
                  each.document_number + ", which is on hold " + std::to_string(each.hold_id) +
                  ", and may not raise the credit of its customer meanwhile",
              "ask another person with the role controller or manager to raise it"});
    }
}

json make_effective(unit_of_work& unit, op_context& context, credit_account account,
                    const new_limit& wanted, const limit_reason& why, json details) {
    const json before = limit_json(account.limit);
    const limit_terms terms = terms_with(account, wanted);
    unit.accounts().set_limit(account, wanted.limit);
    unit.accounts().set_terms(account, terms);
    details.update({{"before", before},
                    {"after", limit_json(wanted.limit)},
                    {"terms_before", terms_json(account.terms)},
                    {"terms", terms_json(terms)},
                    {"reason", why.reason}});
    unit.audit().append({account.account_id, "set_limit", why.by, utc_now(), details.dump()});
    account.limit = wanted.limit;
    const reevaluation done =
        reevaluate(unit, context, account, "limit changed: " + why.reason, why.day);
    return {{"before", before},
            {"after", limit_json(wanted.limit)},
            {"released", released_json(done.released)}};
}

}  // namespace creditgate
