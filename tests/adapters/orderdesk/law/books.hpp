// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tests/contract/host.hpp"

namespace creditgate::law {

struct booked_order {
    std::int64_t id = 0;
    std::int64_t payer = 0;
    std::string currency;
    std::int64_t total_minor = 0;
    std::int64_t drafted_minor = 0;  // on invoices, posted ones too
    std::int64_t posted_minor = 0;
    std::string state = "draft";  // confirmed, cancelled, removed
    bool is_return = false;
    bool delivered = false;
    bool was_held = false;
};

struct booked_invoice {
    std::int64_t id = 0;
    std::int64_t payer = 0;
    std::int64_t order = 0;  // 0: of none
    std::string currency;
    std::int64_t open_minor = 0;
    test::due when = test::due::later;
    bool posted = false;
};

// What a bookkeeper writes down of each step, knowing neither creditgate nor the ERP's tables.
class books {
  public:
    std::vector<booked_order> orders{};
    std::vector<booked_invoice> invoices{};

    void post(booked_invoice& invoice);
    // Money or a credit note; what is not set against `invoice` (may be null) stays on account.
    void receive(std::int64_t payer, std::int64_t minor, booked_invoice* invoice);

    // The buckets that are not 0, in the order of FIELD.md: "open_order 100.00, unallocated -5.00".
    // In EUR; a dollar is 0.80, and every dollar amount of a walk a multiple of 0.05, so that
    // nothing is rounded.
    [[nodiscard]] std::string buckets(std::int64_t payer) const;

  private:
    booked_order& order_of(const booked_invoice& invoice);

    std::map<std::int64_t, std::int64_t> on_account_{};  // minor units, by payer
};

}  // namespace creditgate::law
