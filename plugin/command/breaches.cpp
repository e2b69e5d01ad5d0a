// SPDX-License-Identifier: Apache-2.0
#include "plugin/command/breaches.hpp"

#include <iostream>

#include "plugin/command/print.hpp"

namespace creditgate::command {
namespace {

// 0 when there is none.
int breaches(const common_options& common, const std::string& since) {
    std::int64_t accounts = 0;
    std::size_t found = 0;
    json request = {{"op", "breaches"}, {"business_date", today()}, {"since", since}};
    for (;;) {
        const answer got = ask(common, request);
        if (got.status != 0) return print_error(got);
        accounts += got.body.at("accounts").get<std::int64_t>();
        found += got.body.at("breaches").size();
        if (common.as_json) {
            std::cout << got.body.dump() << std::endl;
        } else {
            for (const json& each : got.body.at("breaches")) print_breach(each);
        }
        if (got.body.at("next_account_id").is_null()) break;
        request["after_account_id"] = got.body.at("next_account_id");
    }
    if (!common.as_json) {
        std::cout << accounts << " accounts have something open in another currency, the limits of "
                  << found << " are breached by a rate alone since " << since << "\n";
    }
    return found == 0 ? 0 : 1;
}

}  // namespace

void add_breaches(CLI::App& app, const common_options& common, action& chosen) {
    CLI::App* command = app.add_subcommand(
        "breaches", "list the limits that are breached by an exchange rate alone");
    auto since = std::make_shared<std::string>();
    command->add_option("--since", *since, "the day whose rates were looked at last, YYYY-MM-DD")
        ->required();
    command->callback([&common, &chosen, since] {
        chosen = [&common, since] { return breaches(common, *since); };
    });
}

}  // namespace creditgate::command
