// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "adapters/orderdesk/connection.hpp"

namespace creditgate::orderdesk {

// Runs `work` in a transaction of its own; rolls back when it throws.
template <typename Work>
void within(connection& database, const Work& work) {
    database.begin();
    try {
        work();
    } catch (...) {
        database.rollback();
        throw;
    }
    database.commit();
}

}  // namespace creditgate::orderdesk
