// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/limit/credit_account.hpp"
#include "core/limit/credit_limit.hpp"
#include "core/limit/limit_terms.hpp"
#include "plugin/json/reader.hpp"

namespace creditgate {

// A limit as an op takes it.
credit_limit read_limit(reader limit);

// The member "terms" of an op: what it has but for its temporary amount; nothing when it
// is absent. Throws `failure` bad_limit when no day is in the period.
std::optional<limit_terms> read_terms(reader& request);

// As an op, an answer and a record have them.
json guarantee_json(const guarantee& what);
guarantee read_guarantee(reader& members);

// null when nothing is agreed besides the amount.
json terms_json(const limit_terms& terms);
// The same with the limit that they are about ("agreed") and the guarantees on top of it.
json terms_json(const credit_account& account);

// As terms_json has written it; throws what the library of JSON throws.
limit_terms stored_terms(const json& terms);
std::vector<guarantee> stored_guarantees_of(const json& terms);

// Throws `failure` bad_limit.
void require_in_order(const period& days, const std::string& field);

// Throws `failure` wrong_currency unless the limit is in the currency in which `whose` is kept.
void require_unit(const credit_limit& limit, currency unit, const std::string& whose,
                  const std::string& field = "limit.amount.currency");

}  // namespace creditgate
