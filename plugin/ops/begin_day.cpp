// SPDX-License-Identifier: Apache-2.0
//
// What changes because a business day begins, or a policy, or a rate: limits and temporary amounts
// count or end, releases end, and open holds are decided again.
#include <sstream>

#include "plugin/clock/time_limit.hpp"
#include "plugin/clock/utc.hpp"
#include "plugin/digest/sha256.hpp"
#include "plugin/ops/hold_json.hpp"
#include "plugin/ops/ops.hpp"
#include "plugin/ops/reevaluation.hpp"
#include "plugin/ops/refresh.hpp"
#include "plugin/ops/unreadable.hpp"
#include "plugin/ops/withdrawal.hpp"

namespace creditgate {
namespace {

constexpr const char* setting_name = "day_begun";
constexpr int slice = 50;

// How far it has come: kept in cg_setting as these words with blanks between.
struct progress {
    std::string day{};
    std::int64_t policy_version = 0;
    std::int64_t after_account_id = 0;
    bool done = false;
    std::string rates{};  // those of the day, as a hash
};

progress stored_progress(unit_of_work& unit) {
    progress found;
    std::istringstream words(unit.settings().find(setting_name).value_or(""));
    words >> found.day >> found.policy_version >> found.after_account_id >> found.done >>
        found.rates;
    return found;
}

void store(unit_of_work& unit, const progress& now) {
    std::ostringstream words;
    words << now.day << ' ' << now.policy_version << ' ' << now.after_account_id << ' ' << now.done
          << ' ' << now.rates;
    unit.settings().put(setting_name, words.str());
}

// Where it goes on: from the first account when the day, its policy or a rate is another one. A day
// that is past begins no more: companies may be in different time zones.
progress go_on_from(op_context& context, date day) {
    progress now;
    transact(context, [&](unit_of_work& unit) -> json {
        now = stored_progress(unit);
        const std::string asked = format_date(day);
        if (asked < now.day) {
            now.done = true;
            return nullptr;
        }
        const std::int64_t version = unit.policies().version_on(day);
        const std::string rates = sha256(unit.exposure().rates_on(day));
        if (asked != now.day || version != now.policy_version || rates != now.rates) {
            now = {asked, version, 0, false, rates};
        }
        return nullptr;
    });
    return now;
}

// Releases whose last day is over.
std::int64_t end_releases(op_context& context, date day) {
    std::vector<hold> over;
    transact(context, [&](unit_of_work& unit) -> json {
        over = unit.holds().past_their_day(day);
        return nullptr;
    });
    for (const hold& each : over) {
        transact(context, [&](unit_of_work& unit) -> json {
            const locked_hold found = lock_hold(unit, each.hold_id);
            if (found.held.state != hold_state::released) return nullptr;
            const person_note why{"creditgate", utc_now(), "its last day is over"};
            unit.holds().close(each.hold_id,
                               after(found.held.state, hold_step::lapse, each.hold_id), why);
            unit.reservations().free_release(each.hold_id);
            return nullptr;
        });
    }
    return static_cast<std::int64_t>(over.size());
}

std::vector<holding_account> next_accounts(op_context& context, std::int64_t after_account_id) {
    std::vector<holding_account> found;
    transact(context, [&](unit_of_work& unit) -> json {
        found = unit.holds().accounts_with_open(after_account_id, slice);
        return nullptr;
    });
    return found;
}

json decide_account_again(op_context& context, const account_key& key, date day,
                          std::int64_t version) {
    bring_up_to_date(context, key.company, key.customer);
    return transact(context, [&](unit_of_work& unit) -> json {
        const credit_account account = unit.accounts().lock_with_group(key.company, key.customer);
        const std::string why =
            "decided again for " + format_date(day) + " by policy " + std::to_string(version);
        return released_json(reevaluate(unit, context, account, why, day).released);
    });
}

// After each account, so that one that fails is not met again and again.
void keep(op_context& context, const progress& now) {
    transact(context, [&](unit_of_work& unit) -> json {
        store(unit, now);
        return nullptr;
    });
}

}  // namespace

json op_begin_day(op_context& context, reader& request) {
    const date day = request.day("business_date");
    const time_limit limit(std::chrono::seconds(request.integer("seconds", 1, 3'600, 10)));
    request.done();
    progress now = go_on_from(context, day);
    transact(context, [](unit_of_work& unit) -> json {
        unit.projection().gather_changes_of_everything();
        return nullptr;
    });
    json released = json::array();
    json failed = json::array();
    std::int64_t accounts = 0;
    const std::int64_t ended = now.done ? 0 : end_releases(context, day);
    while (!now.done && !limit.is_over()) {
        const auto slice_of_accounts = next_accounts(context, now.after_account_id);
        for (const holding_account& each : slice_of_accounts) {
            if (limit.is_over()) break;
            try {
                for (json& one : decide_account_again(context, each.key, day, now.policy_version)) {
                    released.push_back(std::move(one));
                }
            } catch (const failure& error) {
                if (error.detail().whose == fault::unavailable) throw;
                failed.push_back(failed_account_json(each.key, error.detail()));
            }
            now.after_account_id = each.account_id;
            ++accounts;
            keep(context, now);
        }
        now.done = slice_of_accounts.empty();
        keep(context, now);
    }
    return {{"accounts", accounts},
            {"releases_ended", ended},
            {"released", released},
            {"failed", failed},
            {"done", now.done}};
}

}  // namespace creditgate
