// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/decision/event.hpp"
#include "core/decision/group.hpp"
#include "core/decision/payer_facts.hpp"
#include "core/exposure/exposure.hpp"
#include "core/limit/credit_account.hpp"

namespace creditgate {

// A release of this very document that has not been used: it lets the document pass once, up to
// its amount.
struct usable_release {
    std::int64_t hold_id = 0;
    money up_to;  // in the document's currency at the time of the hold
    std::string released_by;
    bool of_source = false;  // not of the document but of one that it continues
};

// The document went on in a pilot that is over: it goes on at its later steps, up to its amount.
struct opening_cover {
    std::int64_t decision_id = 0;  // by which it went on
    money up_to;                   // in its currency
};

// A person has put this very document on hold, or one that it takes from: whatever the rules find,
// it waits for a person.
struct forced_hold {
    std::int64_t hold_id = 0;
    std::string by;
    std::string why;
    std::string source{};  // the number of the one that it takes from, "": the document itself
};

// What a source document of the event still adds to the exposure, in its own currency. One that is
// partly delivered has a part for each; what an invoice takes over first comes first.
struct source_open {
    document_key document;
    money amount;
    exposure_source source = exposure_source::open_order;
    std::optional<date> day{};  // when an order is to be shipped, or an invoice to be paid
};

// All that a decision depends on, read under the account's lock. The document itself is not in
// `lines`.
struct check_facts {
    credit_account account;
    std::vector<exposure_line> lines;
    std::vector<source_open> sources;
    std::vector<fx_rate> rates;
    std::optional<usable_release> release;
    std::vector<group_facts> groups{};  // those that it is in, by kind
    std::optional<forced_hold> forced{};
    payer_facts payer{};
    std::optional<opening_cover> opening{};
};

// What was found, and the line it was held against.
using figure = std::variant<std::monostate, money, day_count, dunning_level>;

// What a reason is about where its rule looks at several: a bucket, a currency with its rate, or a
// name: one that the policy's line has (a risk class, the line's own), that of a group, or those of
// customers.
using subject = std::variant<std::monostate, bucket, currency, std::string>;

struct reason {
    rule kind;
    outcome effect;
    figure value;
    figure threshold;
    subject about{};
    scope whom{};  // whom the line of the policy is for, by which it was found
    std::vector<condition_found> conditions{};  // of a custom rule all, as they were found
};

// Why the rules did not look at a document, and by whose line of the policy.
struct exclusion_found {
    exclusion kind;
    scope whom{};
};

// Whom the policy's lines are chosen for.
policy_subject subject_of(const check_facts& facts);

struct decision {
    outcome result = outcome::approve;
    std::vector<reason> reasons;  // in order of rule; only those that found something
    exposure before;              // without the document, what it takes over already taken off
    // The document in the account's currency; absent when its currency has no rate.
    std::optional<money> document_amount;
    // Set when a release let the document pass although rules would have held it.
    std::optional<std::int64_t> by_release_of_hold;
    bucket document_bucket = bucket::open_order;  // where the document will be
    // Of the groups of the facts, in their order, each in the group's currency; else like `before`.
    std::vector<exposure> groups_before{};
    // Then a hold by hand is a reason, and a blocked account where the exclusion leaves that one.
    std::optional<exclusion_found> excluded_by{};
    // The document is in the policy's pilot: what the rules came to. The result is approve then.
    std::optional<outcome> in_pilot{};
    // Set when its opening cover let the document pass although rules would have held it.
    std::optional<std::int64_t> by_opening_cover{};
};

// The one place where a document's fate is decided: pure, the same for every database and host.
// Returns approve for a return unless a person has put it on hold, and for what the policy excludes
// unless that or the account is blocked. A release turns holds into approve, never a
// reject, and only while the event's amount is at most what was released; so does an opening cover.
// What is in the policy's pilot is approved, unless a person stops it. Throws `failure`
// amount_overflow.
decision decide(const check_event& event, const check_facts& facts, const policy& policy);

// What the rules came to, a release and an opening cover considered, a pilot not.
outcome without_pilot(const decision& made);

// The outcome of the strongest reason.
outcome strongest(const std::vector<reason>& reasons);

}  // namespace creditgate
