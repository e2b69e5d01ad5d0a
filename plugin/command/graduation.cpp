// SPDX-License-Identifier: Apache-2.0
#include "plugin/command/graduation.hpp"

#include <iostream>

#include "plugin/command/print.hpp"
#include "plugin/command/report.hpp"
#include "plugin/command/table.hpp"

namespace creditgate::command {
namespace {

struct wish {
    std::string from;
    std::string to = today();
    std::int64_t company = 0;
    std::string list = "held";
    std::string csv;
    std::string page;
};

constexpr int most_at_once = 1'000;

json request_of(const wish& wanted, std::size_t skip) {
    json request = {{"op", "graduation"},       {"from", wanted.from}, {"to", wanted.to},
                    {"business_date", today()}, {"list", wanted.list}, {"skip", skip},
                    {"max", most_at_once}};
    if (wanted.company != 0) request["company"] = wanted.company;
    return request;
}

std::vector<std::string> row_of(const std::string& whose, const std::string& what,
                                const json& tally) {
    const json& late = tally.at("late");
    const std::int64_t known = documents_of(late) + documents_of(tally.at("in_time"));
    const auto number = [&](const char* sum) {
        return std::to_string(documents_of(tally.at(sum)));
    };
    return {whose,
            what,
            std::to_string(documents_of(tally)),
            amounts_text(tally.at("amounts")),
            number("in_time"),
            number("late"),
            share_text(documents_of(late), known),
            amounts_text(late.at("amounts")),
            number("unpaid"),
            amounts_text(tally.at("unpaid").at("amounts")),
            number("open"),
            number("gone")};
}

// Shares are of what is paid or overdue: of the others nobody knows it yet.
table sums_of(const json& body) {
    table shown{{"pilot", "documents that", "number", "amount", "paid in time", "late",
                 "share late", "amount late", "unpaid", "amount unpaid", "open", "gone"},
                {}};
    const auto add_sides = [&](const std::string& whose, const json& sides) {
        shown.rows.push_back(row_of(whose, "would have been held", sides.at("held")));
        shown.rows.push_back(row_of(whose, "would have passed", sides.at("passed")));
    };
    add_sides("all", body);
    for (const json& each : body.at("by_rule")) {
        shown.rows.push_back(row_of("all", "held by " + each.at("rule").get<std::string>(), each));
    }
    for (const json& each : body.at("by_group")) {
        add_sides(each.at("kind").get<std::string>() + " " + each.at("name").get<std::string>(),
                  each);
    }
    return shown;
}

std::string joined(const json& words) {
    std::string text;
    for (const json& each : words) {
        text.append(text.empty() ? "" : " ").append(each.get<std::string>());
    }
    return text;
}

void add_documents(table& shown, const json& documents) {
    for (const json& each : documents) {
        const json& document = each.at("document");
        std::string groups;
        for (const json& group : each.at("groups")) {
            groups.append(groups.empty() ? "" : ", ").append(group.at("name").get<std::string>());
        }
        const std::string number = document.at("number").get<std::string>();
        shown.rows.push_back(
            {document.at("kind").get<std::string>() + " " +
                 (number.empty() ? document.at("id").dump() : number),
             each.at("customer_name").get<std::string>(), groups,
             each.at("business_date").get<std::string>(), each.at("checkpoint").get<std::string>(),
             amount_or_nothing(document.at("amount")), each.at("outcome").get<std::string>(),
             joined(each.at("rules")), each.at("became").get<std::string>(),
             each.at("days_late").dump(), each.at("decision_id").dump()});
    }
}

// All of them, however many an answer has.
table documents_of(const common_options& common, const wish& wanted, const json& first) {
    table shown{{"document", "customer", "groups", "asked on", "at", "amount", "without the pilot",
                 "by", "became", "days late", "decision"},
                {}};
    add_documents(shown, first.at("documents"));
    const auto total = first.at("total").get<std::size_t>();
    while (shown.rows.size() < total) {
        const answer more = ask(common, request_of(wanted, shown.rows.size()));
        if (more.status != 0 || more.body.at("documents").empty()) break;
        add_documents(shown, more.body.at("documents"));
    }
    return shown;
}

int run_graduation(const common_options& common, const wish& wanted) {
    const answer got = ask(common, request_of(wanted, 0));
    if (common.as_json) {
        std::cout << got.body.dump(2) << "\n";
        return got.status;
    }
    if (got.status != 0) return print_error(got);
    const auto text = got.body.at("text").get<std::string>();
    const table sums = sums_of(got.body);
    const table documents = documents_of(common, wanted, got.body);
    std::cout << text << "\n\n" << columns_of(sums);
    if (!documents.rows.empty()) std::cout << "\n" << columns_of(documents);
    if (!wanted.csv.empty()) write_file(wanted.csv, csv_of(documents));
    if (!wanted.page.empty()) {
        write_file(wanted.page, page_of("Pilot of " + wanted.from + " to " + wanted.to, text,
                                        {sums, documents}));
    }
    return 0;
}

}  // namespace

void add_graduation(CLI::App& app, const common_options& common, action& chosen) {
    CLI::App* command = app.add_subcommand(
        "graduation",
        "what enforcement would have held of a pilot's documents, and what became of them");
    auto wanted = std::make_shared<wish>();
    command->add_option("--from", wanted->from, "first day, YYYY-MM-DD")->required();
    command->add_option("--to", wanted->to, "last day, today unless given");
    command->add_option("--company", wanted->company,
                        "the ERP's id of the company, all unless given");
    command->add_option("--list", wanted->list,
                        "the documents to list: held (unless given), missed or all");
    command->add_option("--csv", wanted->csv, "writes the documents to this file, too");
    command->add_option("--page", wanted->page,
                        "writes sums and documents as a web page to this file, too");
    command->callback([&common, &chosen, wanted] {
        chosen = [&common, wanted] { return run_graduation(common, *wanted); };
    });
}

}  // namespace creditgate::command
