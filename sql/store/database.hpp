// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/archive/ports.hpp"
#include "sql/odbc/connect_options.hpp"
#include "sql/schema/doctor.hpp"
#include "sql/schema/install.hpp"

namespace creditgate {

class connection_pool;

// The credit archive of one database, for one process. Thread-safe. Nothing is connected before
// the first call that needs it; every new connection is refused when the schema's step is not the
// one that this library was built for. Functions throw `failure`.
class database {
  public:
    database(connect_options options, std::size_t pool_size);
    ~database();
    database(const database&) = delete;
    database& operator=(const database&) = delete;

    std::unique_ptr<unit_of_work> begin();
    // "postgresql" or "sqlite"; connects.
    std::string_view dialect_name();
    // The step that the schema has, which is the one expected; connects.
    int schema_step();

    // On connections of their own, without the check of the schema.
    installed install(const install_options& options);
    std::vector<finding> examine(const examination& asked);

    // In a child process after fork(): forgets the parent's connections without closing them.
    // Only the destructor may follow.
    void abandon() noexcept;

  private:
    std::unique_ptr<connection_pool> pool_;
};

}  // namespace creditgate
