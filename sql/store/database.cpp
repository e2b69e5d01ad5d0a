// SPDX-License-Identifier: Apache-2.0
#include "sql/store/database.hpp"

#include "sql/odbc/pool.hpp"
#include "sql/store/unit.hpp"

namespace creditgate {

database::database(connect_options options, std::size_t pool_size)
    : pool_(std::make_unique<connection_pool>(std::move(options), pool_size, require_schema)) {}

database::~database() = default;

std::unique_ptr<unit_of_work> database::begin() {
    return std::make_unique<stored_unit>(pool_->take());
}

std::string_view database::dialect_name() {
    return creditgate::dialect_name(pool_->take()->kind());
}

int database::schema_step() {
    return read_schema_state(*pool_->take()).found;
}

installed database::install(const install_options& options) {
    connection administrator(pool_->options());
    return creditgate::install(administrator, options);
}

std::vector<finding> database::examine(const examination& asked) {
    return creditgate::examine(pool_->options(), asked);
}

void database::abandon() noexcept {
    pool_->abandon();
    static_cast<void>(pool_.release());
}

}  // namespace creditgate
