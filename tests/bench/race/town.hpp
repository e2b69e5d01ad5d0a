// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "adapters/orderdesk/desk.hpp"
#include "tests/support/scratch_folder.hpp"
#include "tests/support/session.hpp"

namespace creditgate::race {

inline constexpr const char* business_date = "2026-11-24";

enum class database_kind { postgresql, sqlite };

test::json limit_request(std::int64_t customer, std::int64_t limit_minor);

// orderdesk with creditgate in it, in a new database; on PostgreSQL in a private server.
class town {
  public:
    explicit town(database_kind kind);

    [[nodiscard]] bool is_postgresql() const { return kind_ == database_kind::postgresql; }
    [[nodiscard]] const std::string& erp_database() const { return erp_database_; }
    [[nodiscard]] const std::string& configuration() const { return configuration_; }
    [[nodiscard]] const test::session& credit() const { return *credit_; }
    orderdesk::desk& desk() { return *desk_; }
    // With every right, for looking into what is creditgate's own.
    orderdesk::connection& administrator() { return *administrator_; }
    // "creditgate.cg_account": a table of creditgate's for the administrator.
    [[nodiscard]] std::string table(const std::string& name) const;

    std::int64_t new_customer();
    std::vector<std::int64_t> take_orders(std::int64_t customer,
                                          const std::vector<std::int64_t>& amounts_minor,
                                          const std::string& state = "draft");
    // What is left of other rounds goes out of the way, in the ERP and in creditgate.
    void cancel_drafts(std::int64_t customer);
    void set_limit(std::int64_t customer, std::int64_t limit_minor);

    // What the ERP has confirmed of the customer, by its own tables.
    std::int64_t confirmed_minor(std::int64_t customer);
    std::int64_t confirmed_of(const std::vector<std::int64_t>& orders);

    // Ends a connection of creditgate's that is at work; false when there is none.
    bool end_a_connection();
    // Until the server has noticed that the clients of this application name are gone.
    void wait_for_the_end_of(const std::string& application);

  private:
    void make_sqlite();
    void make_postgresql();

    database_kind kind_;
    test::scratch_folder folder_;
    std::string erp_database_;
    std::string configuration_;
    std::unique_ptr<test::session> credit_;
    std::unique_ptr<orderdesk::desk> desk_;
    std::unique_ptr<orderdesk::connection> administrator_;
};

}  // namespace creditgate::race
