// SPDX-License-Identifier: Apache-2.0
#include "plugin/command/hold_work.hpp"

#include <unistd.h>

#include <iostream>

#include "plugin/command/print.hpp"

namespace creditgate::command {
namespace {

// One request a hold. What is refused stops nothing of the rest; the last line counts both. A
// person at a terminal sees how far it has come.
int each_hold(const common_options& common, const std::vector<std::int64_t>& holds,
              const json& request) {
    std::vector<json> requests;
    for (const std::int64_t each : holds) {
        requests.push_back(request);
        requests.back()["hold_id"] = each;
    }
    std::size_t asked = 0;
    std::size_t failed = 0;
    int status = 0;
    const bool many = holds.size() > 1;
    const bool shows_progress = many && isatty(STDERR_FILENO) != 0;
    ask_each(common, requests, [&](const answer& got) {
        if (common.as_json) {
            std::cout << got.body.dump() << "\n";
        } else if (got.status == 0) {
            print_hold(got.body.at("hold"));
        } else {
            if (many) std::cerr << "hold " << holds.at(asked) << ": ";
            print_error(got);
        }
        if (got.status != 0) {
            status = got.status;
            ++failed;
        }
        ++asked;
        if (shows_progress) std::cerr << asked << " of " << holds.size() << "\r" << std::flush;
    });
    if (many && !common.as_json) {
        std::cout << holds.size() - failed << " of " << holds.size() << " holds done, " << failed
                  << " refused\n";
    }
    return status;
}

struct work {
    std::vector<std::int64_t> holds;
    json request;
};

CLI::App* add_work(CLI::App& app, subject& about, const std::shared_ptr<work>& asked,
                   const std::string& op, const std::string& name, const std::string& help) {
    CLI::App* command = app.add_subcommand(name, help);
    command->add_option("hold", asked->holds, "the holds' numbers")->required();
    command->add_option("--user", about.user, "who; the person at the terminal unless given");
    asked->request["op"] = op;
    return command;
}

void on_each(CLI::App* command, const common_options& common, subject& about, action& chosen,
             const std::shared_ptr<work>& asked, bool with_reason) {
    if (with_reason) {
        command->add_option("--reason", about.reason, "why; kept on record")->required();
    }
    command->callback([&common, &about, &chosen, asked, with_reason] {
        chosen = [&common, &about, asked, with_reason] {
            asked->request["user"] = user_json(about);
            if (with_reason) asked->request["reason"] = about.reason;
            return each_hold(common, asked->holds, asked->request);
        };
    });
}

void add_release(CLI::App& app, const common_options& common, subject& about, action& chosen) {
    auto asked = std::make_shared<work>();
    asked->request["business_date"] = today();
    CLI::App* command =
        add_work(app, about, asked, "release", "release", "let held documents pass");
    command->add_option_function<int>(
        "--more-percent", [asked](int percent) { asked->request["more_percent"] = percent; },
        "the document may come to so much more");
    command->add_option_function<std::string>(
        "--until", [asked](const std::string& day) { asked->request["until"] = day; },
        "until the end of this day it may be used again, YYYY-MM-DD");
    command->add_flag_callback(
        "--all-stages", [asked] { asked->request["stages"] = "all"; },
        "at every later checkpoint, too, also of what continues the document");
    command->add_flag_callback(
        "--do-not-confirm", [asked] { asked->request["confirm"] = false; },
        "the ERP is not told to go on: somebody confirms the order himself");
    on_each(command, common, about, chosen, asked, true);
}

void add_reject(CLI::App& app, const common_options& common, subject& about, action& chosen) {
    auto asked = std::make_shared<work>();
    on_each(add_work(app, about, asked, "reject", "reject", "refuse held documents"), common, about,
            chosen, asked, true);
}

void add_end_release(CLI::App& app, const common_options& common, subject& about, action& chosen) {
    auto asked = std::make_shared<work>();
    on_each(add_work(app, about, asked, "end_release", "end-release",
                     "take releases back that stay until a day or for all stages"),
            common, about, chosen, asked, true);
}

void add_assign(CLI::App& app, const common_options& common, subject& about, action& chosen) {
    auto asked = std::make_shared<work>();
    CLI::App* command =
        add_work(app, about, asked, "assign_hold", "assign", "say who looks after holds");
    command->add_option_function<std::string>(
        "--to", [asked](const std::string& name) { asked->request["to"] = name; },
        "the user's name; nobody unless given");
    on_each(command, common, about, chosen, asked, false);
}

void add_note(CLI::App& app, const common_options& common, subject& about, action& chosen) {
    auto asked = std::make_shared<work>();
    CLI::App* command =
        add_work(app, about, asked, "note_hold", "note", "say something about holds, or ask");
    command
        ->add_option_function<std::string>(
            "--text", [asked](const std::string& text) { asked->request["text"] = text; },
            "what is to be said")
        ->required();
    for (const char* kind : {"question", "answer"}) {
        command->add_flag_callback(
            std::string("--") + kind, [asked, kind] { asked->request["kind"] = kind; },
            std::string(kind) == "question" ? "the hold waits for information from now on"
                                            : "it waits no more");
    }
    on_each(command, common, about, chosen, asked, false);
}

struct document_to_hold {
    std::string kind = "order";
    std::int64_t id = 0;
    std::string number;
    std::string amount = "0";
    std::string currency;
};

json document_json(const document_to_hold& about) {
    json made = {{"kind", about.kind},
                 {"id", about.id},
                 {"amount", {{"amount", about.amount}, {"currency", about.currency}}}};
    if (!about.number.empty()) made["number"] = about.number;
    return made;
}

void add_hold(CLI::App& app, const common_options& common, subject& about, action& chosen) {
    CLI::App* command = app.add_subcommand(
        "hold", "put a document on hold by hand; only a person releases it again");
    auto document = std::make_shared<document_to_hold>();
    command->add_option("customer", about.customer, "the ERP's id of the payer")->required();
    command->add_option("document", document->id, "the ERP's id of the document")->required();
    command->add_option("--kind", document->kind, "order (default), shipment, invoice");
    command->add_option("--number", document->number, "as people know it");
    command->add_option("--amount", document->amount, "what it comes to, gross");
    command->add_option("--currency", document->currency, "of the amount")->required();
    command->add_option("--company", about.company, "the ERP's id of the company, 1 unless given");
    command->add_option("--reason", about.reason, "why; kept on record")->required();
    command->add_option("--user", about.user, "who; the person at the terminal unless given");
    command->callback([&common, &about, &chosen, document] {
        chosen = [&common, &about, document] {
            const json request = {
                {"op", "force_hold"},         {"company", about.company},
                {"customer", about.customer}, {"document", document_json(*document)},
                {"user", user_json(about)},   {"reason", about.reason}};
            return run(common, request, [](const json& body) { print_hold(body.at("hold")); });
        };
    });
}

}  // namespace

void add_hold_work(CLI::App& app, const common_options& common, subject& about, action& chosen) {
    add_release(app, common, about, chosen);
    add_end_release(app, common, about, chosen);
    add_reject(app, common, about, chosen);
    add_assign(app, common, about, chosen);
    add_note(app, common, about, chosen);
    add_hold(app, common, about, chosen);
}

}  // namespace creditgate::command
