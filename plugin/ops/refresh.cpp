// SPDX-License-Identifier: Apache-2.0
//
// Keeps what is kept of the ERP's open documents close behind its tables.
#include "plugin/ops/refresh.hpp"

#include <future>

#include "plugin/clock/time_limit.hpp"
#include "plugin/ops/ops.hpp"
#include "plugin/ops/withdrawal.hpp"

namespace creditgate {
namespace {

constexpr int slice = 500;
constexpr int most_accounts = 100;
constexpr int unread_slice = 200;

// True while there is more to do.
bool take_slice(op_context& context, company_id company, customer_id customer) {
    const json more = transact(context, [&](unit_of_work& unit) -> json {
        const credit_account account = unit.accounts().lock(company, customer);
        freshness state = unit.projection().refresh(account, slice);
        if (state == freshness::unread) state = unit.projection().read_anew(account);
        return state != freshness::done;
    });
    return more.get<bool>();
}

std::vector<account_key> waiting_accounts(op_context& context) {
    std::vector<account_key> accounts;
    transact(context, [&](unit_of_work& unit) -> json {
        unit.projection().gather_changes_of_everything();
        accounts = unit.projection().waiting(most_accounts);
        return nullptr;
    });
    return accounts;
}

// How many it were; less than a slice is the end of it.
std::int64_t read_unread_slice(op_context& context) {
    std::int64_t read = 0;
    transact(context, [&](unit_of_work& unit) -> json {
        read = unit.projection().read_unread(unread_slice);
        return nullptr;
    });
    return read;
}

std::int64_t read_all_unread(op_context& context, const time_limit& limit) {
    std::int64_t read = 0;
    std::int64_t last = unread_slice;
    while (last == unread_slice && !limit.is_over()) {
        last = read_unread_slice(context);
        read += last;
    }
    return read;
}

bool reads_side_by_side(op_context& context) {
    if (context.config.pool_size < 2) return false;
    return transact(
               context,
               [](unit_of_work& unit) -> json { return unit.projection().reads_side_by_side(); })
        .get<bool>();
}

// An installation reads everything there is, and a server reads with one processor a connection:
// after a slice that was full there are two.
std::int64_t read_unread(op_context& context, const time_limit& limit) {
    const std::int64_t first = read_unread_slice(context);
    if (first < unread_slice) return first;
    if (!reads_side_by_side(context)) return first + read_all_unread(context, limit);
    std::future<std::int64_t> beside =
        std::async(std::launch::async, [&] { return read_all_unread(context, limit); });
    const std::int64_t here = read_all_unread(context, limit);
    return first + here + beside.get();
}

bool any_unread(op_context& context) {
    return transact(context,
                    [](unit_of_work& unit) -> json { return unit.projection().any_unread(); })
        .get<bool>();
}

std::int64_t add_missing_accounts(op_context& context) {
    return transact(
               context,
               [](unit_of_work& unit) -> json { return unit.projection().add_missing_accounts(); })
        .get<std::int64_t>();
}

}  // namespace

void bring_up_to_date(op_context& context, company_id company, customer_id customer) {
    while (take_slice(context, company, customer)) {
    }
}

json op_refresh(op_context& context, reader& request) {
    const time_limit limit(std::chrono::seconds(request.integer("seconds", 1, 3'600, 10)));
    const bool all_payers = request.flag("all_payers", false);
    request.done();
    const std::int64_t added = all_payers ? add_missing_accounts(context) : 0;
    std::int64_t refreshed = 0;
    bool more = true;
    while (more && !limit.is_over()) {
        const std::int64_t read = read_unread(context, limit);
        const std::vector<account_key> accounts = waiting_accounts(context);
        for (const account_key& each : accounts) {
            if (limit.is_over()) break;
            bring_up_to_date(context, each.company, each.customer);
            ++refreshed;
        }
        refreshed += read;
        more = read > 0 || !accounts.empty();
    }
    return {{"accounts_added", added},
            {"accounts_refreshed", refreshed},
            {"holds_withdrawn", withdraw_needless_holds(context)},
            {"done", !more && !any_unread(context)}};
}

}  // namespace creditgate
