// SPDX-License-Identifier: Apache-2.0
#include "sql/odbc/pool.hpp"

#include <algorithm>
#include <chrono>

#include "core/result/error.hpp"

namespace creditgate {

connection_pool::connection_pool(connect_options options, std::size_t most,
                                 connection::opened when_opened)
    : options_(std::move(options)),
      most_(std::max<std::size_t>(1, most)),
      when_opened_(std::move(when_opened)) {
    idle_.reserve(most_);
}

connection_pool::lease connection_pool::take() {
    if (auto idle = take_idle()) return {*this, std::move(idle)};
    try {
        return {*this, std::make_unique<connection>(options_, when_opened_)};
    } catch (...) {
        give_back(nullptr);
        throw;
    }
}

// Counts the caller in; nothing when a new connection is to be opened.
std::unique_ptr<connection> connection_pool::take_idle() {
    std::unique_lock<std::mutex> lock(mutex_);
    const auto budget = std::chrono::milliseconds(options_.budget_ms);
    if (!given_back_.wait_for(lock, budget, [this] { return in_use_ < most_; })) {
        fail({fault::unavailable, "database_busy", "pool_size", std::to_string(most_),
              "all " + std::to_string(most_) + " connections were in use for " +
                  std::to_string(options_.budget_ms) + " ms",
              "try again; raise pool_size or budget_ms if it happens often"});
    }
    ++in_use_;
    if (idle_.empty()) return nullptr;
    auto taken = std::move(idle_.back());
    idle_.pop_back();
    return taken;
}

// The last one used is the first to be used again, so that few stay warm. Lost ones are dropped.
void connection_pool::give_back(std::unique_ptr<connection> used) noexcept {
    if (used) used->rollback();
    {
        const std::lock_guard<std::mutex> lock(mutex_);
        --in_use_;
        if (used && used->usable()) idle_.push_back(std::move(used));
    }
    given_back_.notify_one();
}

void connection_pool::abandon() noexcept {
    for (auto& each : idle_) each->abandon();
    // Their threads do not exist here; what they had taken is leaked with their stacks.
    idle_.clear();
}

}  // namespace creditgate
