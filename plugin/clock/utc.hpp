// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/time/date.hpp"

namespace creditgate {

// The only place that asks the clock. Moments are for the record; no decision depends on them.
timestamp utc_now();

// `seconds` after `from`, which utc_now() made.
timestamp later(const timestamp& from, int seconds);

}  // namespace creditgate
