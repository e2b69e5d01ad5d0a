// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>

#include "core/chain/link.hpp"

namespace creditgate {

enum class break_kind {
    changed,         // the record, or its link, is not what was sealed
    missing,         // a sealed record is not there any more
    link_missing,    // a link is not there any more
    not_sealed,      // a record with a number among the sealed ones was added afterwards
    anchor_differs,  // what was sealed up to an anchor is not what the anchor holds
    named_only,      // something names a decision that is not there, and never was sealed
    state_differs,   // what counts now does not follow from the latest event about it
};

struct chain_break {
    break_kind kind = break_kind::changed;
    std::int64_t seal_id = 0;  // where it was met: in the order of sealing; 0: beside the chain
    std::int64_t account_id = 0;
    std::int64_t position = 0;           // in the chain of the account; 0: in none
    std::optional<record_key> record{};  // the one that it is about
    std::string detail{};                // the anchor's day; what names a missing decision
};

// What was told when so much was sealed, in the database or outside of it.
struct chain_anchor {
    chain_total total;
    std::string from{};  // its day, or where it was kept
};

// Goes along the links in the order of sealing and keeps what it finds wrong. Nothing of it takes
// the database's word for more than the links and records themselves.
class chain_walk {
  public:
    chain_walk(digest hash, std::vector<chain_anchor> anchors);

    // The next link, and its record as it is now; nothing when it is not there.
    void take(const chain_link& link, const std::optional<chained_record>& record);
    // There are no more; `sealed` is how many there were by what the sealing itself keeps.
    void end(std::int64_t sealed);

    [[nodiscard]] const chain_total& total() const noexcept { return total_; }
    // In the order of sealing.
    [[nodiscard]] std::vector<chain_break> breaks() const;

  private:
    struct head {
        chain_head stored;
        std::string computed;  // the seal that the record gives
    };
    void hold_against_anchors(std::int64_t up_to);
    void check_record(head& of, const chain_link& link, const chained_record& record);
    [[nodiscard]] chain_break at(break_kind kind, const chain_link& link) const;

    digest hash_;
    std::vector<chain_anchor> anchors_;  // by how much was sealed
    std::size_t next_anchor_ = 0;
    std::map<std::int64_t, head> heads_;
    chain_total total_;
    std::int64_t last_ = 0;
    std::int64_t gone_ = 0;         // links that the numbers say there were
    std::int64_t gone_within_ = 0;  // of these, known by the positions of their accounts
    std::int64_t first_gone_ = 0;
    std::vector<chain_break> breaks_;
};

}  // namespace creditgate
