// SPDX-License-Identifier: Apache-2.0
#include "plugin/command/guarantee.hpp"

#include <iostream>

#include "plugin/command/print.hpp"

namespace creditgate::command {
namespace {

struct wanted_guarantee {
    std::int64_t id = 0;
    std::string kind = "guarantee";
    std::string name;
    std::string value;
    std::string currency;
    std::int64_t percent = 100;
    std::string from;
    std::string to;
    bool ended_too = false;
};
using wanted = std::shared_ptr<wanted_guarantee>;

json text_or_null(const std::string& text) {
    return text.empty() ? json() : json(text);
}

std::string money_text(const json& value) {
    return value.at("amount").get<std::string>() + " " + value.at("currency").get<std::string>();
}

void add_person(CLI::App* command, subject& about) {
    command->add_option("--reason", about.reason, "why; kept on record")->required();
    command->add_option("--user", about.user, "who; the person at the terminal unless given");
}

void add_customer(CLI::App* command, subject& about) {
    command->add_option("customer", about.customer, "the ERP's id of the payer")->required();
    command->add_option("--company", about.company, "the ERP's id of the company, 1 unless given");
}

void print_change(const char* what, const json& body) {
    const json& limit = body.at("limit");
    const auto state = limit.at("state").get<std::string>();
    std::cout << "guarantee " << body.at("guarantee_id") << " " << what << "; the limit is "
              << (state == "amount" ? money_text(limit.at("amount")) : state)
              << " today; holds released: " << body.at("released").size() << "\n";
}

void print_guarantee(const json& each) {
    const auto day = [&](const char* name, const char* otherwise) {
        return each.at(name).is_null() ? std::string(otherwise) : each.at(name).get<std::string>();
    };
    std::cout << each.at("guarantee_id") << "  " << each.at("kind").get<std::string>() << " of "
              << money_text(each.at("value")) << " by " << each.at("name").get<std::string>()
              << ", " << each.at("percent") << " % on top of the limit, "
              << day("valid_from", "always") << " to " << day("valid_to", "always") << "; adds "
              << money_text(each.at("adds")) << " today"
              << (each.at("ended_by").is_null()
                      ? ""
                      : "; ended by " + each.at("ended_by").get<std::string>())
              << "\n";
}

void add_set(CLI::App& group, const common_options& common, subject& about, action& chosen,
             const wanted& what) {
    CLI::App* command = group.add_subcommand("set", "put a share of a value on top of a limit");
    add_customer(command, about);
    command->add_option("value", what->value, "such as 50000.00")->required();
    command->add_option("currency", what->currency, "of the account, such as EUR")->required();
    command->add_option("--kind", what->kind, "guarantee (unless given), collateral or insurance");
    command->add_option("--name", what->name, "whose it is, or its number")->required();
    command->add_option("--percent", what->percent, "of the value; 100 unless given");
    command->add_option("--from", what->from, "the first business day on which it counts");
    command->add_option("--to", what->to, "the last business day on which it counts");
    add_person(command, about);
    command->callback([&common, &about, &chosen, what] {
        chosen = [&common, &about, what] {
            const json request = {
                {"op", "set_guarantee"},
                {"company", about.company},
                {"customer", about.customer},
                {"kind", what->kind},
                {"name", what->name},
                {"value", {{"amount", what->value}, {"currency", what->currency}}},
                {"percent", what->percent},
                {"valid_from", text_or_null(what->from)},
                {"valid_to", text_or_null(what->to)},
                {"user", user_json(about)},
                {"reason", about.reason},
                {"business_date", today()}};
            return run(common, request, [](const json& body) { print_change("set", body); });
        };
    });
}

void add_end(CLI::App& group, const common_options& common, subject& about, action& chosen,
             const wanted& what) {
    CLI::App* command = group.add_subcommand("end", "a guarantee counts no longer");
    command->add_option("guarantee", what->id, "its number")->required();
    add_person(command, about);
    command->callback([&common, &about, &chosen, what] {
        chosen = [&common, &about, what] {
            const json request = {{"op", "end_guarantee"},
                                  {"guarantee_id", what->id},
                                  {"user", user_json(about)},
                                  {"reason", about.reason},
                                  {"business_date", today()}};
            return run(common, request, [](const json& body) { print_change("ended", body); });
        };
    });
}

void add_list(CLI::App& group, const common_options& common, subject& about, action& chosen,
              const wanted& what) {
    CLI::App* command = group.add_subcommand("list", "the guarantees of a customer");
    add_customer(command, about);
    command->add_flag("--all", what->ended_too, "those that were ended, too");
    command->callback([&common, &about, &chosen, what] {
        chosen = [&common, &about, what] {
            const json request = {{"op", "guarantees"},
                                  {"company", about.company},
                                  {"customer", about.customer},
                                  {"business_date", today()},
                                  {"ended_too", what->ended_too}};
            return run(common, request, [](const json& body) {
                for (const json& each : body.at("guarantees")) print_guarantee(each);
            });
        };
    });
}

}  // namespace

void add_guarantee(CLI::App& app, const common_options& common, subject& about, action& chosen) {
    CLI::App* group = app.add_subcommand(
        "guarantee", "guarantees, collateral and credit insurances of a customer");
    group->require_subcommand(1);
    auto what = std::make_shared<wanted_guarantee>();
    add_set(*group, common, about, chosen, what);
    add_end(*group, common, about, chosen, what);
    add_list(*group, common, about, chosen, what);
}

}  // namespace creditgate::command
