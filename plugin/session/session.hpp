// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "plugin/configuration/configuration.hpp"
#include "plugin/ops/memory.hpp"
#include "plugin/ops/op.hpp"

namespace creditgate {

// What cg_open gives out: a configuration, and for the present process its connections.
// Thread-safe.
class session {
  public:
    explicit session(configuration config) : config_(std::move(config)) {}
    ~session();
    session(const session&) = delete;
    session& operator=(const session&) = delete;

    // Carries out a request; throws `failure`.
    json call(std::string_view request);

    // In a child process: forgets the parent's connections without touching them.
    void abandon_connections() noexcept;

  private:
    struct process_part;
    std::shared_ptr<process_part> connected();

    configuration config_;
    std::mutex guard_;
    std::shared_ptr<process_part> process_;
};

}  // namespace creditgate
