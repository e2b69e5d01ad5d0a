// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace creditgate {

// What is sealed: decisions, what people did (limits, releases, blocks, accesses: the events of the
// journal), and versions of the policy once somebody has decided about them.
enum class record_kind { decision, event, policy };

struct record_key {
    record_kind kind = record_kind::decision;
    std::int64_t id = 0;
    friend auto operator<=>(const record_key&, const record_key&) = default;
};

// A row as the database has it, column by column; nothing for NULL.
struct chained_record {
    record_key key;
    std::int64_t account_id = 0;  // 0: of no account
    std::string at{};             // when it was made
    std::vector<std::optional<std::string>> columns{};
};

// A record's place in the chain of its account, and what it is sealed with.
struct chain_link {
    std::int64_t seal_id = 0;  // 1, 2, ... over all accounts, in the order of sealing
    std::int64_t account_id = 0;
    std::int64_t position = 0;  // 1, 2, ... within the account
    record_key key;
    std::string seal{};  // SHA-256 as 64 hex digits
};

// SHA-256 of a text, as 64 hex digits. The core knows none.
using digest = std::function<std::string(std::string_view)>;

// The last link of an account; of one without links position 0 and seal "".
struct chain_head {
    std::int64_t position = 0;
    std::string seal{};
};

// The seal of the record as the next link behind `before`: the digest of before's seal, account,
// position, kind and id of the record, and each of its columns, all with their lengths, so that
// nothing can move from one to another. NULLs at the end do not count.
std::string seal_of(const chain_head& before, std::int64_t account_id, const chained_record& record,
                    const digest& hash);

// All links up to one, in the order of sealing: what an anchor holds. Of none: 0 and "".
struct chain_total {
    std::int64_t sealed = 0;
    std::string hash{};
    friend bool operator==(const chain_total&, const chain_total&) = default;
};

chain_total with_link(const chain_total& before, std::string_view seal, const digest& hash);

}  // namespace creditgate
