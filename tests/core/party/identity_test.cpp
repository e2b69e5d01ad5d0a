// SPDX-License-Identifier: Apache-2.0
//
// What makes two names, or two identifiers, look like one customer's.
#include "core/party/identity.hpp"

#include <gtest/gtest.h>

namespace creditgate {
namespace {

struct name_row {
    const char* told;
    const char* compared;
};

TEST(compared_name, is_without_case_accents_blanks_and_punctuation) {
    const name_row rows[] = {
        {"Harbour Foods", "harbourfoods"},
        {"HARBOUR-FOODS", "harbourfoods"},
        {"  Harbour   Foods!", "harbourfoods"},
        {"Harbour Foods 2", "harbourfoods2"},
        {"O'Brien", "obrien"},
        {"O\u2019Brien", "obrien"},
        {"Müller", "mueller"},
        {"Mueller", "mueller"},
        {"MÜLLER", "mueller"},
        {"Muller", "muller"},
        {"Straße", "strasse"},
        {"Citroën", "citroen"},
        {"Łódź", "łodź"},
        {"ŁÓDŹ", "łodź"},
        {"ΑΘΗΝΑ", "αθηνα"},
        {"Ромашка", "ромашка"},
        {"РОМАШКА", "ромашка"},
        {"ＡＢＣ　１２", "abc12"},
        {"福州（马尾）造船", "福州马尾造船"},
        {"福州(马尾)造船", "福州马尾造船"},
    };
    for (const name_row& each : rows) {
        EXPECT_EQ(compared_name(each.told), each.compared) << each.told;
    }
}

TEST(compared_name, is_without_the_legal_form_at_its_end) {
    const name_row rows[] = {
        {"Harbour Foods GmbH", "harbourfoods"},
        {"Harbour Foods G.m.b.H.", "harbourfoods"},
        {"Harbour Foods GmbH & Co. KG", "harbourfoods"},
        {"Harbour Foods Ltd", "harbourfoods"},
        {"Harbour Foods Ltd.", "harbourfoods"},
        {"Harbour Foods, Limited", "harbourfoods"},
        {"Harbour Foods S.A.", "harbourfoods"},
        {"Harbour Foods S. A.", "harbourfoods"},
        {"Harbour Foods, Inc.", "harbourfoods"},
        {"Harbour Foods Co., Ltd.", "harbourfoods"},
        {"Harbour Foods Pty Ltd", "harbourfoods"},
        {"福州造船有限公司", "福州造船"},
        {"福州造船股份有限公司", "福州造船"},
        {"福州造船", "福州造船"},
        {"GmbH Journal", "gmbhjournal"},
        {"SA Trading", "satrading"},
        {"AG", "ag"},
        {"Co. KG", "co"},
        {"有限公司", "有限公司"},
    };
    for (const name_row& each : rows) EXPECT_EQ(compared_name(each.told), each.compared);
}

TEST(compared_name, leaves_nothing_of_what_has_no_letters_and_keeps_what_is_no_text) {
    EXPECT_EQ(compared_name(""), "");
    EXPECT_EQ(compared_name(" . - "), "");
    EXPECT_EQ(compared_name("\xFF\xC3"), "\xFF\xC3");
    EXPECT_EQ(compared_name("A\xE2\x82"), "a\xE2\x82");
}

TEST(compared_identifier, is_its_letters_and_digits) {
    const name_row rows[] = {
        {"DE123456789", "DE123456789"},
        {"de 123.456.789", "DE123456789"},
        {"DE-123 456 789", "DE123456789"},
        {"91350100M000100Y43", "91350100M000100Y43"},
        {"９１３５", "9135"},
        {" - ", ""},
    };
    for (const name_row& each : rows) EXPECT_EQ(compared_identifier(each.told), each.compared);
}

}  // namespace
}  // namespace creditgate
