// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/ports.hpp"
#include "plugin/messages/explain.hpp"
#include "plugin/ops/record.hpp"

namespace creditgate {

enum class moment_of_asking {
    before_it_goes,
    afterwards,  // the document went on when nobody could be asked: the ERP's tables show it
};

// A decision with all that its answer and its record are made of: the same whether it was just
// made or is replayed.
struct made_decision {
    check_event event;
    answer_basis basis;
    policy rules;
    moment_of_asking asked;
    decision decided;
    clearing ways;
    timestamp now;
    // The document passes without it, and takes it along: a release is for once.
    std::optional<std::int64_t> spare_release{};
};

document_words words_of(const check_event& event);

// The members "pilot" and "opening_cover" of an answer, where there is something to say.
void add_what_let_it_pass(json& answer, const decision& decided,
                          const std::optional<opening_cover>& cover);

// What there is to tell about it. hold_id 0: there is none.
explanation explanation_of(const made_decision& made, std::int64_t hold_id);

// The member "credit" of an answer: how it stood without the document.
json credit_of(const check_facts& facts, const decision& decided, std::string_view name,
               const policy& rules);

// Without the credit, and with `decision_id` null. hold_id 0: there is none.
json answer_json(const made_decision& made, std::int64_t hold_id);

decision_record record_of(const made_decision& made, std::int64_t decision_id, const json& answer);

}  // namespace creditgate
