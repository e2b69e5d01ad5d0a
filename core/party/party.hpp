// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace creditgate {

// Ids of the ERP, 1 or more. A type each, so that a customer is never taken for a company.
struct company_id {
    std::int64_t value = 0;
    friend auto operator<=>(const company_id&, const company_id&) = default;
};
struct customer_id {
    std::int64_t value = 0;
    friend auto operator<=>(const customer_id&, const customer_id&) = default;
};

// A customer's account in a company.
struct account_key {
    company_id company;
    customer_id customer;
    friend auto operator<=>(const account_key&, const account_key&) = default;
};

enum class role { clerk, controller, manager, system };

// Who acts. The host process vouches for the name and the roles.
struct person {
    std::string name;
    std::vector<role> roles;

    [[nodiscard]] bool has(role wanted) const noexcept {
        for (const role each : roles) {
            if (each == wanted) return true;
        }
        return false;
    }
};

enum class document_kind { order, shipment, invoice };

// Kind and the ERP's id name a document for ever, over all companies.
struct document_key {
    document_kind kind = document_kind::order;
    std::int64_t id = 0;
    friend auto operator<=>(const document_key&, const document_key&) = default;
};

// The ERP's own transaction. `cluster` is the system identifier of a PostgreSQL cluster, whose
// transaction outcomes can be looked up; empty for a host that tells the outcome itself.
struct erp_transaction {
    std::string cluster;
    std::string id;
    friend bool operator==(const erp_transaction&, const erp_transaction&) = default;
};

}  // namespace creditgate
