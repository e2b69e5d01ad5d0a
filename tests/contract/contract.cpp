// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/contract.hpp"

#include <algorithm>

#include "tests/support/policy.hpp"

namespace creditgate::test {

void contract::TearDown() {
    // Tests of one host may share its installation.
    if (!policy_before_.is_null()) set_policy(policy_before_);
}

void contract::policy_with(const json& members) {
    if (policy_before_.is_null()) {
        policy_before_ =
            erp->credit().get({{"op", "policy"}, {"business_date", "2026-11-24"}})["policy"];
    }
    json wanted = policy_before_;
    wanted.update(members);
    set_policy(wanted);
}

void contract::set_policy(const json& wanted) {
    EXPECT_LT(0, put_in_force(erp->credit(), wanted));
}

std::int64_t contract::customer(const std::string& limit, const std::string& name) {
    const std::int64_t made = erp->add_customer(name, 0);
    if (limit != "none") set_limit(made, limit);
    return made;
}

void contract::set_limit(std::int64_t customer, const std::string& limit) {
    json wanted = {{"state", limit}};
    if (limit != "none" && limit != "unlimited") {
        wanted = {{"state", "amount"}, {"amount", {{"amount", limit}, {"currency", "EUR"}}}};
    }
    const json asked = {{"op", "set_limit"},
                        {"company", erp->company()},
                        {"customer", customer},
                        {"limit", wanted},
                        {"user", person("manager")},
                        {"reason", "review"},
                        {"business_date", erp->today()}};
    EXPECT_EQ(wanted["state"], erp->credit().get(asked)["after"]["state"]);
}

std::int64_t contract::order(std::int64_t customer, const std::string& amount) {
    return erp->take_order(customer, {{"Book", 1, amount}}, "EUR");
}

std::int64_t contract::confirmed(std::int64_t customer, const std::string& amount) {
    const std::int64_t made = order(customer, amount);
    EXPECT_EQ("approve", erp->confirm(made).outcome);
    EXPECT_EQ("confirmed", erp->state_of(made));
    return made;
}

std::int64_t contract::held(std::int64_t order) {
    const host_answer answer = erp->confirm(order);
    EXPECT_EQ("hold", answer.outcome) << answer.message;
    EXPECT_NE(0, answer.hold_id);
    return answer.hold_id;
}

std::int64_t contract::invoice(std::int64_t customer, const std::string& amount, due when) {
    const std::int64_t made = erp->invoice_without_order(customer, amount, when);
    erp->post_invoice(made);
    return made;
}

json contract::customer_credit(std::int64_t customer) {
    return erp->credit().get({{"op", "customer"},
                              {"company", erp->company()},
                              {"customer", customer},
                              {"business_date", erp->today()}})["credit"];
}

std::string contract::exposure(std::int64_t customer) {
    return customer_credit(customer)["exposure"]["amount"];
}

std::string contract::buckets(std::int64_t customer) {
    std::string all;
    const json credit = customer_credit(customer);
    for (const json& each : credit["buckets"]) {
        const std::string amount = each["amount"]["amount"];
        if (amount == "0.00") continue;
        if (!all.empty()) all += ", ";
        all += each["bucket"].get<std::string>() + " " + amount;
    }
    return all;
}

std::string contract::available(std::int64_t customer) {
    return customer_credit(customer)["available"]["amount"];
}

json contract::hold(std::int64_t hold_id) {
    return erp->credit().get({{"op", "holds"}, {"ids", {hold_id}}, {"state", "any"}})["holds"].at(
        0);
}

std::string contract::state_of_hold(std::int64_t hold_id) {
    return hold(hold_id)["state"];
}

std::vector<std::int64_t> contract::holds_of(std::int64_t order) {
    std::vector<std::int64_t> ids;
    const json found = erp->credit().get(
        {{"op", "holds"}, {"document", {{"kind", "order"}, {"id", order}}}, {"state", "any"}});
    for (const json& each : found["holds"]) ids.push_back(each["hold_id"]);
    return ids;
}

bool contract::waits_in_outbox(std::int64_t order) {
    const json found = erp->credit().get({{"op", "outbox"}, {"max", 1000}});
    const json& entries = found["entries"];
    return std::any_of(entries.begin(), entries.end(),
                       [&](const json& each) { return each["document"]["id"] == order; });
}

reply contract::release(std::int64_t hold_id, const std::string& role) {
    return call(erp->credit().handle(), {{"op", "release"},
                                         {"hold_id", hold_id},
                                         {"user", person(role)},
                                         {"reason", "paid by cheque"},
                                         {"business_date", erp->today()}});
}

reply contract::reject(std::int64_t hold_id, const std::string& role) {
    return call(
        erp->credit().handle(),
        {{"op", "reject"}, {"hold_id", hold_id}, {"user", person(role)}, {"reason", "insolvent"}});
}

json contract::person(const std::string& role) const {
    return {{"name", "carl"}, {"roles", {role}}};
}

}  // namespace creditgate::test
