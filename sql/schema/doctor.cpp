// SPDX-License-Identifier: Apache-2.0
#include "sql/schema/doctor.hpp"

#include <algorithm>
#include <optional>

#include "core/money/currency.hpp"
#include "core/result/error.hpp"
#include "core/time/date.hpp"
#include "sql/odbc/connection.hpp"
#include "sql/schema/adapter.hpp"
#include "sql/schema/definitions.hpp"
#include "sql/schema/epoch.hpp"
#include "sql/schema/install.hpp"
#include "sql/schema/intrusion.hpp"
#include "sql/schema/role.hpp"

namespace creditgate {
namespace {

class examination {
  public:
    explicit examination(connection& database) : database_(database) {}

    std::vector<doctor_finding> run() {
        look("schema", [&] { return schema(); });
        if (!findings_.back().good) return std::move(findings_);
        look("policy", [&] { return policy(); });
        look("grant key", [&] { return grant_key(); });
        for (const std::string_view each : erp_views()) {
            look("view " + std::string(each), [&] { return view(each); });
        }
        look("parts of the ERP", [&] { return parts(); });
        look("triggers", [&] { return triggers(); });
        look("guard", [&] { return guard(); });
        look("search path", [&] { return search_path(); });
        look("row security", [&] { return row_security(); });
        look("undecided", [&] { return undecided(); });
        look("open documents", [&] { return open_documents(); });
        look("unreadable", [&] { return unreadable(); });
        look("values", [&] { return values(); });
        look("companies", [&] { return companies(); });
        look("role", [&] { return role(); });
        look("backup", [&] { return backup(); });
        look("outbox", [&] { return outbox(); });
        look("audit chain", [&] { return audit_chain(); });
        return std::move(findings_);
    }

  private:
    template <class Look>
    void look(std::string check, const Look& work) {
        doctor_finding found;
        try {
            found = work();
        } catch (const failure& error) {
            found = {"", false, error.detail().message, error.detail().next};
        }
        found.check = std::move(check);
        findings_.push_back(std::move(found));
    }

    static std::string listed(const std::vector<std::string>& all) {
        constexpr std::size_t most_told = 10;
        std::string text;
        for (std::size_t i = 0; i < std::min(all.size(), most_told); ++i) {
            text.append(i == 0 ? "" : "; ").append(all[i]);
        }
        if (all.size() <= most_told) return text;
        return text + "; and " + std::to_string(all.size() - most_told) + " more";
    }

    std::int64_t count(const std::string& sql) { return database_.query_once(sql).at(0).number(0); }

    doctor_finding schema() {
        require_schema(database_);
        return {"", true, "step " + std::to_string(read_schema_state(database_).found), ""};
    }

    doctor_finding policy() {
        const std::int64_t version =
            count("select coalesce(max(version), 0) from cg_policy where state = 'approved'");
        if (version != 0) return {"", true, "version " + std::to_string(version), ""};
        return {"", false, "cg_policy is empty", "run: creditgate install"};
    }

    doctor_finding grant_key() {
        if (count("select count(*) from cg_setting where name = 'grant_key'") == 1) {
            return {"", true, "present", ""};
        }
        return {"", false, "no key to sign grants with", "run: creditgate install"};
    }

    doctor_finding view(std::string_view name) {
        database_.query_once("select 1 from " + std::string(name) + " limit 1");
        return {"", true, "can be read", ""};
    }

    // An adapter reads what was there when its scripts ran; it may say what has come since.
    doctor_finding parts() {
        const auto views = present_views(database_);
        std::string unread;
        if (std::find(views.begin(), views.end(), "cg_erp_unread") != views.end()) {
            for (const row& each : database_.query_once("select part from cg_erp_unread")) {
                unread.append(unread.empty() ? "" : ", ").append(each.text(0));
            }
        }
        if (unread.empty()) return {"", true, "all that the adapter knows is read", ""};
        return {"", false, unread + " came after creditgate was installed, and is not read",
                "run: creditgate attach, with an administrator's connection"};
    }

    // Of a table that was made anew, or by somebody who may: the owner of the ERP's tables.
    doctor_finding triggers() {
        const auto changed = changed_definitions(database_);
        if (changed.empty()) return {"", true, std::to_string(enabled_triggers(database_)), ""};
        return {"", false, listed(changed),
                "run: creditgate install; then creditgate reconcile --repair, because changes may "
                "have gone unseen; creditgate audit lists what passed the guard"};
    }

