// SPDX-License-Identifier: Apache-2.0
//
// Who may approve a credit limit: creditgate authority, creditgate substitute.
#include <iostream>

#include "plugin/command/limit_request.hpp"

namespace creditgate::command {
namespace {

struct about_authority {
    std::string file;
    std::string note;
    std::string person;
    std::string substitute;
    std::string from;
    std::string to;
    std::vector<std::string> roles;
};
using given = std::shared_ptr<about_authority>;

json document_in(const std::string& path) {
    try {
        return json::parse(file_text(path));
    } catch (const json::parse_error& error) {
        throw CLI::FileError(path + " is not JSON at byte " + std::to_string(error.byte) +
                             ": correct it there");
    }
}

void add_user(CLI::App* command, subject& about) {
    command->add_option("--user", about.user, "who; the person at the terminal unless given");
}

void print_substitutes(const json& body) {
    for (const json& each : body.at("substitutes")) {
        std::cout << each.at("substitute").get<std::string>() << " acts for "
                  << each.at("person").get<std::string>() << " from "
                  << each.at("from").get<std::string>() << " to "
                  << each.at("to").get<std::string>() << ", named by "
                  << each.at("named_by").get<std::string>() << "\n";
    }
    if (body.at("substitutes").empty()) std::cout << "nobody acts for somebody else\n";
}

void add_naming(CLI::App& group, const common_options& common, subject& about, action& chosen,
                const given& what, bool ends) {
    CLI::App* command = group.add_subcommand(
        ends ? "end" : "set", ends ? "let somebody act for another one no more"
                                   : "let somebody act for another one on some business days");
    command->add_option("substitute", what->substitute, "who acts")->required();
    command->add_option("--for", what->person, "for whom; for the user himself unless given");
    if (!ends) {
        command->add_option("--from", what->from, "the first day; today unless given");
        command->add_option("--to", what->to, "the last day")->required();
        command->add_option("--roles", what->roles,
                            "that the one has for whom he acts: controller, manager");
    }
    add_user(command, about);
    command->callback([&common, &about, &chosen, what, ends] {
        chosen = [&common, &about, what, ends] {
            json request = {{"op", "set_substitute"},
                            {"substitute", what->substitute},
                            {"user", user_json(about)}};
            if (!what->person.empty()) request["person"] = what->person;
            if (!ends) {
                request["from"] = what->from.empty() ? today() : what->from;
                request["to"] = what->to;
                request["roles"] = what->roles;
            }
            return run(common, request, print_substitutes);
        };
    });
}

}  // namespace

void add_authority(CLI::App& app, const common_options& common, subject& about, action& chosen) {
    CLI::App* group =
        app.add_subcommand("authority", "the table of steps by which limits are approved");
    group->require_subcommand(1);
    auto what = std::make_shared<about_authority>();
    const auto show = [](const json& body) { std::cout << body.dump(2) << "\n"; };
    CLI::App* shown = group->add_subcommand("show", "show it");
    shown->callback([&common, &chosen, show] {
        chosen = [&common, show] { return run(common, {{"op", "authority"}}, show); };
    });
    CLI::App* changed = group->add_subcommand("set", "put another one in its place");
    changed->add_option("file", what->file, "a JSON file with the table, as \"authority\" has it")
        ->required();
    changed->add_option("--note", what->note, "why; kept on record");
    add_user(changed, about);
    changed->callback([&common, &about, &chosen, what, show] {
        chosen = [&common, &about, what, show] {
            const json request = {{"op", "set_authority"},
                                  {"authority", document_in(what->file)},
                                  {"note", what->note},
                                  {"user", user_json(about)}};
            return run(common, request, show);
        };
    });
}

void add_substitute(CLI::App& app, const common_options& common, subject& about, action& chosen) {
    CLI::App* group =
        app.add_subcommand("substitute", "who approves limits in the place of somebody else");
    group->require_subcommand(1);
    auto what = std::make_shared<about_authority>();
    CLI::App* listed = group->add_subcommand("list", "list them");
    listed->callback([&common, &chosen] {
        chosen = [&common] { return run(common, {{"op", "substitutes"}}, print_substitutes); };
    });
    add_naming(*group, common, about, chosen, what, false);
    add_naming(*group, common, about, chosen, what, true);
}

}  // namespace creditgate::command
