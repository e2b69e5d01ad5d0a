// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/words.hpp"
#include "plugin/json/reader.hpp"

namespace creditgate {

json money_json(const money& value);
json optional_money_json(const std::optional<money>& value);
json optional_date_json(const std::optional<date>& value);
json figure_json(const figure& value);  // money, {"days": n} or null
json limit_json(const credit_limit& limit);
json invoices_json(const std::vector<open_invoice>& invoices);
json clearing_json(const clearing& ways);
// The members of "credit" in the answers of check and customer.
json credit_json(const credit_account& account, const exposure& now, std::string_view name);
json error_json(const error_detail& detail);

// basis points as percent text, "84.00".
std::string percent_text(std::int64_t basis);

}  // namespace creditgate