    // A function that runs with our rights must find nothing but what is ours and PostgreSQL's.
    doctor_finding search_path() {
        const auto open = functions_with_open_path(database_);
        if (!open.empty()) {
            return {"", false,
                    "they run with the rights of creditgate and look for names in other schemas, "
                    "where others may make an operator: " +
                        listed(open),
                    "give them set search_path = creditgate, pg_temp in the adapter's scripts, "
                    "name the ERP's tables with their schema, and run: creditgate install"};
        }
        const auto shadows = shadows_of_own(database_);
        if (shadows.empty()) return {"", true, "nothing in the ERP's schemas takes part", ""};
        return {"", false,
                "called like one of PostgreSQL's own, so that a program may take it for that; "
                "nothing of creditgate's does: " +
                    listed(shadows),
                "ask who made it and what for; then drop it"};
    }

    doctor_finding row_security() {
        const auto hidden = tables_with_hidden_rows(database_);
        if (hidden.empty()) return {"", true, "hides nothing from the role creditgate", ""};
        return {"", false, "may hide rows from the role creditgate in " + listed(hidden),
                "run: creditgate install as a superuser, which lets the role read past it"};
    }

    doctor_finding guard() {
        const auto kept = database_.query_once("select value from cg_setting where name = 'guard'");
        if (kept.empty()) return {"", true, "the adapter brings none", ""};
        const bool is_there =
            count(database_.kind() == dialect::postgresql
                      ? "select count(*) / 2 from pg_trigger where tgname = 'cg_guard' "
                        "and tgrelid in (cast('creditgate.cg_dirty' as regclass), "
                        "cast('creditgate.cg_touched' as regclass)) and tgenabled in ('O', 'A')"
                      : "select count(*) from sqlite_master where type = 'trigger' and name = "
                        "'cg_guard'") == 1;
        if (!is_there)
            return {"", false, "its trigger is missing or disabled", "run: creditgate install"};
        if (kept[0].text(0) == "enforce") return {"", true, "refuses what no approval covers", ""};
        return {"", true, "notes what no approval covers (creditgate audit, guard enforce)", ""};
    }

    // A job decides them each minute; some may have come since.
    doctor_finding undecided() {
        const auto found = database_.query_once(
            "select count(*), coalesce(min(noted_at), '') from cg_uncovered "
            "where unchecked = 1 and decided_at is null");
        const std::int64_t waiting = found.at(0).number(0);
        if (waiting == 0) return {"", true, "nothing went on unchecked that is not decided", ""};
        return {"", false,
                std::to_string(waiting) + " documents went on unchecked, the first at " +
                    found[0].text(1) + ", and are not decided yet",
                "let a job run creditgate decide-unchecked each minute; creditgate audit lists "
                "them"};
    }

    doctor_finding open_documents() {
        const auto kind = database_.query_once(
            "select min(key_kind) from cg_dirty where company_id = 0 and customer_id = 0");
        if (kind.at(0).text(0) == "detached") {
            return {"", false, "creditgate is detached: nothing passes a checkpoint",
                    "run: creditgate attach"};
        }
        const std::int64_t unread =
            count("select count(*) from cg_account where projected < " + epoch_now);
        if (unread != 0) {
            return {"", false, "of " + std::to_string(unread) + " accounts they were not read yet",
                    "run: creditgate refresh"};
        }
        const std::int64_t waiting =
            count("select count(*) from cg_dirty where key_kind <> 'everything'");
        constexpr std::int64_t many = 100'000;
        const std::string text = std::to_string(waiting) + " changes wait to be read";
        if (waiting < many) return {"", true, text, ""};
        return {"", false, text, "let a job run creditgate refresh each minute"};
    }

    // The refresher has noted them.
    doctor_finding unreadable() {
        std::vector<std::string> found;
        for (const row& each : database_.query_once(
                 "select message from cg_unreadable order by company_id, customer_id")) {
            found.push_back(each.text(0));
        }
        if (found.empty()) return {"", true, "every account can be read", ""};
        return {"", false, listed(found),
                "correct it in the ERP, then run: creditgate refresh; until then nothing of these "
                "customers is decided"};
    }

