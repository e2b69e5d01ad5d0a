// SPDX-License-Identifier: Apache-2.0
//
// creditgate: the administrator's tool, thin over the ops of the library.
#include <CLI/CLI.hpp>
#include <fstream>
#include <functional>
#include <iostream>
#include <sstream>

#include "plugin/command/print.hpp"

namespace creditgate::command {
namespace {

// The ids that most commands name.
struct subject {
    std::int64_t company = 1;
    std::int64_t customer = 0;
    std::int64_t hold = 0;
    std::string reason;
    std::string user = person_at_terminal();
};

json user_json(const subject& about) {
    // Who may run this command with the add-in's own password is the administrator's decision:
    // such a person acts as a manager, under his own name.
    return {{"name", about.user}, {"roles", {"manager"}}};
}

std::string file_text(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw CLI::FileError("cannot read " + path + ": name a readable file");
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

// Sends the request and prints the answer as JSON or by `show`.
int run(const common_options& options, const json& request,
        const std::function<void(const json&)>& show) {
    const answer got = ask(options, request);
    if (options.as_json) {
        std::cout << got.body.dump(2) << "\n";
        return got.status;
    }
    if (got.status != 0) return print_error(got);
    show(got.body);
    return 0;
}

using action = std::function<int()>;

// A few seconds at a time, so that the administrator sees it move. What is done stays done.
int refresh(const common_options& common, bool all_payers) {
    std::int64_t refreshed = 0;
    bool done = false;
    while (!done) {
        json request = {{"op", "refresh"}, {"seconds", 5}, {"all_payers", all_payers}};
        const int code = run(common, request, [&](const json& body) {
            refreshed += body.at("accounts_refreshed").get<std::int64_t>();
            done = body.at("done").get<bool>();
        });
        if (code != 0) return code;
        all_payers = false;
        std::cout << "open documents read: " << refreshed << " accounts"
                  << (done ? ", nothing waits\n" : ", more to come\n") << std::flush;
    }
    return 0;
}

void add_install(CLI::App& app, const common_options& common, action& chosen) {
    struct install_options {
        std::string host, views, triggers, grants, erp_role, role_password;
    };
    auto given = std::make_shared<install_options>();
    CLI::App* command = app.add_subcommand(
        "install", "create or upgrade the tables and views; with an administrator's connection");
    command->add_option("--host", given->host, "the ERP: tryton, orderdesk")->required();
    command->add_option("--views", given->views, "the adapter's views.sql")->required();
    command->add_option(
        "--triggers", given->triggers,
        "the adapter's triggers.sql; without it every check reads all that is open");
    command->add_option("--grants", given->grants, "the adapter's grants.sql");
    command->add_option("--erp-role", given->erp_role, "the ERP's database role (PostgreSQL)");
    command->add_option("--role-password", given->role_password,
                        "password of the role creditgate, which is created (PostgreSQL)");
    command->callback([&common, &chosen, given] {
        chosen = [&common, given] {
            json request = {
                {"op", "install"}, {"host", given->host}, {"views", file_text(given->views)}};
            if (!given->triggers.empty()) request["triggers"] = file_text(given->triggers);
            if (!given->grants.empty()) request["grants"] = file_text(given->grants);
            if (!given->erp_role.empty()) request["erp_role"] = given->erp_role;
            if (!given->role_password.empty()) request["role_password"] = given->role_password;
            const int code = run(common, request, [](const json& body) {
                std::cout << "installed: schema step " << body.at("schema_step") << ", "
                          << body.at("steps_applied") << " applied now\n";
            });
            return code == 0 ? refresh(common, true) : code;
        };
    });
}

void add_refresh(CLI::App& app, const common_options& common, action& chosen) {
    CLI::App* command = app.add_subcommand(
        "refresh", "take the changes of the ERP's documents that wait; a job calls it each minute");
    auto all_payers = std::make_shared<bool>(false);
    command->add_flag("--all-payers", *all_payers,
                      "look for payers without an account too, as after an installation");
    command->callback([&common, &chosen, all_payers] {
        chosen = [&common, all_payers] { return refresh(common, *all_payers); };
    });
}

void add_doctor(CLI::App& app, const common_options& common, action& chosen) {
    CLI::App* command = app.add_subcommand("doctor", "check the installation and say what to do");
    command->callback([&common, &chosen] {
        chosen = [&common] {
            bool good = true;
            const int code = run(common, {{"op", "doctor"}}, [&good](const json& body) {
                print_findings(body.at("findings"));
                for (const json& each : body.at("findings")) {
                    good = good && each.at("state") == "good";
                }
            });
            return code == 0 && !good ? 1 : code;
        };
    });
}

void add_customer(CLI::App& app, const common_options& common, subject& about, action& chosen) {
    CLI::App* command = app.add_subcommand("customer", "limit, exposure and holds of a customer");
    command->add_option("customer", about.customer, "the ERP's id of the payer")->required();
    command->add_option("--company", about.company, "the ERP's id of the company, 1 unless given");
    command->callback([&common, &about, &chosen] {
        chosen = [&common, &about] {
            const json request = {{"op", "customer"},
                                  {"company", about.company},
                                  {"customer", about.customer},
                                  {"business_date", today()}};
            return run(common, request, [](const json& body) {
                print_credit(body.at("credit"));
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

void add_holds(CLI::App& app, const common_options& common, subject& about, action& chosen) {
    CLI::App* command = app.add_subcommand("holds", "the worklist of credit holds");
    auto state = std::make_shared<std::string>("open");
    CLI::Option* company = command->add_option("--company", about.company, "only this company");
    command->add_option("--state", *state,
                        "open (default), released, rejected, withdrawn, lapsed, any");
    command->callback([&common, &about, &chosen, state, company] {
        chosen = [&common, &about, state, company] {
            json request = {{"op", "holds"}, {"state", *state}};
            if (company->count() > 0) {
                request["company"] = about.company;
            } else {
                request["all_companies"] = true;
            }
            return run(common, request, [](const json& body) {
                for (const json& each : body.at("holds")) print_hold(each);
                if (body.at("holds").empty()) std::cout << "no such holds\n";
            });
        };
    });
}

// release and reject differ in the op and in a word.
void add_verdict(CLI::App& app, const common_options& common, subject& about, action& chosen,
                 const std::string& op, const std::string& help) {
    CLI::App* command = app.add_subcommand(op, help);
    command->add_option("hold", about.hold, "the hold's number")->required();
    command->add_option("--reason", about.reason, "why; kept on record")->required();
    command->add_option("--user", about.user, "who; the person at the terminal unless given");
    command->callback([&common, &about, &chosen, op] {
        chosen = [&common, &about, op] {
            const json request = {{"op", op},
                                  {"hold_id", about.hold},
                                  {"user", user_json(about)},
                                  {"reason", about.reason}};
            return run(common, request, [](const json& body) { print_hold(body.at("hold")); });
        };
    });
}

void add_limit(CLI::App& app, const common_options& common, subject& about, action& chosen) {
    CLI::App* command = app.add_subcommand("limit", "set the credit limit of a customer");
    auto limit = std::make_shared<std::string>();
    auto currency = std::make_shared<std::string>();
    command->add_option("customer", about.customer, "the ERP's id of the payer")->required();
    command->add_option("limit", *limit, "an amount such as 5000.00, or none, or unlimited")
        ->required();
    command->add_option("currency", *currency, "the currency of the amount, such as EUR");
    command->add_option("--company", about.company, "the ERP's id of the company, 1 unless given");
    command->add_option("--reason", about.reason, "why; kept on record")->required();
    command->add_option("--user", about.user, "who; the person at the terminal unless given");
    command->callback([&common, &about, &chosen, limit, currency] {
        chosen = [&common, &about, limit, currency] {
            json wanted = {{"state", *limit}};
            if (*limit != "none" && *limit != "unlimited") {
                wanted = {{"state", "amount"},
                          {"amount", {{"amount", *limit}, {"currency", *currency}}}};
            }
            const json request = {{"op", "set_limit"},          {"company", about.company},
                                  {"customer", about.customer}, {"limit", wanted},
                                  {"user", user_json(about)},   {"reason", about.reason},
                                  {"business_date", today()}};
            return run(common, request, [](const json& body) {
                std::cout << "limit set; holds released: " << body.at("released").size() << "\n";
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

void add_policy(CLI::App& app, const common_options& common, subject& about, action& chosen) {
    CLI::App* command = app.add_subcommand("policy", "show the credit policy, or set it");
    auto file = std::make_shared<std::string>();
    command->add_option("--set", *file, "a JSON file with the new policy");
    command->add_option("--user", about.user, "who; the person at the terminal unless given");
    command->callback([&common, &about, &chosen, file] {
        chosen = [&common, &about, file] {
            if (file->empty()) {
                return run(common, {{"op", "policy"}},
                           [](const json& body) { std::cout << body.dump(2) << "\n"; });
            }
            const json document = json::parse(file_text(*file), nullptr, false);
            const json request = {
                {"op", "set_policy"}, {"policy", document}, {"user", user_json(about)}};
            return run(common, request, [](const json& body) {
                std::cout << "policy version " << body.at("version") << " is in force\n";
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
    add_install(app, common, chosen);
    add_refresh(app, common, chosen);
    add_doctor(app, common, chosen);
    add_check(app, common, chosen);
    add_customer(app, common, about, chosen);
    add_holds(app, common, about, chosen);
    add_verdict(app, common, about, chosen, "release", "let a held document pass");
    add_verdict(app, common, about, chosen, "reject", "refuse a held document");
    add_limit(app, common, about, chosen);
    add_block(app, common, about, chosen, "block", "let nothing of a customer pass");
    add_block(app, common, about, chosen, "unblock", "end that");
    add_policy(app, common, about, chosen);
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
