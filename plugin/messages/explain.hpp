// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/decision/clearing.hpp"
#include "plugin/json/reader.hpp"

namespace creditgate {

// The document as a person calls it, and whose it is.
struct document_words {
    document_kind kind;
    std::string number;
    std::int64_t id;
    std::string customer_name;
    money amount;
};

// What there is to tell about a decision, fresh or read back from its record.
struct explanation {
    outcome result = outcome::approve;
    std::vector<reason> reasons;
    std::vector<currency> currencies_without_rate;
    clearing ways;
    std::int64_t hold_id = 0;     // 0 when there is none
    std::string released_by{};    // set when a release let the document pass
    bool went_on_before = false;  // nobody could be asked then
    std::optional<forced_hold> forced{};
    std::optional<exclusion_found> excluded_by{};
    std::optional<outcome> in_pilot{};  // what the rules came to
    bool under_opening_cover = false;   // it went on in a pilot that is over
};

// What a reason is about, in words; "" where its rule looks at one thing.
std::string subject_text(const subject& about, std::string_view language);

// One reason as JSON.
json reason_json(const reason& why, const explanation& told, std::string_view language);

// What would clear it, one way a line; "" where the document passes.
std::string clearing_text(const explanation& told, std::string_view language);

// Every reason as JSON: rule, outcome, value, threshold, and text and clear in words.
json reasons_json(const explanation& told, std::string_view language);

// What the policy left out by, as JSON; null when the rules have looked.
json excluded_json(const explanation& told, std::string_view language);

// The whole text for the person at the screen.
std::string explain(const explanation& told, const document_words& document,
                    std::string_view language);

// The text of a check that the database could not answer.
std::string explain_unavailable(const document_words& document, std::string_view language);

}  // namespace creditgate
