// SPDX-License-Identifier: Apache-2.0
#include "plugin/json/policy.hpp"

#include <algorithm>

#include "plugin/json/custom.hpp"
#include "plugin/json/exclusions.hpp"
#include "plugin/json/pilot.hpp"
#include "plugin/json/rule_kinds.hpp"
#include "plugin/json/scope.hpp"

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

void read_share(basis_points share, rule_setting& setting) {
    if (setting.kind != rule::overdue_amount) {
        setting.threshold_share = share;
    } else if (share.value > 0) {
        setting.limit_used = share;
    }
}

void read_days(day_count days, const rule_term& term, rule_setting& setting) {
    if (term.name == last_days_term) {
        setting.last_days = days;
    } else if (setting.kind == rule::new_customer) {
        setting.least_days = days;
    } else {
        setting.most_days = days;
    }
}

void read_name(reader& document, const rule_term& term, rule_setting& setting) {
    if (setting.kind == rule::custom) {
        setting.custom.name = document.text(term.name, longest_custom_name);
    } else {
        setting.names = {document.text(term.name, 20)};
    }
}

void read_term(reader& document, const rule_term& term, rule_setting& setting) {
    switch (term.in) {
        case rule_term::unit::none:
            return;
        case rule_term::unit::percent:
            read_share(basis_points{static_cast<std::int32_t>(
                           100 * document.integer(term.name, 0, most_percent, term.otherwise))},
                       setting);
            return;
        case rule_term::unit::days:
            read_days({static_cast<int>(document.integer(term.name, 0, most_days, term.otherwise))},
                      term, setting);
            return;
        case rule_term::unit::level:
            setting.most_level = {
                static_cast<int>(document.integer(term.name, 0, highest_level, term.otherwise))};
            return;
        case rule_term::unit::amount:
            setting.threshold_money = document.amount(term.name);
            return;
        case rule_term::unit::name:
            read_name(document, term, setting);
            return;
        case rule_term::unit::names:
            setting.names = document.names(term.name);
            return;
        case rule_term::unit::flag:
            (setting.kind == rule::rating ? setting.none_too : setting.all_but_names) =
                document.flag(term.name, term.otherwise != 0);
            return;
        case rule_term::unit::conditions:
            setting.custom.when = read_conditions(document, term.name);
            return;
    }
}

rule_setting read_rule(reader& document) {
    rule_setting setting{.kind = document.one_of<rule>("rule")};
    read_checkpoints(document, setting);
    for (const rule_term& term : kind_of(setting.kind).terms) read_term(document, term, setting);
    setting.whom = read_scope(document);
    document.done();
    return setting;
}

bool is_set_twice(const policy& read, const rule_setting& setting) {
    return std::any_of(read.rules.begin(), read.rules.end(), [&](const rule_setting& each) {
        return is_same_rule(each, setting) && each.whom == setting.whom;
    });
}

[[noreturn]] void fail_twice(const reader& document, const rule_setting& setting) {
    const std::string whom = scope_name(setting.whom);
    const std::string own_name = setting.custom.name;
    fail_field("duplicate_rule", document.path_of("rule"), word(setting.kind),
               "the rule " + std::string(word(setting.kind)) +
                   (own_name.empty() ? "" : " \"" + own_name + "\"") + " is set twice" +
                   (whom.empty() ? "" : " for " + whom),
               own_name.empty() ? "set each rule once for a scope"
                                : "give each custom rule a name of its own");
}

[[noreturn]] void fail_policy(reader& document, std::string_view field, std::string_view value,
                              const std::string& message, const std::string& next) {
    fail_field("bad_policy", document.path_of(field), value, message, next);
}

// Without them two documents at once would pass that do not fit together.
void require_reservations(reader& document, bucket which, const bucket_setting& setting) {
    if (which != bucket::reservation || setting.included) return;
    fail_policy(document, "included", "false", "what is reserved has to count in the exposure",
                "leave \"included\" out for the bucket reservation");
}

void read_bucket(reader& document, bucket_terms& terms, std::vector<bucket>& seen) {
    const bucket which = document.one_of<bucket>("bucket");
    bucket_setting setting{document.flag("included", true), document.optional_amount("limit")};
    document.done();
    if (std::find(seen.begin(), seen.end(), which) != seen.end()) {
        fail_policy(document, "bucket", word(which),
                    "the bucket " + std::string(word(which)) + " is set twice",
                    "set each bucket once");
    }
    seen.push_back(which);
    require_reservations(document, which, setting);
    if (which == bucket::open_order_beyond_horizon && !terms.horizon) {
        fail_policy(document, "bucket", word(which),
                    "no order is beyond the horizon: the policy has none",
                    "set \"horizon_days\" in the policy");
    }
    terms.settings[static_cast<std::size_t>(which)] = setting;
}

