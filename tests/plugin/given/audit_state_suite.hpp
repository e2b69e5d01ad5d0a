// SPDX-License-Identifier: Apache-2.0
//
// What counts follows from the journal: a row that was changed past the ops is named. The same on
// every database: a program instantiates this suite with its kind of shop.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/plugin/given/audit_suite.hpp"

namespace creditgate::test {

// Guarantees, groups, what people have stopped, and who may approve limits. Another one of each, so
// that the events of one are not those of all.
template <class Shop>
struct audits_of_state : audits<Shop> {
    audits_of_state() {
        guarantee("Parent Ltd", "500.00");
        const std::string ended = guarantee("Bank", "100.00");
        by_controller("end_guarantee", {{"guarantee_id", std::stoi(ended)}});
        by_controller("make_group", {{"group", "Harbour"}, {"currency", "EUR"}});
        by_controller("make_group",
                      {{"group", "Sam"}, {"kind", "salesperson"}, {"currency", "EUR"}});
        by_controller(
            "set_group_limit",
            {{"group", "Harbour"}, {"limit", {{"state", "amount"}, {"amount", money("900.00")}}}});
        by_controller("group_member",
                      {{"group", "Harbour"}, {"customer", 42}, {"company", 1}, {"member", true}});
        by_controller("group_member", {{"group", "Harbour"}, {"customer", 43}, {"member", true}});
        by_controller("group_member", {{"group", "Sam"}, {"customer", 43}, {"member", true}});
        by_controller("group_member", {{"group", "Sam"}, {"customer", 43}, {"member", false}});
        put_in_force(this->shop.session(),
                     {{"name", "All"},
                      {"rules", json::array({{{"rule", "document_value"},
                                              {"at", {{"confirm", "hold"}}},
                                              {"threshold", money("1.00")}}})}});
        rejected = this->check("2.00")["hold_id"].dump();
        by_controller("reject", {{"hold_id", std::stoi(rejected)}});
        forced = this->shop.session()
                     .get(asked("force_hold", {{"company", 1},
                                               {"customer", 42},
                                               {"document",
                                                {{"kind", "order"},
                                                 {"id", 77},
                                                 {"number", "SO-77"},
                                                 {"amount", money("5.00")}}}}))["hold"]["hold_id"]
                     .dump();
        const json steps = json::array({{{"roles", {"manager"}}}});
        by_manager("set_authority",
                   {{"authority", {{"direct", true}, {"steps", steps}}}, {"note", "from now on"}});
        by_manager("set_substitute", {{"person", "mo"},
                                      {"substitute", "ada"},
                                      {"roles", {"manager"}},
                                      {"from", "2026-11-24"},
                                      {"to", "2026-11-30"}});
    }
    static json asked(const std::string& op, const json& members, const json& user = controller()) {
        json request = {{"op", op}, {"user", user}};
        const bool has_reason = op != "set_substitute" && op != "set_authority" && op != "guard";
        if (has_reason) request["reason"] = "agreed";
        for (const char* dated : {"guarantee", "group_limit", "group_member"}) {
            if (op.find(dated) != std::string::npos) request["business_date"] = "2026-11-24";
        }
        request.update(members);
        return request;
    }
    json by_controller(const std::string& op, const json& members) {
        return this->shop.session().get(asked(op, members));
    }
    json by_manager(const std::string& op, const json& members) {
        return this->shop.session().get(asked(op, members, manager("mia")));
    }
    std::string guarantee(const std::string& name, const std::string& value) {
        return by_controller("set_guarantee", {{"company", 1},
                                               {"customer", 42},
                                               {"name", name},
                                               {"kind", "guarantee"},
                                               {"value", money(value)},
                                               {"percent", 50},
                                               {"valid_to", "2026-12-31"}})["guarantee_id"]
            .dump();
    }
    std::string details() {
        std::string all;
        const json found = this->verify();
        for (const json& each : found["breaks"]) {
            all +=
                std::string(all.empty() ? "" : ", ") + each["detail"].template get<std::string>();
        }
        return all;
    }
    // A row that others name is set back, and the rows of other tables are put in anew.
    static std::string undone(const std::string& table) {
        const std::map<std::string, std::pair<std::string, std::string>> columns = {
            {"cg_account", {"account_id", "guarantees, group_id"}},
            {"cg_group", {"group_id", "limit_state, limit_minor, currency"}},
            {"cg_hold", {"hold_id", "state, close_reason, forced_by, forced_at, forced_note"}}};
        const auto named = columns.find(table);
        if (named == columns.end()) return "insert into " + table + " select * from kept_row";
        const auto& [key, all] = named->second;
        return "update " + table + " set (" + all + ") = (select " + all +
               " from kept_row k where k." + key + " = " + table + "." + key + ")";
    }
    void undo(const std::string& table) {
        const std::string back = undone(table);
        if (back.starts_with("insert")) this->owner.run("delete from " + table);
        this->owner.run(back);
    }
    // The rows whose bytes are changed.
    std::vector<sealed_row> state_rows() {
        const std::vector<std::string> of_guarantee = {"name",   "valid_from", "valid_to", "set_by",
                                                       "set_at", "ended_by",   "ended_at"};
        return {
            {"", "cg_guarantee", "guarantee_id", "1", of_guarantee, {"value_minor", "share"}},
            {"", "cg_guarantee", "guarantee_id", "2", of_guarantee, {"value_minor", "share"}},
            {"", "cg_group", "group_id", "1", {"name", "currency"}, {"limit_minor"}},
            {"", "cg_authority", "version", "2", {"body", "body", "note", "set_by", "set_at"}, {}},
            {"",
             "cg_account",
             "customer_id",
             "42",
             {"guarantees", "guarantees", "limit_from", "limit_to", "review_on", "risk_class",
              "rating_grade", "temporary_from", "temporary_to"},
             {"limit_minor", "temporary_minor"}}};
    }

