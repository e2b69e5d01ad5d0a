// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/race/plan.hpp"

namespace creditgate::race {
namespace {

constexpr std::int64_t microsecond = 1'000;
constexpr std::int64_t millisecond = 1'000'000;

std::int64_t between(std::mt19937_64& dice, std::int64_t least, std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>(least, most)(dice);
}

bool happens(std::mt19937_64& dice, std::int64_t percent) {
    return between(dice, 1, 100) <= percent;
}

// Of two pairs and two eights one each is of a customer never seen before.
acquaintance draw_customer(std::mt19937_64& dice, std::int64_t number) {
    if (number / 2 % 2 == 0) return acquaintance::known;
    return happens(dice, 50) ? acquaintance::unchecked : acquaintance::unseen;
}

fate draw_fate(std::mt19937_64& dice) {
    if (happens(dice, 90)) return fate::commits;
    if (happens(dice, 50)) return fate::rolls_back;
    return happens(dice, 60) ? fate::dies_before_commit : fate::dies_at_any_time;
}

// At the same moment, nearly so, or one into the other's commit.
std::int64_t draw_spread(std::mt19937_64& dice, acquaintance customer) {
    if (customer == acquaintance::unseen) return 6 * millisecond;
    switch (between(dice, 0, 2)) {
        case 0:
            return 0;
        case 1:
            return 200 * microsecond;
        default:
            return 2 * millisecond;
    }
}

// Two of different amounts, of which either fits; more of the same amount, of which some fit.
void draw_amounts(std::mt19937_64& dice, round_plan& plan) {
    if (plan.contenders.size() == 2) {
        const std::int64_t less = between(dice, 1, 100'000);
        const std::int64_t more = between(dice, less, 100'000);
        const bool first_is_less = happens(dice, 50);
        plan.contenders[0].amount_minor = first_is_less ? less : more;
        plan.contenders[1].amount_minor = first_is_less ? more : less;
        plan.room_minor = between(dice, more, less + more - 1);
        plan.fits = 1;
        return;
    }
    const std::int64_t amount = between(dice, 1, 100'000);
    for (contender_plan& each : plan.contenders) each.amount_minor = amount;
    plan.fits = between(dice, 1, static_cast<std::int64_t>(plan.contenders.size()) - 1);
    plan.room_minor = plan.fits * amount + between(dice, 0, amount - 1);
}

}  // namespace

round_plan draw(std::mt19937_64& dice, std::int64_t number, bool with_trouble) {
    round_plan plan;
    plan.customer = draw_customer(dice, number);
    plan.contenders.resize(number % 2 == 0 ? few : many);
    draw_amounts(dice, plan);
    const std::int64_t spread = draw_spread(dice, plan.customer);
    for (contender_plan& each : plan.contenders) {
        each.offset_ns = between(dice, 0, spread);
        if (with_trouble) each.ends = draw_fate(dice);
        each.dies_after_ns = between(dice, 0, 8 * millisecond);
    }
    if (plan.customer != acquaintance::known && happens(dice, 50)) {
        plan.open_before_minor = between(dice, 1, 100'000);
    }
    plan.limit_offset_ns = between(dice, 0, 2 * millisecond);
    plan.accounts_are_loaded = happens(dice, 25);
    plan.loses_connection = with_trouble && happens(dice, 5);
    plan.connection_ends_ns = between(dice, 0, 10 * millisecond);
    return plan;
}

}  // namespace creditgate::race
