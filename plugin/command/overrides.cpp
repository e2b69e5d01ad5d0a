// SPDX-License-Identifier: Apache-2.0
#include "plugin/command/overrides.hpp"

#include <iostream>

#include "plugin/command/print.hpp"
#include "plugin/command/report.hpp"
#include "plugin/command/table.hpp"

namespace creditgate::command {
namespace {

struct wish {
    std::string from;
    std::string to = today();
    std::string by = "approver";
    std::int64_t company = 0;
    std::int64_t lost_after_days = 90;
    std::string csv;
    std::string page;
};

json request_of(const wish& wanted) {
    json request = {{"op", "override_outcomes"},
                    {"from", wanted.from},
                    {"to", wanted.to},
                    {"business_date", today()},
                    {"by", wanted.by},
                    {"lost_after_days", wanted.lost_after_days},
                    {"max", 0}};
    if (wanted.company != 0) request["company"] = wanted.company;
    return request;
}

std::string count_of(const json& sum) {
    return std::to_string(documents_of(sum));
}

// "33.33 %" by number; "" where nothing is paid or due.
std::string share_by_number(const json& rate) {
    const json& share = rate.at("invoices");
    return share.is_null() ? "" : share.at("percent").get<std::string>() + " %";
}

// The same by amount, of each currency.
std::string share_by_amount(const json& rate) {
    const json& amounts = rate.at("amounts");
    std::string text;
    for (const json& each : amounts) {
        text.append(text.empty() ? "" : " + ").append(each.at("percent").get<std::string>());
        text += " %";
        if (amounts.size() > 1) text += " " + each.at("whole").at("currency").get<std::string>();
    }
    return text;
}

std::vector<std::string> row_of(const std::string& kind, const std::string& name,
                                const json& outcome) {
    const json& invoices = outcome.at("invoices");
    return {kind,
            name,
            std::to_string(outcome.at("overrides").get<std::int64_t>()),
            std::to_string(outcome.at("documents").get<std::int64_t>()),
            amounts_text(outcome.at("amounts")),
            std::to_string(outcome.at("without_invoice").get<std::int64_t>()),
            count_of(invoices),
            count_of(invoices.at("in_time")),
            count_of(invoices.at("late")),
            share_by_number(outcome.at("late_rate")),
            share_by_amount(outcome.at("late_rate")),
            std::to_string(invoices.at("most_days_late").get<std::int64_t>()),
            count_of(invoices.at("unpaid")),
            count_of(invoices.at("lost")),
            amounts_text(invoices.at("lost").at("amounts")),
            share_by_number(outcome.at("loss_rate")),
            share_by_amount(outcome.at("loss_rate")),
            count_of(invoices.at("open"))};
}

table table_of(const json& body) {
    const std::string by = body.at("by").get<std::string>();
    table shown{
        {"override", by, "number", "documents", "amount", "not invoiced", "invoices",
         "paid in time", "paid late", "late share", "late share of amount", "most days late",
         "unpaid", "lost", "amount lost", "loss share", "loss share of amount", "not due"},
        {}};
    for (const json& each : body.at("groups")) {
        const json& name = each.at(by);
        shown.rows.push_back(row_of(each.at("kind").get<std::string>(),
                                    name.is_null() ? "unknown" : name.get<std::string>(), each));
    }
    shown.rows.push_back(row_of("all", "", body.at("total")));
    return shown;
}

int run_overrides(const common_options& common, const wish& wanted) {
    const answer got = ask(common, request_of(wanted));
    if (common.as_json) {
        std::cout << got.body.dump(2) << "\n";
        return got.status;
    }
    if (got.status != 0) return print_error(got);
    const table shown = table_of(got.body);
    std::cout << columns_of(shown);
    if (!wanted.csv.empty()) write_file(wanted.csv, csv_of(shown));
    if (wanted.page.empty()) return 0;
    const std::string days = wanted.from + " to " + wanted.to;
    write_file(wanted.page, page_of("Overrides of " + days + " by " + wanted.by, shown));
    return 0;
}

}  // namespace

void add_overrides(CLI::App& app, const common_options& common, action& chosen) {
    CLI::App* command = app.add_subcommand(
        "overrides", "how what was let pass by releases, warnings and raised limits was paid");
    auto wanted = std::make_shared<wish>();
    command->add_option("--from", wanted->from, "first day, YYYY-MM-DD")->required();
    command->add_option("--to", wanted->to, "last day, today unless given");
    command->add_option("--by", wanted->by, "approver (unless given), reason or rule");
    command->add_option("--lost-after", wanted->lost_after_days,
                        "days after which what is unpaid is lost, 90 unless given");
    command->add_option("--company", wanted->company,
                        "the ERP's id of the company, all unless given");
    command->add_option("--csv", wanted->csv, "writes the table to this file, too");
    command->add_option("--page", wanted->page, "writes the table as a web page to this file, too");
    command->callback([&common, &chosen, wanted] {
        chosen = [&common, wanted] { return run_overrides(common, *wanted); };
    });
}

}  // namespace creditgate::command
