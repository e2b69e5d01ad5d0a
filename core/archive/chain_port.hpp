// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>

#include "core/archive/hold_port.hpp"
#include "core/chain/verification.hpp"
#include "core/time/date.hpp"

namespace creditgate {

// Up to which number there is nothing more to come of decisions and of events.
struct record_bounds {
    std::int64_t decisions = 0;
    std::int64_t events = 0;
};

// How far the sealing has come: all with these numbers are sealed that there were.
struct chain_state {
    chain_total total;
    record_bounds sealed;
    std::int64_t last_link = 0;  // the greatest seal_id that there is
};

struct sealed_record {
    chain_link link;
    std::optional<chained_record> record;  // nothing when it is not there any more
};

// A decision that something names, and that is not there.
struct named_decision {
    std::int64_t decision_id = 0;
    std::int64_t account_id = 0;  // 0 where what names it does not tell
    std::string named_by;         // "hold 3"
};

// Where a walk over what names decisions goes on; empty at its beginning.
struct naming_place {
    std::int64_t hold_id = 0;
    bool holds_done = false;
    std::string document_kind{};
    std::int64_t document_id = 0;
    std::string checkpoint{};
    bool done = false;
};

// The audit chain (cg_link, cg_anchor, cg_chain). Nothing here locks an account.
class chain_port {
  public:
    virtual ~chain_port() = default;
    // Locks the chain until the transaction ends: one seals at a time.
    virtual chain_state lock() = 0;
    virtual chain_state state() = 0;
    // Waits up to a fifth of a second for transactions that may still write a record with a number
    // that is given out; nothing when one of them is still under way then.
    virtual std::optional<record_bounds> settled() = 0;
    // Decisions or events with numbers above `after` up to `up_to`, in their order.
    virtual std::vector<chained_record> records(record_kind kind, std::int64_t after,
                                                std::int64_t up_to, int most) = 0;
    // Versions of the policy about which somebody has decided, without a link.
    virtual std::vector<chained_record> policies_to_seal(int most) = 0;
    // Of accounts without a link there is none.
    virtual std::map<std::int64_t, chain_head> heads(const std::vector<std::int64_t>& accounts) = 0;
    virtual void append(const std::vector<chain_link>& links, const chain_state& then) = 0;
    // Records that are there and not sealed.
    virtual std::int64_t waiting(const chain_state& now) = 0;

    // The same for a day and total that is there already.
    virtual void put_anchor(date day, const chain_total& total, const timestamp& at) = 0;
    virtual std::optional<date> last_anchored() = 0;
    virtual std::vector<chain_anchor> anchors() = 0;

    virtual std::vector<sealed_record> links(std::int64_t after, std::int64_t up_to, int most) = 0;
    // Records of this kind in a stretch of numbers that have no link.
    virtual std::vector<chained_record> without_link(record_kind kind, std::int64_t after,
                                                     std::int64_t up_to) = 0;
    // Numbers in a stretch that no link has. Of a database that gives out each number (below).
    virtual std::vector<std::int64_t> numbers_without_link(record_kind kind, std::int64_t after,
                                                           std::int64_t up_to) = 0;
    // False where a transaction that was rolled back takes numbers with it.
    [[nodiscard]] virtual bool gives_out_each_number() const = 0;
    // Goes on from a place, and moves it.
    virtual std::vector<named_decision> named_and_gone(naming_place& place) = 0;
    // Of one that is not there: ids of 0.
    virtual account_key account_of(std::int64_t account_id) = 0;
    // In the order of their ids, whether they were ever read or not.
    virtual std::vector<holding_account> accounts_after(std::int64_t account_id, int most) = 0;
};

}  // namespace creditgate
