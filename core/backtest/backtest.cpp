// SPDX-License-Identifier: Apache-2.0
#include "core/backtest/backtest.hpp"

#include <algorithm>
#include <deque>
#include <set>
#include <utility>

#include "core/money/wide.hpp"
#include "core/policy/lines.hpp"

namespace creditgate {
namespace {

struct settled_invoice {
    date settled;
    money amount;
    int days_late = 0;
};

struct written_then {
    date day{};
    int invoices = 0;
};

// What is known of a payer at the moment that the history has come to.
struct payer_book {
    check_facts facts;
    std::vector<written_then> open_since{};  // of what is open, by day
    std::deque<settled_invoice> settled{};
};

// Open until its day has come.
struct open_invoice_of {
    payer_book* whose;
    money amount;
    date written;
    std::optional<date> due;
};

void add_line(std::vector<exposure_line>& lines, const past_invoice& open) {
    for (exposure_line& each : lines) {
        if (each.day != open.due || each.amount.unit() != open.amount.unit()) continue;
        each.amount += open.amount;
        ++each.documents;
        return;
    }
    lines.push_back({exposure_source::invoice, open.amount, open.due, 1});
}

void remove_line(std::vector<exposure_line>& lines, const open_invoice_of& open) {
    for (auto each = lines.begin(); each != lines.end(); ++each) {
        if (each->day != open.due || each->amount.unit() != open.amount.unit()) continue;
        each->amount = each->amount - open.amount;
        if (--each->documents == 0) lines.erase(each);
        return;
    }
}

// They are written in the order of their days.
void note_written(std::vector<written_then>& open_since, date day) {
    if (open_since.empty() || open_since.back().day != day) open_since.push_back({day, 0});
    ++open_since.back().invoices;
}

void forget_written(std::vector<written_then>& open_since, date day) {
    const auto then =
        std::lower_bound(open_since.begin(), open_since.end(), day,
                         [](const written_then& each, date asked) { return each.day < asked; });
    if (--then->invoices == 0) open_since.erase(then);
}

// How far back any of these looks at what was settled.
day_count longest_look_back(const std::vector<policy>& policies) {
    day_count longest{};
    for (const policy& each : policies) {
        for (const rule_setting& line : each.rules) {
            if (line.kind == rule::payment_index) longest = std::max(longest, line.last_days);
        }
    }
    return longest;
}

// What the rules would do is asked, so nothing is in a pilot. Without the rules of which every line
// is off at the checkpoint: a line that is off may still keep a wider one from counting.
policy at_checkpoint(policy whole, checkpoint where) {
    whole.tried.reset();
    const auto looks = [&, all = whole.rules](const rule_setting& line) {
        return std::any_of(all.begin(), all.end(), [&](const rule_setting& each) {
            return each.kind == line.kind && each.at(where) != outcome::approve;
        });
    };
    std::erase_if(whole.rules, [&](const rule_setting& line) { return !looks(line); });
    return whole;
}

std::vector<settled_sum> sums_of(const std::deque<settled_invoice>& settled, date after) {
    std::vector<settled_sum> sums;
    for (const settled_invoice& each : settled) {
        if (each.settled <= after) continue;
        const currency unit = each.amount.unit();
        auto sum = std::find_if(sums.begin(), sums.end(), [&](const settled_sum& known) {
            return known.amount.unit() == unit;
        });
        if (sum == sums.end()) sum = sums.insert(sum, {money::zero(unit)});
        sum->amount += each.amount;
        sum->minor_days =
            narrow_minor(sum->minor_days + wide{each.amount.minor()} * each.days_late);
    }
    return sums;
}

void add_to(tally& sum, const past_invoice& asked, date as_of) {
    sum.add(asked.amount, how_paid({asked.due, asked.settled}, as_of));
}

void judge(verdict& found, const decision& made, const past_invoice& asked, date as_of) {
    std::set<rule> held_by;
    for (const reason& each : made.reasons) {
        if (each.effect >= outcome::hold) held_by.insert(each.kind);
    }
    for (const rule each : held_by) {
        add_to(found.by_rule[static_cast<std::size_t>(each)], asked, as_of);
    }
    add_to(made.result >= outcome::hold ? found.held : found.passed, asked, as_of);
}

}  // namespace

struct backtest::books {
    std::map<account_key, credit_account> accounts;
    std::map<std::int64_t, credit_group> groups;
    std::map<account_key, payer_book> payers;
    std::map<std::int64_t, std::vector<const payer_book*>> members;
    std::map<date, std::vector<open_invoice_of>> open;  // by the day on which it is settled
    day_count look_back;

