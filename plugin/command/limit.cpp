// SPDX-License-Identifier: Apache-2.0
#include "plugin/command/limit.hpp"

#include <iostream>

namespace creditgate::command {
namespace {

struct wanted_limit {
    std::string amount;
    std::string currency;
    std::string from;
    std::string to;
    std::string review_on;
    std::optional<int> credit_days;
    bool on_every_day = false;
};
using wanted = std::shared_ptr<wanted_limit>;

json text_or_null(const std::string& text) {
    return text.empty() ? json() : json(text);
}

void add_subject(CLI::App* command, subject& about) {
    command->add_option("customer", about.customer, "the ERP's id of the payer")->required();
}

void add_circumstances(CLI::App* command, subject& about) {
    command->add_option("--company", about.company, "the ERP's id of the company, 1 unless given");
    command->add_option("--reason", about.reason, "why; kept on record")->required();
    command->add_option("--user", about.user, "who; the person at the terminal unless given");
}

json change_json(const std::string& op, const subject& about) {
    return {{"op", op},
            {"company", about.company},
            {"customer", about.customer},
            {"user", user_json(about)},
            {"reason", about.reason},
            {"business_date", today()}};
}

}  // namespace

void add_limit(CLI::App& app, const common_options& common, subject& about, action& chosen) {
    CLI::App* command = app.add_subcommand("limit", "set the credit limit of a customer");
    auto limit = std::make_shared<wanted_limit>();
    add_subject(command, about);
    command->add_option("limit", limit->amount, "an amount such as 5000.00, or none, or unlimited")
        ->required();
    command->add_option("currency", limit->currency, "the currency of the amount, such as EUR");
    command->add_option("--from", limit->from, "the first business day on which it counts");
    command->add_option("--to", limit->to, "the last business day on which it counts");
    command->add_option("--review", limit->review_on, "the day on which it is to be reviewed");
    command->add_option("--credit-days", limit->credit_days, "the days to pay in");
    command->add_flag("--always", limit->on_every_day,
                      "no days but those given here; without any of these options they stay");
    add_circumstances(command, about);
    command->callback([&common, &about, &chosen, limit] {
        chosen = [&common, &about, limit] {
            json request = change_json("set_limit", about);
            request["limit"] = limit_json(limit->amount, limit->currency);
            if (limit->on_every_day || limit->credit_days ||
                !(limit->from + limit->to + limit->review_on).empty()) {
                request["terms"] = {{"valid_from", text_or_null(limit->from)},
                                    {"valid_to", text_or_null(limit->to)},
                                    {"review_on", text_or_null(limit->review_on)},
                                    {"credit_days", days_or_null(limit->credit_days)}};
            }
            return run(common, request, [](const json& body) {
                std::cout << "limit set; holds released: " << body.at("released").size() << "\n";
            });
        };
    });
}

void add_temporary_limit(CLI::App& app, const common_options& common, subject& about,
                         action& chosen) {
    CLI::App* command = app.add_subcommand("temporary-limit",
                                           "put an amount on top of a customer's limit for a time");
    auto limit = std::make_shared<wanted_limit>();
    add_subject(command, about);
    command->add_option("amount", limit->amount, "such as 1000.00; or none, which ends it")
        ->required();
    command->add_option("currency", limit->currency, "the currency of the amount, such as EUR");
    command->add_option("--from", limit->from, "the first business day; today unless given");
    command->add_option("--to", limit->to, "the last business day");
    add_circumstances(command, about);
    command->callback([&common, &about, &chosen, limit] {
        chosen = [&common, &about, limit] {
            json request = change_json("set_temporary_limit", about);
            if (limit->amount != "none") {
                request["amount"] = {{"amount", limit->amount}, {"currency", limit->currency}};
                request["from"] = limit->from.empty() ? today() : limit->from;
                request["to"] = text_or_null(limit->to);
            }
            return run(common, request, [](const json& body) {
                std::cout << "temporary limit "
                          << (body.at("after").is_null() ||
                                      body.at("after").at("temporary").is_null()
                                  ? "ended"
                                  : "set")
                          << "; holds released: " << body.at("released").size() << "\n";
            });
        };
    });
}

}  // namespace creditgate::command
