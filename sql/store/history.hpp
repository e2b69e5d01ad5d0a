// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/archive/ports.hpp"
#include "sql/odbc/connection.hpp"

namespace creditgate {

class stored_history : public history_port {
  public:
    explicit stored_history(connection& database) : database_(database) {}
    std::int64_t count(std::optional<company_id> company, date last) override;
    void open(std::optional<company_id> company, date last) override;
    std::vector<past_invoice> next(int most) override;
    std::map<document_key, deal_course> courses_of(const std::vector<document_key>& deals) override;
    std::vector<credit_account> accounts() override;
    std::vector<past_invoice> came_of(document_key document) override;

  private:
    std::vector<row> next_rows(int most);
    void add_courses(std::map<document_key, deal_course>& found, document_kind kind,
                     const std::vector<std::int64_t>& ids, bool shows_documents);

    connection& database_;
    // Only where there is no cursor: where the reading has come to.
    std::string selected_;
    std::string day_;
    std::int64_t invoice_id_ = 0;
};

}  // namespace creditgate
