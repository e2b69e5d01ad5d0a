// SPDX-License-Identifier: Apache-2.0
#include "plugin/ops/unreadable.hpp"

namespace creditgate {

bool is_of_one_account(const failure& error) {
    const fault whose = error.detail().whose;
    return whose == fault::request || whose == fault::internal;
}

void fail_naming_document(op_context& context, const account_key& key, const failure& error) {
    if (!is_of_one_account(error) || error.detail().field == "document") throw error;
    std::optional<unreadable_document> found;
    transact(context, [&](unit_of_work& unit) -> json {
        found = unit.projection().find_unreadable(key);
        return nullptr;
    });
    if (!found) throw error;
    const std::string id = std::to_string(found->key_id);
    const std::string which = found->key_kind + " " +
                              (found->number.empty() ? id : found->number + " (id " + id + ")") +
                              " of customer " + std::to_string(key.customer.value);
    error_detail named = error.detail();
    named.field = "document";
    named.value = found->key_kind + " " + id;
    named.message = which + " cannot be read: " + named.message;
    named.next = "correct it in the ERP: " + named.next;
    fail(std::move(named));
}

json failed_account_json(const account_key& key, const error_detail& why) {
    return {{"company", key.company.value},
            {"customer", key.customer.value},
            {"message", why.message},
            {"next", why.next}};
}

}  // namespace creditgate
