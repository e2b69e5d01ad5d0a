// SPDX-License-Identifier: Apache-2.0
#include "plugin/ops/limit_request_parts.hpp"

#include "plugin/json/limit.hpp"
#include "plugin/json/values.hpp"

namespace creditgate {
namespace {

std::string called(const limit_request& request) {
    return "limit request " + std::to_string(request.limit_request_id);
}

json days_json(const std::optional<limit_terms>& days) {
    return days ? terms_json(*days) : json();
}

}  // namespace

void require_asker(const person& user) {
    if (user.has(role::clerk) || user.has(role::controller) || user.has(role::manager)) return;
    fail({fault::refused, "not_allowed", "user.roles", user.name,
          user.name + " has no role in credit and may not ask for a credit limit",
          "the ERP's administrator gives the role: clerk, controller or manager"});
}

void require_open(const limit_request& request) {
    if (request.state == limit_request_state::open) return;
    fail({fault::refused, "limit_request_decided", "limit_request_id",
          std::to_string(request.limit_request_id),
          called(request) + " is " + std::string(word(request.state)) + " by " +
              request.closed.value().by + ", expected an open one",
          "ask for the limit anew with op request_limit"});
}

void fail_own(const limit_request& request, std::string_view next) {
    fail({fault::refused, "own_request", "user", request.asked.by,
          request.asked.by + " has asked for " + called(request) +
              " himself: nobody decides about his own",
          std::string(next)});
}

void require_askable(unit_of_work& unit, const credit_account& account, const new_limit& wanted) {
    limit_terms days = wanted.days.value_or(account.terms);
    days.temporary = account.terms.temporary;
    if (wanted.limit == account.limit && days == account.terms) {
        fail_field("nothing_changes", "limit", std::string(word(wanted.limit.state())),
                   "the limit that is asked for is the one that is agreed already",
                   "ask for another one, or for other days");
    }
    static_cast<void>(terms_with(account, wanted));
    if (account.account_id == 0) return;
    if (const auto open = unit.limit_requests().open_of(account.account_id)) {
        fail({fault::refused, "limit_request_open", "customer",
              std::to_string(account.customer.value),
              "limit request " + std::to_string(*open) + " of this customer is open",
              "have it approved or rejected, or withdraw it, and ask then"});
    }
}

std::int64_t ask_for(unit_of_work& unit, const credit_account& account, const new_limit& wanted,
                     const person_note& asked, std::optional<std::int64_t> batch_id) {
    require_askable(unit, account, wanted);
    limit_request made{0,
                       batch_id,
                       account.account_id,
                       account.company,
                       account.customer,
                       shortened(unit.accounts().customer_name(account.customer), 200),
                       account.unit,
                       account.limit,
                       account.terms.valid,
                       account.terms.credit_days,
                       wanted.limit,
                       wanted.days,
                       asked};
    made.limit_request_id = unit.limit_requests().add(made);
    keep_trace(unit, made, "request_limit", asked,
               {{"before", limit_json(made.before)},
                {"limit", limit_json(made.wanted)},
                {"terms", days_json(made.terms)},
                {"batch_id", batch_id ? json(*batch_id) : json()}});
    return made.limit_request_id;
}

void keep_trace(unit_of_work& unit, const limit_request& about, std::string_view action,
                const person_note& why, json details) {
    details["limit_request_id"] = about.limit_request_id;
    details["note"] = why.note;
    unit.audit().append({about.account_id, std::string(action), why.by, why.at, details.dump()});
}

}  // namespace creditgate
