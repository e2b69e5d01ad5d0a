// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <vector>

#include "core/backtest/history.hpp"
#include "core/graduation/graduation.hpp"

namespace creditgate {

// The firm's own history, as the ERP's views tell it: invoices that are settled
// (cg_erp_settled_item) or open (cg_erp_open_item). One whose own date the ERP does not tell has no
// place in it. What is read is of one moment on PostgreSQL.
class history_port {
  public:
    virtual ~history_port() = default;
    // How many of a company's invoices were written up to `last`; of all companies where absent.
    virtual std::int64_t count(std::optional<company_id> company, date last) = 0;
    // Begins to read them, in the order of their days and ids. One reading at a time.
    virtual void open(std::optional<company_id> company, date last) = 0;
    // The next ones, at most `most`; none at the end.
    virtual std::vector<past_invoice> next(int most) = 0;
    // What became of these deals; of one that no view tells about, nothing is known and it is
    // there.
    virtual std::map<document_key, deal_course> courses_of(
        const std::vector<document_key>& deals) = 0;
    // All accounts there are, as they are now.
    virtual std::vector<credit_account> accounts() = 0;
    // The invoices that came of a document (cg_erp_invoiced), each with the part that did; of one
    // that is open no more than is left of it. By their ids.
    virtual std::vector<past_invoice> came_of(document_key document) = 0;
};

}  // namespace creditgate
