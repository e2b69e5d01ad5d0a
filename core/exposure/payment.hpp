// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/exposure/exposure.hpp"

namespace creditgate {

// What would be open after a payment: it pays invoices in its currency, those due longest first and
// those without a due date last; what is left of it is unallocated. Of lines that are sums over
// several due dates, what is not paid keeps the oldest of them.
std::vector<exposure_line> after_payment(std::vector<exposure_line> lines, money paid);

}  // namespace creditgate
