// SPDX-License-Identifier: Apache-2.0
//
// A policy over the firm's own history: what it would have held, and how that was paid.
#include "core/backtest/backtest.hpp"

#include <algorithm>
#include <future>
#include <set>

#include "plugin/json/object.hpp"
#include "plugin/json/policy.hpp"
#include "plugin/json/tally.hpp"
#include "plugin/json/values.hpp"
#include "plugin/ops/ops.hpp"

namespace creditgate {
namespace {

constexpr int stretch = 20'000;

// Reads ahead while the stretch before is decided about.
class reading_ahead {
  public:
    reading_ahead(unit_of_work& unit, std::vector<currency> units)
        : unit_(unit), units_(std::move(units)) {}

    stretch_of_history next() {
        stretch_of_history found{unit_.history().next(stretch), {}};
        for (const past_invoice& each : found.invoices) note(each.amount.unit());
        if (units_.size() < 2) return found;
        for (const past_invoice& each : found.invoices) {
            if (found.rates.contains(each.written)) continue;
            found.rates.emplace(each.written, unit_.exposure().rates(units_, each.written));
        }
        return found;
    }

  private:
    void note(currency unit) {
        if (std::find(units_.begin(), units_.end(), unit) == units_.end()) units_.push_back(unit);
    }

    unit_of_work& unit_;
    std::vector<currency> units_;
};

void note_currency(std::vector<currency>& noted, const std::optional<money>& amount) {
    if (amount) noted.push_back(amount->unit());
}

// All that a decision may have to convert, besides the invoices.
std::vector<currency> currencies_of(const std::vector<policy>& policies,
                                    const std::vector<credit_account>& accounts,
                                    const std::vector<credit_group>& groups) {
    std::vector<currency> noted;
    for (const policy& each : policies) {
        for (const rule_setting& line : each.rules) note_currency(noted, line.threshold_money);
        for (const exclusion_setting& line : each.exclusions) note_currency(noted, line.amount);
        for (const bucket_setting& line : each.buckets.settings) note_currency(noted, line.limit);
    }
    for (const credit_account& each : accounts) noted.push_back(each.unit);
    for (const credit_group& each : groups) noted.push_back(each.unit);
    std::vector<currency> once;
    for (const currency each : noted) {
        if (std::find(once.begin(), once.end(), each) == once.end()) once.push_back(each);
    }
    return once;
}

json verdict_json(const policy& rules, const verdict& found) {
    json by_rule = json::array();
    for (std::size_t i = 0; i < rule_count; ++i) {
        if (found.by_rule[i].all.documents == 0) continue;
        json line = object_of("rule", word(static_cast<rule>(i)));
        line.update(tally_json(found.by_rule[i]));
        by_rule.push_back(std::move(line));
    }
    return object_of("policy_version", rules.version == 0 ? json(nullptr) : json(rules.version),
                     "name", rules.name, "held", tally_json(found.held), "passed",
                     tally_json(found.passed), "by_rule", std::move(by_rule));
}

struct wanted_backtest {
    backtest_question question{};
    std::optional<company_id> company{};
    bool has_draft = false;
};

wanted_backtest read_wanted(reader& request) {
    wanted_backtest read;
    read.question.from = request.day("from");
    read.question.to = request.day("to");
    read.question.as_of = request.day("business_date");
    if (request.has("checkpoint")) read.question.where = request.one_of<checkpoint>("checkpoint");
    if (const auto company = request.optional_id("company")) read.company = company_id{*company};
    read.has_draft = request.has("policy");
    if (read.has_draft) {
        read.question.policies.push_back(read_policy(request.raw("policy"), "policy"));
    }
    if (read.question.from <= read.question.to) return read;
    fail_field("out_of_range", "to", format_date(read.question.to),
               "found " + format_date(read.question.to) + ", expected a day from " +
                   format_date(read.question.from) + " on",
               "send the last day of the history that is to be looked at");
}

}  // namespace

json op_backtest(op_context& context, reader& request) {
    wanted_backtest wanted = read_wanted(request);
    request.done();
    const std::unique_ptr<unit_of_work> unit = context.data.begin();
    backtest_question& question = wanted.question;
    question.policies.push_back(context.memory.policy_on(*unit, question.as_of));
    const auto accounts = unit->history().accounts();
    const auto groups = unit->groups().list();
    const std::vector<policy> policies = question.policies;
    const progress_of_work progress(context.memory, "backtest",
                                    unit->history().count(wanted.company, question.to));
    unit->history().open(wanted.company, question.to);
    reading_ahead ahead(*unit, currencies_of(policies, accounts, groups));
    backtest test(std::move(question), accounts, groups);
    const std::vector<fx_rate> no_rates;
    stretch_of_history now = ahead.next();
    while (!now.invoices.empty()) {
        auto next = std::async(std::launch::async, [&] { return ahead.next(); });
        for (const past_invoice& each : now.invoices) {
            const auto rates = now.rates.find(each.written);
            test.take(each, rates == now.rates.end() ? no_rates : rates->second);
        }
        progress.add(static_cast<std::int64_t>(now.invoices.size()));
        now = next.get();
    }
    const auto& verdicts = test.verdicts();
    return object_of("draft",
                     wanted.has_draft ? verdict_json(policies.front(), verdicts.front()) : json(),
                     "present", verdict_json(policies.back(), verdicts.back()));
}

json op_progress(op_context& context, reader& request) {
    request.done();
    const auto now = context.memory.progress();
    return object_of("work", now ? json(now->work) : json(), "done", now ? now->done : 0, "of",
                     now ? now->of : 0);
}

}  // namespace creditgate
