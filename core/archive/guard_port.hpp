// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/decision/event.hpp"
#include "core/policy/policy.hpp"

namespace creditgate {

struct decision_record;

// What the guard in the ERP's database does with a document that no approval covers.
enum class guard_mode {
    record,   // notes it (cg_uncovered) and lets it pass
    enforce,  // refuses the ERP's transaction
};

struct guard_setting {
    guard_mode mode = guard_mode::record;
    // Where a document passes, noted, although creditgate could not be asked.
    std::vector<checkpoint> pass_unchecked;
};

struct uncovered_document {
    document_key document{};
    std::string number{};
    checkpoint where = checkpoint::confirm;
    company_id company{};
    customer_id customer{};
    money amount;                    // the least that it comes to, in its own currency
    std::optional<money> covered{};  // by an approval that is too small or another customer's
};

// As the guard met it.
struct noted_document {
    std::int64_t noted_id = 0;
    uncovered_document what;
    timestamp at;
    std::string by;  // the database's user
    // Nobody could be asked, or creditgate was detached: it is decided afterwards.
    bool unchecked = false;
    std::optional<erp_transaction> transaction;  // in which it went on, where that is known
    std::optional<timestamp> decided_at;
    std::optional<std::int64_t> decision_id;  // absent where nothing was left to decide
    // The ERP has merged this customer into the document's, and his approval went with it.
    std::optional<customer_id> merged_from;
};

class guard_port {
  public:
    virtual ~guard_port() = default;
    // Nothing where the adapter brings no cg_erp_guarded.
    virtual std::optional<guard_setting> setting() = 0;
    virtual void set(const guard_setting& wanted) = 0;
    // Where the policy can hold: later steps are guarded only there. What is guarded from now on
    // and has no approval is approved as it is. `asked`: where the host asks, because it can hold
    // or warn.
    virtual void guard_at(const std::vector<checkpoint>& guarded,
                          const std::vector<checkpoint>& asked) = 0;
    // Where the ERP's transaction cannot take a grant: an approval covers its document from now on.
    virtual void approve(const decision_record& decision, company_id company,
                         customer_id customer) = 0;
    // What grants are signed with: the installation's secret and the database's name, so that those
    // of a copy of the database are worth nothing in this one. Nothing before `install`.
    virtual std::optional<std::string> grant_key() = 0;
    // Everything that needs approval is approved as it is now. Returns how many documents were not.
    virtual std::int64_t cover_all() = 0;
    // Documents that need approval and have none that covers them, the newest first.
    virtual std::vector<uncovered_document> uncovered(int most) = 0;
    // By noted_id, from the one after `after`.
    virtual std::vector<noted_document> noted(std::int64_t after, int most) = 0;
    // Of those, what went on unchecked and is not decided yet.
    virtual std::vector<noted_document> undecided(std::int64_t after, int most) = 0;
    virtual bool is_undecided(std::int64_t noted_id) = 0;
    // Throws `failure` database_conflict when somebody else has decided it meanwhile.
    virtual void set_decided(std::int64_t noted_id, std::optional<std::int64_t> decision_id,
                             const timestamp& at) = 0;
    // The document as it is now, while it is in a state that needs an approval.
    virtual std::optional<uncovered_document> guarded(document_key document, checkpoint where) = 0;
    // True for the decision on a document that had gone on before.
    virtual bool went_on_before(std::int64_t decision_id) = 0;
};

}  // namespace creditgate
