// SPDX-License-Identifier: Apache-2.0
#include "plugin/json/tally.hpp"

#include "plugin/json/object.hpp"
#include "plugin/json/values.hpp"

namespace creditgate {

json sum_json(const sum_of_documents& sum) {
    json amounts = json::array();
    for (const money& each : sum.amounts) amounts.push_back(money_json(each));
    return object_of("documents", sum.documents, "amounts", std::move(amounts));
}

json tally_json(const tally& found) {
    return object_of("documents", found.all.documents, "amounts", sum_json(found.all)["amounts"],
                     "in_time", sum_json(found.in_time), "late", sum_json(found.late), "unpaid",
                     sum_json(found.unpaid));
}

}  // namespace creditgate
