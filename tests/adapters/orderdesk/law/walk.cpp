// SPDX-License-Identifier: Apache-2.0
#include "tests/adapters/orderdesk/law/walk.hpp"

#include <algorithm>
#include <numeric>

#include "adapters/orderdesk/amount.hpp"
#include "adapters/orderdesk/desk.hpp"

namespace creditgate::law {
namespace {

using orderdesk::decimal_text;
using test::json;

constexpr std::size_t steps_told = 30;

json person(const char* role) {
    return {{"name", "mary"}, {"roles", {role}}};
}

// Thrown in between the answer and the commit.
struct rolled_back {};

}  // namespace

const std::vector<walk::action>& walk::actions() {
    static const std::vector<action> all{
        {"take_order", 20, &walk::take_order},
        {"take_return", 2, &walk::take_return},
        {"change_lines", 4, &walk::change_lines},
        {"confirm", 18, &walk::confirm_order},
        {"confirm_rolled_back", 3, &walk::confirm_rolled_back},
        {"confirm_by_sql", 2, &walk::confirm_by_sql},
        {"make_dearer_by_sql", 2, &walk::make_dearer_by_sql},
        {"set_back", 3, &walk::set_back},
        {"cancel", 3, &walk::cancel},
        {"remove", 2, &walk::remove},
        {"deliver", 9, &walk::deliver},
        {"invoice_order", 11, &walk::invoice_order},
        {"invoice_without_order", 4, &walk::invoice_without_order},
        {"post", 13, &walk::post},
        {"pay", 12, &walk::pay},
        {"pay_on_account", 3, &walk::pay_on_account},
        {"give_credit_note", 3, &walk::give_credit_note},
        {"change_limit", 2, &walk::change_limit},
        {"release_a_hold", 2, &walk::release_a_hold},
    };
    return all;
}

walk::walk(std::unique_ptr<test::host> erp, std::uint64_t seed)
    : erp_(std::move(erp)), random_(seed) {
    for (int i = 0; i < 6; ++i) {
        // The last two pay through the first.
        const std::int64_t payer = i < 4 ? 0 : customers_.front();
        const std::int64_t made = erp_->add_customer("Customer " + std::to_string(i), payer);
        customers_.push_back(made);
        payer_of_[made] = payer == 0 ? made : payer;
        touched_ = payer_of_[made];
        change_limit();
    }
}

int walk::any(int from, int to) {
    return std::uniform_int_distribution<int>(from, to)(random_);
}

std::int64_t walk::any_amount(std::int64_t most_minor) {
    return 5 * std::uniform_int_distribution<std::int64_t>(
                   1, std::max<std::int64_t>(1, most_minor / 5))(random_);
}

std::int64_t walk::any_customer() {
    return customers_[static_cast<std::size_t>(any(0, static_cast<int>(customers_.size()) - 1))];
}

namespace {

template <typename Booked, typename Random>
Booked& pick(std::vector<Booked>& from, const std::function<bool(const Booked&)>& fits,
             bool any_will_do, Random&& below) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < from.size(); ++i) {
        if (any_will_do || fits(from[i])) found.push_back(i);
    }
    if (found.empty()) throw orderdesk::desk_error("there is none");
    return from[found[static_cast<std::size_t>(below(static_cast<int>(found.size())))]];
}

}  // namespace

booked_order& walk::any_order(const std::function<bool(const booked_order&)>& fits) {
    auto& found = pick(books_.orders, fits, chance(5), [&](int size) { return any(0, size - 1); });
    touched_ = found.payer;
    return found;
}

booked_invoice& walk::any_invoice(const std::function<bool(const booked_invoice&)>& fits) {
    auto& found =
        pick(books_.invoices, fits, chance(5), [&](int size) { return any(0, size - 1); });
    touched_ = found.payer;
    return found;
}

