// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/race/race.hpp"

#include "tests/bench/race/moment.hpp"

namespace creditgate::race {
namespace {

constexpr std::size_t known_customers = 40;
constexpr std::int64_t head_start_ns = 1'000'000;

}  // namespace

race::race(town& where, fault_kind fault, std::uint64_t seed)
    : where_(where), fault_(fault), dice_(seed), contenders_(where, many + 2, 4) {
    for (std::size_t i = 0; i < known_customers; ++i) {
        known_.push_back(where_.new_customer());
        where_.set_limit(known_.back(), 100);
    }
    doctor(where_, fault_);
}

std::int64_t race::customer_of(acquaintance wanted) {
    if (wanted != acquaintance::known) return where_.new_customer();
    return known_[std::uniform_int_distribution<std::size_t>(0, known_.size() - 1)(dice_)];
}

void race::add_tasks(round_record& next) const {
    const std::int64_t start = now_ns() + head_start_ns;
    next.start_ns = start;
    for (std::size_t i = 0; i < next.orders.size(); ++i) {
        const contender_plan& plan = next.plan.contenders[i];
        task given;
        if (i == 0 && fault_ == fault_kind::unasked) given.what = errand::confirm_unasked;
        given.ends = plan.ends;
        given.order_id = next.orders[i];
        given.start_ns = start + plan.offset_ns;
        given.dies_after_ns = plan.dies_after_ns;
        next.tasks.push_back(given);
    }
    if (next.plan.customer != acquaintance::unseen) return;
    task beside;
    beside.what = errand::set_limit;
    beside.customer = next.customer;
    beside.limit_minor = next.limit_minor;
    beside.start_ns = start + next.plan.limit_offset_ns;
    next.tasks.push_back(beside);
    if (!next.plan.accounts_are_loaded) return;
    beside.what = errand::load_accounts;
    beside.start_ns = start;
    next.tasks.push_back(beside);
}

void race::prepare(round_record& next) {
    next.customer = customer_of(next.plan.customer);
    if (next.plan.customer == acquaintance::known) where_.cancel_drafts(next.customer);
    if (next.plan.open_before_minor != 0) {
        where_.take_orders(next.customer, {next.plan.open_before_minor}, "confirmed");
    }
    next.limit_minor = where_.confirmed_minor(next.customer) + next.plan.room_minor;
    std::vector<std::int64_t> amounts;
    for (const auto& each : next.plan.contenders) amounts.push_back(each.amount_minor);
    next.orders = where_.take_orders(next.customer, amounts);
    if (next.plan.customer != acquaintance::unseen) {
        where_.set_limit(next.customer, next.limit_minor);
    }
}

void race::run_round() {
    round_record next;
    const bool with_trouble = fault_ == fault_kind::none;
    next.plan = draw(dice_, counts_.rounds, with_trouble);
    // The faults are in checks: without them, or before the limit is agreed, there is none.
    if (!with_trouble) next.plan.customer = acquaintance::known;
    prepare(next);
    add_tasks(next);
    next.outcomes = contenders_.run(next.tasks, [&] {
        if (!where_.is_postgresql() || !next.plan.loses_connection) return;
        wait_until(next.start_ns + next.plan.connection_ends_ns);
        next.lost_connection = where_.end_a_connection();
    });
    for (std::size_t i = next.orders.size(); i < next.outcomes.size(); ++i) {
        if (next.outcomes[i].last.what != news::unavailable) continue;
        where_.set_limit(next.customer, next.limit_minor);
    }
    // Who came before the limit was held; what was agreed released as many as fit.
    if (next.plan.customer == acquaintance::unseen) {
        counts_.released += static_cast<std::int64_t>(where_.desk().run_outbox().size());
    }
    judge(where_, next, counts_);
}

std::int64_t race::differences() {
    std::int64_t found = 0;
    test::json after = nullptr;
    do {
        const test::json answer = where_.credit().get(
            {{"op", "reconcile"}, {"after_account_id", after}, {"max", 500}, {"repair", false}});
        found += static_cast<std::int64_t>(answer.at("differences").size());
        after = answer.at("next_account_id");
    } while (!after.is_null());
    return found;
}

}  // namespace creditgate::race
