// SPDX-License-Identifier: Apache-2.0
#include "plugin/messages/graduation_text.hpp"

#include "plugin/messages/catalog.hpp"

namespace creditgate {
namespace {

std::string amounts_text(const sum_of_documents& sum) {
    std::string text;
    for (const money& each : sum.amounts) {
        text.append(text.empty() ? "" : " + ").append(format_for_people(each));
    }
    return text.empty() ? "0" : text;
}

std::string number_of(const sum_of_documents& sum) {
    return std::to_string(sum.documents);
}

// What is settled or overdue: of that it is known whether it was late.
std::int64_t known_of(const pilot_tally& of) {
    return of.in_time.documents + of.late.documents;
}

std::string known_text(const pilot_tally& of) {
    return std::to_string(known_of(of));
}

}  // namespace

std::string graduation_text(const graduation& found, std::string_view language) {
    const pilot_tally& held = found.all.held;
    const pilot_tally& passed = found.all.passed;
    const std::int64_t all = held.all.documents + passed.all.documents;
    if (all == 0) return message_text(language, "graduation.none", {});
    std::string text = message_text(language, "graduation.held",
                                    {{"all", std::to_string(all)},
                                     {"held", number_of(held.all)},
                                     {"amounts", amounts_text(held.all)}});
    const auto add = [&](std::string_view key, const pilot_tally& of) {
        text.append("\n").append(message_text(language, key,
                                              {{"known", known_text(of)},
                                               {"late", number_of(of.late)},
                                               {"amounts", amounts_text(of.late)},
                                               {"unpaid", number_of(of.unpaid)},
                                               {"in_time", number_of(of.in_time)},
                                               {"open", number_of(of.open)},
                                               {"gone", number_of(of.gone)}}));
    };
    if (held.all.documents > 0) add("graduation.caught", held);
    if (passed.all.documents > 0) add("graduation.missed", passed);
    return text;
}

}  // namespace creditgate
