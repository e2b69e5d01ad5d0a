// SPDX-License-Identifier: Apache-2.0
#include "sql/store/database.hpp"

#include "sql/odbc/pool.hpp"
#include "sql/schema/install.hpp"
#include "sql/store/unit.hpp"

namespace creditgate {

database::database(connect_options options, std::size_t pool_size)
    : pool_(std::make_unique<connection_pool>(std::move(options), pool_size, require_schema)) {}

database::~database() = default;

std::unique_ptr<unit_of_work> database::begin() {
    return std::make_unique<stored_unit>(pool_->take());
}

void database::abandon() noexcept {
    pool_->abandon();
}

}  // namespace creditgate
