// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/authority/limit_change.hpp"
#include "core/party/party.hpp"

namespace creditgate {

// Whose yes a limit needs: he has one of the roles or is one of the persons.
struct authority_step {
    std::vector<role> roles;
    std::vector<std::string> persons;
    int people = 1;  // so many different ones, 1 or more
    // How far this step reaches, in whole units of the currency in which the account is kept: the
    // limit that is asked for, and what it is more than the present one. Absent: however much.
    // Beyond either the next step is needed, too.
    std::optional<std::int64_t> up_to{};
    std::optional<std::int64_t> raise_up_to{};
};

// The one table of steps. The last reaches everything.
struct authority {
    bool direct = true;  // a controller or manager sets a limit however far the table lets him
    std::vector<authority_step> steps;
};

// The first so many steps of the table have to say yes.
std::size_t steps_needed(const authority& table, const limit_change& change);

// A yes, by whom and for whom; `on_behalf_of` is "" where a person has acted for himself.
struct approval {
    std::size_t step = 0;  // its place in the table, from 0
    std::string by;
    std::string on_behalf_of{};
};

// Somebody for whom another person may act today, and what roles he has then.
struct stand_in {
    std::string person;
    std::vector<role> roles;
    std::string named_by{};  // who has said that he may; nothing of his own is approved by it
};

struct approver {
    person who;
    std::vector<stand_in> acts_for{};
};

struct open_step {
    std::size_t step = 0;
    int people = 1;  // so many are missing
    friend bool operator==(const open_step&, const open_step&) = default;
};

// What is missing; nothing when the limit may become effective.
std::vector<open_step> open_steps(const authority& table, const limit_change& change,
                                  const std::vector<approval>& given);

enum class refusal {
    own_request,       // nobody approves what he has asked for himself
    approved_already,  // by himself, or by somebody on his behalf: another person has to
    above_authority,   // none of the open steps is his
};

// The step that this person's yes takes: of the open ones that are his the highest, so that a
// manager who comes first leaves the first step to a controller. Steps may be taken in any order.
// He acts on somebody's behalf where that reaches higher than he does himself.
std::variant<approval, refusal> step_for(const authority& table, const limit_change& change,
                                         const std::string& asked_by,
                                         const std::vector<approval>& given, const approver& by);

// Whether one yes of this person is all that the table wants.
bool suffices_alone(const authority& table, const limit_change& change, const person& who);

// Whether the highest step that the table wants is his, for what nobody asks for by a request:
// guarantees, and the limits of groups.
bool reaches(const authority& table, const limit_change& change, const person& who);

}  // namespace creditgate
