// SPDX-License-Identifier: Apache-2.0
#include "core/chain/verification.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

namespace creditgate {
namespace {

// Any digest serves: only whether two are the same is looked at.
std::string short_digest(std::string_view text) {
    return std::to_string(std::hash<std::string_view>()(text));
}

struct archive {
    std::vector<chain_link> links;
    std::vector<std::optional<chained_record>> records;
    std::vector<chain_total> totals{{}};
};

// Records 1 to 6, in turn of the accounts 7 and 8.
archive six_records() {
    archive made;
    std::map<std::int64_t, chain_head> heads;
    for (std::int64_t i = 1; i <= 6; ++i) {
        const std::int64_t account = i % 2 == 1 ? 7 : 8;
        const chained_record record{
            {record_kind::decision, i}, account, "", {"approve", std::nullopt, std::to_string(i)}};
        chain_head& head = heads[account];
        const std::string seal = seal_of(head, account, record, short_digest);
        head = {head.position + 1, seal};
        made.links.push_back({i, account, head.position, record.key, seal});
        made.records.emplace_back(record);
        made.totals.push_back(with_link(made.totals.back(), seal, short_digest));
    }
    return made;
}

std::string told(const chain_break& each) {
    const std::string at = std::to_string(each.seal_id);
    const std::string place = std::to_string(each.account_id) + "/" + std::to_string(each.position);
    switch (each.kind) {
        case break_kind::changed:
            return "changed " + std::to_string(each.record->id) + " at " + place;
        case break_kind::missing:
            return "missing " + std::to_string(each.record->id) + " at " + place;
        case break_kind::link_missing:
            return each.position == 0 ? "no link " + at : "no link at " + place;
        case break_kind::anchor_differs:
            return "anchor " + at;
        default:
            return "?";
    }
}

std::string found_in(const archive& kept, const std::vector<chain_anchor>& anchors,
                     std::int64_t sealed) {
    chain_walk walk(short_digest, anchors);
    for (std::size_t i = 0; i < kept.links.size(); ++i) walk.take(kept.links[i], kept.records[i]);
    walk.end(sealed);
    std::string all;
    for (const chain_break& each : walk.breaks()) all += (all.empty() ? "" : ", ") + told(each);
    return all;
}

struct damage {
    const char* name;
    std::function<void(archive&)> done;
    const char* found;
};

void erase(archive& kept, std::ptrdiff_t at) {
    kept.links.erase(kept.links.begin() + at);
    kept.records.erase(kept.records.begin() + at);
}

const std::vector<damage>& all_damage() {
    static const std::vector<damage> all = {
        {"none", [](archive&) {}, ""},
        {"first record", [](archive& a) { a.records[0]->columns[0] = "Approve"; },
         "changed 1 at 7/1"},
        {"last record", [](archive& a) { a.records[5]->columns[2] = "7"; }, "changed 6 at 8/3"},
        {"NULL is not empty", [](archive& a) { a.records[2]->columns[1] = ""; },
         "changed 3 at 7/2"},
        {"a byte moves to the next column",
         [](archive& a) {
             a.records[3]->columns = {"approv", "e", "4"};
         },
         "changed 4 at 8/2"},
        {"a column more", [](archive& a) { a.records[3]->columns.emplace_back(""); },
         "changed 4 at 8/2"},
        {"a column more that is NULL", [](archive& a) { a.records[3]->columns.emplace_back(); },
         ""},
        {"two records",
         [](archive& a) { a.records[1]->columns[0] = a.records[4]->columns[0] = "x"; },
         "changed 2 at 8/1, changed 5 at 7/3"},
        {"a record is gone", [](archive& a) { a.records[2].reset(); }, "missing 3 at 7/2"},
        // The next link was made behind the right one.
        {"a seal", [](archive& a) { a.links[2].seal = "0"; }, "changed 3 at 7/2"},
        {"another record in its place",
         [](archive& a) {
             a.links[2].key.id = 5;
             a.records[2] = a.records[4];
         },
         "changed 5 at 7/2"},
        {"a link is gone", [](archive& a) { erase(a, 2); }, "no link at 7/2"},
        {"the newest link of an account is gone", [](archive& a) { erase(a, 4); }, "no link 5"},
        {"the newest link of all is gone", [](archive& a) { erase(a, 5); }, "no link 6"},
        {"the links of an account are gone",
         [](archive& a) {
             erase(a, 5);
             erase(a, 3);
             erase(a, 1);
         },
         "no link 2"},
    };
    return all;
}

TEST(chain_walk, names_what_is_not_as_it_was_sealed) {
    for (const damage& each : all_damage()) {
        archive kept = six_records();
        each.done(kept);
        EXPECT_EQ(each.found, found_in(kept, {}, 6)) << each.name;
    }
}

// Whoever can write everything makes the chain anew behind what he has changed.
TEST(chain_walk, is_held_against_anchors) {
    const archive sound = six_records();
    const chain_anchor at_three{sound.totals[3], "monday"};
    const chain_anchor at_six{sound.totals[6], "tuesday"};
    EXPECT_EQ("", found_in(sound, {at_six, at_three}, 6));

    archive shorter = sound;
    erase(shorter, 5);
    EXPECT_EQ("", found_in(shorter, {at_three}, 5));
    EXPECT_EQ("anchor 6", found_in(shorter, {at_three, at_six}, 5));

    archive forged;
    std::map<std::int64_t, chain_head> heads;
    forged = six_records();
    forged.records[3]->columns[0] = "hold";
    for (std::size_t i = 0; i < 6; ++i) {
        chain_link& link = forged.links[i];
        chain_head& head = heads[link.account_id];
        link.seal = seal_of(head, link.account_id, *forged.records[i], short_digest);
        head = {head.position + 1, link.seal};
    }
    EXPECT_EQ("", found_in(forged, {}, 6));
    EXPECT_EQ("", found_in(forged, {at_three}, 6));
    EXPECT_EQ("anchor 6", found_in(forged, {at_three, at_six}, 6));
}

TEST(chain_walk, of_nothing_finds_nothing) {
    EXPECT_EQ("", found_in({}, {}, 0));
    EXPECT_EQ("no link 1", found_in({}, {}, 1));
    EXPECT_EQ("anchor 1", found_in({}, {{{1, "x"}, "monday"}}, 0));
}

// So that what was sealed once is verified by later versions, too.
TEST(seal, is_of_this_text) {
    std::string text;
    const digest keep = [&](std::string_view whole) {
        text = whole;
        return std::string("seal");
    };
    seal_of({2, "ab"}, 7, {{record_kind::event, 9}, 7, "", {"x", std::nullopt, "", std::nullopt}},
            keep);
    EXPECT_EQ("2:ab,1:7,1:3,1:1,1:9,1:x,-,0:,", text);
    with_link({4, "cd"}, "ab", keep);
    EXPECT_EQ("2:cd,2:ab,", text);
}

}  // namespace
}  // namespace creditgate
