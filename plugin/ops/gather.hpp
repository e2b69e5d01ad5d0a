// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/ports.hpp"

namespace creditgate {

// The facts of one decision, from what was read of its locked account. `release` is left empty.
// Among the rates are those of `besides`.
check_facts gather(unit_of_work& unit, const reading& read, const check_event& event,
                   const policy& rules, const std::vector<currency>& besides = {});

// A person's hold on the document, of which `own` is the open hold (nullptr: there is none), or
// else on one that it takes from. Of a document without sources nothing is asked.
std::optional<forced_hold> forced_hold_on(unit_of_work& unit, const check_event& event,
                                          const hold* own);

// The exposure of an account without any document in question, at the rates of a day.
struct account_exposure {
    std::vector<exposure_line> lines;
    std::vector<fx_rate> rates;
    std::vector<group_facts> groups;
};
account_exposure gather_exposure(unit_of_work& unit, const reading& read, const policy& rules,
                                 date day);

// What reservations hold beyond what is seen of their documents, one entry a document.
std::vector<open_document> reserved_documents(const reading& read);

}  // namespace creditgate
