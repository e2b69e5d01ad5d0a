// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace creditgate {

// In the place of the view of an adapter that does not tell what was invoiced of its documents:
// then nobody knows how they were paid.
inline constexpr std::string_view create_empty_invoiced =
    "create view cg_erp_invoiced as select cast(null as varchar(10)) as document_kind, "
    "cast(null as bigint) as document_id, cast(null as bigint) as item_id where 1 = 0";

}  // namespace creditgate
