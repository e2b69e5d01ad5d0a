// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/race/town.hpp"

#include <chrono>
#include <stdexcept>
#include <thread>

#include "adapters/orderdesk/call.hpp"
#include "adapters/orderdesk/install.hpp"
#include "adapters/orderdesk/within.hpp"
#include "tests/support/postgresql.hpp"

namespace creditgate::race {
namespace {

using orderdesk::value;
using test::json;

const json controller = {{"name", "carl"}, {"roles", {"controller"}}};

json configuration_of(const std::string& database, const std::string& user) {
    // The budget is generous, because a loaded machine is not what is tested.
    json made = {{"database", database}, {"budget_ms", 30'000}, {"pool_size", 2}};
    if (!user.empty()) made["user"] = user;
    return made;
}

std::int64_t first_number(const std::vector<orderdesk::row>& found) {
    return found.at(0).number(0);
}

}  // namespace

json limit_request(std::int64_t customer, std::int64_t limit_minor) {
    return {{"op", "set_limit"},
            {"company", 1},
            {"customer", customer},
            {"limit",
             {{"state", "amount"},
              {"amount", {{"amount", orderdesk::decimal_text(limit_minor)}, {"currency", "EUR"}}}}},
            {"user", controller},
            {"reason", "race"},
            {"business_date", business_date}};
}

town::town(database_kind kind) : kind_(kind) {
    if (is_postgresql()) {
        make_postgresql();
    } else {
        make_sqlite();
    }
    desk_ = std::make_unique<orderdesk::desk>(
        orderdesk::desk_settings{erp_database_, 1, business_date, {"ann", "clerk"}},
        credit_->handle());
}

void town::make_sqlite() {
    erp_database_ = folder_.sqlite("desk.db");
    orderdesk::create_tables(erp_database_, "Chandlery", "EUR");
    configuration_ = configuration_of(erp_database_, "").dump();
    credit_ = std::make_unique<test::session>(json::parse(configuration_));
    orderdesk::install_creditgate(credit_->handle());
    administrator_ = std::make_unique<orderdesk::connection>(erp_database_);
}

// orderdesk's role owns its tables; creditgate has the role that it made for itself.
void town::make_postgresql() {
    test::postgresql& server = test::postgresql::server();
    const std::string name = server.new_database();
    const std::string database = server.connection(name);
    server.sql("postgres", "create role desk login");
    server.sql("postgres", "alter database " + name + " owner to desk");
    server.sql(name, "alter schema public owner to desk");
    // So that the ERP can tell which cluster its transaction is of.
    server.sql(name, "grant execute on function pg_control_system() to desk");
    erp_database_ = database + ";UID=desk";
    orderdesk::create_tables(erp_database_, "Chandlery", "EUR");
    const test::session installer(configuration_of(database, "postgres"));
    orderdesk::install_creditgate(installer.handle(), "desk");
    configuration_ = configuration_of(database, "creditgate").dump();
    credit_ = std::make_unique<test::session>(json::parse(configuration_));
    administrator_ = std::make_unique<orderdesk::connection>(database + ";UID=postgres");
}

std::string town::table(const std::string& name) const {
    return is_postgresql() ? "creditgate." + name : name;
}

std::int64_t town::new_customer() {
    return desk_->add_customer("Customer");
}

std::vector<std::int64_t> town::take_orders(std::int64_t customer,
                                            const std::vector<std::int64_t>& amounts_minor,
                                            const std::string& state) {
    std::vector<std::int64_t> orders;
    orderdesk::connection& database = desk_->database();
    orderdesk::within(database, [&] {
        for (const std::int64_t amount : amounts_minor) {
            orders.push_back(database.insert(
                "insert into desk_order (company_id, customer_id, ordering_party, number, "
                "direction, currency, order_date, state) values (1, ?, ?, 'SO', 'sale', 'EUR', "
                "?, ?)",
                "order_id", {customer, customer, business_date, state}));
            database.execute(
                "insert into desk_order_line (order_id, product, quantity, price_minor) "
                "values (?, 'rope', 1, ?)",
                {orders.back(), amount});
        }
    });
    return orders;
}

void town::cancel_drafts(std::int64_t customer) {
    orderdesk::connection& database = desk_->database();
    const auto left = database.query(
        "select order_id from desk_order where customer_id = ? and state = 'draft'", {customer});
    if (left.empty()) return;
    database.execute(
        "update desk_order set state = 'cancelled', version = version + 1 "
        "where customer_id = ? and state = 'draft'",
        {customer});
    for (const auto& each : left) {
        orderdesk::call(credit_->handle(),
                        {{"op", "withdraw"},
                         {"company", 1},
                         {"customer", customer},
                         {"document", {{"kind", "order"}, {"id", each.number(0)}}},
                         {"user", {{"name", "ann"}, {"roles", {"clerk"}}}},
                         {"reason", "cancelled"}});
    }
}

void town::set_limit(std::int64_t customer, std::int64_t limit_minor) {
    orderdesk::call(credit_->handle(), limit_request(customer, limit_minor));
}

std::int64_t town::confirmed_minor(std::int64_t customer) {
    return first_number(desk_->database().query(
        "select cast(coalesce(sum(l.quantity * l.price_minor), 0) as bigint) from desk_order o "
        "join desk_order_line l on l.order_id = o.order_id "
        "where o.customer_id = ? and o.state = 'confirmed'",
        {customer}));
}

std::int64_t town::confirmed_of(const std::vector<std::int64_t>& orders) {
    return first_number(desk_->database().query(
        "select count(*) from desk_order where state = 'confirmed' and order_id between ? and ?",
        {orders.front(), orders.back()}));
}

bool town::end_a_connection() {
    return !administrator_
                ->query(
                    "select pg_terminate_backend(pid) from pg_stat_activity "
                    "where usename = 'creditgate' and state <> 'idle' limit 1")
                .empty();
}

void town::wait_for_the_end_of(const std::string& application) {
    if (!is_postgresql()) return;
    for (int tries = 0; tries < 10'000; ++tries) {
        const auto left = administrator_->query(
            "select count(*) from pg_stat_activity where application_name = ?", {application});
        if (first_number(left) == 0) return;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    throw std::runtime_error("the server still has the connections of " + application);
}

}  // namespace creditgate::race
