// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/decision/rules.hpp"

namespace creditgate {

enum class look_result {
    found,               // it minds: this is a reason
    content,             // it has looked, and does not mind
    nothing_to_compare,  // such as a limit where none is set, or a grade that nobody has given
    left_out,            // an exclusion leaves the document out
    switched_off,        // at this checkpoint, by the line that is for this payer
};

// What a line of the policy has looked at, whether it minds or not.
struct rule_look {
    rule_setting line;  // of the lines of its rule the most specific one that is for the payer
    outcome effect;     // what comes of it where it minds
    look_result result;
    finding what{};                // of found and content
    std::vector<scope> outdone{};  // of the others for the payer, the most specific first
};

struct told_decision {
    decision made;
    std::vector<rule_look> looks;  // in order of rule, as the reasons are
};

// The same as decide(), and what each line of the policy has looked at that has a say at this
// checkpoint, or keeps a less specific one from having it. That a rule looks at several things, it
// has a look for each. The looks that found something are the reasons, in their order.
told_decision decide_and_tell(const check_event& event, const check_facts& facts,
                              const policy& policy);

}  // namespace creditgate
