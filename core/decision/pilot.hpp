// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/decision/decision.hpp"

namespace creditgate {

// The document that a deal begins with: the order that this one continues, of several the one with
// the lowest id, or else the document itself.
document_key deal_of(const check_event& event);

// Of deals in their thousands `percent` of each hundred, the same ones always: who is in a share is
// in each larger one.
bool is_in_share(const document_key& deal, int percent);

// A document whose id is not known (0) is in no share but the whole.
bool is_in_pilot(const pilot& tried, const check_event& event, const check_facts& facts);

// Whether a person stops the document, whatever the rules find: a pilot tries rules, not people's
// decisions.
bool is_stopped_by_a_person(const pilot& tried, const std::vector<reason>& reasons);

// How a document went on last, before it is asked about now.
struct earlier_pass {
    std::int64_t decision_id = 0;
    document_key document{};
    checkpoint where = checkpoint::confirm;
    money amount;
    bool in_pilot = false;  // or under the opening cover that it has from there
};

// What went on in a pilot goes on at its later steps, up to its amount, after the pilot, too; so
// does what continues only such documents, of each no more than went on.
std::optional<opening_cover> opening_cover_of(const check_event& event,
                                              const std::vector<earlier_pass>& passes);

}  // namespace creditgate
