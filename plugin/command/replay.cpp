// SPDX-License-Identifier: Apache-2.0
#include "plugin/command/replay.hpp"

#include <iostream>

#include "plugin/command/print.hpp"

namespace creditgate::command {
namespace {

struct wanted_decisions {
    std::vector<std::int64_t> ids;
    bool all = false;
    std::string from;
    std::string to;
};

json request_of(const wanted_decisions& wanted) {
    json request = {{"op", "replay"}, {"decisions", wanted.ids}};
    if (!wanted.from.empty()) request["from"] = wanted.from;
    if (!wanted.to.empty()) request["to"] = wanted.to;
    return request;
}

void print_difference(const json& each) {
    std::cout << "decision " << each.at("decision_id") << ": ";
    const std::string result = each.at("result").get<std::string>();
    if (result == "unreadable") {
        std::cout << "cannot be replayed: " << each.at("message").get<std::string>() << "\n";
        return;
    }
    std::cout << (result == "differs" ? "differs" : "is only worded otherwise") << " at "
              << each.at("place").get<std::string>() << ": recorded "
              << each.at("recorded").get<std::string>() << ", replayed "
              << each.at("replayed").get<std::string>() << "\n";
}

// 0 when every decision is made again as it was.
int replay(const common_options& common, const wanted_decisions& wanted) {
    json request = request_of(wanted);
    std::int64_t replayed = 0;
    std::size_t different = 0;
    for (;;) {
        const answer got = ask(common, request);
        if (got.status != 0) return print_error(got);
        replayed += got.body.at("replayed").get<std::int64_t>();
        different += got.body.at("differences").size();
        if (common.as_json) {
            std::cout << got.body.dump() << std::endl;
        } else {
            for (const json& each : got.body.at("differences")) print_difference(each);
        }
        if (got.body.at("next_decision_id").is_null()) break;
        request["after_decision_id"] = got.body.at("next_decision_id");
    }
    if (!common.as_json) {
        std::cout << "replayed: " << replayed << " decisions, not to the same answer: " << different
                  << "\n";
    }
    return different == 0 ? 0 : 1;
}

}  // namespace

void add_replay(CLI::App& app, const common_options& common, action& chosen) {
    CLI::App* command = app.add_subcommand(
        "replay", "make decisions again from their records, and compare the answers");
    auto wanted = std::make_shared<wanted_decisions>();
    auto* ids = command->add_option("decisions", wanted->ids, "the numbers of the decisions");
    auto* all = command->add_flag("--all", wanted->all, "all of them, or those of the days");
    command->add_option("--from", wanted->from, "the first business day, YYYY-MM-DD")->needs(all);
    command->add_option("--to", wanted->to, "the last business day, YYYY-MM-DD")->needs(all);
    all->excludes(ids);
    command->callback([&common, &chosen, wanted] {
        if (wanted->ids.empty() && !wanted->all) {
            throw CLI::RequiredError("decisions, or --all");
        }
        chosen = [&common, wanted] { return replay(common, *wanted); };
    });
}

}  // namespace creditgate::command
