// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace creditgate {

// In the place of the view of an adapter that tells nothing of who customers are: then nobody is
// like another.
inline constexpr std::string_view create_empty_identity =
    "create view cg_erp_customer_identity as select cast(null as bigint) as customer_id, "
    "cast(null as varchar(10)) as kind, cast(null as varchar(200)) as told where 1 = 0";

// In the place of the view of an adapter that does not tell what was invoiced of its documents:
// then nobody knows how they were paid.
inline constexpr std::string_view create_empty_invoiced =
    "create view cg_erp_invoiced as select cast(null as varchar(10)) as document_kind, "
    "cast(null as bigint) as document_id, cast(null as bigint) as item_id, "
    "cast(null as bigint) as amount_minor where 1 = 0";

// In the place of the view of an adapter whose views show the same on each day, as long as nothing
// is changed.
inline constexpr std::string_view create_no_turning_day =
    "create view cg_erp_turning_day as select cast(null as varchar(10)) as day where 1 = 0";

}  // namespace creditgate
