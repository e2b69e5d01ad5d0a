// SPDX-License-Identifier: Apache-2.0
//
// Inside sql/odbc only.
#pragma once

#include <memory>
#include <vector>

#include "sql/odbc/handle.hpp"

namespace creditgate {

// A statement prepared once. SOCI binds addresses, so the values of each call are copied into
// slots that do not move.
class statement {
  public:
    // `like` tells number and kinds of the parameters. Throws driver_error.
    statement(soci::session& session, const std::string& sql, const parameters& like);

    // Throws driver_error.
    std::vector<row> execute(const parameters& values);
    // Of the last execution.
    [[nodiscard]] std::int64_t affected_rows();

  private:
    struct slot {
        bool is_number = false;
        long long number = 0;
        std::string text;
        soci::indicator state = soci::i_ok;
    };
    void prepare(const std::string& sql, const parameters& like);
    void fill(const parameters& values);

    std::vector<slot> slots_;
    soci::statement prepared_;
};

}  // namespace creditgate
