// SPDX-License-Identifier: Apache-2.0
//
// The proof that what is kept of the ERP's open documents is what the ERP has.
#include "plugin/json/values.hpp"
#include "plugin/ops/ops.hpp"
#include "plugin/ops/refresh.hpp"
#include "plugin/ops/unreadable.hpp"

namespace creditgate {
namespace {

json difference_json(const credit_account& account, const projection_difference& each) {
    return {{"company", account.company.value},
            {"customer", account.customer.value},
            {"kind", each.key_kind},
            {"id", each.key_id ? json(*each.key_id) : json(nullptr)},
            {"number", each.number},
            {"source", word(each.source)},
            {"kept", optional_money_json(each.kept)},
            {"shown", optional_money_json(each.shown)}};
}

std::vector<projection_difference> differences_of(op_context& context,
                                                  const credit_account& account) {
    std::vector<projection_difference> found;
    transact(context, [&](unit_of_work& unit) -> json {
        found = unit.projection().differences(account);
        return nullptr;
    });
    return found;
}

void read_anew(op_context& context, const credit_account& account) {
    transact(context, [&](unit_of_work& unit) -> json {
        const credit_account locked = unit.accounts().lock(account.company, account.customer);
        unit.projection().read_anew(locked);
        return nullptr;
    });
}

json named_json(op_context& context, const account_key& key, const failure& error) {
    try {
        fail_naming_document(context, key, error);
    } catch (const failure& named) {
        return failed_account_json(key, named.detail());
    }
}

}  // namespace

json op_reconcile(op_context& context, reader& request) {
    const std::int64_t after = request.optional_id("after_account_id").value_or(0);
    const auto most = static_cast<int>(request.integer("max", 1, 1'000, 100));
    const bool repair = request.flag("repair", false);
    request.done();
    std::vector<credit_account> accounts;
    transact(context, [&](unit_of_work& unit) -> json {
        accounts = unit.projection().accounts_after(after, most);
        return nullptr;
    });
    json found = json::array();
    json failed = json::array();
    for (const credit_account& account : accounts) {
        const account_key key{account.company, account.customer};
        try {
            const auto differences = differences_of(context, account);
            for (const auto& each : differences) found.push_back(difference_json(account, each));
            if (repair && !differences.empty()) read_anew(context, account);
        } catch (const failure& error) {
            if (!is_of_one_account(error)) throw;
            failed.push_back(named_json(context, key, error));
        }
    }
    const bool more = accounts.size() == static_cast<std::size_t>(most);
    return {{"accounts", accounts.size()},
            {"differences", found},
            {"failed", failed},
            {"next_account_id", more ? json(accounts.back().account_id) : json(nullptr)}};
}

}  // namespace creditgate
