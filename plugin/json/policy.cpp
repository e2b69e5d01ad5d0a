// SPDX-License-Identifier: Apache-2.0
#include "plugin/json/policy.hpp"

#include <algorithm>

namespace creditgate {
namespace {

void read_checkpoints(reader& document, rule_setting& setting) {
    reader at = document.object("at");
    for (std::size_t i = 0; i < checkpoint_count; ++i) {
        const std::string_view place = words<checkpoint>::list[i];
        if (!at.has(place)) continue;
        setting.at_checkpoint[i] = at.one_of<outcome>(place);
    }
    at.done();
}

rule_setting read_rule(reader& document) {
    rule_setting setting{.kind = document.one_of<rule>("rule")};
    read_checkpoints(document, setting);
    switch (setting.kind) {
        case rule::limit:
            setting.threshold_share = {static_cast<std::int32_t>(
                100 * document.integer("threshold_percent", 0, 10'000, 100))};
            break;
        case rule::days_overdue:
            setting.grace = {static_cast<int>(document.integer("grace_days", 0, 36'500, 0))};
            break;
        case rule::overdue_amount:
        case rule::document_value:
            setting.threshold_money = document.amount("threshold");
            break;
        case rule::account_blocked:
        case rule::rate_missing:
        case rule::no_limit_set:
            break;
    }
    document.done();
    return setting;
}

bool has_rule(const policy& read, rule kind) {
    return std::any_of(read.rules.begin(), read.rules.end(),
                       [&](const rule_setting& each) { return each.kind == kind; });
}

}  // namespace

policy read_policy(const json& document, std::string_view path) {
    reader members(document, std::string(path));
    policy read;
    read.name = members.text("name");
    for (reader& each : members.required_objects("rules")) {
        const rule_setting setting = read_rule(each);
        if (has_rule(read, setting.kind)) {
            fail_field("duplicate_rule", each.path_of("rule"), word(setting.kind),
                       "the rule " + std::string(word(setting.kind)) + " is set twice",
                       "set each rule once");
        }
        read.rules.push_back(setting);
    }
    members.done();
    return read;
}

std::string default_policy() {
    const auto rule_at = [](std::string_view name, std::string_view quote,
                            std::string_view confirm) {
        return json{{"rule", name}, {"at", {{"quote", quote}, {"confirm", confirm}}}};
    };
    json days = rule_at("days_overdue", "warn", "hold");
    days["grace_days"] = 5;
    json limit = rule_at("limit", "warn", "hold");
    limit["threshold_percent"] = 100;
    const json standard = {
        {"name", "Standard"},
        {"rules",
         {rule_at("account_blocked", "warn", "reject"), rule_at("rate_missing", "warn", "hold"),
          rule_at("no_limit_set", "warn", "hold"), limit, days}}};
    return standard.dump();
}

}  // namespace creditgate
