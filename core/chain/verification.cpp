// SPDX-License-Identifier: Apache-2.0
#include "core/chain/verification.hpp"

#include <algorithm>

namespace creditgate {

chain_walk::chain_walk(digest hash, std::vector<chain_anchor> anchors)
    : hash_(std::move(hash)), anchors_(std::move(anchors)) {
    std::stable_sort(anchors_.begin(), anchors_.end(),
                     [](const chain_anchor& a, const chain_anchor& b) {
                         return a.total.sealed < b.total.sealed;
                     });
}

chain_break chain_walk::at(break_kind kind, const chain_link& link) const {
    return {kind, link.seal_id, link.account_id, link.position, link.key, ""};
}

// What was sealed up to an anchor is all there, or that is a difference.
void chain_walk::hold_against_anchors(std::int64_t up_to) {
    for (; next_anchor_ < anchors_.size(); ++next_anchor_) {
        const chain_anchor& each = anchors_[next_anchor_];
        if (each.total.sealed > up_to) return;
        if (each.total == total_) continue;
        breaks_.push_back(
            {break_kind::anchor_differs, each.total.sealed, 0, 0, std::nullopt, each.from});
    }
}

// Where the link before was changed and not its record, the next one is still right.
void chain_walk::check_record(head& of, const chain_link& link, const chained_record& record) {
    const std::string computed = seal_of(of.stored, link.account_id, record, hash_);
    const bool right =
        computed == link.seal ||
        seal_of({of.stored.position, of.computed}, link.account_id, record, hash_) == link.seal;
    if (!right) breaks_.push_back(at(break_kind::changed, link));
    of.computed = computed;
}

void chain_walk::take(const chain_link& link, const std::optional<chained_record>& record) {
    if (link.seal_id != last_ + 1) {
        if (gone_ == 0) first_gone_ = last_ + 1;
        gone_ += link.seal_id - last_ - 1;
        hold_against_anchors(link.seal_id - 1);
    }
    last_ = link.seal_id;
    head& of = heads_[link.account_id];
    if (link.position != of.stored.position + 1) {
        gone_within_ += link.position - of.stored.position - 1;
        chain_break gap = at(break_kind::link_missing, link);
        gap.position = of.stored.position + 1;
        gap.record.reset();
        breaks_.push_back(gap);
        of.computed = link.seal;  // what it was sealed behind nobody knows
    } else if (record) {
        check_record(of, link, *record);
    } else {
        breaks_.push_back(at(break_kind::missing, link));
        of.computed = link.seal;
    }
    of.stored = {link.position, link.seal};
    total_ = with_link(total_, link.seal, hash_);
    hold_against_anchors(link.seal_id);
}

// The newest links of an account leave no gap in its positions, and the newest of all none in the
// numbers.
void chain_walk::end(std::int64_t sealed) {
    if (sealed < last_) {
        breaks_.push_back({break_kind::anchor_differs, sealed, 0, 0, std::nullopt, "cg_chain"});
    }
    if (sealed > last_) {
        if (gone_ == 0) first_gone_ = last_ + 1;
        gone_ += sealed - last_;
    }
    if (gone_ > gone_within_) {
        breaks_.push_back({break_kind::link_missing, first_gone_, 0, 0, std::nullopt, ""});
    }
    for (; next_anchor_ < anchors_.size(); ++next_anchor_) {
        const chain_anchor& each = anchors_[next_anchor_];
        breaks_.push_back(
            {break_kind::anchor_differs, each.total.sealed, 0, 0, std::nullopt, each.from});
    }
}

std::vector<chain_break> chain_walk::breaks() const {
    std::vector<chain_break> all = breaks_;
    std::stable_sort(all.begin(), all.end(), [](const chain_break& a, const chain_break& b) {
        return a.seal_id < b.seal_id;
    });
    return all;
}

}  // namespace creditgate
