// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/archive/ports.hpp"
#include "sql/odbc/connection.hpp"

namespace creditgate {

class stored_holds : public hold_port {
  public:
    explicit stored_holds(connection& database) : database_(database) {}
    std::optional<hold> find(std::int64_t hold_id) override;
    std::optional<hold> find_release(const credit_account& account,
                                     const check_event& event) override;
    std::int64_t open(const hold& wanted) override;
    void refresh(std::int64_t hold_id, const hold& newer) override;
    void keep_found(std::int64_t hold_id, const hold_finding& found, const timestamp& at) override;
    void close(std::int64_t hold_id, hold_state state, const person_note& why) override;
    void set_terms(std::int64_t hold_id, const release_terms& terms, const money& up_to) override;
    void force(std::int64_t hold_id, const person_note& why) override;
    std::optional<hold> find_open(document_key document, checkpoint where) override;
    std::optional<hold> find_forced(document_key document) override;
    void assign(std::int64_t hold_id, std::string_view to) override;
    void set_waits_for_answer(std::int64_t hold_id, bool waits) override;
    void attend(std::int64_t hold_id, const timestamp& at) override;
    void add_entry(std::int64_t hold_id, const hold_entry& entry) override;
    std::vector<hold_entry> entries(std::int64_t hold_id) override;
    std::vector<hold> past_their_day(date day) override;
    void request(std::int64_t hold_id, const person_note& note) override;
    void use_release(std::int64_t hold_id, std::int64_t decision_id,
                     const std::optional<erp_transaction>& transaction) override;
    std::vector<currency> currencies(const hold_filter& filter) override;
    std::vector<hold> list(const hold_filter& filter) override;
    std::int64_t count(const hold_filter& filter) override;
    std::vector<holding_account> accounts_with_open(std::int64_t after_account_id,
                                                    int most) override;
    std::vector<hold> live_of(const credit_account& account, document_key document) override;
    std::vector<hold> of_no_document(std::int64_t account_id,
                                     const timestamp& decided_before) override;
    std::vector<hold> of_passed_document(std::int64_t account_id) override;
    std::vector<hold> of_former_payer(std::int64_t account_id) override;
    bool was_rejected(document_key document, checkpoint where) override;

  private:
    std::optional<hold> find_release_of(const credit_account& account, const check_event& event);
    std::optional<hold> find_release_of_sources(const credit_account& account,
                                                const check_event& event);
    std::optional<hold> find_release_of_source(const credit_account& account,
                                               const document_key& source, date day);

    connection& database_;
};

}  // namespace creditgate
