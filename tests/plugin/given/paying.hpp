// SPDX-License-Identifier: Apache-2.0
//
// What a held document was told would clear it, held to what happens then: pays exactly that, asks
// for exactly that much, or ships on exactly that day.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "tests/plugin/given/rule_suite.hpp"

namespace creditgate::test {

inline int decimals_of(const std::string& currency) {
    return currency == "JPY" ? 0 : 2;
}

inline std::int64_t minor_of(const json& amount) {
    std::string digits = amount["amount"];
    const auto decimals = static_cast<std::size_t>(decimals_of(amount["currency"]));
    const std::size_t dot = std::min(digits.find('.'), digits.size());
    digits.append(decimals - (digits.size() - std::min(dot + 1, digits.size())), '0');
    std::erase(digits, '.');
    return std::stoll(digits);
}

inline json money_of_minor(std::int64_t minor, const std::string& currency) {
    const auto decimals = static_cast<std::size_t>(decimals_of(currency));
    std::string digits = std::to_string(minor);
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    if (decimals > 0) digits.insert(digits.size() - decimals, ".");
    return money(digits, currency);
}

// "1.0845" x 10^9; of a currency that is not listed nothing is asked.
inline std::int64_t scaled_rate(const json& rates, const std::string& currency) {
    for (const json& each : rates) {
        if (each["currency"] != currency) continue;
        std::string digits = each["units_per_base"];
        const std::size_t point = std::min(digits.find('.'), digits.size());
        std::string behind = point < digits.size() ? digits.substr(point + 1) : "";
        behind.resize(9, '0');
        return std::stoll(digits.substr(0, point) + behind);
    }
    throw std::runtime_error("no rate of " + currency);
}

// Half away from zero.
inline std::int64_t minor_in(const json& amount, const std::string& to, const json& rates) {
    const std::string from = amount["currency"];
    if (from == to) return minor_of(amount);
    __extension__ using wide = __int128;
    wide upper = wide{minor_of(amount)} * scaled_rate(rates, to);
    wide lower = scaled_rate(rates, from);
    for (int i = decimals_of(from); i < decimals_of(to); ++i) upper *= 10;
    for (int i = decimals_of(to); i < decimals_of(from); ++i) lower *= 10;
    return static_cast<std::int64_t>((2 * upper + lower) / (2 * lower));
}

inline std::string day_before(const std::string& day) {
    const std::chrono::sys_days before =
        std::chrono::sys_days{std::chrono::year{std::stoi(day.substr(0, 4))} /
                              std::stoi(day.substr(5, 2)) / std::stoi(day.substr(8, 2))} -
        std::chrono::days{1};
    const std::chrono::year_month_day found{before};
    const auto two = [](unsigned number) {
        return (number < 10 ? "0" : "") + std::to_string(number);
    };
    return std::to_string(static_cast<int>(found.year())) + "-" +
           two(static_cast<unsigned>(found.month())) + "-" +
           two(static_cast<unsigned>(found.day()));
}

template <class Shop>
class told_ways {
  public:
    // `asked` is a check that the rules hold; of it only the amount and the ship date change, and
    // its document is another one each time. `forced`: a person has put those on hold, too.
    told_ways(Shop& shop, json asked, bool forced = false)
        : shop_(shop), asked_(std::move(asked)), forced_(forced) {
        held_ = ask(asked_["document"]);
    }
    [[nodiscard]] bool is_held() const { return stops(held_); }
    [[nodiscard]] const json& clear() const { return held_["clear"]; }
    [[nodiscard]] int kept() const { return kept_; }

