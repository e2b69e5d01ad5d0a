// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/decision/decision.hpp"

namespace creditgate {

// What the event's document takes over from its sources: an invoice of 40 from an order of 100 that
// is still counted with 100 takes 40, the same deal. Never more than a source still shows, so that
// a wrong share cannot hide exposure. A line for each part that is taken, positive, no documents.
std::vector<exposure_line> taken_over(const check_event& event,
                                      const std::vector<source_open>& open);

}  // namespace creditgate
