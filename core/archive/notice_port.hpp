// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/hold/notice.hpp"

namespace creditgate {

class notice_port {
  public:
    virtual ~notice_port() = default;
    virtual void put(notice_kind kind, std::int64_t hold_id, std::string_view by,
                     const timestamp& at) = 0;
    // Not done and tried fewer than 5 times, oldest first.
    virtual std::vector<notice> waiting(int most) = 0;
    // Of one hold, oldest first, whatever became of them.
    virtual std::vector<put_notice> of_hold(std::int64_t hold_id) = 0;
    // The hold that a notice is about. Throws `failure` unknown_notice_id.
    virtual hold about(std::int64_t notice_id) = 0;
    // A late failure changes nothing of what is done.
    virtual void done(std::int64_t notice_id, bool success, std::string_view note,
                      const timestamp& at) = 0;
    // Puts a notice of each open hold with which nobody who could release it has done anything
    // since before `silent_before` (since it was opened, where nobody ever has): once for each such
    // silence.
    virtual void escalate(const timestamp& silent_before, const timestamp& at) = 0;
};

}  // namespace creditgate
