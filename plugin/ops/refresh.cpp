// SPDX-License-Identifier: Apache-2.0
//
// Keeps what is kept of the ERP's open documents close behind its tables.
#include "plugin/ops/refresh.hpp"

#include <future>
#include <set>

#include "plugin/clock/time_limit.hpp"
#include "plugin/json/reader.hpp"
#include "plugin/ops/ops.hpp"
#include "plugin/ops/unreadable.hpp"
#include "plugin/ops/withdrawal.hpp"

namespace creditgate {
namespace {

constexpr int slice = 500;
constexpr int most_accounts = 100;
constexpr int unread_slice = 200;

// Company and customer.
using number_pair = std::pair<std::int64_t, std::int64_t>;

number_pair numbers_of(const account_key& key) {
    return {key.company.value, key.customer.value};
}

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

// Accounts, each in transactions of its own: one of which something cannot be read is noted, one
// that somebody holds is passed over, and the others go on.
class one_by_one {
  public:
    one_by_one(op_context& context, const time_limit& limit) : context_(context), limit_(limit) {}

    // The ERP may have been corrected.
    void try_noted_again() {
        std::vector<account_key> noted;
        transact(context_, [&](unit_of_work& unit) -> json {
            noted = unit.projection().noted_unreadable();
            return nullptr;
        });
        for (const account_key& each : noted) {
            if (limit_.is_over() || !take_one(each)) continue;
            transact(context_, [&](unit_of_work& unit) -> json {
                unit.projection().forget_unreadable(each);
                return nullptr;
            });
        }
    }

    // How many of them were taken.
    std::int64_t take(const std::vector<account_key>& accounts) {
        std::int64_t taken = 0;
        for (const account_key& each : accounts) {
            if (limit_.is_over()) break;
            if (take_one(each)) ++taken;
        }
        return taken;
    }

    [[nodiscard]] const std::set<number_pair>& passed_over() const { return passed_over_; }
    [[nodiscard]] const json& failed() const { return failed_; }
    [[nodiscard]] bool waits_for_somebody() const { return waits_for_somebody_; }

  private:
    bool take_one(const account_key& key) {
        if (passed_over_.count(numbers_of(key)) != 0) return false;
        try {
            bring_up_to_date(context_, key.company, key.customer);
            return true;
        } catch (const failure& error) {
            const bool held = error.detail().code == "database_lock_timeout";
            if (!held && !is_of_one_account(error)) throw;
            passed_over_.insert(numbers_of(key));
            failed_.push_back(failed_account_json(key, error.detail()));
            if (held) {
                waits_for_somebody_ = true;
                return false;
            }
            transact(context_, [&](unit_of_work& unit) -> json {
                constexpr std::size_t longest = 1'000;
                unit.projection().note_unreadable(key, shortened(error.detail().message, longest));
                return nullptr;
            });
            return false;
        }
    }

    op_context& context_;
    const time_limit& limit_;
    std::set<number_pair> passed_over_;
    json failed_ = json::array();
    bool waits_for_somebody_ = false;
};

// Before accounts are read, so that those which it leaves behind are.
void gather_changes_of_everything(op_context& context) {
    transact(context, [](unit_of_work& unit) -> json {
        unit.projection().gather_changes_of_everything();
        return nullptr;
    });
}

std::vector<account_key> waiting_accounts(op_context& context, const std::set<number_pair>& but) {
    std::vector<account_key> accounts;
    transact(context, [&](unit_of_work& unit) -> json {
        accounts = unit.projection().waiting(most_accounts + static_cast<int>(but.size()));
        return nullptr;
    });
    return accounts;
}

// Many at once; where one of them cannot be read, each by itself.
std::int64_t read_unread_or(op_context& context, const time_limit& limit, one_by_one& apart) {
    try {
        return read_unread(context, limit);
    } catch (const failure& error) {
        if (!is_of_one_account(error)) throw;
    }
    std::vector<account_key> accounts;
    transact(context, [&](unit_of_work& unit) -> json {
        accounts = unit.projection().unread(unread_slice);
        return nullptr;
    });
    return apart.take(accounts);
}

}  // namespace

void bring_up_to_date(op_context& context, company_id company, customer_id customer) {
    try {
        while (take_slice(context, company, customer)) {
        }
    } catch (const failure& error) {
        fail_naming_document(context, {company, customer}, error);
    }
}

json op_refresh(op_context& context, reader& request) {
    const time_limit limit(std::chrono::seconds(request.integer("seconds", 1, 3'600, 10)));
    const bool all_payers = request.flag("all_payers", false);
    request.done();
    const std::int64_t added = all_payers ? add_missing_accounts(context) : 0;
    one_by_one apart(context, limit);
    apart.try_noted_again();
    std::int64_t refreshed = 0;
    bool more = true;
    while (more && !limit.is_over()) {
        gather_changes_of_everything(context);
        const std::int64_t read = read_unread_or(context, limit, apart);
        const std::int64_t taken = apart.take(waiting_accounts(context, apart.passed_over()));
        refreshed += read + taken;
        more = read > 0 || taken > 0;
    }
    return {{"accounts_added", added},
            {"accounts_refreshed", refreshed},
            {"holds_withdrawn", withdraw_needless_holds(context)},
            {"failed", apart.failed()},
            {"done", !more && !apart.waits_for_somebody() && !any_unread(context)}};
}

}  // namespace creditgate
