// SPDX-License-Identifier: Apache-2.0
#include "sql/schema/attach.hpp"

#include <algorithm>

#include "core/result/error.hpp"
#include "sql/schema/adapter.hpp"
#include "sql/schema/administration.hpp"
#include "sql/schema/cover_all.hpp"
#include "sql/schema/dialect.hpp"
#include "sql/schema/install.hpp"

namespace creditgate {
namespace {

// An approval ends when its document leaves the state; nobody has seen that.
constexpr std::string_view end_stale_covers =
    "delete from cg_cover where not exists (select 1 from cg_erp_guarded g "
    "where g.document_kind = cg_cover.document_kind and g.document_id = cg_cover.document_id)";

// What was noted before passed before.
std::string note_uncovered(dialect kind) {
    return "insert into cg_uncovered (document_kind, document_id, document_number, checkpoint, "
           "company_id, customer_id, currency, amount_minor, covered_minor, noted_at, noted_for, "
           "unchecked) "
           "select g.document_kind, g.document_id, g.number, g.checkpoint, g.company_id, "
           "g.customer_id, g.currency, g.amount_minor, g.covered_minor, " +
           std::string(now_expression(kind)) +
           ", 'detached', 1 from cg_erp_uncovered_here g "
           "where not exists (select 1 from cg_uncovered u where u.document_kind = g.document_kind "
           "and u.document_id = g.document_id and u.checkpoint = g.checkpoint "
           "and u.amount_minor = g.amount_minor and u.customer_id = g.customer_id "
           "and u.company_id = g.company_id)";
}

[[noreturn]] void fail_misfits(const std::vector<std::string>& found) {
    constexpr std::size_t most_told = 10;
    std::string all;
    for (std::size_t i = 0; i < std::min(found.size(), most_told); ++i) {
        all.append(i == 0 ? "" : "; ").append(found[i]);
    }
    fail({fault::refused, "adapter_differs", "database", std::to_string(found.size()),
          "the ERP's tables are not as the installed adapter expects them, in " +
              std::to_string(found.size()) + " places: " + all,
          "install the adapter for this version of the ERP: creditgate install; until then "
          "creditgate stays detached"});
}

adapter_scripts required_scripts(connection& database) {
    adapter_scripts scripts = kept_scripts(database);
    if (!scripts.views.empty()) return scripts;
    fail({fault::refused, "no_adapter", "database", "",
          "no adapter was installed in this database, so there is nothing to put back",
          "run: creditgate install"});
}

}  // namespace

bool is_detached(connection& database) {
    return !database
                .query(
                    "select 1 from cg_dirty where company_id = 0 and customer_id = 0 "
                    "and key_kind = 'detached'")
                .empty();
}

std::int64_t note_passed(connection& database) {
    if (!has_guarded_view(database)) return 0;
    database.execute(end_stale_covers);
    const std::int64_t passed = database.execute(note_uncovered(database.kind()));
    const auto mode = database.query("select value from cg_setting where name = 'guard'");
    if (!mode.empty() && mode[0].text(0) == "enforce") database.execute(cover_all);
    return passed;
}

void detach(connection& administrator) {
    begin_administration(administrator, {});
    require_schema(administrator);
    in_transaction(administrator, [&] {
        drop_guard(administrator);
        note_for_all(administrator, "detached");
        administrator.run("delete from cg_setting where name = 'adapter_scripts'");
    });
    drop_triggers(administrator);
    in_transaction(administrator, [&] { drop_views(administrator); });
    end_administration(administrator);
}

attached attach(connection& administrator) {
    begin_administration(administrator, {});
    require_schema(administrator);
    const adapter_scripts scripts = required_scripts(administrator);
    attached done{is_detached(administrator), 0, scripts.grants};
    if (done.was_detached) {
        const auto found = misfits(administrator, scripts);
        if (!found.empty()) {
            drop_triggers(administrator);
            in_transaction(administrator, [&] { drop_views(administrator); });
            end_administration(administrator);
            fail_misfits(found);
        }
    }
    // A trigger may have been away or disabled: what it did not tell is unknown.
    administrator.run("delete from cg_setting where name = 'adapter_scripts'");
    done.passed = put_in_place(administrator, scripts);
    end_administration(administrator);
    return done;
}

}  // namespace creditgate
