// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/money/money.hpp"
#include "core/party/party.hpp"
#include "core/policy/policy.hpp"
#include "core/time/date.hpp"

namespace creditgate {

enum class direction { sale, returned };

// What a document takes over from one that it continues: an invoice of 40 from an order of 100.
struct source_share {
    document_key document;
    money amount;
};

// A document of the ERP that asks whether it may go on. The ERP's transaction may not be committed:
// whatever the check needs to know of the document is in here.
struct check_event {
    std::string request_id{};
    checkpoint where = checkpoint::confirm;
    company_id company{};
    customer_id customer{};  // the payer
    std::string customer_name{};
    std::optional<customer_id> ordering_party{};  // absent: the payer himself
    document_key document{};
    std::string document_number{};
    std::string entered_by{};   // "" when the host does not tell
    std::string salesperson{};  // the same
    direction way = direction::sale;
    money amount;                   // gross, whole document, 0 or more
    std::optional<money> margin{};  // what is earned with it, in its currency; below 0: lost
    std::optional<date> ship_date{};
    std::vector<source_share> sources{};
    // What the host knows of how the document is paid; it may know nothing.
    std::string payment_method{};    // a word of the firm's own
    std::optional<money> prepaid{};  // paid in advance for this document, in its currency
    std::optional<money> shipped{};  // of an invoice: what has left already, in its currency
    bool intercompany = false;       // the payer is a company of the same firm
    std::optional<day_count> payment_term{};  // from the document's date to its last due date
    std::optional<day_count> agreed_term{};   // by the customer's master data
    std::optional<date> customer_since{};     // by the customer's master data
    std::optional<dunning_level> dunning{};   // the highest of the customer's that is open
    person user{};
    date business_date{};
    std::optional<erp_transaction> transaction{};  // absent only at quote
};

}  // namespace creditgate
