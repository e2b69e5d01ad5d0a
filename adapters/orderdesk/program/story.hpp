// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "creditgate/creditgate.h"

namespace creditgate::orderdesk {

// Walks orders of a new customer from credit hold to payment and prints what the clerk sees and
// what is in the database. Returns how many findings differ from what they should be.
int tell_story(const std::string& database, cg_session* session);

}  // namespace creditgate::orderdesk
