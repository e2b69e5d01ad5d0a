// SPDX-License-Identifier: Apache-2.0
#include "plugin/command/administration.hpp"

#include <iostream>

#include "plugin/command/print.hpp"

namespace creditgate::command {
namespace {

void print_failed(const json& all) {
    for (const json& each : all) {
        std::cout << "company " << each.at("company") << ", customer " << each.at("customer")
                  << " was left out: " << each.at("message").get<std::string>() << "; "
                  << each.at("next").get<std::string>() << "\n";
    }
}

// A few seconds at a time, so that the administrator sees it move. What is done stays done.
int refresh(const common_options& common, bool all_payers) {
    std::int64_t refreshed = 0;
    json request = {{"op", "refresh"}, {"seconds", 5}, {"all_payers", all_payers}};
    for (;;) {
        const answer got = ask(common, request);
        if (got.status != 0) return print_error(got);
        refreshed += got.body.at("accounts_refreshed").get<std::int64_t>();
        const bool done = got.body.at("done").get<bool>();
        if (common.as_json) {
            std::cout << got.body.dump() << std::endl;
        } else {
            print_failed(got.body.at("failed"));
            std::cout << "open documents read: " << refreshed << " accounts"
                      << (done ? ", nothing waits" : ", more to come") << std::endl;
        }
        if (done) return 0;
        request["all_payers"] = false;
    }
}

void print_difference(const json& each) {
    std::cout << "company " << each.at("company") << ", customer " << each.at("customer") << ": ";
    if (each.at("id").is_null()) {
        std::cout << "the sum of " << each.at("source").get<std::string>();
    } else {
        std::cout << each.at("kind").get<std::string>() << " "
                  << each.at("number").get<std::string>() << " (id " << each.at("id") << ", "
                  << each.at("source").get<std::string>() << ")";
    }
    std::cout << ": kept " << amount_or_nothing(each.at("kept")) << ", the ERP has "
              << amount_or_nothing(each.at("shown")) << "\n";
}

// 0 when all could be compared and nothing differs, or what differed was read anew.
int reconcile(const common_options& common, bool repair) {
    std::int64_t accounts = 0;
    std::int64_t found = 0;
    std::size_t failed = 0;
    json request = {{"op", "reconcile"}, {"repair", repair}};
    for (;;) {
        const answer got = ask(common, request);
        if (got.status != 0) return print_error(got);
        accounts += got.body.at("accounts").get<std::int64_t>();
        found += static_cast<std::int64_t>(got.body.at("differences").size());
        failed += got.body.at("failed").size();
        if (common.as_json) {
            std::cout << got.body.dump() << std::endl;
        } else {
            print_failed(got.body.at("failed"));
            for (const json& each : got.body.at("differences")) print_difference(each);
        }
        if (got.body.at("next_account_id").is_null()) break;
        request["after_account_id"] = got.body.at("next_account_id");
    }
    if (!common.as_json) {
        std::cout << accounts << " accounts compared, " << found << " differences"
                  << (found > 0 && repair ? ", read anew" : "")
                  << (found > 0 && !repair ? ": run it again with --repair" : "") << "\n";
    }
    return failed == 0 && (found == 0 || repair) ? 0 : 1;
}

void add_reconcile(CLI::App& app, const common_options& common, action& chosen) {
    CLI::App* command = app.add_subcommand(
        "reconcile", "compare what is kept of open documents with the ERP's tables");
    auto repair = std::make_shared<bool>(false);
    command->add_flag("--repair", *repair, "read the accounts that differ anew");
    command->callback([&common, &chosen, repair] {
        chosen = [&common, repair] { return reconcile(common, *repair); };
    });
}

void add_detach(CLI::App& app, const common_options& common, action& chosen) {
    CLI::App* command =
        app.add_subcommand("detach",
                           "take the views and triggers away before an upgrade of the ERP; with an "
                           "administrator's connection. `attach` brings them back");
    command->callback([&common, &chosen] {
        chosen = [&common] {
            return run(common, {{"op", "detach"}}, [](const json&) {
                std::cout << "detached: nothing is checked until `creditgate attach`\n";
            });
        };
    });
}

void add_attach(CLI::App& app, const common_options& common, action& chosen) {
    CLI::App* command = app.add_subcommand(
        "attach",
        "put back what `detach` took away, or say what does not fit the ERP's tables any more; "
        "with an administrator's connection");
    command->callback([&common, &chosen] {
        chosen = [&common] {
            const int code = run(common, {{"op", "attach"}}, [](const json& body) {
                std::cout << "attached: views and triggers are in place\n";
                if (body.at("passed") == 0) return;
                std::cout << body.at("passed")
                          << " documents went on without an approval meanwhile: see `creditgate "
                             "audit`, and let `creditgate decide-unchecked` decide them\n";
            });
            return code == 0 ? refresh(common, true) : code;
        };
    });
}

std::string file_texts(const std::vector<std::string>& paths) {
    std::string texts;
    for (const std::string& each : paths) texts += file_text(each);
    return texts;
}

void add_install(CLI::App& app, const common_options& common, action& chosen) {
    struct install_options {
        std::string host, grants, erp_role, role_password;
        std::vector<std::string> views, triggers;
    };
    auto given = std::make_shared<install_options>();
    CLI::App* command = app.add_subcommand(
        "install", "create or upgrade the tables and views; with an administrator's connection");
    command->add_option("--host", given->host, "the ERP: tryton, orderdesk")->required();
    command
        ->add_option("--views", given->views,
                     "the adapter's views.sql, and what it has more of them, in this order")
        ->required();
    command->add_option(
        "--triggers", given->triggers,
        "the adapter's triggers.sql, and its guard.sql where it has one; without them every check "
        "reads all that is open");
    command->add_option("--grants", given->grants, "the adapter's grants.sql");
    command->add_option("--erp-role", given->erp_role, "the ERP's database role (PostgreSQL)");
    command->add_option("--role-password", given->role_password,
                        "password of the role creditgate, which is created (PostgreSQL)");
    command->callback([&common, &chosen, given] {
        chosen = [&common, given] {
            json request = {
                {"op", "install"}, {"host", given->host}, {"views", file_texts(given->views)}};
            const std::string triggers = file_texts(given->triggers);
            if (!triggers.empty()) request["triggers"] = triggers;
            if (!given->grants.empty()) request["grants"] = file_text(given->grants);
            if (!given->erp_role.empty()) request["erp_role"] = given->erp_role;
            if (!given->role_password.empty()) request["role_password"] = given->role_password;
            const int code = run(common, request, [](const json& body) {
                std::cout << "installed: schema step " << body.at("schema_step") << ", "
                          << body.at("steps_applied") << " applied now\n";
                if (body.at("backup").is_null()) return;
                std::cout << "back up the ERP and the archive together: "
                          << body.at("backup").get<std::string>()
                          << "\n(the ERP's role may not read the archive)\n";
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

int begin_day(const common_options& common, const std::string& day) {
    for (;;) {
        const answer got = ask(common, {{"op", "begin_day"}, {"business_date", day}});
        if (got.status != 0) return print_error(got);
        if (common.as_json) {
            std::cout << got.body.dump() << "\n";
        } else {
            std::cout << "accounts looked at: " << got.body.at("accounts")
                      << ", holds released: " << got.body.at("released").size()
                      << ", releases ended: " << got.body.at("releases_ended") << "\n";
        }
        if (got.body.at("done").get<bool>()) return 0;
    }
}

void add_begin_day(CLI::App& app, const common_options& common, action& chosen) {
    CLI::App* command = app.add_subcommand(
        "begin-day",
        "decide open holds again on a new business day or by a new policy; a job calls it");
    auto day = std::make_shared<std::string>(today());
    command->add_option("--day", *day, "the business day, today unless given");
    command->callback(
        [&common, &chosen, day] { chosen = [&common, day] { return begin_day(common, *day); }; });
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

}  // namespace

void add_administration(CLI::App& app, const common_options& common, action& chosen) {
    add_install(app, common, chosen);
    add_refresh(app, common, chosen);
    add_begin_day(app, common, chosen);
    add_reconcile(app, common, chosen);
    add_detach(app, common, chosen);
    add_attach(app, common, chosen);
    add_doctor(app, common, chosen);
}

}  // namespace creditgate::command
