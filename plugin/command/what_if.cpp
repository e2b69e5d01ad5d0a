// SPDX-License-Identifier: Apache-2.0
#include "plugin/command/what_if.hpp"

#include <iostream>

#include "plugin/command/print.hpp"

namespace creditgate::command {
namespace {

struct wish {
    std::string order;
    std::string limit;
    std::string payment;
    std::string currency = "EUR";
    std::string policy;
    std::string day = today();
};

json money_json(const std::string& amount, const std::string& currency) {
    return {{"amount", amount}, {"currency", currency}};
}

json request_of(const subject& about, const wish& wanted) {
    json request = {{"op", "what_if"},
                    {"company", about.company},
                    {"customer", about.customer},
                    {"business_date", wanted.day}};
    if (!wanted.order.empty()) {
        request["document"] = {{"amount", money_json(wanted.order, wanted.currency)}};
    }
    if (!wanted.limit.empty()) request["limit"] = limit_json(wanted.limit, wanted.currency);
    if (!wanted.payment.empty()) request["payment"] = money_json(wanted.payment, wanted.currency);
    if (wanted.policy.empty()) return request;
    request["policy"] = json::parse(file_text(wanted.policy), nullptr, false);
    if (!request["policy"].is_object()) {
        throw CLI::ValidationError("--policy", wanted.policy + " is not a JSON object");
    }
    return request;
}

}  // namespace

void add_what_if(CLI::App& app, const common_options& common, subject& about, action& chosen) {
    CLI::App* command = app.add_subcommand(
        "what-if", "what a check would say if something were otherwise; nothing is recorded");
    auto wanted = std::make_shared<wish>();
    command->add_option("customer", about.customer, "the ERP's id of the payer")->required();
    command->add_option("--company", about.company, "the ERP's id of the company, 1 unless given");
    command->add_option("--order", wanted->order, "an order of this amount, gross");
    command->add_option("--limit", wanted->limit, "this limit: none, unlimited, or an amount");
    command->add_option("--payment", wanted->payment, "a payment of this amount");
    command->add_option("--currency", wanted->currency, "of these amounts, EUR unless given");
    command->add_option("--policy", wanted->policy, "a policy in a JSON file");
    command->add_option("--day", wanted->day, "a business day, today unless given");
    command->callback([&common, &about, &chosen, wanted] {
        chosen = [&common, &about, wanted] {
            return run(common, request_of(about, *wanted), [](const json& body) {
                std::cout << body.at("outcome").get<std::string>() << "\n"
                          << body.at("message").get<std::string>() << "\n";
                print_credit(body.at("credit"));
            });
        };
    });
}

}  // namespace creditgate::command
