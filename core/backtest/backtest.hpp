// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "core/backtest/history.hpp"
#include "core/backtest/tally.hpp"

namespace creditgate {

// What is asked: how these policies would have decided on the invoices written from `from` to `to`,
// each taken for the document that asks at `where`, as of what is known on `as_of`.
struct backtest_question {
    date from;
    date to;
    date as_of;
    checkpoint where = checkpoint::confirm;
    std::vector<policy> policies;
};

// A back-test in shadow: a hold changes nothing of what happened. What was settled on a day is
// settled before that day's invoices are asked about; a customer's exposure is his invoices that
// are open at that moment, and his limit, blocks and classes are those of his account today.
// Keeps as much as there are customers and open invoices, not as there is history. Not
// thread-safe.
class backtest {
  public:
    // `accounts` are those that have something to say of their customer; the others have no limit.
    backtest(backtest_question asked, const std::vector<credit_account>& accounts,
             const std::vector<credit_group>& groups);
    ~backtest();
    backtest(const backtest&) = delete;
    backtest& operator=(const backtest&) = delete;

    // The next of the history, by day and then by id; those before `from` are only booked. Throws
    // `failure` amount_overflow.
    void take(const past_invoice& next, const std::vector<fx_rate>& rates);

    [[nodiscard]] const std::vector<verdict>& verdicts() const noexcept { return verdicts_; }

  private:
    struct books;
    backtest_question asked_;
    std::vector<verdict> verdicts_;  // one a policy, in their order
    std::unique_ptr<books> books_;
};

}  // namespace creditgate
