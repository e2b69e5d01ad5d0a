// SPDX-License-Identifier: Apache-2.0
#include "core/exposure/payment.hpp"

#include <algorithm>

namespace creditgate {
namespace {

// Invoices of one currency that fall due between the same two cuts, or that have no due date.
struct stretch {
    exposure_line line;
    int number = -1;
    std::int64_t listed = 0;            // of its documents
    std::optional<date> oldest_left{};  // of those that are listed
    money left;                         // the same
    bool late_left = false;             // of those that are not listed
};

int stretch_of(const std::optional<date>& day, const std::vector<date>& cuts) {
    if (!day) return -1;
    return static_cast<int>(
        std::count_if(cuts.begin(), cuts.end(), [&](date cut) { return *day < cut; }));
}

std::optional<date> older(const std::optional<date>& a, const std::optional<date>& b) {
    if (!a || !b) return a ? a : b;
    return std::min(*a, *b);
}

class payer {
  public:
    payer(std::vector<exposure_line> lines, money paid, std::vector<fx_rate> rates, date as_of)
        : paid_(paid), rates_(std::move(rates)), cuts_(due_date_cuts(as_of)) {
        for (exposure_line& each : lines) {
            if (each.source == exposure_source::invoice) {
                add(each);
            } else {
                others_.push_back(std::move(each));
            }
        }
    }

    // Gives what is left of it.
    money pay_listed(const open_invoice& invoice) { return leave(invoice, afford(invoice.amount)); }
    void leave_unpaid(const open_invoice& invoice) {
        leave(invoice, money::zero(invoice.amount.unit()));
    }

    void pay_late(const exposure_line& sum) {
        stretch* const found = find(sum.amount.unit(), sum.day);
        if (found == nullptr) return;
        const money taken = afford(sum.amount);
        found->late_left = taken != sum.amount;
        take(*found, taken, found->late_left ? 0 : sum.documents);
    }

    void pay_others() {
        std::vector<stretch*> by_day;
        for (stretch& each : stretches_) by_day.push_back(&each);
        std::stable_sort(by_day.begin(), by_day.end(),
                         [](const stretch* a, const stretch* b) { return a->number > b->number; });
        for (stretch* each : by_day) {
            const money beyond = each->line.amount - each->left;
            const money taken = afford(beyond);
            take(*each, taken, taken == beyond ? each->line.documents - each->listed : 0);
        }
    }

    std::vector<exposure_line> lines(const late_terms& late) {
        std::vector<exposure_line> all = std::move(others_);
        for (stretch& each : stretches_) {
            if (each.line.documents <= 0 && each.line.amount.minor() == 0) continue;
            late_left_ = late_left_ || each.late_left;
            each.line.day = oldest_day(each, late);
            all.push_back(each.line);
        }
        if (paid_.is_positive()) {
            const money unallocated = money::zero(paid_.unit()) - paid_;
            all.push_back({exposure_source::payment, unallocated, {}, 1});
        }
        return all;
    }

    [[nodiscard]] bool late_left() const { return late_left_; }

  private:
    money leave(const open_invoice& invoice, const money& taken) {
        const money left = invoice.amount - taken;
        stretch* const found = find(invoice.amount.unit(), invoice.due_date);
        if (found == nullptr) return left;
        take(*found, taken, left.minor() == 0 ? 1 : 0);
        if (left.minor() != 0) {
            ++found->listed;
            found->left += left;
            found->oldest_left = older(found->oldest_left, invoice.due_date);
        }
        return left;
    }
    stretch* find(currency unit, const std::optional<date>& day) {
        const int number = stretch_of(day, cuts_);
        const auto found =
            std::find_if(stretches_.begin(), stretches_.end(), [&](const stretch& each) {
                return each.number == number && each.line.amount.unit() == unit;
            });
        return found == stretches_.end() ? nullptr : &*found;
    }
    void add(const exposure_line& line) {
        const currency unit = line.amount.unit();
        stretch* const found = find(unit, line.day);
        if (found == nullptr) {
            stretches_.push_back(
                {line, stretch_of(line.day, cuts_), 0, {}, money::zero(unit), false});
            return;
        }
        found->line.amount += line.amount;
        found->line.documents += line.documents;
        found->line.day = older(found->line.day, line.day);
    }
    // How much of an amount the money that is left pays, which is less after it.
    money afford(const money& amount) {
        const money none = money::zero(amount.unit());
        if (!amount.is_positive() || !paid_.is_positive()) return none;
        const auto price = convert(amount, paid_.unit(), rates_);
        if (!price) return none;
        if (*price <= paid_) {
            paid_ = paid_ - *price;
            return amount;
        }
        const money part = std::min(convert(paid_, amount.unit(), rates_).value(), amount);
        paid_ = money::zero(paid_.unit());
        return part;
    }
    static void take(stretch& from, const money& amount, std::int64_t documents) {
        from.line.amount = from.line.amount - amount;
        from.line.documents -= documents;
    }
    static std::optional<date> oldest_day(const stretch& of, const late_terms& late) {
        if (!of.line.day) return std::nullopt;
        if (of.line.documents <= of.listed && of.oldest_left) return of.oldest_left;
        date beyond = *of.line.day;
        if (late.due_before && !of.late_left) beyond = std::max(beyond, *late.due_before);
        return older(of.oldest_left, beyond);
    }

    std::vector<exposure_line> others_;
    std::vector<stretch> stretches_;
    money paid_;
    std::vector<fx_rate> rates_;
    std::vector<date> cuts_;
    bool late_left_ = false;
};

}  // namespace

std::vector<exposure_line> by_stretch(std::vector<exposure_line> lines, date as_of) {
    if (lines.empty()) return lines;
    const money nothing = money::zero(lines.front().amount.unit());
    return payer(std::move(lines), nothing, {}, as_of).lines({});
}

open_invoices cut(open_invoices invoices, std::size_t most, const late_terms& late, date as_of) {
    if (invoices.listed.size() <= most) return invoices;
    for (std::size_t i = most; i < invoices.listed.size(); ++i) {
        const open_invoice& each = invoices.listed[i];
        if (!late.cover(each)) continue;
        invoices.late_beyond.push_back({exposure_source::invoice, each.amount, each.due_date, 1});
    }
    invoices.late_beyond = by_stretch(std::move(invoices.late_beyond), as_of);
    invoices.listed.erase(invoices.listed.begin() + static_cast<std::ptrdiff_t>(most),
                          invoices.listed.end());
    invoices.all = false;
    return invoices;
}

after_paying pay(std::vector<exposure_line> lines, const payment_order& order, money paid,
                 const std::vector<fx_rate>& rates, date as_of, const late_terms& late) {
    payer pays(std::move(lines), paid, rates, as_of);
    after_paying after;
    for (open_invoice each : order.listed) {
        each.amount = pays.pay_listed(each);
        if (each.amount.minor() != 0) after.left.push_back(std::move(each));
    }
    for (const open_invoice& each : order.not_paid) {
        pays.leave_unpaid(each);
        after.left.push_back(each);
    }
    for (const exposure_line& each : order.late_beyond) pays.pay_late(each);
    if (order.then_others) pays.pay_others();
    after.lines = pays.lines(late);
    after.late_left = pays.late_left();
    return after;
}

}  // namespace creditgate
