// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/ports.hpp"
#include "sql/odbc/connection.hpp"

namespace creditgate {

class stored_chain : public chain_port {
  public:
    explicit stored_chain(connection& database) : database_(database) {}
    chain_state lock() override;
    chain_state state() override;
    std::optional<record_bounds> settled() override;
    std::vector<chained_record> records(record_kind kind, std::int64_t after, std::int64_t up_to,
                                        int most) override;
    std::vector<chained_record> policies_to_seal(int most) override;
    std::map<std::int64_t, chain_head> heads(const std::vector<std::int64_t>& accounts) override;
    void append(const std::vector<chain_link>& links, const chain_state& then) override;
    std::int64_t waiting(const chain_state& now) override;
    void put_anchor(date day, const chain_total& total, const timestamp& at) override;
    std::optional<date> last_anchored() override;
    std::vector<chain_anchor> anchors() override;
    std::vector<sealed_record> links(std::int64_t after, std::int64_t up_to, int most) override;
    std::vector<chained_record> without_link(record_kind kind, std::int64_t after,
                                             std::int64_t up_to) override;
    std::vector<std::int64_t> numbers_without_link(record_kind kind, std::int64_t after,
                                                   std::int64_t up_to) override;
    [[nodiscard]] bool gives_out_each_number() const override {
        return database_.kind() == dialect::sqlite;
    }
    std::vector<named_decision> named_and_gone(naming_place& place) override;
    account_key account_of(std::int64_t account_id) override;
    std::vector<holding_account> accounts_after(std::int64_t account_id, int most) override;

  private:
    connection& database_;
};

}  // namespace creditgate