    void come_true() {
        if (!is_held()) return;
        expect_fits();
        expect_ship_from();
        expect_payment();
    }
    // Pays `pay` on the named invoices, the last of them in part; the rest is on account.
    void pay() {
        const std::string unit = clear()["pay"]["currency"];
        const json& rates = held_["credit"]["rates"];
        std::int64_t left = minor_of(clear()["pay"]);
        for (const json& each : clear()["invoices"]) {
            const std::int64_t price = minor_in(each["amount"], unit, rates);
            if (price <= left) {
                change(each, "settled_date = '" + day() + "'");
                left -= price;
                continue;
            }
            const std::int64_t part =
                minor_in(money_of_minor(left, unit), each["amount"]["currency"], rates);
            change(each, "amount_minor = amount_minor - " + std::to_string(part));
            left = 0;
        }
        if (left > 0) on_account(left, unit);
    }
    json ask_again() { return ask(asked_["document"]); }
    static bool stops(const json& answer) {
        return answer["outcome"] == "hold" || answer["outcome"] == "reject";
    }

  private:
    std::string day() { return asked_["business_date"]; }
    void change(const json& invoice, const std::string& what) {
        shop_.sql("update erp_item set " + what + " where kind = 'invoice' and number = '" +
                  invoice["number"].get<std::string>() + "' and customer_id = " +
                  asked_["customer"].dump() + " and company_id = " + asked_["company"].dump());
    }
    void on_account(std::int64_t minor, const std::string& currency) {
        static int last = 700'000;
        const std::string id = std::to_string(++last);
        shop_.sql("insert into erp_item values (" + id + ", " + asked_["company"].dump() + ", " +
                  asked_["customer"].dump() + ", 'payment', " + id + ", 'PAY-" + id + "', '" +
                  currency + "', -" + std::to_string(minor) + ", '" + day() + "', null, null)");
    }
    json ask(json document) {
        static int last = 500'000;
        const json unique = check_of(++last);
        json question = asked_;
        document["id"] = last;
        question["document"] = document;
        question["request_id"] = unique["request_id"];
        question["transaction"] = unique["transaction"];
        if (forced_) {
            shop_.session().get(
                by_controller("force_hold", {{"company", asked_["company"]},
                                             {"customer", asked_["customer"]},
                                             {"document",
                                              {{"kind", document.value("kind", "order")},
                                               {"id", last},
                                               {"amount", document["amount"]}}}}));
        }
        const json got = shop_.session().get(question);
        if (!stops(got)) {
            shop_.session().get({{"op", "abort"}, {"transaction", question["transaction"]}});
        }
        return got;
    }
    void expect(bool passes, json document, const std::string& what) {
        const json got = ask(std::move(document));
        ++kept_;
        EXPECT_EQ(passes, !stops(got)) << what << "\nof " << held_.dump(1) << "\n"
                                       << asked_.dump(1) << "\nbecame " << got.dump(1);
    }
    void expect_fits() {
        const json& fits = clear()["fits"];
        if (fits.is_null()) return;
        const std::string unit = fits["currency"];
        json document = asked_["document"];
        document["amount"] = fits;
        if (minor_of(fits) > 0) expect(true, document, "what fits");
        document["amount"] = money_of_minor(minor_of(fits) + 1, unit);
        // No document takes more from others than it comes to.
        std::int64_t taken = 0;
        for (const json& each : document.value("sources", json::array())) {
            taken += minor_of(each["amount"]);
        }
        if (taken > minor_of(document["amount"])) return;
        expect(false, document, "one more than what fits");
    }
    void expect_ship_from() {
        if (clear()["ship_from"].is_null()) return;
        const std::string from = clear()["ship_from"];
        json document = asked_["document"];
        document["ship_date"] = from;
        expect(true, document, "what is shipped from that day on");
        document["ship_date"] = day_before(from);
        expect(false, document, "what is shipped on the day before");
    }
    void expect_payment() {
        if (clear()["payment_suffices"] != true) return;
        ASSERT_EQ(false, clear()["more_invoices"]) << "so many there are not";
        pay();
        expect(true, asked_["document"], "what was paid for");
    }
    Shop& shop_;
    json asked_;
    bool forced_;
    json held_;
    int kept_ = 0;
};

}  // namespace creditgate::test
