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

std::string bucket_text(const json& bucket) {
    std::string text = money_text(bucket.at("amount"));
    if (bucket.at("limit").is_object()) text += " of " + money_text(bucket.at("limit"));
    return bucket.at("included").get<bool>() ? text : text + " (not counted)";
}

std::string rate_text(const json& rate) {
    return rate.at("units_per_base").get<std::string>() + " " +
           rate.at("currency").get<std::string>() + " since " +
           rate.at("valid_from").get<std::string>();
}

std::string text_or(const json& value, const char* otherwise) {
    return value.is_string() ? value.get<std::string>() : otherwise;
}

void print_group_lines(const json& group) {
    const auto kind = group.at("kind").get<std::string>();
    line(kind == "group" ? "credit group" : kind, group.at("name").get<std::string>());
    line("  limit", limit_text(group.at("limit")));
    line("  exposure", money_text(group.at("exposure")));
    line("  available", money_text(group.at("available")));
    for (const json& each : group.at("findings")) line("  finding", each.get<std::string>());
}

}  // namespace

std::string limit_text(const json& limit) {
    const auto state = limit.at("state").get<std::string>();
    return state == "amount" ? money_text(limit.at("amount")) : state;
}

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
        line("  " + each.at("bucket").get<std::string>(), bucket_text(each));
    }
    line("available", money_text(credit.at("available")));
    if (credit.at("blocked").get<bool>()) line("account", "blocked");
    if (const json& terms = credit.at("limit_terms"); !terms.is_null()) {
        const auto day = [](const json& of, const char* name, const char* open) {
            return of.at(name).is_null() ? std::string(open) : of.at(name).get<std::string>();
        };
        if (!terms.at("valid_from").is_null() || !terms.at("valid_to").is_null()) {
            line("limit valid", day(terms, "valid_from", "always") + " to " +
                                    day(terms, "valid_to", "further notice"));
        }
        if (const json& more = terms.at("temporary"); !more.is_null()) {
            line("temporary", amount_or_nothing(more.at("amount")) + " on top, " +
                                  day(more, "from", "always") + " to " +
                                  day(more, "to", "further notice"));
        }
        for (const json& each : terms.value("guarantees", json::array())) {
            line(each.at("kind").get<std::string>(),
                 money_text(each.at("value")) + ", " + each.at("percent").dump() + " % on top, " +
                     day(each, "valid_from", "always") + " to " +
                     day(each, "valid_to", "further notice"));
        }
        if (const json& days = terms.at("credit_days"); !days.is_null()) {
            line("credit term", days.dump() + " days");
        }
        if (!terms.at("review_on").is_null()) line("review on", day(terms, "review_on", ""));
    }
    if (!credit.at("risk_class").is_null()) {
        line("risk class", credit.at("risk_class").get<std::string>());
    }
    if (!credit.at("rating_grade").is_null()) {
        line("rating grade", credit.at("rating_grade").get<std::string>());
    }
    for (const json& each : credit.at("groups")) print_group_lines(each);
    const json& overdue = credit.at("overdue");
    if (overdue.at("items").get<std::int64_t>() > 0) {
        line("overdue", money_text(overdue.at("amount")) + ", since " +
                            overdue.at("oldest_due_date").get<std::string>());
    }
    for (const json& each : credit.at("rates")) line("rate", rate_text(each));
    for (const json& each : credit.at("findings")) line("finding", each.get<std::string>());
}

void print_documents(const json& documents) {
    for (const json& each : documents) {
        std::cout << "  " << std::left << std::setw(12) << text_or(each.at("day"), "-")
                  << std::setw(24) << each.at("number").get<std::string>() << std::right
                  << std::setw(20) << money_text(each.at("amount")) << "  "
                  << each.at("source").get<std::string>() << "\n";
    }
    if (documents.empty()) std::cout << "  no documents\n";
}

void print_breach(const json& breach) {
    std::cout << breach.at("customer_name").get<std::string>() << " (customer "
              << breach.at("customer") << ", company " << breach.at("company") << "): exposure "
              << money_text(breach.at("exposure_since")) << " is now "
              << money_text(breach.at("exposure")) << ", " << money_text(breach.at("excess"))
              << " above the limit\n";
    for (const json& each : breach.at("rates")) line("rate", rate_text(each));
}

void print_group(const json& group) {
    print_group_lines(group);
    for (const json& member : group.at("members")) {
        std::cout << "  " << member.at("customer_name").get<std::string>() << " (customer "
                  << member.at("customer") << ", "
                  << (member.at("company").is_null() ? "every company"
                                                     : "company " + member.at("company").dump())
                  << ")\n";
        for (const json& each : member.at("accounts")) {
            line("    company " + each.at("company").dump(),
                 money_text(each.at("exposure")) + " of " + limit_text(each.at("limit")));
        }
    }
}

namespace {

void print_who(const json& hold) {
    const auto of = [&](const char* member) { return hold.at(member).get<std::string>(); };
    if (!of("salesperson").empty()) std::cout << "  salesperson " << of("salesperson") << "\n";
    if (!of("assigned_to").empty()) std::cout << "  looked after by " << of("assigned_to") << "\n";
    if (hold.at("waits_for_answer").get<bool>()) std::cout << "  waits for information\n";
}

void print_terms(const json& terms) {
    if (terms.is_null()) return;
    const bool all = terms.at("stages").get<std::string>() == "all";
    std::cout << "  passes up to " << money_text(terms.at("up_to"))
              << (all ? " at every stage" : "");
    if (terms.at("until").is_string()) {
        std::cout << " until " << terms.at("until").get<std::string>();
    } else if (!all) {
        std::cout << ", once";
    }
    std::cout << "\n";
}

}  // namespace

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
    print_who(hold);
    for (const json& each : hold.value("entries", json::array())) {
        std::cout << "  " << each.at("kind").get<std::string>() << " by "
                  << each.at("by").get<std::string>() << ": " << each.at("text").get<std::string>()
                  << "\n";
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
    print_terms(hold.at("terms"));
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

std::string amount_or_nothing(const json& money) {
    return money.is_null() ? "nothing" : money_text(money);
}

}  // namespace creditgate::command
