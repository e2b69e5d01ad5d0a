// SPDX-License-Identifier: Apache-2.0
//
// creditgate: the administrator's tool, thin over the ops of the library.
#include <CLI/CLI.hpp>
#include <iostream>

#include "plugin/command/administration.hpp"
#include "plugin/command/backtest.hpp"
#include "plugin/command/breaches.hpp"
#include "plugin/command/decision.hpp"
#include "plugin/command/distinct.hpp"
#include "plugin/command/graduation.hpp"
#include "plugin/command/group.hpp"
#include "plugin/command/guarantee.hpp"
#include "plugin/command/guard.hpp"
#include "plugin/command/hold_work.hpp"
#include "plugin/command/holds.hpp"
#include "plugin/command/limit.hpp"
#include "plugin/command/limit_request.hpp"
#include "plugin/command/overrides.hpp"
#include "plugin/command/policy.hpp"
#include "plugin/command/print.hpp"
#include "plugin/command/replay.hpp"
#include "plugin/command/run.hpp"
#include "plugin/command/subject.hpp"
#include "plugin/command/what_if.hpp"

namespace creditgate::command {
namespace {

void add_customer(CLI::App& app, const common_options& common, subject& about, action& chosen) {
    CLI::App* command = app.add_subcommand("customer", "limit, exposure and holds of a customer");
    command->add_option("customer", about.customer, "the ERP's id of the payer")->required();
    command->add_option("--company", about.company, "the ERP's id of the company, 1 unless given");
    auto bucket = std::make_shared<std::string>();
    command->add_option("--documents", *bucket, "also the documents of this bucket");
    command->callback([&common, &about, &chosen, bucket] {
        chosen = [&common, &about, bucket] {
            json request = {{"op", "customer"},
                            {"company", about.company},
                            {"customer", about.customer},
                            {"business_date", today()}};
            if (!bucket->empty()) request.update({{"documents_of", *bucket}, {"max", 1'000}});
            return run(common, request, [](const json& body) {
                print_credit(body.at("credit"));
                if (body.contains("documents")) print_documents(body.at("documents"));
                for (const json& each : body.at("holds")) print_hold(each);
            });
        };
    });
}

void add_check(CLI::App& app, const common_options& common, action& chosen) {
    auto file = std::make_shared<std::string>();
    CLI::App* command = app.add_subcommand(
        "check", "send a check request from a JSON file, as an ERP's hook would");
    command->add_option("file", *file, "the request; \"op\" may be left out")->required();
    command->callback([&common, &chosen, file] {
        chosen = [&common, file] {
            json request = json::parse(file_text(*file), nullptr, false);
            if (!request.is_object()) {
                std::cerr << "creditgate: " << *file << " is not a JSON object\n";
                return 1;
            }
            request["op"] = "check";
            return run(common, request, [](const json& body) {
                std::cout << body.at("outcome").get<std::string>() << "\n"
                          << body.at("message").get<std::string>() << "\n";
            });
        };
    });
}

void add_block(CLI::App& app, const common_options& common, subject& about, action& chosen,
               const std::string& name, const std::string& help) {
    CLI::App* command = app.add_subcommand(name, help);
    command->add_option("customer", about.customer, "the ERP's id of the payer")->required();
    command->add_option("--company", about.company, "the ERP's id of the company, 1 unless given");
    command->add_option("--reason", about.reason, "why; kept on record")->required();
    command->add_option("--user", about.user, "who; the person at the terminal unless given");
    command->callback([&common, &about, &chosen, name] {
        chosen = [&common, &about, name] {
            const json request = {{"op", "block"},
                                  {"company", about.company},
                                  {"customer", about.customer},
                                  {"blocked", name == "block"},
                                  {"user", user_json(about)},
                                  {"reason", about.reason},
                                  {"business_date", today()}};
            return run(common, request, [](const json& body) {
                std::cout << (body.at("blocked").get<bool>() ? "blocked" : "not blocked")
                          << "; holds released: " << body.at("released").size() << "\n";
            });
        };
    });
}

// What a firm has a word of its own for, about a customer.
struct customer_word {
    const char* command;
    const char* help;
    const char* argument;
    const char* argument_help;
    const char* op;
    const char* field;
    const char* called;
};

void add_word(CLI::App& app, const common_options& common, subject& about, action& chosen,
              const customer_word& what) {
    CLI::App* command = app.add_subcommand(what.command, what.help);
    auto name = std::make_shared<std::string>();
    command->add_option("customer", about.customer, "the ERP's id of the payer")->required();
    command->add_option(what.argument, *name, what.argument_help);
    command->add_option("--company", about.company, "the ERP's id of the company, 1 unless given");
    command->add_option("--reason", about.reason, "why; kept on record")->required();
    command->add_option("--user", about.user, "who; the person at the terminal unless given");
    command->callback([&common, &about, &chosen, name, what] {
        chosen = [&common, &about, name, what] {
            const json request = {{"op", what.op},
                                  {"company", about.company},
                                  {"customer", about.customer},
                                  {what.field, name->empty() ? json() : json(*name)},
                                  {"user", user_json(about)},
                                  {"reason", about.reason},
                                  {"business_date", today()}};
            return run(common, request, [&what](const json& body) {
                const auto shown = [&](const char* side) {
                    return body.at(side).is_null() ? std::string("none")
                                                   : body.at(side).get<std::string>();
                };
                std::cout << what.called << " " << shown("before") << " -> " << shown("after")
                          << "; holds released: " << body.at("released").size() << "\n";
            });
        };
    });
}

}  // namespace
}  // namespace creditgate::command

int main(int argc, char** argv) {
    using namespace creditgate::command;
    CLI::App app{"credit management inside the ERP"};
    common_options common;
    subject about;
    action chosen;
    app.add_option("--config", common.config_file, "JSON file with database, user, password");
    app.add_option("--database", common.database, "ODBC connection string, or DSN=name");
    app.add_option("--db-user", common.user, "database user");
    app.add_option("--language", common.language, "en, zh_CN");
    app.add_flag("--json", common.as_json, "print the answer as JSON");
    app.require_subcommand(1);
    add_administration(app, common, chosen);
    add_check(app, common, chosen);
    add_customer(app, common, about, chosen);
    add_holds(app, common, about, chosen);
    add_propose_releases(app, common, about, chosen);
    add_hold_work(app, common, about, chosen);
    add_limit(app, common, about, chosen);
    add_temporary_limit(app, common, about, chosen);
    add_limit_request(app, common, about, chosen);
    add_limits(app, common, about, chosen);
    add_authority(app, common, about, chosen);
    add_substitute(app, common, about, chosen);
    add_guarantee(app, common, about, chosen);
    add_block(app, common, about, chosen, "block", "let nothing of a customer pass");
    add_block(app, common, about, chosen, "unblock", "end that");
    add_word(
        app, common, about, chosen,
        {"risk-class", "say which risk class a customer is in; lines of the policy may be for one",
         "class", "its name, such as B; without it he is in none", "set_risk_class", "risk_class",
         "risk class"});
    add_word(app, common, about, chosen,
             {"rating", "say which rating grade a customer has", "grade",
              "its name, such as B; without it he has none", "set_rating", "rating_grade",
              "rating grade"});
    add_group(app, common, about, chosen);
    add_distinct(app, common, about, chosen);
    add_policy(app, common, about, chosen);
    add_what_if(app, common, about, chosen);
    add_backtest(app, common, chosen);
    add_overrides(app, common, chosen);
    add_graduation(app, common, chosen);
    add_breaches(app, common, chosen);
    add_guard(app, common, about, chosen);
    add_audit(app, common, chosen);
    add_decision(app, common, chosen);
    add_replay(app, common, chosen);
    add_decide_unchecked(app, common, chosen);
    try {
        app.parse(argc, argv);
        return chosen();
    } catch (const CLI::ParseError& error) {
        return app.exit(error);
    } catch (const std::exception& error) {
        std::cerr << "creditgate: " << error.what() << "\n";
        return 1;
    }
}
