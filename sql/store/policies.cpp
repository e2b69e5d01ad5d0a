// SPDX-License-Identifier: Apache-2.0
#include "sql/store/policies.hpp"

#include "core/result/error.hpp"

namespace creditgate {

void fail_no_policy() {
    fail({fault::refused, "policy_missing", "policy", "", "cg_policy has no such version",
          "run: creditgate install; it brings the policy that an installation starts with"});
}

std::int64_t stored_policies::current_version() {
    const auto found = database_.query("select coalesce(max(version), 0) from cg_policy");
    const std::int64_t version = found.at(0).number(0);
    if (version == 0) fail_no_policy();
    return version;
}

stored_policy stored_policies::load(std::int64_t version) {
    const auto found = database_.query("select body from cg_policy where version = ?", {version});
    if (found.empty()) fail_no_policy();
    return {version, found[0].text(0)};
}

std::int64_t stored_policies::append(const std::string& body, const std::string& by,
                                     const timestamp& at) {
    const std::int64_t version = current_version() + 1;
    database_.execute(
        "insert into cg_policy (version, body, created_by, created_at) values (?, ?, ?, ?)",
        {version, body, by, at.text});
    return version;
}

}  // namespace creditgate
