// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/ports.hpp"
#include "sql/odbc/connection.hpp"
#include "sql/store/accounts.hpp"
#include "sql/store/groups.hpp"
#include "sql/store/projection.hpp"

namespace creditgate {

// What is asked of one account in one reading.
struct account_question {
    company_id company;
    customer_id customer;
    const check_event* event = nullptr;  // of a check; else nothing is asked of the archive
    std::optional<document_key> without;
    reading_days days;
    timestamp now;
    int most_changes = 0;
};

// The days between which sums are taken, ascending: the due_date_cuts, and the day from which on
// orders are beyond the horizon (of which nothing is, where there is none).
std::vector<std::string> cuts_of(const reading_days& days);

// A check pays for each message to the server. On PostgreSQL all that it reads is one call of a
// function (cg_read); elsewhere there is no server, and each statement is asked in turn
// (readings_by_statement.cpp). Both give the same rows.
class stored_readings : public reading_port {
  public:
    stored_readings(connection& database, stored_accounts& accounts, stored_projection& projection)
        : database_(database), accounts_(accounts), projection_(projection), groups_(database) {}
    reading lock_and_read(const check_event& event, std::optional<date> horizon,
                          const timestamp& now) override;
    reading read(const credit_account& account, std::optional<document_key> without,
                 const reading_days& days, const timestamp& now) override;
    reading look(const credit_account& account, const reading_days& days) override;

  private:
    // No rows when there is no such account.
    std::vector<row> answer(const account_question& asked);
    std::vector<row> answer_by_statement(const account_question& asked);
    std::vector<row> exposure_by_statement(std::int64_t account_id,
                                           const std::optional<document_key>& without,
                                           const reading_days& days);
    // As cg_group_exposure.
    std::vector<row> group_by_statement(const credit_account& account, std::int64_t group_id,
                                        const std::optional<document_key>& without,
                                        const reading_days& days);
    std::vector<row> group_row(std::int64_t group_id);
    // Takes the changes of the other members; a row for each that is not up to date then.
    std::vector<row> refresh_group_by_statement(const credit_account& account,
                                                std::int64_t group_id,
                                                const account_question& asked);
    void drop_what_has_ended(std::int64_t account_id, const timestamp& now);
    standing known_of(const row& account);
    reading read_rows(const std::vector<row>& found, const account_question& asked);
    connection& database_;
    stored_accounts& accounts_;
    stored_projection& projection_;
    stored_groups groups_;
};

}  // namespace creditgate
