// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/ports.hpp"
#include "sql/odbc/connection.hpp"

namespace creditgate {

class stored_exposure : public exposure_port {
  public:
    explicit stored_exposure(connection& database) : database_(database) {}
    std::vector<exposure_line> open_parts(const credit_account& account,
                                          document_key document) override;
    std::vector<open_document> documents(const credit_account& account, bucket which,
                                         const reading_days& days, int most) override;
    std::string last_number(document_key document) override;
    open_invoices invoices(const credit_account& account, const invoices_asked& asked) override;
    std::vector<fx_rate> rates(const std::vector<currency>& units, date day) override;
    std::string rates_on(date day) override;

  private:
    std::vector<open_invoice> oldest_invoices(const credit_account& account,
                                              const invoices_asked& asked, int most);
    std::vector<open_invoice> late_invoices_first(const credit_account& account,
                                                  const invoices_asked& asked);
    std::vector<exposure_line> late_beyond(const credit_account& account,
                                           const invoices_asked& asked,
                                           const std::vector<open_invoice>& listed);
    connection& database_;
};

}  // namespace creditgate
