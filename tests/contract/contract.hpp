// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include "tests/contract/host.hpp"

namespace creditgate::test {

// A host, and what its people ask creditgate. Every test has customers of its own.
class contract : public ::testing::TestWithParam<host_kind> {
  protected:
    void SetUp() override { erp = GetParam().make(); }
    void TearDown() override;

    // The policy of the installation with other members, for this test.
    void policy_with(const json& members);

    // limit: an amount, "none" or "unlimited".
    std::int64_t customer(const std::string& limit, const std::string& name = "Harbour Foods");
    void set_limit(std::int64_t customer, const std::string& limit);
    // A draft of one piece at this price.
    std::int64_t order(std::int64_t customer, const std::string& amount);
    std::int64_t confirmed(std::int64_t customer, const std::string& amount);
    // Asked for, held, and with what hold.
    std::int64_t held(std::int64_t order);
    // Draft and posted.
    std::int64_t invoice(std::int64_t customer, const std::string& amount, due when = due::later);

    json customer_credit(std::int64_t customer);
    std::string exposure(std::int64_t customer);
    // The buckets that are not 0: "open_order 100.00, open_item_not_due 40.00".
    std::string buckets(std::int64_t customer);
    std::string available(std::int64_t customer);

    json hold(std::int64_t hold_id);
    std::string state_of_hold(std::int64_t hold_id);
    // The ids of a document's holds in any state.
    std::vector<std::int64_t> holds_of(std::int64_t order);

    // Whether the ERP is still to do something with the order.
    bool waits_in_outbox(std::int64_t order);

    // As a person with this role.
    reply release(std::int64_t hold_id, const std::string& role = "controller");
    reply reject(std::int64_t hold_id, const std::string& role = "controller");
    json person(const std::string& role) const;

    std::unique_ptr<host> erp;

  private:
    void set_policy(const json& wanted);
    json policy_before_;
};

}  // namespace creditgate::test
