// SPDX-License-Identifier: Apache-2.0
#include "plugin/command/audit_chain.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>

#include "plugin/command/anchor_lines.hpp"
#include "plugin/command/print.hpp"

namespace creditgate::command {
namespace {

struct sealing {
    std::string day = today();
    bool anchor = false;
    std::string file;
};

// Opened before anything is sealed: an anchor that cannot be kept is not made.
std::ofstream opened(const std::string& file) {
    std::ofstream kept;
    if (file.empty()) return kept;
    kept.open(file, std::ios::app);
    if (!kept) throw CLI::FileError("cannot write " + file + ": name a file that can be written");
    return kept;
}

void print_sealed(const json& body) {
    std::cout << "sealed now: " << body.at("sealed_now") << ", in all " << body.at("sealed")
              << ", not yet sealed: " << body.at("not_yet_sealed") << "\n";
    if (!body.at("anchor").is_null()) {
        std::cout << "anchor: " << anchor_line(body.at("anchor")) << std::endl;
    }
}

int seal(const common_options& common, const sealing& wanted) {
    std::ofstream kept = opened(wanted.file);
    json request = {{"op", "seal_audit"}, {"business_date", wanted.day}, {"anchor", wanted.anchor}};
    for (;;) {
        const answer got = ask(common, request);
        if (got.status != 0) return print_error(got);
        if (common.as_json) {
            std::cout << got.body.dump() << std::endl;
        } else {
            print_sealed(got.body);
        }
        const json& anchor = got.body.at("anchor");
        if (!anchor.is_null() && kept.is_open() && !(kept << anchor_line(anchor) << std::endl)) {
            std::cerr << "creditgate: cannot write " << wanted.file
                      << "; keep the anchor that is printed above\n";
            return 1;
        }
        if (got.body.at("done").get<bool>()) return 0;
        if (got.body.at("sealed_now") == 0) {
            std::cout << "somebody has been writing all the time; the next call goes on\n";
            return 0;
        }
    }
}

json anchors_of(const std::vector<std::string>& given) {
    json all = json::array();
    for (const std::string& each : given) {
        if (!std::filesystem::exists(each)) {
            all.push_back(anchor_of_word(each));
            continue;
        }
        const json lines = anchors_of_lines(file_text(each), each);
        all.insert(all.end(), lines.begin(), lines.end());
    }
    return all;
}

// 0 when nothing is broken.
int verify(const common_options& common, const std::vector<std::string>& given) {
    json request = {{"op", "verify_audit"}, {"anchors", anchors_of(given)}};
    if (!common.language.empty()) request["language"] = common.language;
    bool broken = false;
    const int code = run(common, request, [&](const json& body) {
        broken = body.at("broken") != 0;
        if (broken) std::cout << "first break: ";
        for (const json& each : body.at("breaks")) {
            std::cout << each.at("text").get<std::string>() << "\n";
        }
        std::cout << "verified: " << body.at("verified") << " records against "
                  << body.at("anchors") << " anchors; broken: " << body.at("broken")
                  << "; not yet sealed: " << body.at("not_yet_sealed") << "\n";
        if (given.empty()) {
            std::cout << "nothing from outside of the database was compared: give --anchor\n";
        }
    });
    return code == 0 && broken ? 1 : code;
}

}  // namespace

void add_audit_chain(CLI::App& audit, const common_options& common, action& chosen) {
    CLI::App* sealer =
        audit.add_subcommand("seal", "seal what was recorded since; a job calls it each minute");
    auto wanted = std::make_shared<sealing>();
    sealer->add_option("--day", wanted->day, "the business day, today unless given");
    sealer->add_flag("--anchor", wanted->anchor, "make an anchor now, not only once a day");
    sealer->add_option("--anchor-file", wanted->file,
                       "keep each anchor as a line of this file, best on another machine");
    sealer->callback([&common, &chosen, wanted] {
        chosen = [&common, wanted] { return seal(common, *wanted); };
    });
    CLI::App* verifier = audit.add_subcommand(
        "verify", "prove that the records are what was sealed, and name what is not");
    auto anchors = std::make_shared<std::vector<std::string>>();
    verifier->add_option("--anchor", *anchors,
                         "a file that audit seal has written, or <records>:<hash>");
    verifier->callback([&common, &chosen, anchors] {
        chosen = [&common, anchors] { return verify(common, *anchors); };
    });
}

}  // namespace creditgate::command
