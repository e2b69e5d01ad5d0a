// SPDX-License-Identifier: Apache-2.0
#include "tests/plugin/server/postgresql_shop.hpp"

namespace creditgate::test {

postgresql_shop::postgresql_shop(const json& more, postgresql& server)
    : server_(server), database_(server.new_database()), more_(more) {
    direct_database erp(connection() + ";UID=postgres");
    make_erp(erp);
    install();
    session_.emplace(configuration());
}

void postgresql_shop::administer(const json& request) const {
    test_session({{"database", connection()}, {"user", "postgres"}}).get(request);
}

answer postgresql_shop::ask_as_administrator(const json& request) const {
    return test_session({{"database", connection()}, {"user", "postgres"}}).call(request);
}

void postgresql_shop::install(bool with_triggers) const {
    json request = {{"op", "install"},
                    {"host", "test"},
                    {"views", erp_views()},
                    {"role_password", "drift-wood"},
                    {"grants", "grant select on all tables in schema public to creditgate"}};
    if (with_triggers) request["triggers"] = erp_triggers(true);
    administer(request);
}

json postgresql_shop::configuration() const {
    json made = {{"database", connection()},
                 {"user", "creditgate"},
                 {"password", "drift-wood"},
                 {"budget_ms", 5000}};
    made.update(more_);
    return made;
}

erp_transaction::erp_transaction(const postgresql_shop& shop)
    : database_(shop.connection() + ";UID=postgres") {
    cluster_ = database_.value("select system_identifier from pg_control_system()");
    database_.run("begin");
    id_ = database_.value("select cast(pg_current_xact_id() as varchar(20))");
}

// What has ended already cannot be ended again: a killed session, or the test's own commit.
erp_transaction::~erp_transaction() {
    try {
        database_.run("rollback");
    } catch (const std::exception&) {
        return;
    }
}

json erp_transaction::check(int order, const std::string& amount) const {
    json asked = check_of(order, amount);
    asked["transaction"] = id();
    return asked;
}

void erp_transaction::write_order(int order, int amount_minor) {
    const std::string number = std::to_string(order);
    database_.run("insert into erp_order values (" + number + ", 1, 42, 'SO-" + number +
                  "', 'EUR', " + std::to_string(amount_minor) + ", '2026-11-24', null)");
}

}  // namespace creditgate::test
