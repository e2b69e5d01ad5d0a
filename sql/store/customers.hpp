// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/customer_port.hpp"
#include "sql/odbc/connection.hpp"

namespace creditgate {

class stored_customers : public customer_port {
  public:
    explicit stored_customers(connection& database) : database_(database) {}
    bool were_read(date day) override;
    void read_all(date day) override;
    std::vector<like_customer> like(customer_id customer, std::size_t most) override;
    bool note_distinct(customer_id one, customer_id other, const person_note& why) override;
    bool forget_distinct(customer_id one, customer_id other) override;

  private:
    void keep(const std::vector<row>& found);
    connection& database_;
};

}  // namespace creditgate
