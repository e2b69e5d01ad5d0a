// SPDX-License-Identifier: Apache-2.0
#include "plugin/command/backtest.hpp"

#include <iostream>

#include "plugin/command/print.hpp"
#include "plugin/command/report.hpp"
#include "plugin/command/table.hpp"

namespace creditgate::command {
namespace {

struct wish {
    std::string policy;
    std::string from;
    std::string to = today();
    std::string checkpoint = "confirm";
    std::int64_t company = 0;
    std::string csv;
    std::string page;
};

json request_of(const wish& wanted) {
    json request = {{"op", "backtest"},
                    {"from", wanted.from},
                    {"to", wanted.to},
                    {"business_date", today()},
                    {"checkpoint", wanted.checkpoint}};
    if (wanted.company != 0) request["company"] = wanted.company;
    if (wanted.policy.empty()) return request;
    request["policy"] = json::parse(file_text(wanted.policy), nullptr, false);
    if (!request["policy"].is_object()) {
        throw CLI::ValidationError("--policy", wanted.policy + " is not a JSON object");
    }
    return request;
}

std::vector<std::string> row_of(const std::string& policy, const std::string& what,
                                const json& tally) {
    const std::int64_t all = documents_of(tally);
    const json& late = tally.at("late");
    return {policy,
            what,
            std::to_string(all),
            amounts_text(tally.at("amounts")),
            std::to_string(documents_of(late)),
            share_text(documents_of(late), all),
            amounts_text(late.at("amounts")),
            std::to_string(documents_of(tally.at("unpaid"))),
            amounts_text(tally.at("unpaid").at("amounts")),
            std::to_string(documents_of(tally.at("in_time")))};
}

void add_rows(table& shown, const json& verdict) {
    const json& version = verdict.at("policy_version");
    const std::string policy =
        version.is_null() ? "draft" : "version " + std::to_string(version.get<std::int64_t>());
    shown.rows.push_back(row_of(policy, "would be held", verdict.at("held")));
    shown.rows.push_back(row_of(policy, "would pass", verdict.at("passed")));
    for (const json& each : verdict.at("by_rule")) {
        shown.rows.push_back(row_of(policy, "held by " + each.at("rule").get<std::string>(), each));
    }
}

table table_of(const json& body) {
    table shown{{"policy", "invoices that", "number", "amount", "paid late", "share", "amount late",
                 "unpaid", "amount unpaid", "paid in time"},
                {}};
    if (!body.at("draft").is_null()) add_rows(shown, body.at("draft"));
    add_rows(shown, body.at("present"));
    return shown;
}

void show_progress(const json& now) {
    if (now.at("work").is_null()) return;
    std::cerr << "\r" << now.at("done") << " of " << now.at("of") << " invoices" << std::flush;
}

int run_backtest(const common_options& common, const wish& wanted) {
    const answer got = ask_with_progress(common, request_of(wanted), show_progress);
    std::cerr << "\n";
    if (common.as_json) {
        std::cout << got.body.dump(2) << "\n";
        return got.status;
    }
    if (got.status != 0) return print_error(got);
    const table shown = table_of(got.body);
    std::cout << columns_of(shown);
    if (!wanted.csv.empty()) write_file(wanted.csv, csv_of(shown));
    if (!wanted.page.empty()) {
        write_file(wanted.page, page_of("Back-test of " + wanted.from + " to " + wanted.to, shown));
    }
    return 0;
}

}  // namespace

void add_backtest(CLI::App& app, const common_options& common, action& chosen) {
    CLI::App* command = app.add_subcommand(
        "backtest", "what a policy would have held of the past, and how that was paid");
    auto wanted = std::make_shared<wish>();
    command->add_option("--from", wanted->from, "first day, YYYY-MM-DD")->required();
    command->add_option("--to", wanted->to, "last day, today unless given");
    command->add_option("--policy", wanted->policy,
                        "a draft in a JSON file, beside the policy in force");
    command->add_option("--checkpoint", wanted->checkpoint,
                        "where each invoice is taken to ask, confirm unless given");
    command->add_option("--company", wanted->company,
                        "the ERP's id of the company, all unless given");
    command->add_option("--csv", wanted->csv, "writes the table to this file, too");
    command->add_option("--page", wanted->page, "writes the table as a web page to this file, too");
    command->callback([&common, &chosen, wanted] {
        chosen = [&common, wanted] { return run_backtest(common, *wanted); };
    });
}

}  // namespace creditgate::command
