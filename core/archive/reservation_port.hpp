// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "core/decision/event.hpp"
#include "core/limit/credit_account.hpp"
#include "core/time/date.hpp"

namespace creditgate {

// An amount that an approved document, or a release, holds until the ERP's tables show it.
// Reservations of one document are counted once: the largest live one beyond what the tables show.
struct reservation {
    std::int64_t reservation_id = 0;
    document_key document{};
    std::optional<erp_transaction> transaction{};  // absent for a release, which holds until used
    std::optional<std::int64_t> hold_id{};         // the release, when it is one
    money amount;                                  // of the whole document, in its own currency
};

struct wanted_reservation {
    reservation held;
    std::optional<timestamp> lapses_at;  // only where the outcome cannot be looked up
};

class reservation_port {
  public:
    virtual ~reservation_port() = default;
    // Replaces this document's reservation of the same transaction or release, never one of
    // another.
    virtual void reserve(const credit_account& account, const wanted_reservation& wanted) = 0;
    // Drops the document's reservations except those of other ERP transactions in progress.
    virtual void free_document(const credit_account& account, document_key document,
                               const std::optional<erp_transaction>& transaction) = 0;
    virtual void free_release(std::int64_t hold_id) = 0;
    // Told by a host: ends every reservation of the transaction, over all accounts, which it locks
    // in ascending order: reservations change under the account's lock only. Rolled back,
    // the releases that it used may be used again (used_* cleared); committed, their reservations
    // end.
    virtual void end_transaction(const erp_transaction& transaction, bool committed) = 0;
    // How an ERP transaction ended; `unknown` for one whose outcome cannot be looked up.
    enum class outcome_of { in_progress, committed, aborted, unknown };
    virtual outcome_of outcome(const erp_transaction& transaction) = 0;
};

}  // namespace creditgate
