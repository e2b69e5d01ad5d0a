// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/exposure/exposure.hpp"

namespace creditgate {

// An unsettled invoice.
struct open_invoice {
    std::string number;
    money amount;  // in its own currency
    std::optional<date> due_date;
    std::optional<date> dated{};  // the document's own
};

// Which invoices have to be paid as a whole: due before a day, or dated before one.
struct late_terms {
    std::optional<date> due_before{};
    std::optional<date> dated_before{};

    [[nodiscard]] bool are_any() const { return due_before || dated_before; }
    [[nodiscard]] bool cover(const open_invoice& invoice) const {
        return (due_before && invoice.due_date && *invoice.due_date < *due_before) ||
               (dated_before && invoice.dated && *invoice.dated < *dated_before);
    }
};

// A customer's unsettled invoices, one by one as far as they were read.
struct open_invoices {
    std::vector<open_invoice> listed;  // by due date, those without one last
    bool all = true;                   // false: there are more
    // Of those that are not listed the ones that are late: a sum a currency and stretch of days.
    std::vector<exposure_line> late_beyond{};
};

// Invoices that fall due between the same two due_date_cuts of `as_of` become one line with the
// oldest of their days; lines of nothing are left out.
std::vector<exposure_line> by_stretch(std::vector<exposure_line> lines, date as_of);

// The first `most` of them, and of the others what is late.
open_invoices cut(open_invoices invoices, std::size_t most, const late_terms& late, date as_of);

// What a payment is for, in this order. What is left of it is unallocated.
struct payment_order {
    std::vector<open_invoice> listed;
    std::vector<open_invoice> not_paid{};      // of the others those that were read one by one
    std::vector<exposure_line> late_beyond{};  // as of open_invoices
    bool all = true;                           // false: there are others, which were not read
    bool then_others = false;                  // those, by due date
};

// What is open after a payment, with what is left of the invoices that were read one by one.
struct after_paying {
    std::vector<exposure_line> lines;
    std::vector<open_invoice> left;
    bool late_left = false;  // of those late beyond
};

// An invoice in another currency is paid at its rate; one without a rate is not paid. `late` says
// which invoices the order has all of. The lines are by_stretch.
after_paying pay(std::vector<exposure_line> lines, const payment_order& order, money paid,
                 const std::vector<fx_rate>& rates, date as_of, const late_terms& late = {});

}  // namespace creditgate
