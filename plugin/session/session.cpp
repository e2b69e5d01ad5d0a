// SPDX-License-Identifier: Apache-2.0
#include "plugin/session/session.hpp"

#include <new>

namespace creditgate {

struct session::process_part {
    explicit process_part(const configuration& config)
        : data({config.database, config.user, config.password, config.budget_ms},
               static_cast<std::size_t>(config.pool_size)) {}
    database data;
    session_memory memory;
};

session::~session() = default;

std::shared_ptr<session::process_part> session::connected() {
    const std::lock_guard turn(guard_);
    if (!process_) process_ = std::make_shared<process_part>(config_);
    return process_;
}

json session::call(std::string_view request) {
    const json message = parse_message(request);
    reader members(message, "");
    const op_function run = find_op(members.text("op", 60));
    const std::shared_ptr<process_part> part = connected();
    op_context context{config_, part->data, part->memory};
    json told = run(context, members);
    // In its place from the start: a member that comes late has all others copied.
    auto& found = told.get_ref<json::object_t&>();
    json::object_t answer;
    answer.reserve(found.size() + 1);
    answer.emplace_back("ok", true);
    for (auto& [name, value] : found) answer.emplace_back(name, std::move(value));
    return answer;
}

void session::abandon_connections() noexcept {
    // No other thread exists in the child; the lock may have been copied in any state.
    new (&guard_) std::mutex;
    if (!process_) return;
    process_->data.abandon();
    process_.reset();
}

}  // namespace creditgate
