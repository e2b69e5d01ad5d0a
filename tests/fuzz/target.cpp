// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/target.hpp"

#include <string_view>

#include "adapters/orderdesk/install.hpp"
#include "adapters/orderdesk/scripts.hpp"
#include "tests/fuzz/invariants.hpp"

namespace creditgate::test {
namespace {

constexpr std::string_view blank_line = "\n\n";
constexpr std::size_t most_requests = 16;

// Customers: 1 pays late, 2 is new, 3 owes in a currency without a rate, 4 owes what 64 bits hold.
constexpr const char* deals[] = {
    "insert into desk_customer (name) values ('Harbour Foods')",
    "insert into desk_customer (name) values ('Lighthouse Books')",
    "insert into desk_customer (name) values ('Pier 9')",
    "insert into desk_customer (name) values ('Atlantis')",
    "insert into desk_order (company_id, customer_id, ordering_party, number, direction, currency, "
    "order_date, state) values (1, 1, 1, 'SO-1', 'sale', 'EUR', '2026-11-01', 'confirmed')",
    "insert into desk_order_line (order_id, product, quantity, price_minor) "
    "values (1, 'Crates', 3, 4000)",
    "insert into desk_item (company_id, customer_id, kind, number, currency, amount_minor, state, "
    "item_date, due_date) values (1, 1, 'invoice', 'INV-1', 'EUR', 10000, 'posted', '2026-09-01', "
    "'2026-10-01')",
    "insert into desk_item (company_id, customer_id, kind, number, currency, amount_minor, state, "
    "item_date, due_date) values (1, 1, 'invoice', 'INV-2', 'USD', 5000, 'posted', '2026-11-01', "
    "'2026-12-01')",
    "insert into desk_item (company_id, customer_id, kind, number, currency, amount_minor, state, "
    "item_date) values (1, 1, 'payment', 'PAY-1', 'EUR', -2500, 'posted', '2026-11-20')",
    "insert into desk_settlement (invoice_id, credit_id, amount_minor, settled_date) "
    "values (1, 3, 1500, '2026-11-20')",
    "insert into desk_item (company_id, customer_id, kind, number, currency, amount_minor, state, "
    "item_date, due_date) values (1, 3, 'invoice', 'INV-3', 'GBP', 700, 'posted', '2026-11-01', "
    "'2026-12-01')",
    "insert into desk_item (company_id, customer_id, kind, number, currency, amount_minor, state, "
    "item_date, due_date) values (1, 4, 'invoice', 'INV-4', 'EUR', 9223372036854775807, 'posted', "
    "'1000-01-01', '9999-12-31')",
};

// install runs the SQL that it is given: only the host's own may come here.
bool may_be_sent(const std::string& request) {
    const json parsed = json::parse(request.c_str(), nullptr, false);
    if (!parsed.is_object() || parsed.value("op", json()) != "install") return true;
    const json views = parsed.value("views", json());
    return !(views.is_string() && views != orderdesk::views_sql) &&
           !parsed.value("grants", json()).is_string();
}

}  // namespace

std::vector<std::string> requests_of(const std::string& input) {
    std::vector<std::string> requests;
    std::size_t at = 0;
    while (requests.size() + 1 < most_requests) {
        const std::size_t end = input.find(blank_line, at);
        if (end == std::string::npos) break;
        requests.push_back(input.substr(at, end - at));
        at = end + blank_line.size();
    }
    requests.push_back(input.substr(at));
    return requests;
}

std::string input_of(const std::vector<std::string>& requests) {
    std::string input;
    for (const std::string& each : requests) {
        if (!input.empty()) input += blank_line;
        input += each;
    }
    return input;
}

fuzz_target::fuzz_target() {
    orderdesk::create_tables(connection("first"), "Quay Trading", "EUR");
    direct_database database(connection("first"));
    for (const char* each : deals) database.run(each);
    const test_session administrator(json{{"database", connection("first")}});
    orderdesk::install_creditgate(administrator.handle());
    loaded_ = std::make_unique<direct_database>(connection("other"));
}

std::string fuzz_target::connection(const std::string& name) const {
    return "Driver=SQLite3;Database=" + (folder_.path() / (name + ".db")).string();
}

void fuzz_target::start_again() const {
    const auto path = folder_.path() / "now.db";
    for (const char* rest : {"-wal", "-shm"}) std::filesystem::remove(path.string() + rest);
    std::filesystem::copy_file(folder_.path() / "first.db", path,
                               std::filesystem::copy_options::overwrite_existing);
}

std::string fuzz_target::run(const std::string& input) {
    start_again();
    const test_session session(json{{"database", connection("now")}, {"budget_ms", 60'000}});
    direct_database beside(connection("now"));
    for (const std::string& each : requests_of(input)) {
        if (!may_be_sent(each)) continue;
        const std::string wrong = send(session, beside, each);
        if (!wrong.empty()) return wrong + "\nthe request was: " + each;
    }
    const answer alive = bare_call(session.handle(), R"({"op": "ping"})");
    return alive.status == CG_OK ? "" : "the session does not answer ping: " + alive.body.dump();
}

std::string fuzz_target::send(const test_session& session, direct_database& beside,
                              const std::string& request) {
    // It changes when another connection has changed the file.
    constexpr const char* version = "pragma data_version";
    const std::string before = beside.value(version);
    const answer got = bare_call(session.handle(), request.c_str());
    ++answered_;
    if (got.status == CG_OK) ++carried_out_;
    const std::string wrong = wrong_with(request.c_str(), got);
    if (!wrong.empty()) return wrong;
    if (got.status != CG_OK && beside.value(version) != before) {
        return "a request that failed has changed something: " + got.body.dump();
    }
    return "";
}

}  // namespace creditgate::test