    // What a view of the adapter shows and no check can use. A day is compared as text: one that is
    // written otherwise would count as due, or never.
    doctor_finding values() {
        for (const row& each :
             database_.query_once("select distinct currency from cg_open_total")) {
            if (!currency::find(each.text(0))) {
                return bad_value("currency", each.text(0), "a currency code of ISO 4217");
            }
        }
        for (const row& each :
             database_.query_once("select distinct day from cg_open_total where day <> ''")) {
            if (!parse_date(each.text(0))) {
                return bad_value("day", each.text(0), "a date such as 2026-11-24");
            }
        }
        return {"", true, "days and currencies of open documents can be read", ""};
    }

    doctor_finding bad_value(const std::string& column, const std::string& value,
                             const std::string& expected) {
        const auto found = database_.query_once(
            "select d.source, d.number, a.customer_id from cg_open_document d join cg_account a on "
            "a.account_id = d.account_id where d." +
                column + " = ? order by d.account_id, d.key_kind, d.key_id limit 1",
            {value});
        std::string which = "an open document";
        if (!found.empty()) {
            which = found[0].text(0) + " " + found[0].text(1) + " of customer " +
                    std::to_string(found[0].number(2));
        }
        return {"", false,
                "the " + column + " of " + which + " is '" + value + "', expected " + expected,
                "correct the document in the ERP or the adapter's view, then run: creditgate "
                "reconcile --repair"};
    }

    doctor_finding companies() {
        const std::int64_t found = count("select count(*) from cg_erp_company");
        if (found != 0) return {"", true, std::to_string(found), ""};
        return {"", false, "cg_erp_company shows no company",
                "create the company in the ERP, with its currency"};
    }

    // The views run with the rights of their owner; a superuser's would hide a missing grant.
    doctor_finding role() {
        if (database_.kind() == dialect::sqlite) return {"", true, "SQLite has none", ""};
        const auto found = database_.query_once(
            "select rolname, case when rolsuper then 1 else 0 end from pg_roles "
            "where rolname = current_user");
        const std::string name = found.at(0).text(0);
        if (found[0].number(1) == 0) return {"", true, name, ""};
        return {"", false, name + " is a superuser",
                "let creditgate connect as the role creditgate, which owns its own schema only"};
    }

    doctor_finding backup() {
        if (database_.kind() == dialect::sqlite) return {"", true, "the ERP's own has all", ""};
        const auto left_out = left_out_of_backup(database_);
        if (left_out.empty()) return {"", true, backup_command(database_), ""};
        std::string names;
        for (const std::string& each : left_out) names.append(names.empty() ? "" : ", ") += each;
        return {"", false, "pg_dump as this user fails, it may not read " + names,
                "run: creditgate install as a superuser, which lets the role creditgate read them; "
                "until then back up as a superuser"};
    }

    // A minute's work of a job; more than this says that there is none.
    doctor_finding audit_chain() {
        constexpr std::int64_t most = 1'000;
        const std::int64_t waiting = count(
            "select (select count(*) from cg_decision where decision_id > c.decisions_to) "
            "+ (select count(*) from cg_audit where audit_id > c.events_to) from cg_chain c");
        const std::string text = std::to_string(waiting) + " records are not yet sealed";
        if (waiting <= most) return {"", true, text, ""};
        return {"", false, text, "run: creditgate audit seal; let a job call it each minute"};
    }

    doctor_finding outbox() {
        const auto failed = database_.query(
            "select h.document_kind, h.document_number, h.document_id, o.note from cg_outbox o "
            "join cg_hold h on h.hold_id = o.hold_id where o.state = 'failed' "
            "and h.state = 'released' and h.used_decision_id is null "
            "order by o.outbox_id desc limit 5");
        if (failed.empty()) return {"", true, "no entry was given up", ""};
        std::string named;
        for (const row& each : failed) {
            named.append(named.empty() ? "" : "; ").append(each.text(0)).append(" ");
            named.append(each.text(1)).append(" (id ").append(each.text(2)).append("): ");
            named.append(each.text(3));
        }
        return {"", false, "released, and the ERP could not confirm: " + named,
                "confirm them in the ERP"};
    }

    connection& database_;
    std::vector<doctor_finding> findings_;
};

}  // namespace

std::vector<doctor_finding> examine(const connect_options& options) {
    std::optional<connection> database;
    try {
        database.emplace(options);
    } catch (const failure& error) {
        return {{"connection", false, error.detail().message, error.detail().next}};
    }
    std::vector<doctor_finding> findings = examination(*database).run();
    findings.insert(findings.begin(),
                    {"connection", true, std::string(dialect_name(database->kind())), ""});
    return findings;
}

}  // namespace creditgate
