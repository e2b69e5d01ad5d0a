// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>

#include "core/archive/ports.hpp"
#include "sql/odbc/connect_options.hpp"

namespace creditgate {

class connection_pool;

// The credit archive of one database, for one process. Thread-safe. Nothing is connected before
// the first begin() that needs it; a new connection is refused when the schema's step is not the
// one that this library was built for. Functions throw `failure`.
class database {
  public:
    database(connect_options options, std::size_t pool_size);
    ~database();
    database(const database&) = delete;
    database& operator=(const database&) = delete;

    // A transaction on a connection of its own, given back when the unit goes out of scope; the
    // unit must not outlive this.
    std::unique_ptr<unit_of_work> begin();

    // In a child process after fork(): forgets the parent's connections without closing them.
    // Only the destructor may follow.
    void abandon() noexcept;

  private:
    std::unique_ptr<connection_pool> pool_;
};

}  // namespace creditgate
