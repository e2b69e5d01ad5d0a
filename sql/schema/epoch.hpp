// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace creditgate {

// How many times what all documents rest on has changed (a tax rate, a unit's factor), and 1: the
// keys 'everything' of cg_dirty. An account that was read at another epoch is read anew. A number
// to be compared, so that no change of everything has to lock, or write, every account.
// cg_epoch() is the same on PostgreSQL (sql/schema/0003_refresh.postgresql.sql).
inline const std::string epoch_now =
    "(select cast(coalesce(sum(case when key_id > 1 then key_id else 1 end), 0) + 1 as bigint) "
    "from cg_dirty where customer_id = 0 and company_id = 0 and key_kind = 'everything')";

}  // namespace creditgate
