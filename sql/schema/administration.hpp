// SPDX-License-Identifier: Apache-2.0
//
// Inside sql/schema only: how an administrator's connection works.
#pragma once

#include <string>
#include <string_view>

#include "core/result/error.hpp"
#include "sql/odbc/connection.hpp"

namespace creditgate {

// Nobody waits longer for a lock of ours than this; then we try again.
inline constexpr int most_tries = 5;

bool is_lock_trouble(const failure& error);

// Work in a transaction of its own, again when a lock could not be had.
template <typename Work>
void in_transaction(connection& database, const Work& work) {
    for (int left = most_tries;; --left) {
        try {
            database.begin();
            work();
            database.commit();
            return;
        } catch (const failure& error) {
            database.rollback();
            if (left == 1 || !is_lock_trouble(error)) throw;
        } catch (...) {
            database.rollback();
            throw;
        }
    }
}

// Two installers at once take turns: on SQLite by the transaction itself.
void take_turn(connection& database);

void keep_setting(connection& database, std::string_view name, const std::string& value);

// One administrator at a time, until the session ends. On PostgreSQL the connection becomes the
// role creditgate, which is made where it is missing.
void begin_administration(connection& administrator, const std::string& role_password);
void end_administration(connection& administrator);

}  // namespace creditgate