    std::string rejected;
    std::string forced;
};
TYPED_TEST_SUITE_P(audits_of_state);

TYPED_TEST_P(audits_of_state, find_nothing_where_nothing_was_changed_past_the_ops) {
    EXPECT_EQ("", this->details());
    this->seal();
    EXPECT_EQ("", this->details());
}

TYPED_TEST_P(audits_of_state, find_any_byte_of_what_counts) {
    this->seal();
    std::mt19937 random(20'261'124);
    for (const sealed_row& row : this->state_rows()) {
        this->keep(row);
        for (int i = 0; i < scaled(20, 500); ++i) {
            const std::string what = this->change_a_byte(row, random);
            const json found = this->verify();
            ASSERT_LE(1, found["broken"]) << row.table << " " << row.id << ": " << what;
            EXPECT_EQ("state_differs", found["breaks"][0]["kind"]) << what << "\n" << found;
            this->put_back(row);
        }
        EXPECT_EQ("", this->details());
        this->owner.run("drop table kept_row");
    }
}

TYPED_TEST_P(audits_of_state, name_what_was_changed) {
    const std::string of_rejected = " where hold_id = " + this->rejected;
    const std::string of_forced = " where hold_id = " + this->forced;
    struct row {
        std::string table;
        std::string sql;
        std::string found;
    };
    const row rows[] = {
        {"cg_guarantee", "update cg_guarantee set value_minor = 50001 where guarantee_id = 1",
         "guarantee 1"},
        {"cg_guarantee", "update cg_guarantee set ended_by = '' where guarantee_id = 2",
         "guarantee 2"},
        {"cg_guarantee", "delete from cg_guarantee where guarantee_id = 2", "guarantee 2"},
        {"cg_guarantee",
         "insert into cg_guarantee (guarantee_id, account_id, kind, name, value_minor, share, "
         "set_by, set_at) select 9, account_id, kind, 'mine', 1, 100, set_by, set_at "
         "from cg_guarantee where guarantee_id = 1",
         "guarantee 9"},
        {"cg_account",
         "update cg_account set guarantees = replace(guarantees, '50000', '60000') "
         "where customer_id = 42",
         "guarantees on top of the limit"},
        {"cg_account", "update cg_account set group_id = null where customer_id = 42",
         "groups of the customer"},
        {"cg_account", "update cg_account set group_id = 2 where customer_id = 42",
         "groups of the customer"},
        {"cg_group", "update cg_group set limit_minor = 90001 where group_id = 1",
         "limit of credit group Harbour"},
        {"cg_group",
         "update cg_group set limit_state = 'unlimited', limit_minor = null "
         "where group_id = 1",
         "limit of credit group Harbour"},
        {"cg_group", "update cg_group set currency = 'USD' where group_id = 2",
         "currency of credit group Sam"},
        {"cg_group_member", "update cg_group_member set customer_id = 44 where customer_id = 43",
         "members of credit group Harbour"},
        {"cg_group_member", "update cg_group_member set company_id = 0 where customer_id = 42",
         "members of credit group Harbour"},
        {"cg_group_member", "delete from cg_group_member where customer_id = 43",
         "members of credit group Harbour"},
        {"cg_hold", "update cg_hold set state = 'withdrawn'" + of_rejected,
         "rejection of hold " + this->rejected},
        {"cg_hold", "update cg_hold set close_reason = 'x'" + of_rejected,
         "rejection of hold " + this->rejected},
        {"cg_hold",
         "update cg_hold set forced_by = null, forced_at = null, forced_note = null" + of_forced,
         "force of hold " + this->forced},
        {"cg_authority", "update cg_authority set body = body || ' ' where version = 2",
         "table of authority"},
        {"cg_authority", "delete from cg_authority where version = 2", "table of authority"},
        {"cg_policy", "update cg_policy set body = body || ' ' where version = 2",
         "approval of policy version 2"},
        {"cg_policy", "update cg_policy set drafted_by = 'bob' where version = 2",
         "approval of policy version 2"},
        {"cg_substitute", "update cg_substitute set to_day = '2026-12-31'", "substitutes"},
        {"cg_substitute", "update cg_substitute set substitute = 'bob'", "substitutes"},
        {"cg_substitute", "delete from cg_substitute", "substitutes"},
    };
    for (const row& each : rows) {
        SCOPED_TRACE(each.sql);
        this->owner.run("create table kept_row as select * from " + each.table);
        this->owner.run(each.sql);
        EXPECT_EQ(each.found, this->details());
        this->undo(each.table);
        EXPECT_EQ("", this->details());
        this->owner.run("drop table kept_row");
    }
}

TYPED_TEST_P(audits_of_state, find_a_guard_that_nobody_has_set) {
    const json told = this->shop.session().get({{"op", "ping"}});
    this->shop.administer(
        {{"op", "install"},
         {"host", "test"},
         {"views", erp_views() + "create view cg_erp_guarded as select 'order' as "
                                 "document_kind, document_id, 'confirm' as checkpoint, "
                                 "company_id, customer_id, number, currency, amount_minor "
                                 "from {erp}erp_order;"},
         {"triggers", erp_triggers(told["database"] == "postgresql")}});
    EXPECT_EQ("", this->details());
    this->by_manager("guard", {{"mode", "enforce"}, {"pass_unchecked", {"confirm"}}});
    EXPECT_EQ("", this->details());
    const std::string set = "update cg_setting set value = '";
    this->owner.run(set + "record' where name = 'guard'");
    EXPECT_EQ("guard", this->details());
    this->owner.run(set + "enforce' where name = 'guard'");
    EXPECT_EQ("", this->details());
    this->owner.run(set + "confirm ship' where name = 'guard_pass_unchecked'");
    EXPECT_EQ("guard", this->details());
}

REGISTER_TYPED_TEST_SUITE_P(audits_of_state, find_nothing_where_nothing_was_changed_past_the_ops,
                            find_any_byte_of_what_counts, name_what_was_changed,
                            find_a_guard_that_nobody_has_set);

}  // namespace creditgate::test
