// SPDX-License-Identifier: Apache-2.0
#include "plugin/json/limit.hpp"

#include "core/result/error.hpp"

namespace creditgate {

credit_limit read_limit(reader limit) {
    const auto state = limit.one_of<limit_state>("state");
    const auto amount = limit.optional_amount("amount");
    limit.done();
    if ((state == limit_state::amount) != amount.has_value()) {
        fail_field("bad_limit", limit.path_of("amount"), amount ? format_for_people(*amount) : "",
                   std::string("a limit with state ") + std::string(word(state)) +
                       (amount ? " has no amount" : " needs an amount"),
                   "send an amount exactly when \"state\" is \"amount\"; 0 is an amount");
    }
    if (state == limit_state::unlimited) return credit_limit::unlimited();
    return amount ? credit_limit::of(*amount) : credit_limit::none();
}

void require_unit(const credit_limit& limit, currency unit, const std::string& whose) {
    if (!limit.amount() || limit.amount()->unit() == unit) return;
    fail_field("wrong_currency", "limit.amount.currency", limit.amount()->unit().code(),
               "found " + std::string(limit.amount()->unit().code()) + ", " + whose +
                   " is kept in " + std::string(unit.code()),
               "send the limit in " + std::string(unit.code()));
}

}  // namespace creditgate
