// SPDX-License-Identifier: Apache-2.0
//
// What is recorded is sealed, and what was done to it afterwards is found. The same on every
// database: a program instantiates this suite with its kind of shop.
#pragma once

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "tests/plugin/given/shop.hpp"
#include "tests/support/policy.hpp"
#include "tests/support/scale.hpp"

namespace creditgate::test {

// A row, and the columns of it in which a byte is changed.
struct sealed_row {
    std::string kind;  // of its record
    std::string table;
    std::string number;  // its key's column
    std::string id;
    std::vector<std::string> texts;
    std::vector<std::string> numbers;
};

template <class Shop>
struct audits : ::testing::Test {
    // Of customer 42 with a limit of 120.00 and 100.00 open: an order that passes and one that is
    // held and released, a temporary amount and a policy.
    audits() : owner(shop.administrator()) {
        shop.set_limit("120.00");
        approved = check("10.00");
        held = check("20.01");
        shop.session().get({{"op", "release"},
                            {"hold_id", held["hold_id"]},
                            {"user", controller()},
                            {"reason", "paid by cheque"},
                            {"business_date", "2026-11-24"}});
        shop.session().get({{"op", "set_temporary_limit"},
                            {"company", 1},
                            {"customer", 42},
                            {"amount", money("50.00")},
                            {"from", "2026-11-24"},
                            {"to", "2026-11-30"},
                            {"user", controller()},
                            {"reason", "fair"},
                            {"business_date", "2026-11-24"}});
        put_in_force(shop.session(), {{"name", "None"}, {"rules", json::array()}});
    }
    json check(const std::string& amount) {
        return shop.session().get(check_of(++last_order, amount));
    }
    json seal(const std::string& day = "2026-11-24", bool anchor = false) {
        return shop.session().get(
            {{"op", "seal_audit"}, {"business_date", day}, {"anchor", anchor}});
    }
    json verify(const json& anchors = json::array()) {
        return shop.session().get({{"op", "verify_audit"}, {"anchors", anchors}});
    }
    // What was kept of an answer of seal_audit.
    static json anchors_of(const json& sealed, const std::string& from = "kept") {
        json anchor = {{"sealed", sealed["sealed"]}, {"hash", sealed["hash"]}, {"from", from}};
        return json::array({std::move(anchor)});
    }
    // "changed decision 2", "link_missing 7", "anchor_differs 2026-11-24": one line each.
    std::string told(const json& anchors = json::array()) {
        std::string all;
        const json found = verify(anchors);
        for (const json& each : found["breaks"]) {
            all += each["kind"].template get<std::string>();
            if (!each["record"].is_null()) {
                all += " " + each["record"]["kind"].template get<std::string>() + " " +
                       each["record"]["id"].dump();
            } else if (each["kind"] == "link_missing") {
                all += " " + each["seal_id"].dump();
            } else {
                all += " " + each["detail"].template get<std::string>();
            }
            all += "\n";
        }
        return all;
    }
    // The number of the latest event of this kind.
    std::string event(const std::string& action) {
        return owner.value("select max(audit_id) from cg_audit where action = '" + action + "'");
    }
    std::vector<sealed_row> rows() {
        const std::vector<std::string> of_decision = {
            "request_id", "cluster",  "transaction_id", "checkpoint", "document_kind",
            "record",     "currency", "outcome",        "record",     "business_date",
            "decided_at", "record",   "decided_for",    "record",     "document_number"};
        const std::vector<std::string> numbers = {"account_id", "document_id", "amount_minor",
                                                  "policy_version"};
        const std::vector<std::string> of_event = {"action", "done_by", "done_at", "details",
                                                   "details"};
        const std::vector<std::string> of_policy = {"body",       "body",       "in_force_from",
                                                    "drafted_by", "drafted_at", "note",
                                                    "decided_by", "decided_at"};
        return {{"decision", "cg_decision", "decision_id", approved["decision_id"].dump(),
                 of_decision, numbers},
                {"decision", "cg_decision", "decision_id", held["decision_id"].dump(), of_decision,
                 numbers},
                {"event", "cg_audit", "audit_id", event("release"), of_event, {"account_id"}},
                {"event", "cg_audit", "audit_id", event("set_limit"), of_event, {"account_id"}},
                {"event", "cg_audit", "audit_id", event("set_temporary_limit"), of_event, {}},
                {"policy", "cg_policy", "version", "2", of_policy, {}}};
    }
    std::string any_change(const sealed_row& row, std::mt19937& random, std::string& what) {
        const auto any = [&](std::size_t below) {
            return std::uniform_int_distribution<std::size_t>(0, below - 1)(random);
        };
        const std::string where = " where " + row.number + " = " + row.id;
        const std::size_t at = any(row.texts.size() + row.numbers.size());
        if (at >= row.texts.size()) {
            what = row.numbers[at - row.texts.size()];
            return "update " + row.table + " set " + what + " = " + what + " + 1" + where;
        }
        const std::string& column = row.texts[at];
        const std::string from = " from " + row.table + where;
        const int length = std::stoi(owner.value("select length(" + column + ")" + from));
        const std::size_t place = length == 0 ? 1 : any(static_cast<std::size_t>(length)) + 1;
        const std::string number = std::to_string(place);
        const std::string there =
            owner.value("select substr(" + column + ", " + number + ", 1)" + from);
        what = column + ", character " + number;
        return "update " + row.table + " set " + column + " = substr(" + column + ", 1, " + number +
               " - 1) || '" + (there == "x" ? "y" : "x") + "' || substr(" + column + ", " + number +
               " + 1)" + where;
    }
    // What the database itself refuses, such as a word that a check does not know, is left out.
    std::string change_a_byte(const sealed_row& row, std::mt19937& random) {
        for (;;) {
            std::string what;
            try {
                owner.run(any_change(row, random, what));
                return what;
            } catch (const std::exception&) {
                continue;
            }
        }
    }
    void keep(const sealed_row& row) {
        owner.run("create table kept_row as select * from " + row.table + " where " + row.number +
                  " = " + row.id);
    }
    void put_back(const sealed_row& row) {
        std::string all;
        for (const auto* columns : {&row.texts, &row.numbers}) {
            for (const std::string& each : *columns) {
                if (all.find(" " + each + " =") != std::string::npos) continue;
                all += std::string(all.empty() ? "" : ",") + " " + each + " = (select k." + each +
                       " from kept_row k)";
            }
        }
        owner.run("update " + row.table + " set" + all + " where " + row.number + " = " + row.id);
    }
    // The newest of all records, with its link.
    void delete_newest() {
        const std::string link = " from cg_link where seal_id = (select max(seal_id) from cg_link)";
        const std::string id = owner.value("select record_id" + link);
        ASSERT_EQ("decision", owner.value("select kind" + link));
        owner.run("delete from cg_decision where decision_id = " + id);
        owner.run("delete" + link);
    }

