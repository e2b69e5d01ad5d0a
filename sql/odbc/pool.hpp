// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "sql/odbc/connection.hpp"

namespace creditgate {

// Up to `most` connections of one process, opened as they are needed and shared by its threads.
class connection_pool {
  public:
    connection_pool(connect_options options, std::size_t most, connection::opened when_opened = {});

    // A connection for one thread, given back when it goes out of scope.
    class lease {
      public:
        lease(connection_pool& pool, std::unique_ptr<connection> taken)
            : pool_(&pool), taken_(std::move(taken)) {}
        lease(lease&&) noexcept = default;
        lease& operator=(lease&&) = delete;
        ~lease() {
            if (taken_) pool_->give_back(std::move(taken_));
        }
        connection& operator*() const noexcept { return *taken_; }
        connection* operator->() const noexcept { return taken_.get(); }

      private:
        connection_pool* pool_;
        std::unique_ptr<connection> taken_;
    };

    // Waits up to the budget when all connections are taken; then throws `failure` database_busy.
    lease take();
    // In a child process: forgets the parent's connections without closing them. The pool must not
    // be used after that, only destroyed.
    void abandon() noexcept;
    [[nodiscard]] const connect_options& options() const noexcept { return options_; }

  private:
    std::unique_ptr<connection> take_idle();
    void give_back(std::unique_ptr<connection> used) noexcept;

    connect_options options_;
    std::size_t most_;
    connection::opened when_opened_;
    std::mutex mutex_;
    std::condition_variable given_back_;
    std::vector<std::unique_ptr<connection>> idle_;
    std::size_t in_use_ = 0;
};

}  // namespace creditgate
