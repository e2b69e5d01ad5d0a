// SPDX-License-Identifier: Apache-2.0
#include "core/archive/words.hpp"

#include <gtest/gtest.h>

#include <set>

namespace creditgate {
namespace {

template <class Enum>
void expect_words_lead_back() {
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < words<Enum>::list.size(); ++i) {
        const auto value = static_cast<Enum>(i);
        EXPECT_EQ(from_word<Enum>(word(value)), value) << word(value);
        EXPECT_TRUE(seen.insert(word(value)).second) << word(value) << " stands for two";
        EXPECT_FALSE(word(value).empty());
    }
    EXPECT_FALSE(from_word<Enum>(""));
    EXPECT_FALSE(from_word<Enum>("LIMIT"));
    EXPECT_FALSE(from_word<Enum>("open "));
}

TEST(words, each_value_has_one_word_that_leads_back_to_it) {
    expect_words_lead_back<role>();
    expect_words_lead_back<document_kind>();
    expect_words_lead_back<limit_state>();
    expect_words_lead_back<bucket>();
    expect_words_lead_back<exposure_source>();
    expect_words_lead_back<checkpoint>();
    expect_words_lead_back<rule>();
    expect_words_lead_back<outcome>();
    expect_words_lead_back<direction>();
    expect_words_lead_back<hold_state>();
    expect_words_lead_back<hold_order>();
    expect_words_lead_back<notice_kind>();
    expect_words_lead_back<hold_entry_kind>();
    expect_words_lead_back<limit_request_state>();
    expect_words_lead_back<payment_course>();
    expect_words_lead_back<override_kind>();
    expect_words_lead_back<override_key>();
}

// Stored rows and other programs read these words: the last of each list shows a shift.
TEST(words, are_the_ones_that_are_stored) {
    EXPECT_EQ(word(role::system), "system");
    EXPECT_EQ(word(document_kind::invoice), "invoice");
    EXPECT_EQ(word(limit_state::unlimited), "unlimited");
    EXPECT_EQ(word(limit_request_state::withdrawn), "withdrawn");
    EXPECT_EQ(word(bucket::unallocated), "unallocated");
    EXPECT_EQ(word(bucket::reservation), "reservation");
    EXPECT_EQ(word(exposure_source::credit_note), "credit_note");
    EXPECT_EQ(word(exposure_source::reservation), "reservation");
    EXPECT_EQ(word(checkpoint::confirm), "confirm");
    EXPECT_EQ(word(checkpoint::process), "process");
    EXPECT_EQ(word(checkpoint::payment), "payment");
    EXPECT_EQ(word(rule::account_blocked), "account_blocked");
    EXPECT_EQ(word(rule::document_value), "document_value");
    EXPECT_EQ(word(outcome::reject), "reject");
    EXPECT_EQ(word(direction::returned), "return");
    EXPECT_EQ(word(hold_state::lapsed), "lapsed");
}

}  // namespace
}  // namespace creditgate
