// SPDX-License-Identifier: Apache-2.0
//
// How a limit becomes another one, whoever has said so.
#pragma once

#include "core/authority/limit_change.hpp"
#include "plugin/ops/op.hpp"

namespace creditgate {

// The account, or the one that would be made: without an id and a limit. Throws `failure`
// unknown_customer or unknown_company.
credit_account account_or_new(unit_of_work& unit, company_id company, customer_id customer);

struct new_limit {
    credit_limit limit;
    std::optional<limit_terms> days{};  // absent: they stay
};

// What all of it comes to on any day has to be an amount, too; throws `failure` amount_overflow
// here and not at each check. `limit` is in the place of the account's.
void require_sum(const credit_account& account, const credit_limit& limit,
                 const limit_terms& terms);

// What is agreed besides then. Throws `failure` amount_overflow when limit and temporary amount
// come to no amount.
limit_terms terms_with(const credit_account& account, const new_limit& wanted);

limit_change change_of(const credit_account& account, const new_limit& wanted);

// Where the table of authority says that limits are not set directly: throws `failure`
// above_authority unless this person alone may.
void require_authority(unit_of_work& unit, const limit_change& change, const person& user);

// The same for what has no request that others could approve: the highest step that is needed has
// to be his. `what` begins the sentence: "the guarantee".
void require_reach(unit_of_work& unit, const limit_change& change, const person& user,
                   std::string_view what);

// Who has entered a document that is on hold must not let it go by another door: throws `failure`
// own_document where an open hold of the account is of a document of his.
void require_no_own_hold(unit_of_work& unit, const credit_account& account, const person& user);

// Who makes it effective, and why.
struct limit_reason {
    std::string by;
    std::string reason;
    date day;
};

// Of an account that is locked with its group: keeps the limit with its trace, and decides the
// open holds again. The answer of set_limit. `details` go to the journal, too.
json make_effective(unit_of_work& unit, op_context& context, credit_account account,
                    const new_limit& wanted, const limit_reason& why, json details);

}  // namespace creditgate
