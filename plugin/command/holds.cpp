// SPDX-License-Identifier: Apache-2.0
#include "plugin/command/holds.hpp"

#include <iostream>

#include "plugin/command/print.hpp"

namespace creditgate::command {
namespace {

struct wanted_holds {
    json request = {{"op", "holds"}};
    bool numbers = false;
};

// An option whose text goes into the request as it is.
void add_text(CLI::App* command, const std::shared_ptr<wanted_holds>& wanted,
              const std::string& option, const std::string& member, const std::string& help) {
    command->add_option_function<std::string>(
        option, [wanted, member](const std::string& text) { wanted->request[member] = text; },
        help);
}

void add_flag(CLI::App* command, const std::shared_ptr<wanted_holds>& wanted,
              const std::string& option, const std::string& member, const std::string& help) {
    command->add_flag_callback(
        option, [wanted, member] { wanted->request[member] = true; }, help);
}

void print(const json& body, bool numbers) {
    const json& holds = body.at("holds");
    for (const json& each : holds) {
        if (numbers) {
            std::cout << each.at("hold_id") << "\n";
        } else {
            print_hold(each);
        }
    }
    if (numbers) return;
    if (holds.empty()) std::cout << "no such holds\n";
    const auto total = body.at("total").get<std::size_t>();
    if (total > holds.size()) {
        std::cout << holds.size() << " of " << total << " holds; see more with --max and --skip\n";
    }
}

// What each puts first, and the command that takes it over.
void print_proposal(const json& proposal) {
    const auto by = proposal.at("by").get<std::string>();
    std::cout << (by == "promise"   ? "the earliest ship date first"
                  : by == "largest" ? "the largest first"
                  : by == "margin"  ? "what is earned most with first"
                                    : "as many as fit")
              << ": " << amount_or_nothing(proposal.at("amount")) << "\n";
    std::string numbers;
    for (const json& each : proposal.at("release")) {
        std::cout << "  hold " << each.at("hold_id") << "  "
                  << each.at("document").at("number").get<std::string>() << "  "
                  << amount_or_nothing(each.at("document").at("amount")) << "\n";
        numbers += " " + each.at("hold_id").dump();
    }
    if (!numbers.empty()) {
        std::cout << "  to take it over: creditgate release" << numbers << " --reason ...\n";
    }
}

}  // namespace

void add_holds(CLI::App& app, const common_options& common, subject& about, action& chosen) {
    CLI::App* command = app.add_subcommand("holds", "the worklist of credit holds");
    auto wanted = std::make_shared<wanted_holds>();
    CLI::Option* company = command->add_option("--company", about.company, "only this company");
    add_text(command, wanted, "--state", "state",
             "open (default), released, rejected, withdrawn, lapsed, any");
    add_text(command, wanted, "--rule", "rule", "with this reason, such as limit or days_overdue");
    add_text(command, wanted, "--salesperson", "salesperson", "of this salesperson");
    add_text(command, wanted, "--assigned-to", "assigned_to", "that this person looks after");
    add_text(command, wanted, "--opened-before", "opened_before", "before a day or a moment");
    add_text(command, wanted, "--order", "order",
             "oldest (default), newest, largest, most_excess, most_overdue, most_margin");
    add_flag(command, wanted, "--unassigned", "unassigned", "that nobody looks after");
    add_flag(command, wanted, "--forced", "forced", "that a person has put on hold");
    add_flag(command, wanted, "--requested", "requested", "of which release was asked for");
    add_flag(command, wanted, "--waiting", "waits_for_answer", "that wait for information");
    add_flag(command, wanted, "--entries", "entries", "with what was said of each");
    for (const char* name : {"max", "skip"}) {
        command->add_option_function<int>(
            std::string("--") + name,
            [wanted, name](int number) { wanted->request[name] = number; },
            std::string(name) == "max" ? "at most so many, 200 unless given"
                                       : "without the first so many");
    }
    command->add_flag("--numbers", wanted->numbers, "only the numbers, one a line");
    command->callback([&common, &about, &chosen, wanted, company] {
        chosen = [&common, &about, wanted, company] {
            if (company->count() > 0) {
                wanted->request["company"] = about.company;
            } else {
                wanted->request["all_companies"] = true;
            }
            return run(common, wanted->request,
                       [&](const json& body) { print(body, wanted->numbers); });
        };
    });
}

void add_propose_releases(CLI::App& app, const common_options& common, subject& about,
                          action& chosen) {
    CLI::App* command = app.add_subcommand(
        "propose-releases", "which holds of a customer fit into what is left of his credit");
    command->add_option("customer", about.customer, "the ERP's id of the payer")->required();
    command->add_option("--company", about.company, "the ERP's id of the company, 1 unless given");
    command->callback([&common, &about, &chosen] {
        chosen = [&common, &about] {
            const json request = {{"op", "propose_releases"},
                                  {"company", about.company},
                                  {"customer", about.customer},
                                  {"business_date", today()}};
            return run(common, request, [](const json& body) {
                for (const json& each : body.at("proposals")) print_proposal(each);
            });
        };
    });
}

}  // namespace creditgate::command
