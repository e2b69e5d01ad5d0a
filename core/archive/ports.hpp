// SPDX-License-Identifier: Apache-2.0
//
// What the core's users need of a database, one port a kind of record. sql/store implements them;
// all ports of one unit_of_work share one database transaction. Amounts and rates cross these
// lines only as money and fx_rate. Every function may throw `failure` with fault::unavailable
// (database unreachable, lock or statement timeout) and then the transaction is over: nothing of
// it is kept. None of them is thread-safe; a unit_of_work belongs to one thread.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/archive/chain_port.hpp"
#include "core/archive/customer_port.hpp"
#include "core/archive/decision_port.hpp"
#include "core/archive/group_port.hpp"
#include "core/archive/guarantee_port.hpp"
#include "core/archive/guard_port.hpp"
#include "core/archive/history_port.hpp"
#include "core/archive/hold_port.hpp"
#include "core/archive/limit_request_port.hpp"
#include "core/archive/notice_port.hpp"
#include "core/archive/payer_port.hpp"
#include "core/archive/policy_port.hpp"
#include "core/archive/reservation_port.hpp"
#include "core/decision/clearing.hpp"
#include "core/decision/decision.hpp"
#include "core/hold/hold.hpp"

namespace creditgate {

class account_port {
  public:
    virtual ~account_port() = default;
    // Locks the credit account until the transaction ends; a customer never seen before gets one,
    // without a limit, in the company's currency (cg_erp_company). Throws `failure`
    // unknown_company when the ERP has no such company. Concurrent callers wait for each other, for
    // this account only.
    virtual credit_account lock(company_id company, customer_id customer) = 0;
    // The same, but of an account that is in groups those are locked first, by ascending id, and
    // then all their accounts by ascending id, as everything is that a decision about it rests on.
    // With them the other groups of members who have open holds, which a re-evaluation decides.
    // Throws `failure` database_conflict when it has just joined or left a group.
    virtual credit_account lock_with_group(company_id company, customer_id customer) = 0;
    // Without a lock; nothing when the account was never needed.
    virtual std::optional<credit_account> find(company_id company, customer_id customer) = 0;
    virtual void set_limit(const credit_account& account, const credit_limit& limit) = 0;
    virtual void set_terms(const credit_account& account, const limit_terms& terms) = 0;
    virtual void set_blocked(const credit_account& account, bool blocked) = 0;
    virtual void set_risk_class(const credit_account& account, std::string_view risk_class) = 0;
    virtual void set_rating(const credit_account& account, std::string_view grade) = 0;
    // cg_erp_customer.name, "" when the ERP shows none (yet).
    virtual std::string customer_name(customer_id customer) = 0;
    virtual std::optional<currency> company_currency(company_id company) = 0;
};

// The days that divide what is open: invoices are overdue or not on `as_of`, orders are within the
// horizon or beyond it.
struct reading_days {
    date as_of;
    std::optional<date> horizon{};  // the last day within it; none: all orders are
};

// A document that is open, or the part of it that is in one bucket.
struct open_document {
    exposure_source source;
    std::optional<document_key> document;  // of a payment there is none
    std::string number;
    money amount;             // in its own currency
    std::optional<date> day;  // when an invoice is to be paid, or an order to be shipped
};

// Which invoices are read one by one.
struct invoices_asked {
    date as_of;
    document_key without{};
    int most = 0;
    late_terms late{};
};

class exposure_port {
  public:
    virtual ~exposure_port() = default;
    // What a document adds to the exposure of this account, as it was last refreshed: a line for
    // each part, what an invoice takes over first in front. None when it adds nothing, or is
    // somebody else's.
    virtual std::vector<exposure_line> open_parts(const credit_account& account,
                                                  document_key document) = 0;
    // The documents of a bucket, by day; at most `most`. Of `reservation` there are none here.
    virtual std::vector<open_document> documents(const credit_account& account, bucket which,
                                                 const reading_days& days, int most) = 0;
    // The number of a document as it was last asked about, "" when it never was.
    virtual std::string last_number(document_key document) = 0;
    // Unsettled invoices (kind 'invoice'), the document in question left out: at most `most`, of
    // more first those that are late, then by due date.
    virtual open_invoices invoices(const credit_account& account, const invoices_asked& asked) = 0;
    // The last rate of each currency on or before `day`; currencies without one are left out.
    virtual std::vector<fx_rate> rates(const std::vector<currency>& units, date day) = 0;
    // Of all currencies the rate that counts on a day, as one text: another one when one of them is
    // another one.
    virtual std::string rates_on(date day) = 0;
};

struct same_decision {
    std::int64_t decision_id = 0;
    std::string record;
};

// What is on record when a question comes in.
struct standing {
    std::int64_t policy_version = 0;
    std::int64_t next_decision_id = 0;  // to be given to the decision; 0 where append numbers it
    std::optional<same_decision> same;  // the same request id, transaction and checkpoint
    std::optional<hold> open_hold;      // of this document, at this checkpoint, in this account
};

// How what is kept of an account's open documents stands to the ERP's tables.
enum class freshness {
    done,    // all that was committed before is in it
    behind,  // more changes wait than are taken at once
    unread,  // the account was never read as a whole
};

// What live reservations of an account hold, and what its lines have of their documents.
struct reserved_amounts {
    std::vector<reservation> live;
    std::map<document_key, money> shown;
};

// What the other members of a group of an account have open, read as that of the account itself.
struct group_reading {
    credit_group group;
    std::vector<exposure_line> lines;                   // sums by source, currency and bucket
    std::map<std::int64_t, reserved_amounts> reserved;  // by account
    // Members of which more changes wait than are taken at once, or that were never read as a
    // whole: nothing may be decided.
    std::vector<account_key> behind;
};

// What a decision about an account rests on, read in this order.
struct reading {
    credit_account account;
    freshness state = freshness::done;  // nothing may be decided otherwise
    standing known;
    // Of the account, except what has ended: those are dropped. A reservation has ended when its
    // ERP transaction has (PostgreSQL: looked up; pg_xact_status NULL, another cluster or before a
    // restore count as ended; elsewhere: told by end_transaction, or lapsed at `now`). That of a
    // release ends when its hold is no longer released, when the ERP transaction that used it has
    // committed, or when the ERP shows the whole document, whichever way it got there; while that
    // transaction is in progress or has aborted it lives on.
    std::vector<reservation> live;
    // Sums by source, currency and stretch of days: of invoices those that fall due between two
    // due_date_cuts, of orders those within the horizon and those beyond it. Read after `live` and
    // what has ended: a document that was committed in between is seen in both.
    std::vector<exposure_line> lines;
    // What `lines` have of each document in `live`, in the currency of its reservation.
    std::map<document_key, money> shown;
    std::vector<group_reading> groups{};  // those that the account is in; of the same moment
};

class reading_port {
  public:
    virtual ~reading_port() = default;
    // Locks the account first, as account_port::lock_with_group does, and takes the
    // changes that wait (a slice of them); throws `failure` policy_missing when the installation
    // has no policy. The document of the event is left out of `lines`. `horizon`: as the caller
    // knows the policy, which may not be the one that is read.
    virtual reading lock_and_read(const check_event& event, std::optional<date> horizon,
                                  const timestamp& now) = 0;
    // Of an account that the caller has locked with its groups: all changes that wait are taken.
    // `known` is empty. `without` is left out of `lines`.
    virtual reading read(const credit_account& account, std::optional<document_key> without,
                         const reading_days& days, const timestamp& now) = 0;
    // Without a lock, and changes nothing: what others have not finished is as it was last.
    // Nothing may be decided on it.
    virtual reading look(const credit_account& account, const reading_days& days) = 0;
};

// Where what is kept of an account differs from the ERP's tables: a document, or a sum.
struct projection_difference {
    std::string key_kind;                // order, item, draft; "" for a sum
    std::optional<std::int64_t> key_id;  // the order, the item or the draft invoice
    std::string number;
    exposure_source source = exposure_source::open_order;
    std::optional<money> kept;
    std::optional<money> shown;  // by the ERP; of a sum, by the documents that are kept
};

// What is kept of the ERP's open documents (cg_open_document, cg_open_total).
// A document of the ERP whose amount, day or currency is none.
struct unreadable_document {
    std::string key_kind{};  // of cg_dirty: "order", "item" or "draft"
    std::int64_t key_id = 0;
    std::string number{};
};

class projection_port {
  public:
    virtual ~projection_port() = default;
    // Takes at most `most` of the changes that wait for this account, which the caller has locked.
    virtual freshness refresh(const credit_account& account, int most) = 0;
    // Changes of what all documents rest on (such as a tax rate) make each account unread until it
    // is read anew; so does a day on which the views show something else by themselves, which is
    // found out here. What is kept of many such changes becomes one. Waits for nobody.
    virtual void gather_changes_of_everything() = 0;
    // Reads the locked account as a whole, however long that takes.
    virtual freshness read_anew(const credit_account& account) = 0;
    // Accounts for which changes wait; they may not exist yet. Without those noted as unreadable,
    // as the two below.
    virtual std::vector<account_key> waiting(int most) = 0;
    // Reads the next `most` accounts that are unread, without waiting for one that somebody else
    // has locked. Returns how many it read.
    virtual std::int64_t read_unread(int most) = 0;
    virtual std::vector<account_key> unread(int most) = 0;
    // The first document of the account that cannot be read, of those that can be told apart.
    virtual std::optional<unreadable_document> find_unreadable(const account_key& key) = 0;
    // Accounts of which something cannot be read, and why, until they are forgotten.
    virtual std::vector<account_key> noted_unreadable() = 0;
    virtual void note_unreadable(const account_key& key, const std::string& why) = 0;
    virtual void forget_unreadable(const account_key& key) = 0;
    // Whether two transactions can read accounts at the same time; on SQLite one waits for the
    // other.
    [[nodiscard]] virtual bool reads_side_by_side() const = 0;
    // True when some account is unread that is not noted as unreadable.
    virtual bool any_unread() = 0;
    // Takes no lock. Changes that wait are no difference.
    virtual std::vector<projection_difference> differences(const credit_account& account) = 0;
    // Accounts that are not unread, in the order of their ids.
    virtual std::vector<credit_account> accounts_after(std::int64_t account_id, int most) = 0;
    // Accounts with an amount as their limit that have something in another currency, in the order
    // of their ids.
    virtual std::vector<credit_account> accounts_at_rates_after(std::int64_t account_id,
                                                                int most) = 0;
    // Makes an account for each payer that has something open and none. Returns their number.
    virtual std::int64_t add_missing_accounts() = 0;
};

struct outbox_entry {
    std::int64_t outbox_id = 0;
    std::string action;  // "confirm"
    hold about;
};

class outbox_port {
  public:
    virtual ~outbox_port() = default;
    virtual std::int64_t put(std::string_view action, std::int64_t hold_id,
                             const timestamp& at) = 0;
    // Entries not done and tried fewer than 5 times, oldest first.
    virtual std::vector<outbox_entry> waiting(int most) = 0;
    // The hold that an entry is about. Throws `failure` unknown_outbox_id.
    virtual hold about(std::int64_t outbox_id) = 0;
    // A late failure changes nothing of what is done.
    virtual void done(std::int64_t outbox_id, bool success, std::string_view note,
                      const timestamp& at) = 0;
};

// Small settings of the installation in cg_setting, such as the key that signs grants.
class setting_port {
  public:
    virtual ~setting_port() = default;
    virtual std::optional<std::string> find(std::string_view name) = 0;
    virtual void put(std::string_view name, std::string_view value) = 0;
};

// Who did what to an account: limits, blocks, releases. Append only.
struct audit_event {
    std::optional<std::int64_t> account_id;
    std::string action;  // "set_limit", "release", ...
    std::string by;
    timestamp at;
    std::string details;        // JSON, written by the plugin only
    std::int64_t audit_id = 0;  // its number; append gives it one
};

class audit_port {
  public:
    virtual ~audit_port() = default;
    virtual void append(const audit_event& event) = 0;
    // In the order in which they happened. 0: those about no account.
    virtual std::vector<audit_event> of_account(std::int64_t account_id) = 0;
    // Those of one action that were said on these days (of UTC), in the same order.
    virtual std::vector<audit_event> said(std::string_view action, const period& days) = 0;
};

// One database transaction. Destroyed without commit(), it is rolled back.
class unit_of_work {
  public:
    virtual ~unit_of_work() = default;
    virtual account_port& accounts() = 0;
    virtual reading_port& readings() = 0;
    virtual projection_port& projection() = 0;
    virtual exposure_port& exposure() = 0;
    virtual reservation_port& reservations() = 0;
    virtual decision_port& decisions() = 0;
    virtual hold_port& holds() = 0;
    virtual outbox_port& outbox() = 0;
    virtual notice_port& notices() = 0;
    virtual policy_port& policies() = 0;
    virtual audit_port& audit() = 0;
    virtual setting_port& settings() = 0;
    virtual guard_port& guard() = 0;
    virtual group_port& groups() = 0;
    virtual customer_port& customers() = 0;
    virtual authority_port& authorities() = 0;
    virtual limit_request_port& limit_requests() = 0;
    virtual payer_port& payers() = 0;
    virtual guarantee_port& guarantees() = 0;
    virtual history_port& history() = 0;
    virtual chain_port& chain() = 0;
    virtual void commit() = 0;
};

}  // namespace creditgate
