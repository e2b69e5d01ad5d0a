// SPDX-License-Identifier: Apache-2.0
#include "plugin/command/guard.hpp"

#include <iostream>

#include "plugin/command/audit_chain.hpp"
#include "plugin/command/print.hpp"

namespace creditgate::command {
namespace {

int guard(const common_options& common, const subject& about, const std::string& mode,
          const std::vector<std::string>& pass_unchecked) {
    json request = {{"op", "guard"}};
    if (!mode.empty()) {
        request["mode"] = mode;
        request["pass_unchecked"] = pass_unchecked;
        request["user"] = user_json(about);
    }
    return run(common, request, [](const json& body) {
        const bool enforces = body.at("mode") == "enforce";
        std::cout << "guard: "
                  << (enforces ? "refuses what no approval covers"
                               : "notes what no approval covers, and lets it pass")
                  << "\n";
        for (const json& each : body.at("pass_unchecked")) {
            std::cout << "at " << each.get<std::string>()
                      << " documents pass, noted, when creditgate cannot be asked\n";
        }
        if (body.value("covered_now", 0) > 0) {
            std::cout << body.at("covered_now") << " documents had no approval and are approved as "
                      << "they are now\n";
        }
    });
}

void print_uncovered(const json& each) {
    const json& document = each.at("document");
    std::cout << document.at("kind").get<std::string>() << " "
              << document.at("number").get<std::string>() << " (id " << document.at("id")
              << ") of customer " << each.at("customer") << " at "
              << each.at("checkpoint").get<std::string>() << ": "
              << amount_or_nothing(document.at("amount")) << ", approved "
              << amount_or_nothing(each.at("covered"));
    if (each.contains("at")) {
        const std::string by = each.at("by").get<std::string>();
        std::cout << "; " << each.at("at").get<std::string>();
        if (by == "detached") {
            std::cout << ", while creditgate was detached";
        } else {
            std::cout << " by the database user " << by;
        }
        if (!each.at("merged_from").is_null()) {
            std::cout << ", with the approval of customer " << each.at("merged_from")
                      << ", who was merged into this one";
        }
        if (each.at("unchecked").get<bool>()) {
            std::cout << (by == "detached" ? "" : "; nobody could be asked")
                      << (each.at("decided_at").is_null() ? ", not decided yet"
                                                          : ", decided afterwards");
        }
    }
    std::cout << "\n";
}

// 0 when there is nothing without approval now.
int audit(const common_options& common) {
    std::size_t now = 0;
    const int code = run(common, {{"op", "audit"}, {"max", 1'000}}, [&now](const json& body) {
        now = body.at("uncovered").size();
        for (const json& each : body.at("uncovered")) print_uncovered(each);
        std::cout << now << " documents have no approval that covers them\n";
        if (body.at("noted").empty()) return;
        std::cout << "passed without one, as it was noted then:\n";
        for (const json& each : body.at("noted")) print_uncovered(each);
    });
    return code == 0 && now > 0 ? 1 : code;
}

void print_decided(const json& each) {
    const json& document = each.at("document");
    std::cout << document.at("kind").get<std::string>() << " "
              << document.at("number").get<std::string>() << " (id " << document.at("id")
              << ") of customer " << each.at("customer") << ": "
              << (each.at("outcome").is_null() ? "has gone back, nothing to decide"
                                               : each.at("outcome").get<std::string>());
    if (!each.at("hold_id").is_null()) std::cout << ", hold " << each.at("hold_id");
    std::cout << "\n";
}

// 0 when all is decided.
int decide_unchecked(const common_options& common) {
    for (;;) {
        const json request = {
            {"op", "decide_unchecked"}, {"business_date", today()}, {"max", 1'000}};
        const answer got = ask(common, request);
        if (got.status != 0) return print_error(got);
        const bool done = got.body.at("done").get<bool>();
        const bool failed = !got.body.at("failed").empty();
        if (common.as_json) {
            std::cout << got.body.dump() << std::endl;
        } else {
            for (const json& each : got.body.at("decided")) print_decided(each);
            for (const json& each : got.body.at("failed")) {
                std::cout << "what was noted under " << each.at("noted_id")
                          << " cannot be decided: " << each.at("message").get<std::string>() << "; "
                          << each.at("next").get<std::string>() << std::endl;
            }
        }
        if (done) return failed ? 1 : 0;
    }
}

}  // namespace

void add_guard(CLI::App& app, const common_options& common, subject& about, action& chosen) {
    CLI::App* command = app.add_subcommand(
        "guard", "show or change what happens to a document that no approval covers");
    auto mode = std::make_shared<std::string>();
    auto places = std::make_shared<std::vector<std::string>>();
    command->add_option("mode", *mode, "record: it is noted and passes; enforce: it is refused");
    command->add_option("--pass-unchecked", *places,
                        "a checkpoint at which documents pass, noted, while creditgate cannot be "
                        "asked");
    command->add_option("--user", about.user, "who; the person at the terminal unless given");
    command->callback([&common, &about, &chosen, mode, places] {
        chosen = [&common, &about, mode, places] { return guard(common, about, *mode, *places); };
    });
}

void add_audit(CLI::App& app, const common_options& common, action& chosen) {
    CLI::App* command =
        app.add_subcommand("audit", "list the documents that went on without an approval");
    add_audit_chain(*command, common, chosen);
    command->callback([command, &common, &chosen] {
        if (command->get_subcommands().empty()) chosen = [&common] { return audit(common); };
    });
}

void add_decide_unchecked(CLI::App& app, const common_options& common, action& chosen) {
    CLI::App* command = app.add_subcommand(
        "decide-unchecked",
        "decide what went on while creditgate could not be asked; a job calls it each minute");
    command->callback(
        [&common, &chosen] { chosen = [&common] { return decide_unchecked(common); }; });
}

}  // namespace creditgate::command
