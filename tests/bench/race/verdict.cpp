// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/race/verdict.hpp"

#include <iostream>

namespace creditgate::race {
namespace {

using test::json;

// A quotation of nothing: it reserves nothing, and drops what has ended.
std::int64_t exposure_after_a_check(town& where, std::int64_t customer, std::int64_t round) {
    const json answer =
        where.credit().get({{"op", "check"},
                            {"request_id", "look-" + std::to_string(round)},
                            {"checkpoint", "quote"},
                            {"company", 1},
                            {"customer", customer},
                            {"document",
                             {{"kind", "order"},
                              {"id", 1'000'000'000 + round},
                              {"direction", "sale"},
                              {"amount", {{"amount", "0.00"}, {"currency", "EUR"}}}}},
                            {"user", {{"name", "ann"}, {"roles", {"clerk"}}}},
                            {"business_date", business_date}});
    return orderdesk::minor_units(
        answer.at("credit").at("exposure").at("amount").get<std::string>());
}

// Where nothing can be looked up, what a killed process reserved stays until it lapses: here it
// does.
void let_lapse(town& where, const round_record& done) {
    if (where.is_postgresql()) return;
    for (std::size_t i = 0; i < done.orders.size(); ++i) {
        if (!done.outcomes[i].died) continue;
        where.administrator().execute(
            "update cg_reservation set lapses_at = '2000-01-01T00:00:00.000000Z' "
            "where hold_id = 0 and document_id = ?",
            {done.orders[i]});
    }
}

std::int64_t reservations_left(town& where, std::int64_t customer) {
    return where.administrator()
        .query("select count(*) from " + where.table("cg_reservation") + " r join " +
                   where.table("cg_account") +
                   " a on a.account_id = r.account_id where a.customer_id = ?",
               {customer})
        .at(0)
        .number(0);
}

class round_words {
  public:
    round_words(const round_record& done, std::int64_t number) : done_(done), number_(number) {}

    void tell(const std::string& what) {
        if (!told_) {
            std::cerr << "round " << number_ << ": customer " << done_.customer << " ("
                      << static_cast<int>(done_.plan.customer) << "), limit " << done_.limit_minor
                      << ", room " << done_.plan.room_minor << " for " << done_.plan.fits << '\n';
            for (std::size_t i = 0; i < done_.outcomes.size(); ++i) contender(i);
        }
        told_ = true;
        std::cerr << "    " << what << '\n';
    }

  private:
    void contender(std::size_t i) {
        const outcome& heard = done_.outcomes[i];
        std::cerr << "    errand " << static_cast<int>(done_.tasks[i].what) << ", order "
                  << done_.tasks[i].order_id << ", fate " << static_cast<int>(done_.tasks[i].ends)
                  << ", news " << static_cast<int>(heard.last.what)
                  << (heard.was_let_through ? ", let through" : "") << (heard.died ? ", died" : "")
                  << ' ' << heard.text() << '\n';
    }

    const round_record& done_;
    std::int64_t number_;
    bool told_ = false;
};

bool was_lost(const outcome& heard) {
    if (heard.last.what == news::rolled_back || heard.last.what == news::unavailable) return true;
    // One that died before it told anything may have been let through.
    return heard.died && heard.last.what != news::held;
}

bool is_an_error(const outcome& heard, const round_record& done) {
    if (heard.last.what == news::unavailable) return !done.lost_connection;
    return heard.last.what == news::failed;
}

void judge_contenders(const round_record& done, tally& counts, round_words& words) {
    for (const outcome& each : done.outcomes) {
        if (each.last.what == news::rolled_back) ++counts.rolled_back;
        if (each.died) ++counts.killed;
        if (each.last.what == news::unavailable && done.lost_connection) ++counts.unavailable;
        if (!is_an_error(each, done)) continue;
        ++counts.errors_shown;
        words.tell("an error was shown: " + each.text());
    }
}

void judge_room(std::int64_t confirmed, const round_record& done, tally& counts,
                round_words& words) {
    std::int64_t lost = 0;
    for (std::size_t i = 0; i < done.orders.size(); ++i) {
        if (was_lost(done.outcomes[i])) ++lost;
    }
    if (confirmed == 0 && lost == 0) {
        ++counts.nobody_through;
        words.tell("nobody is through");
    }
    if (confirmed + lost < done.plan.fits) {
        ++counts.room_left;
        words.tell(std::to_string(confirmed) + " confirmed and " + std::to_string(lost) +
                   " lost, fewer than fit");
    }
}

}  // namespace

void judge(town& where, const round_record& done, tally& counts) {
    const std::int64_t number = ++counts.rounds;
    round_words words(done, number);
    if (done.plan.customer != acquaintance::known) ++counts.newcomers;
    if (done.lost_connection) ++counts.connections_ended;
    judge_contenders(done, counts, words);
    const std::int64_t confirmed_minor = where.confirmed_minor(done.customer);
    if (confirmed_minor > done.limit_minor) {
        ++counts.over_limit;
        words.tell("over the limit: " + std::to_string(confirmed_minor) + " is confirmed");
    }
    judge_room(where.confirmed_of(done.orders), done, counts, words);
    let_lapse(where, done);
    const std::int64_t exposure = exposure_after_a_check(where, done.customer, number);
    if (exposure != confirmed_minor) {
        ++counts.exposure_wrong;
        words.tell("the exposure is " + std::to_string(exposure) + ", expected " +
                   std::to_string(confirmed_minor));
    }
    if (const std::int64_t left = reservations_left(where, done.customer); left != 0) {
        counts.leaked += left;
        words.tell(std::to_string(left) + " reservations are left over");
    }
}

}  // namespace creditgate::race
