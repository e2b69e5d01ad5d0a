// SPDX-License-Identifier: Apache-2.0
#include "tests/adapters/orderdesk/law/books.hpp"

#include <algorithm>

#include "adapters/orderdesk/amount.hpp"

namespace creditgate::law {
namespace {

std::int64_t in_euro(std::int64_t minor, const std::string& currency) {
    return currency == "USD" ? minor * 4 / 5 : minor;
}

const std::vector<std::string> bucket_names{"open_order",        "delivered_not_invoiced",
                                            "draft_invoice",     "open_item_not_due",
                                            "open_item_overdue", "unallocated"};

std::string bucket_of(const booked_invoice& invoice) {
    if (!invoice.posted) return "draft_invoice";
    return invoice.when == test::due::later ? "open_item_not_due" : "open_item_overdue";
}

}  // namespace

booked_order& books::order_of(const booked_invoice& invoice) {
    return *std::find_if(orders.begin(), orders.end(),
                         [&](const booked_order& each) { return each.id == invoice.order; });
}

void books::post(booked_invoice& invoice) {
    invoice.posted = true;
    if (invoice.order != 0) order_of(invoice).posted_minor += invoice.open_minor;
}

void books::receive(std::int64_t payer, std::int64_t minor, booked_invoice* invoice) {
    if (invoice != nullptr) {
        const std::int64_t part = std::min(minor, invoice->open_minor);
        invoice->open_minor -= part;
        minor -= part;
    }
    on_account_[payer] += minor;
}

std::string books::buckets(std::int64_t payer) const {
    std::map<std::string, std::int64_t> sums;
    for (const booked_order& each : orders) {
        if (each.payer != payer || each.state != "confirmed" || each.is_return) continue;
        sums[each.delivered ? "delivered_not_invoiced" : "open_order"] +=
            in_euro(each.total_minor - each.posted_minor, each.currency);
    }
    for (const booked_invoice& each : invoices) {
        if (each.payer != payer || (!each.posted && each.order != 0)) continue;
        sums[bucket_of(each)] += in_euro(each.open_minor, each.currency);
    }
    if (const auto found = on_account_.find(payer); found != on_account_.end()) {
        sums["unallocated"] = -found->second;
    }
    std::string text;
    for (const std::string& name : bucket_names) {
        if (sums[name] == 0) continue;
        text.append(text.empty() ? "" : ", ").append(name).append(" ");
        text.append(orderdesk::decimal_text(sums[name]));
    }
    return text;
}

}  // namespace creditgate::law
