// SPDX-License-Identifier: Apache-2.0
//
// Many limits at once: a batch of requests, made by a percentage or line by line, looked at before
// anything is written.
#include <charconv>
#include <set>

#include "core/limit/by_percent.hpp"
#include "plugin/clock/utc.hpp"
#include "plugin/json/event.hpp"
#include "plugin/json/limit.hpp"
#include "plugin/json/values.hpp"
#include "plugin/ops/limit_request_parts.hpp"
#include "plugin/ops/ops.hpp"

namespace creditgate {
namespace {

constexpr int most_lines = 1'000;

// A change by 10 % is 11,000 basis points of what is there.
basis_points read_percent(const std::string& text, const std::string& field) {
    const bool less = text.starts_with('-');
    const std::string_view digits = std::string_view(text).substr(less ? 1 : 0);
    const auto point = digits.find('.');
    const std::string_view whole = digits.substr(0, point);
    std::string fraction(point == std::string_view::npos ? "" : digits.substr(point + 1));
    const auto all_digits = [](std::string_view part) {
        return part.find_first_not_of("0123456789") == std::string_view::npos;
    };
    const bool dangling = point != std::string_view::npos && fraction.empty();
    bool good = !whole.empty() && whole.size() <= 4 && fraction.size() <= 2 && !dangling &&
                all_digits(whole) && all_digits(fraction);
    std::int32_t hundredths = 0;
    if (good) {
        fraction.resize(2, '0');
        const std::string both = std::string(whole) + fraction;
        std::from_chars(both.data(), both.data() + both.size(), hundredths);
        hundredths = less ? -hundredths : hundredths;
        good = -10'000 <= hundredths && hundredths <= 990'000;
    }
    if (!good) {
        fail_field("bad_percent", field, text,
                   "found \"" + text + "\", expected -100 to 9900 with at most two decimals",
                   "send a text such as \"10\" for ten percent more, \"-5.5\" for less");
    }
    return {10'000 + hundredths};
}

void require_step(const std::string& text) {
    const bool digits = text.find_first_not_of("0123456789.") == std::string::npos;
    if (digits && text.find_first_of("123456789") != std::string::npos) return;
    fail_field("bad_amount", "round", text, "found \"" + text + "\", expected more than 0",
               "send the step as decimal text such as \"100\"");
}

// One customer, and what his limit is to be. The texts are in his account's currency.
struct wanted_line {
    std::optional<std::int64_t> number;
    company_id company;
    customer_id customer;
    std::string amount;
    std::optional<basis_points> share;
    std::string path;  // of the line in the request, or ""
};

struct proposal {
    std::vector<wanted_line> lines;
    std::optional<account_selection> selection;
    std::optional<basis_points> share;
    std::string step;  // "": as exact as the currency is
    bool preview = false;
    std::optional<std::int64_t> batch_id;
    std::int64_t after_account_id = 0;
    int most = most_lines;
    person user;
    std::string reason;
};

std::optional<basis_points> read_share(reader& members) {
    const auto percent = members.optional_text("percent");
    if (!percent) return std::nullopt;
    return read_percent(*percent, members.path_of("percent"));
}

wanted_line read_line(reader& members, const account_selection& otherwise,
                      const std::optional<basis_points>& share) {
    wanted_line line;
    line.number = members.optional_id("line");
    const auto company = members.optional_id("company");
    line.company =
        company || !otherwise.company ? company_id{members.id("company")} : *otherwise.company;
    line.customer = {members.id("customer")};
    line.amount = members.optional_text("amount").value_or("");
    line.share = read_share(members);
    line.path = members.path_of("");
    line.path.pop_back();
    members.done();
    if (!line.amount.empty() && line.share) {
        fail_field("unknown_field", members.path_of("percent"), "",
                   "\"percent\" says nothing beside \"amount\"", "send one of them");
    }
    if (!line.share) line.share = share;
    if (line.amount.empty() && !line.share) {
        fail_field("missing_field", members.path_of("amount"), "",
                   "neither an amount nor a percentage is said",
                   "send \"amount\" or \"percent\" in the line, or \"percent\" for all");
    }
    return line;
}

account_selection read_selection(reader& request) {
    account_selection made;
    if (const auto company = request.optional_id("company")) made.company = {*company};
    made.group = request.optional_text("group");
    made.risk_class = request.optional_text("risk_class", 20);
    return made;
}

void read_whom(reader& request, proposal& asked) {
    const account_selection selection = read_selection(request);
    const bool all_companies = request.flag("all_companies", false);
    const bool by_line = request.has("lines");
    for (reader& each : request.objects("lines")) {
        asked.lines.push_back(read_line(each, selection, asked.share));
    }
    if (by_line) {
        if (asked.lines.size() <= static_cast<std::size_t>(most_lines)) return;
        fail_field("out_of_range", "lines", std::to_string(asked.lines.size()),
                   "found " + std::to_string(asked.lines.size()) + " lines, expected at most " +
                       std::to_string(most_lines),
                   "send the others afterwards, with the batch_id of the answer");
    }
    if (!selection.company && !selection.group && !selection.risk_class && !all_companies) {
        fail_field("missing_field", "company", "", "it is not said whose limits are meant",
                   "send company, group, risk_class, lines, or \"all_companies\": true");
    }
    if (!asked.share) {
        fail_field("missing_field", "percent", "", "\"percent\" is missing",
                   "send the percentage by which the limits change");
    }
    asked.selection = selection;
}

proposal read_proposal(reader& request) {
    proposal asked;
    asked.share = read_share(request);
    asked.step = request.optional_text("round").value_or("");
    if (request.has("round")) require_step(asked.step);
    read_whom(request, asked);
    asked.preview = request.flag("preview", false);
    asked.batch_id = request.optional_id("batch_id");
    asked.after_account_id = request.integer("after_account_id", 0, INT64_MAX, 0);
    asked.most = static_cast<int>(request.integer("max", 1, most_lines, most_lines));
    asked.user = read_user(request);
    asked.reason = request.text("reason", 2'000);
    request.done();
    return asked;
}

money step_of(const proposal& asked, currency unit) {
    if (asked.step.empty()) return {1, unit};
    return parse_money(asked.step, unit.code(), "round");
}

new_limit limit_of(const proposal& asked, const wanted_line& line, const credit_account& account) {
    if (!line.amount.empty()) {
        const money amount = parse_money(line.amount, account.unit.code(), line.path);
        if (!amount.is_negative()) return {credit_limit::of(amount)};
        fail_field("negative_amount", line.path + ".amount", line.amount,
                   "found " + line.amount + ", expected 0 or more", "send an amount of 0 or more");
    }
    if (!account.limit.amount()) {
        fail_field("bad_limit", line.path + ".percent", std::string(word(account.limit.state())),
                   "the limit is " + std::string(word(account.limit.state())) +
                       ": there is no percentage of it",
                   "send an amount");
    }
    return {credit_limit::of(
        by_percent(*account.limit.amount(), *line.share, step_of(asked, account.unit)))};
}

std::vector<wanted_line> lines_of(unit_of_work& unit, const proposal& asked) {
    if (!asked.selection) return asked.lines;
    std::vector<wanted_line> lines;
    for (const credit_account& each :
         unit.limit_requests().accounts(*asked.selection, asked.after_account_id, asked.most)) {
        lines.push_back({std::nullopt, each.company, each.customer, "", asked.share, ""});
    }
    return lines;
}

// Those of a file may be of customers who never had an account.
void make_accounts(op_context& context, const proposal& asked) {
    for (const wanted_line& each : asked.lines) {
        transact(context, [&](unit_of_work& unit) -> json {
            if (unit.accounts().find(each.company, each.customer)) return nullptr;
            try {
                const credit_account account = account_or_new(unit, each.company, each.customer);
                require_askable(unit, account, limit_of(asked, each, account));
            } catch (const failure& error) {
                if (error.detail().whose == fault::unavailable) throw;
                return nullptr;  // told with the line
            }
            unit.accounts().lock(each.company, each.customer);
            return nullptr;
        });
    }
}

void require_own_batch(unit_of_work& unit, const proposal& asked) {
    if (!asked.batch_id) return;
    const auto found = unit.limit_requests().find_batch(*asked.batch_id);
    if (found && found->by == asked.user.name) return;
    fail_field("unknown_limit_request", "batch_id", std::to_string(*asked.batch_id),
               asked.user.name + " has made no batch " + std::to_string(*asked.batch_id),
               "leave \"batch_id\" out: a new batch is begun");
}

class batch {
  public:
    batch(unit_of_work& unit, const proposal& asked)
        : unit_(unit), asked_(asked), batch_id_(asked.batch_id) {}

    json line_json(const wanted_line& line) {
        json made = {{"line", line.number ? json(*line.number) : json()},
                     {"company", line.company.value},
                     {"customer", line.customer.value},
                     {"customer_name", unit_.accounts().customer_name(line.customer)},
                     {"before", nullptr},
                     {"after", nullptr},
                     {"limit_request_id", nullptr},
                     {"error", nullptr}};
        try {
            propose(line, made);
        } catch (const failure& error) {
            const fault whose = error.detail().whose;
            if (whose != fault::request && whose != fault::refused) throw;
            made["error"] = error_json(error.detail());
        }
        return made;
    }
    [[nodiscard]] const std::optional<std::int64_t>& id() const { return batch_id_; }

  private:
    void propose(const wanted_line& line, json& made) {
        if (!seen_.insert({line.company, line.customer}).second) {
            fail_field("duplicate_customer", line.path + ".customer",
                       std::to_string(line.customer.value),
                       "customer " + std::to_string(line.customer.value) + " stands twice",
                       "leave one of the lines out");
        }
        const credit_account account = account_or_new(unit_, line.company, line.customer);
        made["before"] = limit_json(account.limit);
        const new_limit wanted = limit_of(asked_, line, account);
        made["after"] = limit_json(wanted.limit);
        require_askable(unit_, account, wanted);
        if (asked_.preview) return;
        const person_note note{asked_.user.name, utc_now(), asked_.reason};
        if (!batch_id_) batch_id_ = unit_.limit_requests().add_batch(note);
        made["limit_request_id"] = ask_for(unit_, account, wanted, note, batch_id_);
    }

    unit_of_work& unit_;
    const proposal& asked_;
    std::optional<std::int64_t> batch_id_;
    std::set<std::pair<company_id, customer_id>> seen_;
};

}  // namespace

json op_propose_limits(op_context& context, reader& request) {
    const proposal asked = read_proposal(request);
    require_controller(asked.user, "propose many limits");
    transact(context, [&](unit_of_work& unit) -> json {
        require_own_batch(unit, asked);
        return nullptr;
    });
    if (!asked.preview) make_accounts(context, asked);
    return transact(context, [&](unit_of_work& unit) -> json {
        batch made(unit, asked);
        json lines = json::array();
        std::int64_t last_account = 0;
        const std::vector<wanted_line> wanted = lines_of(unit, asked);
        for (const wanted_line& each : wanted) lines.push_back(made.line_json(each));
        if (asked.selection && wanted.size() == static_cast<std::size_t>(asked.most)) {
            const wanted_line& last = wanted.back();
            last_account = unit.accounts().find(last.company, last.customer).value().account_id;
        }
        return {{"preview", asked.preview},
                {"batch_id", made.id() ? json(*made.id()) : json()},
                {"lines", lines},
                {"next_account_id", last_account == 0 ? json() : json(last_account)}};
    });
}

}  // namespace creditgate