bucket_terms read_buckets(reader& document) {
    bucket_terms terms;
    if (document.has("horizon_days")) {
        terms.horizon = {static_cast<int>(document.integer("horizon_days", 0, 36'500, 0))};
    }
    std::vector<bucket> seen;
    for (reader& each : document.objects("buckets")) read_bucket(each, terms, seen);
    return terms;
}

release_authority read_authority(reader& document) {
    release_authority line{document.one_of<role>("role")};
    if (line.whose != role::controller && line.whose != role::manager) {
        fail_policy(document, "role", word(line.whose),
                    "the role " + std::string(word(line.whose)) + " may not release anything",
                    "set the authority of controller or manager");
    }
    line.amount = document.optional_amount("amount");
    line.excess = document.optional_amount("excess");
    if (document.has("days_overdue")) {
        line.overdue = {static_cast<int>(document.integer("days_overdue", 0, most_days, 0))};
    }
    document.done();
    return line;
}

std::vector<std::string> read_grades(reader& document) {
    if (!document.has("rating_grades")) return {};
    std::vector<std::string> grades = document.names("rating_grades");
    for (auto each = grades.begin(); each != grades.end(); ++each) {
        if (std::find(grades.begin(), each, *each) == each) continue;
        fail_policy(document, "rating_grades", *each, "the grade " + *each + " is listed twice",
                    "list each grade once, the best first");
    }
    return grades;
}

// What is good enough for a rule about the rating: from the best grade to the worst that it allows.
void find_grades(rule_setting& setting, const policy& read, reader& line) {
    const auto& all = read.rating_grades;
    const auto worst = std::find(all.begin(), all.end(), setting.names.front());
    if (worst == all.end()) {
        fail_policy(line, "worst", setting.names.front(),
                    "the grade " + setting.names.front() + " is not one of the policy",
                    "list it in \"rating_grades\" of the policy, the best first");
    }
    setting.names.assign(all.begin(), std::next(worst));
}

// A limit that no rule looks at, and a rule that looks at none, are somebody's mistake.
void require_rule_and_limits(reader& document, const policy& read) {
    const bool any_limit =
        std::any_of(read.buckets.settings.begin(), read.buckets.settings.end(),
                    [](const bucket_setting& each) { return each.limit.has_value(); });
    if (any_limit == (find_rule(read, rule::bucket_limit) != nullptr)) return;
    if (any_limit) {
        fail_policy(document, "buckets", "", "a bucket has a limit, and no rule looks at it",
                    "set the rule bucket_limit, with an outcome at each checkpoint that minds");
    }
    fail_policy(document, "rules", word(rule::bucket_limit),
                "the rule bucket_limit is set, and no bucket has a limit",
                "give a bucket in \"buckets\" a \"limit\", or leave the rule out");
}

}  // namespace

policy read_policy(const json& document, std::string_view path) {
    reader members(document, std::string(path));
    policy read;
    read.name = members.text("name");
    read.buckets = read_buckets(members);
    read.rating_grades = read_grades(members);
    for (reader& each : members.required_objects("rules")) {
        rule_setting setting = read_rule(each);
        if (setting.kind == rule::rating) find_grades(setting, read, each);
        if (is_set_twice(read, setting)) fail_twice(each, setting);
        read.rules.push_back(setting);
    }
    if (members.has("escalate_after_hours")) {
        read.escalate_after_hours =
            static_cast<int>(members.integer("escalate_after_hours", 1, 8'760, 1));
    }
    if (members.has("when_credit_is_freed")) {
        read.when_credit_is_freed = members.one_of<freed_credit>("when_credit_is_freed");
    }
    for (reader& each : members.objects("release_authority")) {
        read.authorities.push_back(read_authority(each));
    }
    read.exclusions = read_exclusions(members);
    read.tried = read_pilot(members);
    members.done();
    require_rule_and_limits(members, read);
    return read;
}

std::string default_policy() {
    const auto rule_at = [](std::string_view name, std::string_view quote,
                            std::string_view confirm) {
        return json{{"rule", name}, {"at", {{"quote", quote}, {"confirm", confirm}}}};
    };
    json days = rule_at("days_overdue", "warn", "hold");
    days["grace_days"] = 5;
    const auto limit_at_confirm = [&](std::string_view name) {
        json line = rule_at(name, "warn", "hold");
        line["threshold_percent"] = 100;
        return line;
    };
    const json standard = {
        {"name", "Standard"},
        {"escalate_after_hours", 24},
        {"rules",
         {rule_at("account_blocked", "warn", "reject"), rule_at("rate_missing", "warn", "hold"),
          rule_at("no_limit_set", "warn", "hold"), limit_at_confirm("group_limit"),
          limit_at_confirm("salesperson_limit"), limit_at_confirm("department_limit"),
          limit_at_confirm("limit"), days}}};
    return standard.dump();
}

}  // namespace creditgate
