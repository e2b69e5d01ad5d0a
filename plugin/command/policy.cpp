// SPDX-License-Identifier: Apache-2.0
#include "plugin/command/policy.hpp"

#include <iostream>

#include "plugin/command/print.hpp"

namespace creditgate::command {
namespace {

// What the subcommands are given.
struct about_policy {
    std::int64_t version = 0;
    std::int64_t other = 0;
    std::string file;
    std::string day;
    std::string note;
};
using given = std::shared_ptr<about_policy>;

json document_in(const std::string& path) {
    try {
        return json::parse(file_text(path));
    } catch (const json::parse_error& error) {
        throw CLI::FileError(path + " is not JSON at byte " + std::to_string(error.byte) +
                             ": correct it there");
    }
}

void print_changes(const json& changes) {
    for (const json& each : changes) {
        const auto value = [&](const char* side) {
            return each.at(side).is_null() ? std::string("nothing") : each.at(side).dump();
        };
        std::cout << "  " << each.at("place").get<std::string>() << ": " << value("from") << " -> "
                  << value("to") << "\n";
    }
    if (changes.empty()) std::cout << "  nothing is different\n";
}

void print_version(const json& each) {
    std::cout << each.at("version") << "  " << each.at("state").get<std::string>() << "  from "
              << each.at("in_force_from").get<std::string>() << ", drafted by "
              << each.at("drafted_by").get<std::string>();
    if (!each.at("decided_by").is_null()) {
        std::cout << ", " << each.at("state").get<std::string>() << " by "
                  << each.at("decided_by").get<std::string>();
    }
    const std::string note = each.at("note").get<std::string>();
    std::cout << (note.empty() ? "" : "; " + note) << "\n";
}

// What the conditions of a custom rule may look at.
void print_facts(const json& conditions) {
    for (const json& each : conditions.at("facts")) {
        std::cout << "    " << each.at("fact").get<std::string>() << ": "
                  << each.at("text").get<std::string>() << ", in "
                  << each.at("unit").get<std::string>() << ", compared by";
        for (const json& how : each.at("comparisons")) std::cout << " " << how.get<std::string>();
        std::cout << "\n";
    }
}

int show(const common_options& common, const about_policy& what) {
    json request = {{"op", "policy"}};
    if (what.version != 0) {
        request["version"] = what.version;
    } else {
        request["business_date"] = what.day.empty() ? today() : what.day;
    }
    return run(common, request, [](const json& body) { std::cout << body.dump(2) << "\n"; });
}

int propose(const common_options& common, const subject& about, const about_policy& what,
            const json& document) {
    const json request = {{"op", "propose_policy"},
                          {"policy", document},
                          {"in_force_from", what.day},
                          {"note", what.note},
                          {"user", user_json(about)}};
    return run(common, request, [](const json& body) {
        std::cout << "version " << body.at("version") << " is a draft, to be in force from "
                  << body.at("in_force_from").get<std::string>() << "; against version "
                  << body.at("replaces_version") << ", which is in force then:\n";
        print_changes(body.at("changes"));
        std::cout << "another manager approves it: creditgate policy approve " << body.at("version")
                  << "\n";
    });
}

// The text of an earlier version, proposed anew.
int roll_back(const common_options& common, const subject& about, about_policy what) {
    const answer earlier = ask(common, {{"op", "policy"}, {"version", what.version}});
    if (earlier.status != 0) return print_error(earlier);
    if (what.note.empty()) what.note = "as version " + std::to_string(what.version);
    return propose(common, about, what, earlier.body.at("policy"));
}

int decide(const common_options& common, const subject& about, const std::string& op,
           const about_policy& what) {
    const json request = {{"op", op}, {"version", what.version}, {"user", user_json(about)}};
    return run(common, request, [](const json& body) {
        const bool approved = body.at("state") == "approved";
        std::cout << "version " << body.at("version")
                  << (approved ? " is approved, in force from " +
                                     body.at("in_force_from").get<std::string>()
                               : std::string(" is discarded"))
                  << "\n";
    });
}

void add_user(CLI::App* command, subject& about) {
    command->add_option("--user", about.user, "who; the person at the terminal unless given");
}

void add_version(CLI::App* command, const given& what) {
    command->add_option("version", what->version, "its number")->required();
}

void add_proposal(CLI::App* command, subject& about, const given& what) {
    command->add_option("--from", what->day, "the business day from which on it is in force")
        ->required();
    command->add_option("--note", what->note, "why; kept on record");
    add_user(command, about);
}

void add_looking(CLI::App& policy, const common_options& common, action& chosen,
                 const given& what) {
    CLI::App* shown = policy.add_subcommand("show", "show a version, or the one of a day");
    shown->add_option("--version", what->version, "its number");
    shown->add_option("--on", what->day, "the business day; today unless given");
    shown->callback(
        [&common, &chosen, what] { chosen = [&common, what] { return show(common, *what); }; });

    CLI::App* listed = policy.add_subcommand("list", "list the versions, the newest first");
    listed->callback([&common, &chosen] {
        chosen = [&common] {
            return run(common, {{"op", "policies"}, {"max", 1'000}}, [](const json& body) {
                for (const json& each : body.at("policies")) print_version(each);
            });
        };
    });

    CLI::App* changes = policy.add_subcommand("diff", "show what is different in two versions");
    changes->add_option("from", what->version, "the number of one")->required();
    changes->add_option("to", what->other, "the number of the other")->required();
    changes->callback([&common, &chosen, what] {
        chosen = [&common, what] {
            const json request = {
                {"op", "policy_changes"}, {"from", what->version}, {"to", what->other}};
            return run(common, request,
                       [](const json& body) { print_changes(body.at("changes")); });
        };
    });

    CLI::App* rules =
        policy.add_subcommand("rules", "list the rules and exclusions that a policy may have");
    rules->callback([&common, &chosen] {
        chosen = [&common] {
            return run(common, {{"op", "policy_rules"}}, [](const json& body) {
                for (const auto& [list, name] :
                     {std::pair{"rules", "rule"}, std::pair{"exclusions", "exclusion"}}) {
                    std::cout << list << ":\n";
                    for (const json& each : body.at(list)) {
                        std::cout << "  " << each.at(name).get<std::string>() << ": "
                                  << each.at("sentence").get<std::string>() << "\n";
                        if (each.contains("conditions")) print_facts(each.at("conditions"));
                    }
                }
            });
        };
    });

    CLI::App* validated = policy.add_subcommand("validate", "look for mistakes in a file");
    validated->add_option("file", what->file, "a JSON file with a policy")->required();
    validated->callback([&common, &chosen, what] {
        chosen = [&common, what] {
            const json request = {{"op", "validate_policy"}, {"policy", document_in(what->file)}};
            return run(common, request, [](const json& body) {
                std::cout << "the policy " << body.at("name").get<std::string>() << " with "
                          << body.at("rules") << " rules has no mistakes\n";
            });
        };
    });
}

void add_changing(CLI::App& policy, const common_options& common, subject& about, action& chosen,
                  const given& what) {
    CLI::App* proposed = policy.add_subcommand("propose", "draft a version");
    proposed->add_option("file", what->file, "a JSON file with the policy")->required();
    add_proposal(proposed, about, what);
    proposed->callback([&common, &about, &chosen, what] {
        chosen = [&common, &about, what] {
            return propose(common, about, *what, document_in(what->file));
        };
    });

    CLI::App* back = policy.add_subcommand("roll-back", "draft a version with an earlier text");
    add_version(back, what);
    add_proposal(back, about, what);
    back->callback([&common, &about, &chosen, what] {
        chosen = [&common, &about, what] { return roll_back(common, about, *what); };
    });

    for (const bool approves : {true, false}) {
        CLI::App* decided = policy.add_subcommand(
            approves ? "approve" : "discard",
            approves ? "put a draft in force from its day on; not by who has drafted it"
                     : "give a draft up");
        add_version(decided, what);
        add_user(decided, about);
        const std::string op = approves ? "approve_policy" : "discard_policy";
        decided->callback([&common, &about, &chosen, what, op] {
            chosen = [&common, &about, what, op] { return decide(common, about, op, *what); };
        });
    }
}

}  // namespace

void add_policy(CLI::App& app, const common_options& common, subject& about, action& chosen) {
    CLI::App* policy =
        app.add_subcommand("policy", "show the credit policy in force, or change it");
    policy->require_subcommand(0, 1);
    auto what = std::make_shared<about_policy>();
    // The callback of the one that was chosen comes later and replaces this.
    policy->preparse_callback([&common, &chosen, what](std::size_t) {
        chosen = [&common, what] { return show(common, *what); };
    });
    add_looking(*policy, common, chosen, what);
    add_changing(*policy, common, about, chosen, what);
}

}  // namespace creditgate::command
