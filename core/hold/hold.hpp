// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/decision/decision.hpp"
#include "core/money/money.hpp"

namespace creditgate {

enum class hold_state { open, released, rejected, withdrawn, lapsed };

// What happens to a hold in its life.
enum class hold_step { release, reject, withdraw, lapse };

// Who said what, and when.
struct person_note {
    std::string by;
    timestamp at;
    std::string note;
};

// What a person allows with a release besides this one passing: it may be used again and again.
struct release_terms {
    basis_points more{0};         // a document larger by so much passes, too
    std::optional<date> until{};  // the last business day on which it may be used
    bool all_stages = false;      // at later checkpoints, too, and for what continues the document

    // Otherwise it is used up when the document has passed once.
    [[nodiscard]] bool stays() const noexcept { return until || all_stages; }
};

// What was found when the hold was last decided about, that a worklist sorts and an authority goes
// by.
struct hold_finding {
    std::vector<rule> rules{};
    // Over whichever limit is exceeded by most, in minor units of the account's currency; 0: none
    // is, nothing: nobody knows.
    std::optional<std::int64_t> excess_minor{};
    day_count overdue{};  // of the customer's oldest unpaid invoice, whether a rule minds or not

    bool operator==(const hold_finding&) const = default;
};

struct hold {
    std::int64_t hold_id = 0;
    std::int64_t account_id = 0;
    company_id company{};
    customer_id customer{};
    std::string customer_name{};
    document_key document{};
    std::string document_number{};
    checkpoint where = checkpoint::confirm;
    money amount;  // of the document when it was last checked, in its own currency
    hold_state state = hold_state::open;
    std::int64_t decision_id = 0;  // the latest decision that found it should be held; 0: none yet
    person_note opened{};          // note: ""
    std::optional<person_note> forced{};  // by a person, whatever the rules find
    std::string entered_by{};   // who entered the document, "" when the host does not tell
    std::string salesperson{};  // "" when the host does not tell
    std::optional<money>
        margin{};               // in the document's currency; absent when the host does not tell
    std::string assigned_to{};  // who looks after it, "" nobody
    bool waits_for_answer = false;  // somebody has asked for information
    hold_finding found{};
    std::optional<person_note> requested{};  // a clerk asked for release
    std::optional<person_note> closed{};     // who ended it and why
    release_terms terms{};                   // of a released one
    std::optional<money> up_to{};            // of a released one: the document may come to this
};

// What is said of a hold in its life, besides its states.
enum class hold_entry_kind { note, question, answer, assigned };
struct hold_entry {
    hold_entry_kind kind = hold_entry_kind::note;
    person_note said;  // of `assigned` the note is the name of the one who looks after it now
};

// Nobody knows the excess where an amount that is compared with a limit has no rate. That of a
// limit in another currency, a group's, is converted at `rates`, those of the decision.
hold_finding found_by(const decision& decided, const std::vector<fx_rate>& rates);

// What a release of the hold lets the document come to: its amount and so much more, rounded
// towards zero. Throws `failure` amount_overflow.
money most_released(const hold& held, basis_points more);

// Whether the person has a role that may release it, and has not entered its document. How far the
// role's releases go makes no difference.
bool could_release(const hold& held, const person& who);

// Whether the person has entered its document or, where nobody knows who has, has asked for it to
// go on.
bool has_entered(const hold& held, const person& who);

// Throws `failure` own_document when the person has entered the document of the hold.
void require_another_person(const hold& held, const person& who);

// The state after a step. A release that was not used may still be withdrawn; everything else ends
// for good. Throws `failure` hold_not_open naming the present state and what to do.
hold_state after(hold_state now, hold_step step, std::int64_t hold_id);

// Throws `failure` not_allowed unless the person may release, reject, block or set limits.
void require_controller(const person& who, std::string_view action);

// Throws `failure` not_allowed unless the person may change the policy.
void require_manager(const person& who, std::string_view action);

}  // namespace creditgate
