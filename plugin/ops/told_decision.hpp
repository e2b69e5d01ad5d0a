// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>

#include "core/archive/ports.hpp"
#include "plugin/json/reader.hpp"

namespace creditgate {

// A version of the policy as it is stored now.
struct policy_version {
    stored_policy stored;
    json body;
    policy rules;
};

// Those that were needed so far.
using policy_versions = std::map<std::int64_t, policy_version>;

// The whole record of a decision for a person: what was asked and answered, then what each rule
// looked at, found by making the decision once more from its record, then what became of its hold.
// Throws `failure` decision_unreadable for a record from which nothing can be decided.
json told_decision_json(unit_of_work& unit, policy_versions& known, const decision_record& stored,
                        std::string_view language);

}  // namespace creditgate
