// SPDX-License-Identifier: Apache-2.0
#include "plugin/command/print.hpp"

#include <iomanip>
#include <iostream>

namespace creditgate::command {
namespace {

std::string money_text(const json& money) {
    if (!money.is_object()) return "-";
    return money.at("amount").get<std::string>() + " " + money.at("currency").get<std::string>();
}

void line(const std::string& name, const std::string& value) {
    std::cout << "  " << std::left << std::setw(24) << name << value << "\n";
}

std::string limit_text(const json& limit) {
    const auto state = limit.at("state").get<std::string>();
    return state == "amount" ? money_text(limit.at("amount")) : state;
}

}  // namespace

int print_error(const answer& failed) {
    const json error = failed.body.value("error", json::object());
    std::cerr << "creditgate: " << error.value("message", "no answer");
    if (error.contains("field")) {
        std::cerr << " (field " << error["field"].get<std::string>() << ")";
    }
    std::cerr << "\n  what to do: " << error.value("next", "run: creditgate doctor") << "\n";
    return failed.status == 0 ? 1 : failed.status;
}

void print_credit(const json& credit) {
    std::cout << credit.value("customer_name", "") << " (customer "
              << credit.at("customer").get<std::int64_t>() << ", company "
              << credit.at("company").get<std::int64_t>() << ")\n";
    line("credit limit", limit_text(credit.at("limit")));
    line("exposure", money_text(credit.at("exposure")));
    for (const json& each : credit.at("buckets")) {
        if (each.at("documents").get<std::int64_t>() == 0) continue;
        line("  " + each.at("bucket").get<std::string>(), money_text(each.at("amount")));
    }
    line("available", money_text(credit.at("available")));
    if (credit.at("blocked").get<bool>()) line("account", "blocked");
    const json& overdue = credit.at("overdue");
    if (overdue.at("items").get<std::int64_t>() > 0) {
        line("overdue", money_text(overdue.at("amount")) + ", since " +
                            overdue.at("oldest_due_date").get<std::string>());
    }
    for (const json& each : credit.at("findings")) line("finding", each.get<std::string>());
}

void print_hold(const json& hold) {
    const json& document = hold.at("document");
    std::cout << "hold " << hold.at("hold_id").get<std::int64_t>() << "  "
              << hold.at("state").get<std::string>() << "  "
              << document.at("number").get<std::string>() << "  "
              << hold.at("customer_name").get<std::string>() << "  "
              << money_text(document.at("amount")) << "  since "
              << hold.at("opened_at").get<std::string>().substr(0, 16) << "\n";
    for (const json& each : hold.at("reasons")) {
        std::cout << "  - " << each.at("text").get<std::string>() << "\n";
    }
    if (hold.at("requested").is_object()) {
        const json& asked = hold.at("requested");
        std::cout << "  asked for by " << asked.at("by").get<std::string>() << ": "
                  << asked.at("note").get<std::string>() << "\n";
    }
    if (hold.at("closed").is_object()) {
        const json& closed = hold.at("closed");
        std::cout << "  " << hold.at("state").get<std::string>() << " by "
                  << closed.at("by").get<std::string>() << ": "
                  << closed.at("reason").get<std::string>() << "\n";
    }
}

void print_findings(const json& findings) {
    for (const json& each : findings) {
        const bool good = each.at("state").get<std::string>() == "good";
        std::cout << (good ? "good  " : "BAD   ") << std::left << std::setw(28)
                  << each.at("check").get<std::string>() << each.at("text").get<std::string>()
                  << "\n";
        if (!good) std::cout << "      what to do: " << each.at("next").get<std::string>() << "\n";
    }
}

}  // namespace creditgate::command
