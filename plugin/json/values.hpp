// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/words.hpp"
#include "plugin/json/reader.hpp"

namespace creditgate {

json money_json(const money& value);
json optional_money_json(const std::optional<money>& value);
json optional_date_json(const std::optional<date>& value);
json figure_json(const figure& value);  // money, {"days": n}, {"level": n} or null
json limit_json(const credit_limit& limit);
json invoices_json(const std::vector<open_invoice>& invoices);
json clearing_json(const clearing& ways);
// Those with which amounts in other currencies were converted.
json rates_json(const exposure& now);
// The members of "credit" in the answers of check and customer, without "groups". `rules`: which
// rates are too old to be left unsaid.
json credit_json(const credit_account& account, const exposure& now, std::string_view name,
                 const policy& rules);
// One of its "groups". `now` is what the members have open in all.
json group_json(const credit_group& group, const exposure& now, const policy& rules);
// All of them; `now` is in the order of the facts.
json groups_json(const std::vector<group_facts>& facts, const std::vector<exposure>& now,
                 const policy& rules);
// limit - exposure; null unless the limit is an amount.
json available_json(const credit_limit& limit, const exposure& now);
json error_json(const error_detail& detail);

// basis points as percent text, "84.00".
std::string percent_text(std::int64_t basis);

}  // namespace creditgate