    payer_book& of(const past_invoice& next) {
        const account_key whose{next.company, next.customer};
        const auto known = payers.find(whose);
        if (known != payers.end()) return known->second;
        const auto account = accounts.find(whose);
        check_facts facts{account != accounts.end()
                              ? account->second
                              : credit_account{0, next.company, next.customer, next.amount.unit(),
                                               credit_limit::none()},
                          {},
                          {},
                          {},
                          std::nullopt};
        facts.payer.known_since = next.written;
        payer_book& made = payers.emplace(whose, payer_book{std::move(facts)}).first->second;
        for (const auto& group : made.facts.account.groups) {
            if (!group || !groups.contains(*group)) continue;
            made.facts.groups.push_back({groups.at(*group), {}});
            members[*group].push_back(&made);
        }
        return made;
    }

    void settle_until(date day) {
        for (; !open.empty() && open.begin()->first <= day; open.erase(open.begin())) {
            for (const open_invoice_of& done : open.begin()->second) {
                remove_line(done.whose->facts.lines, done);
                forget_written(done.whose->open_since, done.written);
                note_settled(done, open.begin()->first);
            }
        }
    }

    void note_settled(const open_invoice_of& done, date settled) const {
        if (look_back.days == 0 || !done.due) return;
        done.whose->settled.push_back(
            {settled, done.amount, std::max(0, days_between(*done.due, settled))});
    }

    void forget_settled(payer_book& book, date day) const {
        const date after = day - std::chrono::days{look_back.days};
        std::erase_if(book.settled, [&](const auto& each) { return each.settled <= after; });
    }

    // Settled on its own day or before, it is not open on any.
    void enter(payer_book& book, const past_invoice& next) {
        const bool ever = !next.settled || *next.settled > next.written;
        if (ever) {
            add_line(book.facts.lines, next);
            note_written(book.open_since, next.written);
        }
        if (!next.settled) return;
        const open_invoice_of until{&book, next.amount, next.written, next.due};
        if (ever) {
            open[*next.settled].push_back(until);
        } else {
            note_settled(until, *next.settled);
        }
    }

    void gather(payer_book& book, const std::vector<fx_rate>& rates) const {
        check_facts& facts = book.facts;
        facts.rates = rates;
        facts.payer.oldest_item.reset();
        if (!book.open_since.empty()) facts.payer.oldest_item = book.open_since.front().day;
        for (group_facts& group : facts.groups) {
            group.others.clear();
            for (const payer_book* each : members.at(group.group.group_id)) {
                if (each == &book) continue;
                const auto& lines = each->facts.lines;
                group.others.insert(group.others.end(), lines.begin(), lines.end());
            }
        }
    }

    // What this policy looks at only.
    void gather_for(payer_book& book, const policy& rules, date day) const {
        if (look_back.days == 0) return;
        book.facts.payer.settled.clear();
        const policy own = lines_for(rules, subject_of(book.facts));
        const rule_setting* line = find_rule(own, rule::payment_index);
        if (line == nullptr) return;
        book.facts.payer.settled =
            sums_of(book.settled, day - std::chrono::days{line->last_days.days});
    }
};

backtest::backtest(backtest_question asked, const std::vector<credit_account>& accounts,
                   const std::vector<credit_group>& groups)
    : asked_(std::move(asked)),
      verdicts_(asked_.policies.size()),
      books_(std::make_unique<books>()) {
    for (policy& each : asked_.policies) each = at_checkpoint(std::move(each), asked_.where);
    books_->look_back = longest_look_back(asked_.policies);
    for (const credit_account& each : accounts) {
        books_->accounts.emplace(account_key{each.company, each.customer},
                                 account_on(each, asked_.as_of));
    }
    for (const credit_group& each : groups) books_->groups.emplace(each.group_id, each);
}

backtest::~backtest() = default;

void backtest::take(const past_invoice& next, const std::vector<fx_rate>& rates) {
    books_->settle_until(next.written);
    payer_book& book = books_->of(next);
    if (next.written >= asked_.from) {
        books_->forget_settled(book, next.written);
        books_->gather(book, rates);
        check_event event{.amount = next.amount};
        event.where = asked_.where;
        event.company = next.company;
        event.customer = next.customer;
        const bool is_invoice = asked_.where == checkpoint::invoice;
        event.document = {is_invoice ? document_kind::invoice : document_kind::order,
                          next.invoice_id};
        event.business_date = next.written;
        if (next.due) event.payment_term = day_count{days_between(next.written, *next.due)};
        for (std::size_t i = 0; i < asked_.policies.size(); ++i) {
            books_->gather_for(book, asked_.policies[i], next.written);
            judge(verdicts_[i], decide(event, book.facts, asked_.policies[i]), next, asked_.as_of);
        }
    }
    books_->enter(book, next);
}

}  // namespace creditgate
