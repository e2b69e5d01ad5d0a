// SPDX-License-Identifier: Apache-2.0
#include "plugin/ops/memory.hpp"

#include "core/result/error.hpp"
#include "plugin/json/policy.hpp"

namespace creditgate {

policy session_memory::policy_on(unit_of_work& unit, date day) {
    return policy_of(unit, unit.policies().version_on(day));
}

policy session_memory::expected_policy(unit_of_work& unit, date day) {
    {
        const std::lock_guard turn(guard_);
        if (const auto kept = policies_.find(expected_version_); kept != policies_.end()) {
            return kept->second;
        }
    }
    return policy_on(unit, day);
}

void session_memory::expect(std::int64_t version) {
    const std::lock_guard turn(guard_);
    expected_version_ = version;
}

policy session_memory::policy_of(unit_of_work& unit, std::int64_t version) {
    {
        const std::lock_guard turn(guard_);
        if (const auto kept = policies_.find(version); kept != policies_.end()) {
            return kept->second;
        }
    }
    const stored_policy stored = unit.policies().load(version);
    policy loaded = read_policy(parse_message(stored.body), "policy");
    loaded.version = version;
    const std::lock_guard turn(guard_);
    return policies_.emplace(version, std::move(loaded)).first->second;
}

std::string session_memory::grant_key(unit_of_work& unit) {
    {
        const std::lock_guard turn(guard_);
        if (grant_key_) return *grant_key_;
    }
    auto found = unit.guard().grant_key();
    if (!found) {
        fail({fault::refused, "schema_too_old", "", "", "the installation has no key for grants",
              "run: creditgate install"});
    }
    const std::lock_guard turn(guard_);
    grant_key_ = std::move(found);
    return *grant_key_;
}

std::optional<progress_now> session_memory::progress() {
    const std::lock_guard turn(guard_);
    return progress_;
}

progress_of_work::progress_of_work(session_memory& memory, std::string work, std::int64_t of)
    : memory_(memory) {
    const std::lock_guard turn(memory_.guard_);
    memory_.progress_ = progress_now{std::move(work), 0, of};
}

progress_of_work::~progress_of_work() {
    const std::lock_guard turn(memory_.guard_);
    memory_.progress_.reset();
}

void progress_of_work::add(std::int64_t done) const {
    const std::lock_guard turn(memory_.guard_);
    if (memory_.progress_) memory_.progress_->done += done;
}

}  // namespace creditgate
