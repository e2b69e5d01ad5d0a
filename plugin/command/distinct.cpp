// SPDX-License-Identifier: Apache-2.0
#include "plugin/command/distinct.hpp"

#include <iostream>

namespace creditgate::command {

void add_distinct(CLI::App& app, const common_options& common, subject& about, action& chosen) {
    CLI::App* command = app.add_subcommand(
        "distinct", "note that two customers with the same name or identifier are two");
    auto other = std::make_shared<std::int64_t>(0);
    auto one_after_all = std::make_shared<bool>(false);
    command->add_option("customer", about.customer, "the ERP's id of the one")->required();
    command->add_option("other", *other, "the ERP's id of the other one")->required();
    command->add_flag("--take-back", *one_after_all, "they may be one after all");
    command->add_option("--reason", about.reason, "why; kept on record")->required();
    command->add_option("--user", about.user, "who; the person at the terminal unless given");
    command->callback([&common, &about, &chosen, other, one_after_all] {
        chosen = [&common, &about, other, one_after_all] {
            const json request = {{"op", "distinct_customers"},
                                  {"customer", about.customer},
                                  {"other", *other},
                                  {"distinct", !*one_after_all},
                                  {"user", user_json(about)},
                                  {"reason", about.reason},
                                  {"business_date", today()}};
            return run(common, request, [](const json& body) {
                std::cout << (body.at("distinct").get<bool>() ? "noted" : "taken back")
                          << "; holds released: " << body.at("released").size() << "\n";
            });
        };
    });
}

}  // namespace creditgate::command
