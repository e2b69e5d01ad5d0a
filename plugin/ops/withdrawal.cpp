// SPDX-License-Identifier: Apache-2.0
#include "plugin/ops/withdrawal.hpp"

#include <map>

#include "plugin/clock/utc.hpp"

namespace creditgate {
namespace {

// The longest that a transaction of the ERP may last whose end nobody can look up.
constexpr int longest_seconds = 900;

struct needless_hold {
    hold held;
    const char* why;
};

// Of one account, or 0 for all.
std::vector<needless_hold> needless_holds(unit_of_work& unit, std::int64_t account_id) {
    std::vector<needless_hold> found;
    const timestamp ended = later(utc_now(), -longest_seconds);
    for (hold& each : unit.holds().of_no_document(account_id, ended)) {
        found.push_back({std::move(each), "the ERP has no such order any more"});
    }
    for (hold& each : unit.holds().of_passed_document(account_id)) {
        found.push_back({std::move(each), "the document went on with another approval"});
    }
    for (hold& each : unit.holds().of_former_payer(account_id)) {
        found.push_back({std::move(each), "the document has another payer now"});
    }
    return found;
}

using account_key_of = std::map<std::int64_t, account_key>;

account_key_of accounts_to_look_at(op_context& context) {
    account_key_of found;
    transact(context, [&](unit_of_work& unit) -> json {
        found.clear();
        for (const needless_hold& each : needless_holds(unit, 0)) {
            found[each.held.account_id] = {each.held.company, each.held.customer};
        }
        return nullptr;
    });
    return found;
}

}  // namespace

void withdraw_hold(unit_of_work& unit, const hold& held, const person_note& why) {
    const hold_state state = after(held.state, hold_step::withdraw, held.hold_id);
    unit.holds().close(held.hold_id, state, why);
    unit.reservations().free_release(held.hold_id);
}

std::int64_t withdraw_needless_holds(unit_of_work& unit, const credit_account& account) {
    std::int64_t count = 0;
    for (const needless_hold& each : needless_holds(unit, account.account_id)) {
        withdraw_hold(unit, each.held, {"creditgate", utc_now(), each.why});
        ++count;
    }
    return count;
}

std::int64_t withdraw_needless_holds(op_context& context) {
    std::int64_t count = 0;
    for (const auto& [account_id, key] : accounts_to_look_at(context)) {
        const json done = transact(context, [&, key = key](unit_of_work& unit) -> json {
            return withdraw_needless_holds(
                unit, unit.accounts().lock_with_group(key.company, key.customer));
        });
        count += done.get<std::int64_t>();
    }
    return count;
}

}  // namespace creditgate
