// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/orderdesk_host.hpp"

#include <stdexcept>
#include <thread>

#include "adapters/orderdesk/day.hpp"
#include "adapters/orderdesk/desk.hpp"
#include "adapters/orderdesk/install.hpp"
#include "tests/support/postgresql.hpp"
#include "tests/support/scratch_folder.hpp"

namespace creditgate::test {
namespace {

using orderdesk::decimal_text;
using orderdesk::minor_units;

constexpr const char* business_date = "2026-11-24";

// One database with orderdesk and creditgate installed; kept as long as a clerk uses it.
struct installation {
    bool postgresql = false;
    scratch_folder folder;
    std::string erp_database;  // connection string of orderdesk's own connections
    std::unique_ptr<session> credit;
};

json configuration(const std::string& database, const std::string& user) {
    // The budget is generous, because a loaded machine is not what is tested.
    json made = {{"database", database}, {"budget_ms", 20'000}, {"pool_size", 16}};
    if (!user.empty()) made["user"] = user;
    return made;
}

std::shared_ptr<installation> install_sqlite() {
    auto made = std::make_shared<installation>();
    made->erp_database = made->folder.sqlite("desk.db");
    orderdesk::create_tables(made->erp_database, "Chandlery", "EUR");
    made->credit = std::make_unique<session>(configuration(made->erp_database, ""));
    orderdesk::install_creditgate(made->credit->handle());
    return made;
}

// orderdesk's role owns its tables; creditgate has the role that it made for itself.
std::shared_ptr<installation> install_postgresql() {
    postgresql& server = postgresql::server();
    const std::string name = server.new_database();
    if (server.sql("postgres", "select 1 from pg_roles where rolname = 'desk'").empty()) {
        server.sql("postgres", "create role desk login");
    }
    server.sql("postgres", "alter database " + name + " owner to desk");
    server.sql(name, "alter schema public owner to desk");
    // So that the ERP can tell which cluster its transaction is of.
    server.sql(name, "grant execute on function pg_control_system() to desk");
    auto made = std::make_shared<installation>();
    made->postgresql = true;
    made->erp_database = server.connection(name) + ";UID=desk";
    orderdesk::create_tables(made->erp_database, "Chandlery", "EUR");
    const session administrator(configuration(server.connection(name), "postgres"));
    orderdesk::install_creditgate(administrator.handle(), "desk");
    made->credit = std::make_unique<session>(configuration(server.connection(name), "creditgate"));
    return made;
}

void add_company_and_rates(const std::string& erp_database) {
    orderdesk::connection database(erp_database);
    // It is company 2.
    database.execute("insert into desk_company (name, currency) values (?, ?)", {"Wharf", "EUR"});
    for (const auto& [currency, units] : {std::pair("EUR", "1"), std::pair("USD", "1.25")}) {
        database.execute(
            "insert into desk_rate (currency, valid_from, units_per_base) values (?, ?, ?)",
            {currency, "2020-01-01", units});
    }
}

std::vector<orderdesk::order_line> desk_lines(const std::vector<line>& lines) {
    std::vector<orderdesk::order_line> all;
    for (const line& each : lines) {
        all.push_back({each.product, each.quantity, minor_units(each.price)});
    }
    return all;
}

host_answer told(const orderdesk::credit_answer& answer) {
    return {answer.outcome, answer.message, answer.hold_id};
}

class orderdesk_host : public host {
  public:
    explicit orderdesk_host(std::shared_ptr<installation> where)
        : where_(std::move(where)), desk_(settings(), where_->credit->handle()) {}

    differences declared() const override { return {.one_writer = !where_->postgresql}; }
    const session& credit() const override { return *where_->credit; }
    std::int64_t company() const override { return 1; }
    std::string today() const override { return business_date; }

    std::int64_t add_customer(const std::string& name, std::int64_t payer) override {
        return desk_.add_customer(name, payer);
    }
    void set_tax_id(std::int64_t customer, const std::string& tax_id) override {
        desk_.set_tax_id(customer, tax_id);
    }
    std::int64_t take_order(std::int64_t customer, const std::vector<line>& lines,
                            const std::string& currency) override {
        return desk_.take_order({customer, currency, desk_lines(lines), "sale", ""});
    }
    std::int64_t take_return(std::int64_t customer, const std::vector<line>& lines) override {
        return desk_.take_order({customer, "EUR", desk_lines(lines), "return", ""});
    }
    void change_lines(std::int64_t order, const std::vector<line>& lines) override {
        desk_.change_lines(order, desk_lines(lines));
    }
    void ship_in(std::int64_t order, int days) override {
        desk_.database().execute("update desk_order set ship_date = ? where order_id = ?",
                                 {orderdesk::date_after(business_date, days), order});
    }
    host_answer confirm(std::int64_t order) override { return told(desk_.confirm(order)); }
    std::vector<host_answer> confirm_together(const std::vector<std::int64_t>& orders) override {
        std::vector<host_answer> answers(orders.size());
        std::vector<std::thread> clerks;
        for (std::size_t i = 0; i < orders.size(); ++i) {
            clerks.emplace_back([this, &answers, &orders, i] {
                orderdesk::desk own(settings(), where_->credit->handle());
                answers[i] = told(own.confirm(orders[i]));
            });
        }
        for (std::thread& each : clerks) each.join();
        return answers;
    }
    host_answer confirm_with(std::int64_t order, const std::function<void()>& between) override {
        desk_.set_between(between);
        const std::shared_ptr<void> afterwards(nullptr, [&](void*) { desk_.set_between({}); });
        return told(desk_.confirm(order));
    }
    void write_around(std::int64_t document, written what) override {
        desk_.database().execute(statement_of(what) + " = ?", {document});
    }
    void set_back_to_draft(std::int64_t order) override { desk_.set_back_to_draft(order); }
    void cancel(std::int64_t order) override { desk_.cancel(order); }
    void remove(std::int64_t order) override { desk_.remove(order); }
    host_answer deliver(std::int64_t order) override { return told(desk_.deliver(order)); }
    std::string state_of(std::int64_t order) override {
        const auto found =
            desk_.database().query("select state from desk_order where order_id = ?", {order});
        return found.empty() ? "" : found[0].text(0);
    }
    std::vector<line> lines_of(std::int64_t order) override {
        std::vector<line> all;
        for (const auto& each : desk_.database().query(
                 "select product, quantity, price_minor from desk_order_line where order_id = ? "
                 "order by line_id",
                 {order})) {
            all.push_back(
                {each.text(0), static_cast<int>(each.number(1)), decimal_text(each.number(2))});
        }
        return all;
    }

    std::int64_t invoice_of(std::int64_t order, const std::string& amount) override {
        return desk_.draft_invoice(order, minor_units(amount));
    }
    std::int64_t invoice_without_order(std::int64_t customer, const std::string& amount,
                                       due when) override {
        return desk_.draft_invoice_without_order(
            customer, {minor_units(amount), "EUR"},
            orderdesk::date_after(business_date, when == due::later ? 30 : -60));
    }
    void post_invoice(std::int64_t invoice) override { desk_.post_invoice(invoice); }
    void pay(std::int64_t customer, const std::string& amount, std::int64_t invoice) override {
        desk_.pay(customer, {minor_units(amount), "EUR"}, invoices(invoice));
    }
    std::int64_t take_cheque(std::int64_t customer, const std::string& amount,
                             std::int64_t invoice) override {
        return desk_.take_cheque(customer, {minor_units(amount), "EUR"}, invoices(invoice));
    }
    void cheque_is_paid(std::int64_t cheque) override { desk_.clear_cheque(cheque); }
    void cheque_bounces(std::int64_t cheque) override { desk_.bounce_cheque(cheque); }
    void credit_note(std::int64_t customer, const std::string& amount) override {
        desk_.credit_note(customer, {minor_units(amount), "EUR"}, {});
    }
    void run_outbox() override { desk_.run_outbox(); }

  private:
    static std::string statement_of(written what) {
        const std::string line = "update desk_order_line set ";
        const std::string order = "update desk_order set ";
        switch (what) {
            case written::confirmed:
                return order + "state = 'confirmed' where order_id";
            case written::one_dearer:
                return line + "price_minor = price_minor + 1 where order_id";
            case written::for_a_cent:
                return line + "price_minor = 1 where order_id";
            case written::immense:
                return line + "quantity = 1000000000000000000 where order_id";
            case written::another_company:
                return order + "company_id = 2 where order_id";
            case written::posted:
                return "update desk_item set state = 'posted' where item_id";
        }
        throw std::logic_error("no such way");
    }
    static std::vector<std::int64_t> invoices(std::int64_t invoice) {
        if (invoice == 0) return {};
        return {invoice};
    }
    orderdesk::desk_settings settings() const {
        return {where_->erp_database, 1, business_date, {"ann", "clerk"}};
    }

    std::shared_ptr<installation> where_;
    orderdesk::desk desk_;
};

}  // namespace

std::unique_ptr<host> orderdesk_on_sqlite() {
    auto where = install_sqlite();
    add_company_and_rates(where->erp_database);
    return std::make_unique<orderdesk_host>(std::move(where));
}

std::unique_ptr<host> orderdesk_on_postgresql() {
    auto where = install_postgresql();
    add_company_and_rates(where->erp_database);
    return std::make_unique<orderdesk_host>(std::move(where));
}

}  // namespace creditgate::test
