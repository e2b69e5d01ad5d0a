// SPDX-License-Identifier: Apache-2.0
#include "plugin/ops/replayed_decision.hpp"

#include <algorithm>

#include "plugin/json/difference.hpp"

namespace creditgate {

made_decision made_again(const json& record, const policy& rules) {
    const json& answer = record.at("answer");
    const bool afterwards = answer.value("went_on_before", false);
    check_event event = event_on_record(record);
    answer_basis basis = recorded_basis(record, event);
    decision decided = decide(event, basis.facts, rules);
    clearing ways = ways_to_clear(decided, event, basis.facts, rules, basis.invoices);
    return {std::move(event),
            std::move(basis),
            rules,
            afterwards ? moment_of_asking::afterwards : moment_of_asking::before_it_goes,
            std::move(decided),
            std::move(ways),
            {answer.at("as_of").get<std::string>()}};
}

namespace {

// The record as it would be written now. Which hold there was, nobody decides: it is taken over.
decision_record record_again(const decision_record& stored, const policy& rules) {
    const json record = json::parse(stored.record);
    const json& hold_id = record.at("answer").at("hold_id");
    const made_decision made = made_again(record, rules);
    return record_of(made, stored.decision_id,
                     answer_json(made, hold_id.is_null() ? 0 : hold_id.get<std::int64_t>()));
}

json transaction_json(const std::optional<erp_transaction>& transaction) {
    if (!transaction) return nullptr;
    return transaction->cluster + " " + transaction->id;
}

// What stands in the other columns, under their names.
json columns_json(const decision_record& of) {
    return {{"account_id", of.account_id},
            {"request_id", of.request_id},
            {"transaction_id", transaction_json(of.transaction)},
            {"checkpoint", word(of.where)},
            {"document_kind", word(of.document.kind)},
            {"document_id", of.document.id},
            {"document_number", of.document_number},
            {"currency", of.amount.unit().code()},
            {"amount_minor", of.amount.minor()},
            {"outcome", word(of.result)},
            {"policy_version", of.policy_version},
            {"business_date", format_date(of.business_date)},
            {"decided_at", of.decided_at.text},
            {"decided_for", of.decided_for},
            {"pilot", of.in_pilot ? json(word(*of.in_pilot)) : json()}};
}

bool is_for_people(std::string_view name, const json& value) {
    return name == "text" || name == "message" || (name == "clear" && value.is_string());
}

std::string shown(const json& value) {
    constexpr std::size_t longest = 200;
    if (value.is_null()) return "nothing";
    return shortened(value.is_string() ? value.get<std::string>() : value.dump(), longest);
}

replayed_decision told(replay_result result, const json_difference& found) {
    return {result, found.place, shown(found.first), shown(found.second)};
}

// The members are the same, and the text is not: blanks, an order, a number written otherwise.
replayed_decision first_byte(const std::string& recorded, const std::string& replayed) {
    const auto at =
        std::mismatch(recorded.begin(), recorded.end(), replayed.begin(), replayed.end());
    const auto place = at.first - recorded.begin();
    constexpr std::size_t longest = 40;
    return {replay_result::differs, "record, byte " + std::to_string(place),
            shown(std::string(at.first, recorded.end()).substr(0, longest)),
            shown(std::string(at.second, replayed.end()).substr(0, longest))};
}

replayed_decision compared(const decision_record& stored, const decision_record& again) {
    const auto all = [](std::string_view, const json&) { return true; };
    const auto decided = [](std::string_view name, const json& value) {
        return !is_for_people(name, value);
    };
    const json before = json::parse(stored.record);
    const json now = json::parse(again.record);
    const json columns = columns_json(stored);
    const json columns_now = columns_json(again);
    if (const auto found =
            first_difference(before.at("answer"), now.at("answer"), "answer", decided)) {
        return told(replay_result::differs, *found);
    }
    if (const auto found = first_difference(columns, columns_now, "cg_decision", all)) {
        return told(replay_result::differs, *found);
    }
    if (stored.record == again.record) return {};
    if (const auto found = first_difference(before, now, "", decided)) {
        return told(replay_result::differs, *found);
    }
    if (const auto found = first_difference(before, now, "", all)) {
        return told(replay_result::worded_otherwise, *found);
    }
    return first_byte(stored.record, again.record);
}

}  // namespace

replayed_decision replay(const decision_record& stored, const policy& rules) {
    try {
        return compared(stored, record_again(stored, rules));
    } catch (const failure& error) {
        return {replay_result::unreadable, "record", "", "", error.detail().message};
    } catch (const std::exception& error) {
        return {replay_result::unreadable, "record", "", "", shown(error.what())};
    }
}

}  // namespace creditgate
