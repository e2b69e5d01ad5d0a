// SPDX-License-Identifier: Apache-2.0
//
// What people change on a credit account: its limit, its risk class, its rating, and whether it is
// blocked.
#include "plugin/clock/utc.hpp"
#include "plugin/json/event.hpp"
#include "plugin/json/limit.hpp"
#include "plugin/json/values.hpp"
#include "plugin/ops/limit_change.hpp"
#include "plugin/ops/ops.hpp"
#include "plugin/ops/reevaluation.hpp"
#include "plugin/ops/refresh.hpp"

namespace creditgate {
namespace {

struct account_change {
    company_id company;
    customer_id customer;
    person user;
    std::string reason;
    date day;
};

account_change read_change(reader& request) {
    return {{request.id("company")},
            {request.id("customer")},
            read_user(request),
            request.text("reason", 2'000),
            request.day("business_date")};
}

void keep_trace(unit_of_work& unit, const credit_account& account, const account_change& change,
                std::string_view action, json details) {
    details["reason"] = change.reason;
    unit.audit().append(
        {account.account_id, std::string(action), change.user.name, utc_now(), details.dump()});
}

// All that can be wrong is told before anything is made.
void require_sound(op_context& context, const account_change& change, const credit_limit& limit,
                   const std::string& field = "limit.amount.currency",
                   const std::function<void(unit_of_work&, const credit_account&)>& then = {}) {
    transact(context, [&](unit_of_work& unit) -> json {
        const credit_account account = account_or_new(unit, change.company, change.customer);
        require_unit(limit, account.unit, "the account", field);
        if (then) then(unit, account);
        return nullptr;
    });
}

// With a temporary amount on top, as it has to be allowed.
limit_change change_to(const credit_account& account, const temporary_limit& wanted) {
    return {account.unit, account.limit, with_temporary(account.limit, wanted)};
}

json text_or_null(const std::string& text) {
    return text.empty() ? json() : json(text);
}

// What a firm has a word of its own for, about a customer.
struct customer_word {
    std::string field;
    std::string action;
    std::string called;
    std::string credit_account::*where;
    void (account_port::*keep)(const credit_account&, std::string_view);
};

json set_word(op_context& context, reader& request, const customer_word& what) {
    const account_change change = read_change(request);
    const std::string wanted = request.optional_text(what.field, 20).value_or("");
    request.done();
    require_controller(change.user, "set a " + what.called);
    require_sound(context, change, credit_limit::none());
    bring_up_to_date(context, change.company, change.customer);
    return transact(context, [&](unit_of_work& unit) -> json {
        credit_account account = unit.accounts().lock_with_group(change.company, change.customer);
        // Another class or grade may be another line of the policy, whichever way.
        require_no_own_hold(unit, account, change.user);
        const json before = text_or_null(account.*what.where);
        (unit.accounts().*what.keep)(account, wanted);
        keep_trace(unit, account, change, what.action,
                   {{"before", before}, {"after", text_or_null(wanted)}});
        account.*what.where = wanted;
        const reevaluation done = reevaluate(
            unit, context, account, what.called + " changed: " + change.reason, change.day);
        return {{"before", before},
                {"after", text_or_null(wanted)},
                {"released", released_json(done.released)}};
    });
}

}  // namespace

json op_set_limit(op_context& context, reader& request) {
    const account_change change = read_change(request);
    const new_limit wanted{read_limit(request.object("limit")), read_terms(request)};
    request.done();
    require_controller(change.user, "set a credit limit");
    const auto may = [&](unit_of_work& unit, const credit_account& account) {
        const limit_change raised = change_of(account, wanted);
        require_authority(unit, raised, change.user);
        if (raises(raised)) require_no_own_hold(unit, account, change.user);
    };
    require_sound(context, change, wanted.limit, "limit.amount.currency", may);
    bring_up_to_date(context, change.company, change.customer);
    return transact(context, [&](unit_of_work& unit) -> json {
        const credit_account account =
            unit.accounts().lock_with_group(change.company, change.customer);
        may(unit, account);
        return make_effective(unit, context, account, wanted,
                              {change.user.name, change.reason, change.day}, json::object());
    });
}

json op_set_temporary_limit(op_context& context, reader& request) {
    const account_change change = read_change(request);
    std::optional<temporary_limit> wanted;
    if (const auto amount = request.optional_amount("amount")) {
        wanted = {*amount, {request.day("from"), request.day("to")}};
        require_in_order(wanted->during, "to");
    }
    request.done();
    require_controller(change.user, "set a temporary credit limit");
    const auto may = [&](unit_of_work& unit, const credit_account& account) {
        if (!wanted) return;
        require_authority(unit, change_to(account, *wanted), change.user);
        require_no_own_hold(unit, account, change.user);
    };
    require_sound(context, change, wanted ? credit_limit::of(wanted->amount) : credit_limit::none(),
                  "amount.currency", may);
    bring_up_to_date(context, change.company, change.customer);
    return transact(context, [&](unit_of_work& unit) -> json {
        credit_account account = unit.accounts().lock_with_group(change.company, change.customer);
        may(unit, account);
        const json before = terms_json(account.terms);
        account.terms.temporary = wanted;
        require_sum(account, account.limit, account.terms);
        unit.accounts().set_terms(account, account.terms);
        const json after = terms_json(account.terms);
        keep_trace(unit, account, change, "set_temporary_limit",
                   {{"before", before}, {"after", after}});
        const reevaluation done =
            reevaluate(unit, context, account, "limit changed: " + change.reason, change.day);
        return {{"before", before}, {"after", after}, {"released", released_json(done.released)}};
    });
}

json op_block(op_context& context, reader& request) {
    const account_change change = read_change(request);
    const bool blocked = request.required_flag("blocked");
    request.done();
    require_controller(change.user, blocked ? "block an account" : "unblock an account");
    require_sound(context, change, credit_limit::none());
    bring_up_to_date(context, change.company, change.customer);
    return transact(context, [&](unit_of_work& unit) -> json {
        credit_account account = unit.accounts().lock_with_group(change.company, change.customer);
        if (!blocked) require_no_own_hold(unit, account, change.user);
        unit.accounts().set_blocked(account, blocked);
        keep_trace(unit, account, change, blocked ? "block" : "unblock",
                   {{"before", account.blocked}, {"after", blocked}});
        account.blocked = blocked;
        const reevaluation done =
            reevaluate(unit, context, account, "account changed: " + change.reason, change.day);
        return {{"blocked", blocked}, {"released", released_json(done.released)}};
    });
}

json op_set_risk_class(op_context& context, reader& request) {
    return set_word(context, request,
                    {"risk_class", "set_risk_class", "risk class", &credit_account::risk_class,
                     &account_port::set_risk_class});
}

json op_set_rating(op_context& context, reader& request) {
    return set_word(context, request,
                    {"rating_grade", "set_rating", "rating", &credit_account::rating_grade,
                     &account_port::set_rating});
}

}  // namespace creditgate
