// SPDX-License-Identifier: Apache-2.0
#include "core/decision/source_share.hpp"

#include <algorithm>

namespace creditgate {

std::vector<exposure_line> taken_over(const check_event& event,
                                      const std::vector<source_open>& open) {
    std::vector<exposure_line> taken;
    std::vector<source_open> left = open;  // an event may name the same source twice
    for (const source_share& share : event.sources) {
        money wanted = share.amount;
        for (source_open& part : left) {
            const bool fits =
                part.document == share.document && part.amount.unit() == wanted.unit();
            if (!fits || !part.amount.is_positive() || !wanted.is_positive()) continue;
            const money amount = std::min(wanted, part.amount);
            part.amount = part.amount - amount;
            wanted = wanted - amount;
            taken.push_back({part.source, amount, part.day, 0});
        }
    }
    return taken;
}

}  // namespace creditgate
