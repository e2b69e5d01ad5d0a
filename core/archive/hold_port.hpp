// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/decision/event.hpp"
#include "core/hold/hold.hpp"
#include "core/limit/credit_account.hpp"
#include "core/money/fx.hpp"

namespace creditgate {

struct holding_account {
    std::int64_t account_id = 0;
    account_key key;
};

enum class hold_order { oldest, newest, largest, most_excess, most_overdue, most_margin };

struct hold_filter {
    std::optional<company_id> company;  // absent: all companies
    std::optional<customer_id> customer;
    std::optional<document_key> document;
    std::vector<std::int64_t> ids;
    std::optional<hold_state> state;
    std::optional<rule> found{};  // holds of which this rule is a reason
    std::optional<bool> forced{};
    std::optional<bool> requested{};  // release was asked for
    std::optional<bool> waits_for_answer{};
    std::optional<std::string> assigned_to{};  // "": nobody
    std::optional<std::string> salesperson{};
    std::optional<timestamp> opened_before{};
    std::int64_t after_hold_id = 0;
    hold_order order = hold_order::oldest;
    // To compare amounts of several currencies; those of others come last. Absent: as they are.
    std::optional<std::vector<currency_weight>> weights{};
    int skip = 0;
    int most = 200;  // 1 to 1,000
};

class hold_port {
  public:
    virtual ~hold_port() = default;
    virtual std::optional<hold> find(std::int64_t hold_id) = 0;
    // A release of the document that can still be used at the checkpoint: one whose terms stay,
    // not after its day; or one for once, that was not used by an ERP transaction other than the
    // event's that is in progress, has committed, or whose outcome nobody told. Otherwise one of a
    // document that it continues, for all stages, where all of it is taken from such documents and
    // of each no more than was released.
    virtual std::optional<hold> find_release(const credit_account& account,
                                             const check_event& event) = 0;
    // Opens a hold and returns its id; hold.hold_id is ignored.
    virtual std::int64_t open(const hold& wanted) = 0;
    // The same document held again: newer amount, decision and findings. It comes to this account
    // where it was another payer's (a forced one goes along).
    virtual void refresh(std::int64_t hold_id, const hold& newer) = 0;
    // What is found of it now, without a new check; only of an open one.
    virtual void keep_found(std::int64_t hold_id, const hold_finding& found,
                            const timestamp& at) = 0;
    virtual void close(std::int64_t hold_id, hold_state state, const person_note& why) = 0;
    virtual void set_terms(std::int64_t hold_id, const release_terms& terms,
                           const money& up_to) = 0;
    virtual void force(std::int64_t hold_id, const person_note& why) = 0;
    // An open hold of the document in whatever account, that at this checkpoint before others.
    virtual std::optional<hold> find_open(document_key document, checkpoint where) = 0;
    // The open hold of the document that a person has forced, in whatever account.
    virtual std::optional<hold> find_forced(document_key document) = 0;
    virtual void assign(std::int64_t hold_id, std::string_view to) = 0;
    virtual void set_waits_for_answer(std::int64_t hold_id, bool waits) = 0;
    // Somebody who could release it has done something with it.
    virtual void attend(std::int64_t hold_id, const timestamp& at) = 0;
    virtual void add_entry(std::int64_t hold_id, const hold_entry& entry) = 0;
    // Oldest first.
    virtual std::vector<hold_entry> entries(std::int64_t hold_id) = 0;
    // Releases that stay and whose last day is before this one.
    virtual std::vector<hold> past_their_day(date day) = 0;
    virtual void request(std::int64_t hold_id, const person_note& note) = 0;
    virtual void use_release(std::int64_t hold_id, std::int64_t decision_id,
                             const std::optional<erp_transaction>& transaction) = 0;
    // Of the amounts that the filter's order compares, each once, of whatever holds are meant; none
    // where it compares no amounts.
    virtual std::vector<currency> currencies(const hold_filter& filter) = 0;
    // In the filter's order; of equals the one with the smaller hold_id first.
    virtual std::vector<hold> list(const hold_filter& filter) = 0;
    // How many there are, whatever `after_hold_id`, `skip` and `most` say.
    virtual std::int64_t count(const hold_filter& filter) = 0;
    // Accounts with open holds, by id.
    virtual std::vector<holding_account> accounts_with_open(std::int64_t after_account_id,
                                                            int most) = 0;
    // Holds of a document in this account that are open, or released and not used by a committed
    // transaction or with terms that stay.
    virtual std::vector<hold> live_of(const credit_account& account, document_key document) = 0;
    // Of one account, or 0 for all: holds that are open, and releases that hold an amount, of
    // orders that the ERP did not have when the transaction in which they were held had ended. One
    // whose outcome cannot be looked up has ended when it was decided before that time. None where
    // the adapter does not show its documents.
    virtual std::vector<hold> of_no_document(std::int64_t account_id,
                                             const timestamp& decided_before) = 0;
    // Of one account, or 0 for all: open holds of documents that have passed the checkpoint by
    // another approval, of at least their amount, that was committed with them.
    virtual std::vector<hold> of_passed_document(std::int64_t account_id) = 0;
    // Of one account, or 0 for all: open holds, and releases that still reserve, of documents that
    // were asked for under another payer since.
    virtual std::vector<hold> of_former_payer(std::int64_t account_id) = 0;
    // True when a person has rejected the document at this checkpoint once.
    virtual bool was_rejected(document_key document, checkpoint where) = 0;
};

}  // namespace creditgate
