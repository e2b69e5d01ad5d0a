// SPDX-License-Identifier: Apache-2.0
#include "plugin/command/decision.hpp"

#include <fstream>
#include <iostream>

#include "plugin/command/decision_table.hpp"
#include "plugin/command/print.hpp"

namespace creditgate::command {
namespace {

struct wanted_decision {
    std::int64_t decision_id = 0;
    std::string page;
};

void print_heading(const json& decision) {
    const json& policy = decision.at("policy");
    std::cout << decision.at("message").get<std::string>() << "\n\ndecision "
              << decision.at("decision_id") << " at "
              << decision.at("checkpoint").get<std::string>() << ", "
              << decision.at("decided_at").get<std::string>().substr(0, 16) << " for "
              << decision.at("decided_for").get<std::string>() << "\npolicy version "
              << policy.at("version") << " \"" << policy.at("name").get<std::string>()
              << "\", in force from " << policy.at("in_force_from").get<std::string>()
              << ", approved by " << policy.at("decided_by").get<std::string>() << "\n\n";
}

void print_notice(const json& notice) {
    std::string to;
    for (const char* which : {"users", "roles"}) {
        for (const json& each : notice.at("to").at(which)) {
            to.append(to.empty() ? "" : ", ").append(each.get<std::string>());
        }
    }
    std::cout << "  " << notice.at("kind").get<std::string>() << ", for " << to << ": "
              << notice.at("state").get<std::string>() << "\n";
}

void print_decision(const json& decision) {
    print_heading(decision);
    std::cout << columns_of(rules_of(decision)) << "\nexposure before the document:\n";
    print_credit(decision.at("credit"));
    std::cout << "with the document (" << amount_or_nothing(decision.at("document_amount"))
              << "): " << amount_or_nothing(decision.at("exposure_with_document")) << "\n";
    if (decision.at("hold").is_object()) {
        std::cout << "\n";
        print_hold(decision.at("hold"));
        for (const json& each : decision.at("notices")) print_notice(each);
    }
    const json& again = decision.at("replay");
    const auto result = again.at("result").get<std::string>();
    if (result == "same" || result == "worded_otherwise") return;
    std::cout << "\nMade once more it is not what is on record: " << result << " at "
              << again.at("place").get<std::string>() << ", recorded "
              << again.at("recorded").get<std::string>() << ", now "
              << again.at("replayed").get<std::string>()
              << "\n  what to do: creditgate audit verify\n";
}

void write_page(const std::string& path, const json& decision) {
    std::string title = decision.at("message").get<std::string>();
    title = title.substr(0, title.find('\n'));
    std::ofstream file(path, std::ios::binary);
    file << page_of("Decision " + decision.at("decision_id").dump() + ": " + title,
                    rules_of(decision));
    if (!file.flush()) throw CLI::FileError("cannot write " + path + ": name a file to write to");
}

int show(const common_options& common, const wanted_decision& wanted) {
    const json request = {{"op", "decisions"}, {"ids", json::array({wanted.decision_id})}};
    return run(common, request, [&](const json& body) {
        const json& decision = body.at("decisions").at(0);
        print_decision(decision);
        if (!wanted.page.empty()) write_page(wanted.page, decision);
    });
}

}  // namespace

void add_decision(CLI::App& app, const common_options& common, action& chosen) {
    CLI::App* command = app.add_subcommand(
        "decision", "why a document was held or approved: rule by rule, amounts, policy, hold");
    auto wanted = std::make_shared<wanted_decision>();
    command->add_option("decision", wanted->decision_id, "the number of the decision")->required();
    command->add_option("--page", wanted->page, "writes the rules as a web page to this file, too");
    command->callback([&common, &chosen, wanted] {
        chosen = [&common, wanted] { return show(common, *wanted); };
    });
}

}  // namespace creditgate::command