    Shop shop;
    direct_database owner;
    json approved;
    json held;
    int last_order = 4000;
};
TYPED_TEST_SUITE_P(audits);

TYPED_TEST_P(audits, of_a_sound_archive_find_nothing) {
    const json sealed = this->seal();
    EXPECT_TRUE(sealed["done"]);
    EXPECT_EQ(0, sealed["not_yet_sealed"]);
    EXPECT_EQ(sealed["sealed"], sealed["sealed_now"]);
    // Two decisions; a limit, a temporary amount, a release, a draft and its approval; the policy
    // of the installation and this one.
    EXPECT_EQ(9, sealed["sealed"]);
    const json found = this->verify(this->anchors_of(sealed));
    EXPECT_EQ(0, found["broken"]) << found;
    EXPECT_EQ(9, found["verified"]);
    EXPECT_EQ(sealed["hash"], found["hash"]);
    EXPECT_EQ(0, found["not_yet_sealed"]);
}

TYPED_TEST_P(audits, say_what_is_not_yet_sealed) {
    EXPECT_EQ(9, this->verify()["not_yet_sealed"]);
    this->seal();
    this->check("1.00");
    this->check("1.00");
    const json found = this->verify();
    EXPECT_EQ(2, found["not_yet_sealed"]);
    EXPECT_EQ(9, found["verified"]);
    EXPECT_EQ(0, found["broken"]);
    EXPECT_EQ(2, this->seal()["sealed_now"]);
    EXPECT_EQ(0, this->seal()["sealed_now"]);
    EXPECT_EQ(11, this->verify()["verified"]);
}

TYPED_TEST_P(audits, find_any_byte_that_is_not_what_was_sealed) {
    this->seal();
    std::mt19937 random(20'261'124);
    for (const sealed_row& row : this->rows()) {
        this->keep(row);
        for (int i = 0; i < scaled(40, 1'000); ++i) {
            const std::string what = this->change_a_byte(row, random);
            const json found = this->verify();
            ASSERT_LE(1, found["broken"]) << row.table << " " << row.id << ": " << what;
            const json& first = found["breaks"][0];
            EXPECT_EQ("changed", first["kind"]) << what << "\n" << found;
            EXPECT_EQ(row.kind, first["record"]["kind"]) << what;
            EXPECT_EQ(row.id, first["record"]["id"].dump()) << what;
            const std::string text = first["text"];
            EXPECT_NE(std::string::npos, text.find(row.id)) << text;
            EXPECT_EQ(std::string::npos, text.find('{')) << text;
            this->put_back(row);
        }
        EXPECT_EQ("", this->told());
        this->owner.run("drop table kept_row");
    }
}

TYPED_TEST_P(audits, name_each_record_that_is_gone) {
    this->seal();
    for (const sealed_row& row : this->rows()) {
        const std::string where = " where " + row.number + " = " + row.id;
        this->owner.run("create table kept_row as select * from " + row.table + where);
        this->owner.run("delete from " + row.table + where);
        const json found = this->verify();
        EXPECT_EQ("missing", found["breaks"][0]["kind"]);
        EXPECT_EQ(row.kind, found["breaks"][0]["record"]["kind"]);
        EXPECT_EQ(row.id, found["breaks"][0]["record"]["id"].dump());
        this->owner.run("insert into " + row.table + " select * from kept_row");
        EXPECT_EQ("", this->told());
        this->owner.run("drop table kept_row");
    }
}

// No seal has a g.
TYPED_TEST_P(audits, find_a_link_that_was_changed_or_is_gone) {
    this->seal();
    const std::string fourth = " where seal_id = 4";
    for (const char* change :
         {"update cg_link set seal = 'g' || substr(seal, 2)", "update cg_link set position = 40",
          "update cg_link set account_id = 40", "update cg_link set record_id = 4000",
          "update cg_link set seal_id = 40", "delete from cg_link"}) {
        this->owner.run("create table kept_row as select * from cg_link" + fourth);
        this->owner.run(change + fourth);
        EXPECT_NE("", this->told()) << change;
        this->owner.run("delete from cg_link where seal_id in (4, 40)");
        this->owner.run("insert into cg_link select * from kept_row");
        EXPECT_EQ("", this->told());
        this->owner.run("drop table kept_row");
    }
}

// A record with a number below the sealed ones.
TYPED_TEST_P(audits, find_what_was_added_afterwards) {
    this->seal();
    this->owner.run(
        "insert into cg_audit (audit_id, account_id, action, done_by, done_at, details) "
        "select -1, account_id, action, 'bob', done_at, details from cg_audit where audit_id = " +
        this->event("set_limit"));
    EXPECT_EQ("not_sealed event -1\n", this->told());
}

// Deleted with its link, and everything that the database says of it set back to before.
TYPED_TEST_P(audits, find_by_the_anchor_that_the_newest_record_is_gone) {
    const json before = this->seal("2026-11-24");
    this->check("1.00");
    const json after = this->seal("2026-11-25");
    ASSERT_EQ("2026-11-25", after["anchor"]["day"]);
    const json kept = this->anchors_of(after, "2026-11-25 in anchors.txt");
    EXPECT_EQ("", this->told(kept));
    this->delete_newest();
    EXPECT_EQ(0U, this->told().find("link_missing 10\n")) << this->told();
    this->owner.run("update cg_chain set sealed = 9, hash = '" +
                    before["hash"].template get<std::string>() + "'");
    EXPECT_EQ(0U, this->told().find("anchor_differs 2026-11-25\n")) << this->told();
    this->owner.run("delete from cg_anchor where anchored_on = '2026-11-25'");
    const std::string beside = this->told();
    EXPECT_EQ(std::string::npos, beside.find("anchor_differs")) << beside;
    EXPECT_EQ(beside, this->told(this->anchors_of(before)));
    EXPECT_EQ("anchor_differs 2026-11-25 in anchors.txt\n" + beside, this->told(kept));
}

struct changed_state {
    const char* sql;
    const char* found;
};

// Past the ops, without a trace in the journal.
TYPED_TEST_P(audits, find_what_counts_without_an_event) {
    this->seal();
    const changed_state all[] = {
        {"update cg_account set limit_minor = 12001", "limit"},
        {"update cg_account set limit_state = 'unlimited', limit_minor = null", "limit"},
        {"update cg_account set temporary_minor = 5001", "terms of the limit"},
        {"update cg_account set temporary_to = '2026-12-01'", "terms of the limit"},
        {"update cg_account set blocked = 1", "block"},
        {"update cg_account set risk_class = 'A'", "risk class"},
        {"update cg_account set rating_grade = 'A'", "rating grade"},
        {"update cg_hold set closed_by = 'bob'", "release of hold 1"},
        {"update cg_hold set close_reason = 'paid by check'", "release of hold 1"},
        {"update cg_hold set up_to_minor = up_to_minor + 1", "release of hold 1"},
        {"update cg_hold set release_until = '2026-12-01'", "release of hold 1"},
    };
    for (const changed_state& each : all) {
        const bool of_hold = std::string(each.sql).find("cg_hold") != std::string::npos;
        const std::string table = of_hold ? "cg_hold" : "cg_account";
        this->owner.run("create table kept_row as select * from " + table);
        this->owner.run(each.sql);
        EXPECT_EQ("state_differs " + std::string(each.found) + "\n", this->told()) << each.sql;
        std::string back = of_hold ? "closed_by, close_reason, up_to_minor, release_until"
                                   : "limit_state, limit_minor, temporary_minor, temporary_to, "
                                     "blocked, risk_class, rating_grade";
        this->owner.run("update " + table + " set (" + back + ") = (select " + back +
                        " from kept_row)");
        EXPECT_EQ("", this->told());
        this->owner.run("drop table kept_row");
    }
    // What no check could read is told, too.
    this->owner.run("update cg_account set review_on = 'never'");
    EXPECT_EQ(0U, this->told().find("state_differs cg_account in the database is 'never'"));
    this->owner.run("update cg_account set review_on = ''");
    // A hold that nobody has released.
    put_in_force(this->shop.session(),
                 {{"name", "Limit"},
                  {"rules", json::array({{{"rule", "limit"}, {"at", {{"confirm", "hold"}}}}})}});
    const std::string hold = this->check("900.00")["hold_id"].dump();
    this->owner.run(
        "update cg_hold set state = 'released', closed_by = 'bob', "
        "closed_at = '2026-11-24T09:30:00.000000Z', close_reason = 'x' where hold_id = " +
        hold);
    EXPECT_EQ("state_differs release of hold " + hold + "\n", this->told());
}

TYPED_TEST_P(audits, find_a_policy_that_nobody_has_approved) {
    const json draft =
        this->shop.session().get({{"op", "propose_policy"},
                                  {"policy", {{"name", "Mild"}, {"rules", json::array()}}},
                                  {"in_force_from", "2026-11-24"},
                                  {"user", manager("ada")}});
    EXPECT_EQ(3, draft["version"]);
    this->owner.run(
        "update cg_policy set state = 'approved', decided_by = 'mo', "
        "decided_at = '2026-11-24T09:30:00.000000Z' where version = 3");
    EXPECT_EQ("state_differs policy 3\n", this->told());
    this->seal();
    EXPECT_EQ("state_differs policy 3\n", this->told());
}

// The hold still names it.
TYPED_TEST_P(audits, find_a_decision_that_was_deleted_before_it_was_sealed) {
    this->owner.run("delete from cg_decision where decision_id = " +
                    this->held["decision_id"].dump());
    this->seal();
    EXPECT_EQ("named_only decision " + this->held["decision_id"].dump() + "\n", this->told());
}

TYPED_TEST_P(audits, have_one_anchor_a_day) {
    const json first = this->seal("2026-11-24");
    EXPECT_EQ("2026-11-24", first["anchor"]["day"]);
    EXPECT_EQ(9, first["anchor"]["sealed"]);
    this->check("1.00");
    EXPECT_TRUE(this->seal("2026-11-24")["anchor"].is_null());
    EXPECT_TRUE(this->seal("2026-11-23")["anchor"].is_null());
    const json asked = this->seal("2026-11-24", true);
    EXPECT_EQ(10, asked["anchor"]["sealed"]);
    EXPECT_EQ(10, this->seal("2026-11-25")["anchor"]["sealed"]);
    EXPECT_EQ("", this->told());
    EXPECT_EQ(3, this->verify()["anchors"]);
}

REGISTER_TYPED_TEST_SUITE_P(audits, of_a_sound_archive_find_nothing, say_what_is_not_yet_sealed,
                            find_any_byte_that_is_not_what_was_sealed,
                            name_each_record_that_is_gone, find_a_link_that_was_changed_or_is_gone,
                            find_what_was_added_afterwards,
                            find_by_the_anchor_that_the_newest_record_is_gone,
                            find_what_counts_without_an_event,
                            find_a_policy_that_nobody_has_approved,
                            find_a_decision_that_was_deleted_before_it_was_sealed,
                            have_one_anchor_a_day);

}  // namespace creditgate::test
