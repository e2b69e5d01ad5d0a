// SPDX-License-Identifier: Apache-2.0
#include "sql/schema/doctor.hpp"

#include <optional>

#include "core/result/error.hpp"
#include "sql/odbc/connection.hpp"
#include "sql/schema/install.hpp"

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
        look("companies", [&] { return companies(); });
        look("role", [&] { return role(); });
        look("outbox", [&] { return outbox(); });
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

    std::int64_t count(const std::string& sql) { return database_.query_once(sql).at(0).number(0); }

    doctor_finding schema() {
        require_schema(database_);
        return {"", true, "step " + std::to_string(read_schema_state(database_).found), ""};
    }

    doctor_finding policy() {
        const std::int64_t version = count("select coalesce(max(version), 0) from cg_policy");
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

    doctor_finding outbox() {
        const std::int64_t failed = count("select count(*) from cg_outbox where state = 'failed'");
        if (failed == 0) return {"", true, "no entry was given up", ""};
        return {"", false,
                std::to_string(failed) + " released documents could not be confirmed in the ERP",
                "read cg_outbox.note where state = 'failed', and confirm them in the ERP"};
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
