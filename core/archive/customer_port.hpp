// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/hold/hold.hpp"
#include "core/party/identity.hpp"
#include "core/time/date.hpp"

namespace creditgate {

// Who a customer is, and who may be the same: what the ERP tells of all of them in
// cg_erp_customer_identity is kept in the form in which it is compared.
class customer_port {
  public:
    virtual ~customer_port() = default;
    // Whether all that the ERP tells was read on this day.
    virtual bool were_read(date day) = 0;
    // Reads what has changed, of all customers, however long that takes. One at a time does it.
    virtual void read_all(date day) = 0;
    // Others with the same name or the same identifier, by id; those left out that were noted as
    // distinct. Reads what has changed of this customer, and of those that are new.
    virtual std::vector<like_customer> like(customer_id customer, std::size_t most) = 0;
    // That these two are not one; false when it was noted before.
    virtual bool note_distinct(customer_id one, customer_id other, const person_note& why) = 0;
    // Takes that back; false when it was not noted.
    virtual bool forget_distinct(customer_id one, customer_id other) = 0;
};

}  // namespace creditgate
