// SPDX-License-Identifier: Apache-2.0
//
// Many limits at once: creditgate limits propose.
#include <iostream>

#include "plugin/command/limit_lines.hpp"
#include "plugin/command/limit_request.hpp"
#include "plugin/command/print.hpp"

namespace creditgate::command {
namespace {

constexpr std::size_t most_lines = 1'000;

struct wanted_limits {
    std::string percent;
    std::string round;
    std::string group;
    std::string risk_class;
    std::string file;
    bool preview = false;
    bool of_one_company = false;
};

struct counts {
    std::size_t proposed = 0;
    std::size_t left_out = 0;
};

std::string limit_or_nothing(const json& limit) {
    return limit.is_null() ? "?" : limit_text(limit);
}

void print_line(const json& line, counts& so_far) {
    const bool good = line.at("error").is_null();
    ++(good ? so_far.proposed : so_far.left_out);
    if (!line.at("line").is_null()) std::cout << "line " << line.at("line") << ": ";
    std::cout << line.at("customer_name").get<std::string>() << " (customer " << line.at("customer")
              << ", company " << line.at("company") << ")  " << limit_or_nothing(line.at("before"))
              << " -> " << limit_or_nothing(line.at("after"));
    if (!line.at("limit_request_id").is_null()) {
        std::cout << "  limit request " << line.at("limit_request_id");
    }
    if (!good) {
        const json& error = line.at("error");
        std::cout << "  left out: " << error.at("message").get<std::string>();
        if (error.contains("field")) {
            std::cout << " (field " << error.at("field").get<std::string>() << ", value \""
                      << error.value("value", "") << "\")";
        }
    }
    std::cout << "\n";
}

json request_of(const subject& about, const wanted_limits& what) {
    json request = {{"op", "propose_limits"},
                    {"percent", what.percent.empty() ? json() : json(what.percent)},
                    {"preview", what.preview},
                    {"user", user_json(about)},
                    {"reason", about.reason}};
    if (!what.round.empty()) request["round"] = what.round;
    if (!what.group.empty()) request["group"] = what.group;
    if (!what.risk_class.empty()) request["risk_class"] = what.risk_class;
    const bool by_name = !what.group.empty() || !what.risk_class.empty();
    if (what.of_one_company || !what.file.empty() || !by_name) request["company"] = about.company;
    return request;
}

// The requests that are sent one after the other: of a file so many lines at once.
std::vector<json> parts_of(const subject& about, const wanted_limits& what) {
    const json request = request_of(about, what);
    if (what.file.empty()) return {request};
    json lines;
    try {
        lines = limit_lines(file_text(what.file));
    } catch (const std::runtime_error& error) {
        throw std::runtime_error(what.file + ", " + error.what());
    }
    std::vector<json> parts;
    for (std::size_t i = 0; i < lines.size(); i += most_lines) {
        parts.push_back(request);
        json& some = parts.back()["lines"] = json::array();
        for (std::size_t j = i; j < lines.size() && j < i + most_lines; ++j) {
            some.push_back(lines[j]);
        }
    }
    return parts;
}

int propose(const common_options& common, const subject& about, const wanted_limits& what) {
    json batch_id;
    counts so_far;
    std::vector<json> parts = parts_of(about, what);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        json request = parts[i];
        request["batch_id"] = batch_id;
        const answer got = ask(common, request);
        if (common.as_json) std::cout << got.body.dump(2) << "\n";
        if (got.status != 0) return common.as_json ? got.status : print_error(got);
        if (!common.as_json) {
            for (const json& each : got.body.at("lines")) print_line(each, so_far);
        }
        batch_id = got.body.at("batch_id");
        if (got.body.at("next_account_id").is_null()) continue;
        request["after_account_id"] = got.body.at("next_account_id");
        parts.push_back(std::move(request));
    }
    if (common.as_json) return 0;
    std::cout << so_far.proposed << (what.preview ? " would be proposed, " : " proposed, ")
              << so_far.left_out << " left out";
    if (!batch_id.is_null()) {
        std::cout << "; look at them: creditgate limit-request list --batch " << batch_id;
    }
    std::cout << "\n";
    return 0;
}

}  // namespace

void add_limits(CLI::App& app, const common_options& common, subject& about, action& chosen) {
    CLI::App* limits = app.add_subcommand("limits", "many credit limits at once");
    limits->require_subcommand(1);
    CLI::App* command = limits->add_subcommand(
        "propose", "ask for other limits: of a company, a group, a risk class, or of a file");
    auto what = std::make_shared<wanted_limits>();
    command->add_option("--percent", what->percent, "by so much, such as 10 or -5.5");
    command->add_option("--round", what->round, "in such steps, such as 100");
    CLI::Option* company =
        command->add_option("--company", about.company,
                            "the ERP's id of the company, 1 unless something else is given");
    command->add_option("--group", what->group, "the members of this credit group");
    command->add_option("--risk-class", what->risk_class, "those in this risk class");
    command->add_option("--file", what->file,
                        "lines with columns customer, and company, amount or percent");
    command->add_flag("--preview", what->preview,
                      "show what would be asked for, and write nothing");
    command->add_option("--reason", about.reason, "why; kept on record")->required();
    command->add_option("--user", about.user, "who; the person at the terminal unless given");
    command->callback([&common, &about, &chosen, what, company] {
        chosen = [&common, &about, what, company] {
            what->of_one_company = company->count() > 0;
            return propose(common, about, *what);
        };
    });
}

}  // namespace creditgate::command
