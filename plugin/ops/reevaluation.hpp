// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "plugin/ops/op.hpp"

namespace creditgate {

// Who has released what passes by itself now, on record.
inline constexpr std::string_view system_name = "creditgate";

struct reevaluation {
    std::vector<hold> released;
    std::vector<hold> still_open;
};

// Decides the account's open holds again, what was promised for the earliest day first; those that
// pass now are released by the system with `why`, hold their amount, and go to the outbox; the
// others keep what is found of them now. Where the policy says so, only when all of them pass
// together: otherwise they are a person's to choose of. Those of other members of its groups that
// such a group's limit has held are among them. The account must be locked with its groups.
reevaluation reevaluate(unit_of_work& unit, op_context& context, const credit_account& account,
                        std::string_view why, date day);

// The same for all members of a group that has been locked.
reevaluation reevaluate_group(unit_of_work& unit, op_context& context, const credit_group& group,
                              std::string_view why, date day);

// As op reevaluate answers. One transaction a customer, so that no account stays locked while the
// next one is looked at.
json reevaluate_customer(op_context& context, company_id company, customer_id customer,
                         const std::string& why, date day);

// What a check of a held document would find now, as far as it can be asked of what is recorded.
struct asked_again {
    check_event event;
    check_facts facts;
    policy rules;

    [[nodiscard]] decision decided() const { return decide(event, facts, rules); }
};

// By the policy of the day; nothing when nobody has asked for the document yet. The account must be
// locked with its groups.
std::optional<asked_again> ask_again(unit_of_work& unit, op_context& context,
                                     const credit_account& account, const hold& held, date day);

// So that a worklist shows what is so now.
void keep_found(unit_of_work& unit, const hold& held, const hold_finding& found);

// The event that was held, as it was recorded, on another day; nothing when nobody has asked yet.
std::optional<check_event> recorded_event(unit_of_work& unit, const hold& held, date day);

json released_json(const std::vector<hold>& released);

// Sets a hold to released, on these terms: its amount is held until used, and the ERP is told to go
// on when `tell_erp`. Returns the outbox id, 0 when there is none. Throws hold_not_open.
std::int64_t release_hold(unit_of_work& unit, const credit_account& account, const hold& held,
                          const person_note& why, const release_terms& terms, bool tell_erp);

}  // namespace creditgate
