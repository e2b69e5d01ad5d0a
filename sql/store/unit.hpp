// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sql/odbc/pool.hpp"
#include "sql/store/accounts.hpp"
#include "sql/store/audit.hpp"
#include "sql/store/authorities.hpp"
#include "sql/store/chain.hpp"
#include "sql/store/customers.hpp"
#include "sql/store/decisions.hpp"
#include "sql/store/exposure.hpp"
#include "sql/store/groups.hpp"
#include "sql/store/guarantees.hpp"
#include "sql/store/guard.hpp"
#include "sql/store/history.hpp"
#include "sql/store/holds.hpp"
#include "sql/store/limit_requests.hpp"
#include "sql/store/notices.hpp"
#include "sql/store/outbox.hpp"
#include "sql/store/payers.hpp"
#include "sql/store/policies.hpp"
#include "sql/store/projection.hpp"
#include "sql/store/readings.hpp"
#include "sql/store/reservations.hpp"
#include "sql/store/settings.hpp"

namespace creditgate {

// One transaction on a connection of the pool; giving the connection back rolls it back.
class stored_unit : public unit_of_work {
  public:
    explicit stored_unit(connection_pool::lease taken) : database_(std::move(taken)) {
        database_->begin();
    }
    account_port& accounts() override { return accounts_; }
    reading_port& readings() override { return readings_; }
    projection_port& projection() override { return projection_; }
    exposure_port& exposure() override { return exposure_; }
    reservation_port& reservations() override { return reservations_; }
    decision_port& decisions() override { return decisions_; }
    hold_port& holds() override { return holds_; }
    outbox_port& outbox() override { return outbox_; }
    notice_port& notices() override { return notices_; }
    policy_port& policies() override { return policies_; }
    audit_port& audit() override { return audit_; }
    setting_port& settings() override { return settings_; }
    guard_port& guard() override { return guard_; }
    group_port& groups() override { return groups_; }
    customer_port& customers() override { return customers_; }
    authority_port& authorities() override { return authorities_; }
    limit_request_port& limit_requests() override { return limit_requests_; }
    payer_port& payers() override { return payers_; }
    guarantee_port& guarantees() override { return guarantees_; }
    history_port& history() override { return history_; }
    chain_port& chain() override { return chain_; }
    void commit() override { database_->commit(); }

  private:
    connection_pool::lease database_;
    stored_accounts accounts_{*database_};
    stored_projection projection_{*database_};
    stored_readings readings_{*database_, accounts_, projection_};
    stored_exposure exposure_{*database_};
    stored_reservations reservations_{*database_};
    stored_decisions decisions_{*database_};
    stored_holds holds_{*database_};
    stored_outbox outbox_{*database_};
    stored_notices notices_{*database_};
    stored_policies policies_{*database_};
    stored_audit audit_{*database_};
    stored_settings settings_{*database_};
    stored_guard guard_{*database_, settings_};
    stored_groups groups_{*database_};
    stored_customers customers_{*database_};
    stored_authorities authorities_{*database_};
    stored_limit_requests limit_requests_{*database_};
    stored_payers payers_{*database_};
    stored_guarantees guarantees_{*database_};
    stored_history history_{*database_};
    stored_chain chain_{*database_};
};

}  // namespace creditgate