std::vector<test::line> walk::any_lines(std::int64_t& total_minor) {
    std::vector<test::line> lines;
    total_minor = 0;
    for (int i = any(1, 3); i > 0; --i) {
        const std::int64_t price = any_amount(20'000);
        const int quantity = any(1, 4);
        lines.push_back({"Book", quantity, decimal_text(price)});
        total_minor += price * quantity;
    }
    return lines;
}

bool walk::take(bool is_return) {
    const std::int64_t customer = any_customer();
    touched_ = payer_of_.at(customer);
    booked_order made;
    made.payer = touched_;
    made.is_return = is_return;
    made.currency = is_return || chance(75) ? "EUR" : "USD";
    const auto lines = any_lines(made.total_minor);
    made.id = is_return ? erp_->take_return(customer, lines)
                        : erp_->take_order(customer, lines, made.currency);
    books_.orders.push_back(made);
    return true;
}

bool walk::change_lines() {
    booked_order& which =
        any_order([](const auto& each) { return each.state == "draft" && !each.was_held; });
    // What was held would be released for the amount that it had, and wait, reserved.
    if (which.was_held) throw orderdesk::desk_error("it was held");
    std::int64_t total = 0;
    erp_->change_lines(which.id, any_lines(total));
    which.total_minor = total;
    return true;
}

bool walk::confirm_order() {
    booked_order& which = any_order([](const auto& each) { return each.state == "draft"; });
    const std::string said = erp_->confirm(which.id).outcome;
    which.was_held = said == "hold";
    if (said != "approve" && said != "warn") return false;
    which.state = "confirmed";
    return true;
}

bool walk::confirm_rolled_back() {
    booked_order& which = any_order([](const auto& each) { return each.state == "draft"; });
    try {
        erp_->confirm_with(which.id, [] { throw rolled_back(); });
    } catch (const rolled_back&) {
        return true;
    }
    which.was_held = true;
    return false;
}

bool walk::confirm_by_sql() {
    booked_order& which = any_order([](const auto& each) { return each.state == "draft"; });
    if (which.state == "removed") throw orderdesk::desk_error("it is not there");
    erp_->write_around(which.id, test::written::confirmed);
    which.state = "confirmed";
    return true;
}

bool walk::make_dearer_by_sql() {
    booked_order& which = any_order([](const auto& each) {
        return each.state == "confirmed" && each.currency == "EUR" && each.total_minor > 0;
    });
    if (which.currency != "EUR" || which.state == "removed") {
        throw orderdesk::desk_error("it would have to be rounded");
    }
    std::int64_t pieces = 0;
    for (const test::line& each : erp_->lines_of(which.id)) pieces += each.quantity;
    erp_->write_around(which.id, test::written::one_dearer);
    which.total_minor += pieces;
    return true;
}

bool walk::set_back() {
    booked_order& which = any_order(
        [](const auto& each) { return each.state == "confirmed" && each.drafted_minor == 0; });
    erp_->set_back_to_draft(which.id);
    which.state = "draft";
    return true;
}

bool walk::cancel() {
    booked_order& which = any_order(
        [](const auto& each) { return each.state == "confirmed" && each.drafted_minor == 0; });
    erp_->cancel(which.id);
    which.state = "cancelled";
    which.delivered = false;
    return true;
}

bool walk::remove() {
    booked_order& which = any_order([](const auto& each) {
        return (each.state == "draft" || each.state == "cancelled") && !each.delivered;
    });
    erp_->remove(which.id);
    which.state = "removed";
    return true;
}

bool walk::deliver() {
    booked_order& which =
        any_order([](const auto& each) { return each.state == "confirmed" && !each.delivered; });
    const std::string said = erp_->deliver(which.id).outcome;
    if (said != "approve" && said != "warn") return false;
    which.delivered = true;
    return true;
}

bool walk::invoice_order() {
    booked_order& which = any_order([](const auto& each) {
        return each.state == "confirmed" && !each.is_return &&
               each.drafted_minor < each.total_minor;
    });
    const std::int64_t left = which.total_minor - which.drafted_minor;
    const std::int64_t part =
        chance(50) ? left : std::min(left, any_amount(std::max(left, std::int64_t{5})));
    booked_invoice made;
    made.id = erp_->invoice_of(which.id, decimal_text(part));
    made.payer = which.payer;
    made.order = which.id;
    made.currency = which.currency;
    made.open_minor = part;
    which.drafted_minor += part;
    books_.invoices.push_back(made);
    return true;
}

bool walk::invoice_without_order() {
    booked_invoice made;
    made.payer = touched_ = payer_of_.at(any_customer());
    made.currency = "EUR";
    made.open_minor = any_amount(30'000);
    made.when = chance(60) ? test::due::later : test::due::long_ago;
    made.id = erp_->invoice_without_order(made.payer, decimal_text(made.open_minor), made.when);
    books_.invoices.push_back(made);
    return true;
}

bool walk::post() {
    booked_invoice& which = any_invoice([](const auto& each) { return !each.posted; });
    erp_->post_invoice(which.id);
    books_.post(which);
    return true;
}

bool walk::pay() {
    booked_invoice& which = any_invoice([](const auto& each) {
        return each.posted && each.currency == "EUR" && each.open_minor > 0;
    });
    if (which.currency != "EUR") throw orderdesk::desk_error("it is not in EUR");
    const std::int64_t open = std::max(which.open_minor, std::int64_t{5});
    const int how = any(1, 4);  // 1: a part, 2: too much, else all of it
    const std::int64_t paid = how == 1   ? std::min(open, any_amount(open))
                              : how == 2 ? open + any_amount(2'000)
                                         : open;
    erp_->pay(which.payer, decimal_text(paid), which.id);
    books_.receive(which.payer, paid, &which);
    return true;
}

bool walk::pay_on_account() {
    touched_ = payer_of_.at(any_customer());
    const std::int64_t paid = any_amount(20'000);
    erp_->pay(touched_, decimal_text(paid), 0);
    books_.receive(touched_, paid, nullptr);
    return true;
}

bool walk::give_credit_note() {
    touched_ = payer_of_.at(any_customer());
    const std::int64_t given = any_amount(10'000);
    erp_->credit_note(touched_, decimal_text(given));
    books_.receive(touched_, given, nullptr);
    return true;
}

bool walk::change_limit() {
    if (touched_ == 0) touched_ = payer_of_.at(any_customer());
    json wanted = {{"state", "unlimited"}};
    if (chance(50)) {
        wanted = {
            {"state", "amount"},
            {"amount", {{"amount", decimal_text(any_amount(1'000'000))}, {"currency", "EUR"}}}};
    }
    static_cast<void>(erp_->credit().get({{"op", "set_limit"},
                                          {"company", erp_->company()},
                                          {"customer", touched_},
                                          {"limit", wanted},
                                          {"user", person("manager")},
                                          {"reason", "review"},
                                          {"business_date", erp_->today()}}));
    return true;
}

bool walk::release_a_hold() {
    const json open = erp_->credit().get(
        {{"op", "holds"}, {"company", erp_->company()}, {"state", "open"}})["holds"];
    if (open.empty()) throw orderdesk::desk_error("there is none");
    const json& held = open[static_cast<std::size_t>(any(0, static_cast<int>(open.size()) - 1))];
    touched_ = held["customer"];
    static_cast<void>(erp_->credit().get({{"op", "release"},
                                          {"hold_id", held["hold_id"]},
                                          {"user", person("controller")},
                                          {"reason", "paid by cheque"},
                                          {"business_date", erp_->today()}}));
    return true;
}

// What was released is confirmed by the ERP's job.
void walk::run_outbox() {
    erp_->run_outbox();
    for (booked_order& each : books_.orders) {
        if (each.state == "draft" && erp_->state_of(each.id) == "confirmed") {
            each.state = "confirmed";
        }
    }
}

void walk::step() {
    const auto& all = actions();
    int left = any(1, std::accumulate(all.begin(), all.end(), 0, [](int sum, const action& each) {
                       return sum + each.weight;
                   }));
    const action* chosen = all.data();
    while ((left -= chosen->weight) > 0) ++chosen;
    touched_ = 0;
    tally& count = counts_[chosen->name];
    std::string how = "done";
    try {
        if ((this->*chosen->run)()) {
            ++count.done;
        } else {
            ++count.held;
            how = "held";
        }
    } catch (const orderdesk::desk_error& mistake) {
        ++count.refused;
        how = std::string("refused: ") + mistake.what();
    }
    if (touched_ == 0) return;
    run_outbox();
    story_.push_back(std::string(chosen->name) + " of " + std::to_string(touched_) + ", " + how +
                     "; then " + books_.buckets(touched_));
    if (story_.size() > steps_told) story_.pop_front();
    compare(touched_);
}

void walk::compare(std::int64_t payer) {
    const json credit = erp_->credit().get({{"op", "customer"},
                                            {"company", erp_->company()},
                                            {"customer", payer},
                                            {"business_date", erp_->today()}})["credit"];
    std::string found;
    for (const json& each : credit["buckets"]) {
        const std::string amount = each["amount"]["amount"];
        if (amount == "0.00") continue;
        found.append(found.empty() ? "" : ", ").append(each["bucket"].get<std::string>());
        found.append(" ").append(amount);
    }
    const std::string expected = books_.buckets(payer);
    if (found == expected) return;
    std::string text = "customer " + std::to_string(payer) + ": found " + found + ", expected " +
                       expected + "\nthe last steps:\n";
    for (const std::string& each : story_) text += "    " + each + "\n";
    throw broken_law(text);
}

void walk::compare_all() {
    for (const std::int64_t each : customers_) {
        if (payer_of_.at(each) == each) compare(each);
    }
    const json kept = erp_->credit().get({{"op", "reconcile"}});
    if (!kept["differences"].empty()) throw broken_law(kept["differences"].dump());
}

void walk::book_what_nobody_told() {
    booked_order made;
    made.payer = customers_.front();
    made.currency = "EUR";
    made.total_minor = 5;
    made.state = "confirmed";
    books_.orders.push_back(made);
}

}  // namespace creditgate::law
