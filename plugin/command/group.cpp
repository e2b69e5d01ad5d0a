// SPDX-License-Identifier: Apache-2.0
#include "plugin/command/group.hpp"

#include <iostream>

#include "plugin/command/print.hpp"

namespace creditgate::command {
namespace {

using text = std::shared_ptr<std::string>;

// A subcommand about one group by a person with a reason.
CLI::App* change_of(CLI::App& group, subject& about, const text& name, const std::string& verb,
                    const std::string& help) {
    CLI::App* command = group.add_subcommand(verb, help);
    command->add_option("group", *name, "the group's name")->required();
    command->add_option("--reason", about.reason, "why; kept on record")->required();
    command->add_option("--user", about.user, "who; the person at the terminal unless given");
    return command;
}

json change_json(const std::string& op, const std::string& name, const subject& about) {
    return {{"op", op}, {"group", name}, {"user", user_json(about)}, {"reason", about.reason}};
}

void add_make(CLI::App& group, const common_options& common, subject& about, action& chosen,
              const text& name) {
    CLI::App* command = change_of(group, about, name, "make", "make a group, without a limit");
    auto currency = std::make_shared<std::string>();
    auto kind = std::make_shared<std::string>("group");
    command->add_option("currency", *currency, "the currency of its limit, such as EUR")
        ->required();
    command->add_option("--kind", *kind,
                        "whose customers share the limit: group (a family), salesperson or "
                        "department; group unless given");
    command->callback([&common, &about, &chosen, name, currency, kind] {
        chosen = [&common, &about, name, currency, kind] {
            json request = change_json("make_group", *name, about);
            request["currency"] = *currency;
            request["kind"] = *kind;
            return run(common, request,
                       [](const json&) { std::cout << "made; it has no limit and no members\n"; });
        };
    });
}

void add_group_limit(CLI::App& group, const common_options& common, subject& about, action& chosen,
                     const text& name) {
    CLI::App* command = change_of(group, about, name, "limit", "set the limit of a group");
    auto limit = std::make_shared<std::string>();
    auto currency = std::make_shared<std::string>();
    command->add_option("limit", *limit, "an amount such as 5000.00, or none, or unlimited")
        ->required();
    command->add_option("currency", *currency, "the currency of the amount, such as EUR");
    command->callback([&common, &about, &chosen, name, limit, currency] {
        chosen = [&common, &about, name, limit, currency] {
            json request = change_json("set_group_limit", *name, about);
            request["limit"] = limit_json(*limit, *currency);
            request["business_date"] = today();
            return run(common, request, [](const json& body) {
                std::cout << "limit set; holds released: " << body.at("released").size() << "\n";
            });
        };
    });
}

void add_member(CLI::App& group, const common_options& common, subject& about, action& chosen,
                const text& name, bool joins) {
    CLI::App* command =
        change_of(group, about, name, joins ? "add" : "remove",
                  joins ? "let a customer share the group's limit" : "take a customer out of it");
    auto company = std::make_shared<std::int64_t>(0);
    command->add_option("customer", about.customer, "the ERP's id of the payer")->required();
    command->add_option("--company", *company,
                        "in this company only; in every company unless given");
    command->callback([&common, &about, &chosen, name, company, joins] {
        chosen = [&common, &about, name, company, joins] {
            json request = change_json("group_member", *name, about);
            request["customer"] = about.customer;
            if (*company != 0) request["company"] = *company;
            request["member"] = joins;
            request["business_date"] = today();
            return run(common, request, [joins](const json& body) {
                std::cout << (joins ? "joined: " : "left: ") << body.at("accounts")
                          << " credit accounts; holds released: " << body.at("released").size()
                          << "\n";
            });
        };
    });
}

void add_show(CLI::App& group, const common_options& common, action& chosen, const text& name) {
    CLI::App* command =
        group.add_subcommand("show", "limit, exposure and members of a group, or of all");
    command->add_option("group", *name, "the group's name");
    command->callback([&common, &chosen, name] {
        chosen = [&common, name] {
            json request = {{"op", "groups"}, {"business_date", today()}};
            if (!name->empty()) request["group"] = *name;
            return run(common, request, [](const json& body) {
                for (const json& each : body.at("groups")) print_group(each);
                if (body.at("groups").empty()) std::cout << "there are no credit groups\n";
            });
        };
    });
}

}  // namespace

void add_group(CLI::App& app, const common_options& common, subject& about, action& chosen) {
    CLI::App* group = app.add_subcommand(
        "group", "customers that share a limit: of a family, of a salesperson, of a department");
    group->require_subcommand(1);
    auto name = std::make_shared<std::string>();
    add_make(*group, common, about, chosen, name);
    add_group_limit(*group, common, about, chosen, name);
    add_member(*group, common, about, chosen, name, true);
    add_member(*group, common, about, chosen, name, false);
    add_show(*group, common, chosen, name);
}

}  // namespace creditgate::command
