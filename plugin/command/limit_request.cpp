// SPDX-License-Identifier: Apache-2.0
#include "plugin/command/limit_request.hpp"

#include <iostream>

#include "plugin/command/print.hpp"

namespace creditgate::command {
namespace {

struct about_request {
    std::string amount;
    std::string currency;
    std::string from;
    std::string to;
    std::string review_on;
    std::optional<int> credit_days;
    std::string note;
    std::string state = "open";
    std::int64_t batch = 0;
    std::vector<std::int64_t> ids;
};
using given = std::shared_ptr<about_request>;

json text_or_null(const std::string& text) {
    return text.empty() ? json() : json(text);
}

void add_user(CLI::App* command, subject& about) {
    command->add_option("--user", about.user, "who; the person at the terminal unless given");
}

void print_request(const json& each) {
    std::cout << "limit request " << each.at("limit_request_id") << "  "
              << each.at("state").get<std::string>() << "  "
              << each.at("customer_name").get<std::string>() << " (customer " << each.at("customer")
              << ", company " << each.at("company") << "): " << limit_text(each.at("before"))
              << " -> " << limit_text(each.at("limit")) << ", asked by "
              << each.at("asked_by").get<std::string>() << ": "
              << each.at("reason").get<std::string>() << "\n";
    for (const json& step : each.at("steps")) {
        std::cout << "  " << (step.at("approves").get<bool>() ? "approved" : "rejected") << " by "
                  << step.at("by").get<std::string>();
        if (!step.at("on_behalf_of").is_null()) {
            std::cout << " on behalf of " << step.at("on_behalf_of").get<std::string>();
        }
        const std::string note = step.at("note").get<std::string>();
        std::cout << (note.empty() ? "" : ": " + note)
                  << (step.at("counts").get<bool>() ? "" : " (does not count any more)") << "\n";
    }
    if (!each.at("who_next").is_null()) {
        std::cout << "  waits for " << each.at("who_next").get<std::string>() << "\n";
    }
}

void print_released(const json& released) {
    if (!released.empty()) std::cout << "  holds released: " << released.size() << "\n";
}

void add_ask(CLI::App& group, const common_options& common, subject& about, action& chosen,
             const given& what) {
    CLI::App* command = group.add_subcommand("ask", "ask for another credit limit of a customer");
    command->add_option("customer", about.customer, "the ERP's id of the payer")->required();
    command->add_option("limit", what->amount, "an amount such as 5000.00, or none, or unlimited")
        ->required();
    command->add_option("currency", what->currency, "the currency of the amount, such as EUR");
    command->add_option("--company", about.company, "the ERP's id of the company, 1 unless given");
    command->add_option("--from", what->from, "the first business day on which it is to count");
    command->add_option("--to", what->to, "the last business day on which it is to count");
    command->add_option("--review", what->review_on, "the day on which it is to be reviewed");
    command->add_option("--credit-days", what->credit_days, "the days to pay in");
    command->add_option("--reason", about.reason, "why; kept on record")->required();
    add_user(command, about);
    command->callback([&common, &about, &chosen, what] {
        chosen = [&common, &about, what] {
            json request = {
                {"op", "request_limit"},      {"company", about.company},
                {"customer", about.customer}, {"limit", limit_json(what->amount, what->currency)},
                {"user", user_json(about)},   {"reason", about.reason}};
            if (what->credit_days || !(what->from + what->to + what->review_on).empty()) {
                request["terms"] = {{"valid_from", text_or_null(what->from)},
                                    {"valid_to", text_or_null(what->to)},
                                    {"review_on", text_or_null(what->review_on)},
                                    {"credit_days", days_or_null(what->credit_days)}};
            }
            return run(common, request,
                       [](const json& body) { print_request(body.at("request")); });
        };
    });
}

void add_list(CLI::App& group, const common_options& common, subject& about, action& chosen,
              const given& what) {
    CLI::App* command = group.add_subcommand("list", "list the limit requests");
    CLI::Option* company = command->add_option("--company", about.company, "only this company");
    command->add_option("--state", what->state,
                        "open (default), approved, rejected, withdrawn, any");
    command->add_option("--batch", what->batch, "only those of this batch");
    command->callback([&common, &about, &chosen, what, company] {
        chosen = [&common, &about, what, company] {
            json request = {{"op", "limit_requests"}, {"state", what->state}, {"max", 1'000}};
            if (company->count() > 0) {
                request["company"] = about.company;
            } else {
                request["all_companies"] = true;
            }
            if (what->batch != 0) request["batch_id"] = what->batch;
            return run(common, request, [](const json& body) {
                for (const json& each : body.at("requests")) print_request(each);
                if (body.at("requests").empty()) std::cout << "no such limit requests\n";
            });
        };
    });
}

int approve(const common_options& common, const subject& about, const about_request& what) {
    json request = {{"op", "approve_limit_request"},
                    {"user", user_json(about)},
                    {"note", what.note},
                    {"business_date", today()}};
    if (what.ids.size() == 1) {
        request["limit_request_id"] = what.ids.front();
        if (!what.amount.empty()) request["before"] = limit_json(what.amount, what.currency);
        return run(common, request, [](const json& body) {
            print_request(body.at("request"));
            print_released(body.at("released"));
        });
    }
    request["ids"] = what.ids;
    bool all_good = true;
    const int status = run(common, request, [&](const json& body) {
        for (const json& each : body.at("outcomes")) {
            if (each.at("error").is_null()) {
                print_request(each.at("request"));
                print_released(each.at("released"));
                continue;
            }
            all_good = false;
            std::cout << "limit request " << each.at("limit_request_id")
                      << "  failed: " << each.at("error").at("message").get<std::string>()
                      << "\n  what to do: " << each.at("error").at("next").get<std::string>()
                      << "\n";
        }
    });
    return status == 0 && !all_good ? 1 : status;
}

void add_approve(CLI::App& group, const common_options& common, subject& about, action& chosen,
                 const given& what) {
    CLI::App* command =
        group.add_subcommand("approve", "take the next step; the last makes the limit effective");
    command->add_option("requests", what->ids, "one number or several")->required();
    command->add_option("--note", what->note, "kept on record");
    command->add_option("--against", what->amount,
                        "the limit that is there now, where it was changed meanwhile");
    command->add_option("--currency", what->currency, "of that limit, such as EUR");
    add_user(command, about);
    command->callback([&common, &about, &chosen, what] {
        chosen = [&common, &about, what] { return approve(common, about, *what); };
    });
}

void add_ending(CLI::App& group, const common_options& common, subject& about, action& chosen,
                const given& what, bool rejects) {
    CLI::App* command = group.add_subcommand(
        rejects ? "reject" : "withdraw",
        rejects ? "refuse a limit request" : "take back what one has asked for");
    command->add_option("request", about.hold, "its number")->required();
    CLI::Option* note = command->add_option("--note", what->note, "why; kept on record");
    if (rejects) note->required();
    add_user(command, about);
    command->callback([&common, &about, &chosen, what, rejects] {
        chosen = [&common, &about, what, rejects] {
            const json request = {
                {"op", rejects ? "reject_limit_request" : "withdraw_limit_request"},
                {"limit_request_id", about.hold},
                {"user", user_json(about)},
                {"note", what->note}};
            return run(common, request,
                       [](const json& body) { print_request(body.at("request")); });
        };
    });
}

}  // namespace

void add_limit_request(CLI::App& app, const common_options& common, subject& about,
                       action& chosen) {
    CLI::App* group = app.add_subcommand(
        "limit-request", "limits that are asked for, and approved by those with authority");
    group->require_subcommand(1);
    auto what = std::make_shared<about_request>();
    add_ask(*group, common, about, chosen, what);
    add_list(*group, common, about, chosen, what);
    add_approve(*group, common, about, chosen, what);
    add_ending(*group, common, about, chosen, what, true);
    add_ending(*group, common, about, chosen, what, false);
}

}  // namespace creditgate::command
