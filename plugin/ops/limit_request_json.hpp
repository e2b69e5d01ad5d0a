// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/ports.hpp"
#include "plugin/json/reader.hpp"

namespace creditgate {

// The table of steps that counts now.
struct authority_now {
    std::int64_t version = 0;
    authority table;
};
authority_now load_authority(unit_of_work& unit);

// A request with what was said about it.
struct limit_request_standing {
    limit_request request;
    std::vector<limit_request_step> steps;
    std::vector<approval> given;  // those that count: said under this table, against this limit
    std::vector<open_step> open;  // empty unless the request is open
};
limit_request_standing standing_of(unit_of_work& unit, limit_request request,
                                   const authority_now& now);

// With the temporary amount that stays on top of either.
limit_change change_of(unit_of_work& unit, const limit_request& request);

// "a credit controller or a credit manager", of a step or of all that are open.
std::string who_may_take(const authority_step& step, int people, std::string_view language);
std::string who_may_take(const std::vector<open_step>& open, const authority& table,
                         std::string_view language);

// As every op shows a request.
json limit_request_json(const limit_request_standing& shown, const authority_now& now,
                        std::string_view language);
json limit_request_json(unit_of_work& unit, std::int64_t limit_request_id,
                        std::string_view language);

// Throws `failure` unknown_limit_request.
limit_request require_limit_request(unit_of_work& unit, std::int64_t limit_request_id);

}  // namespace creditgate
