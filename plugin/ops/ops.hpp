// SPDX-License-Identifier: Apache-2.0
//
// Every op there is; plugin/ops/README.md tells what each takes and answers.
#pragma once

#include "plugin/ops/op.hpp"

namespace creditgate {

json op_check(op_context& context, reader& request);
json op_abort(op_context& context, reader& request);
json op_commit(op_context& context, reader& request);
json op_withdraw(op_context& context, reader& request);
json op_reevaluate(op_context& context, reader& request);
json op_outbox(op_context& context, reader& request);
json op_outbox_done(op_context& context, reader& request);
json op_notices(op_context& context, reader& request);
json op_notice_done(op_context& context, reader& request);
json op_customer(op_context& context, reader& request);
json op_holds(op_context& context, reader& request);
json op_request_release(op_context& context, reader& request);
json op_release(op_context& context, reader& request);
json op_end_release(op_context& context, reader& request);
json op_reject(op_context& context, reader& request);
json op_force_hold(op_context& context, reader& request);
json op_note_hold(op_context& context, reader& request);
json op_assign_hold(op_context& context, reader& request);
json op_propose_releases(op_context& context, reader& request);
json op_what_if(op_context& context, reader& request);
json op_backtest(op_context& context, reader& request);
json op_graduation(op_context& context, reader& request);
json op_progress(op_context& context, reader& request);
json op_override_outcomes(op_context& context, reader& request);
json op_set_limit(op_context& context, reader& request);
json op_set_temporary_limit(op_context& context, reader& request);
json op_set_guarantee(op_context& context, reader& request);
json op_end_guarantee(op_context& context, reader& request);
json op_guarantees(op_context& context, reader& request);
json op_block(op_context& context, reader& request);
json op_set_risk_class(op_context& context, reader& request);
json op_set_rating(op_context& context, reader& request);
json op_make_group(op_context& context, reader& request);
json op_set_group_limit(op_context& context, reader& request);
json op_group_member(op_context& context, reader& request);
json op_groups(op_context& context, reader& request);
json op_distinct_customers(op_context& context, reader& request);
json op_request_limit(op_context& context, reader& request);
json op_limit_requests(op_context& context, reader& request);
json op_approve_limit_request(op_context& context, reader& request);
json op_reject_limit_request(op_context& context, reader& request);
json op_withdraw_limit_request(op_context& context, reader& request);
json op_propose_limits(op_context& context, reader& request);
json op_authority(op_context& context, reader& request);
json op_set_authority(op_context& context, reader& request);
json op_substitutes(op_context& context, reader& request);
json op_set_substitute(op_context& context, reader& request);
json op_policy(op_context& context, reader& request);
json op_policy_rules(op_context& context, reader& request);
json op_policies(op_context& context, reader& request);
json op_policy_changes(op_context& context, reader& request);
json op_validate_policy(op_context& context, reader& request);
json op_propose_policy(op_context& context, reader& request);
json op_approve_policy(op_context& context, reader& request);
json op_discard_policy(op_context& context, reader& request);
json op_reconcile(op_context& context, reader& request);
json op_breaches(op_context& context, reader& request);
json op_guard(op_context& context, reader& request);
json op_audit(op_context& context, reader& request);
json op_seal_audit(op_context& context, reader& request);
json op_verify_audit(op_context& context, reader& request);
json op_decisions(op_context& context, reader& request);
json op_replay(op_context& context, reader& request);
json op_decide_unchecked(op_context& context, reader& request);
json op_detach(op_context& context, reader& request);
json op_attach(op_context& context, reader& request);
json op_begin_day(op_context& context, reader& request);
json op_refresh(op_context& context, reader& request);
json op_ping(op_context& context, reader& request);
json op_install(op_context& context, reader& request);
json op_doctor(op_context& context, reader& request);

// A check that the database could not answer in time: a failure that still has an outcome.
class check_unavailable : public failure {
  public:
    check_unavailable(const error_detail& cause, outcome otherwise, std::string message)
        : failure({fault::unavailable, "credit_system_unavailable", cause.field, cause.value,
                   cause.message, cause.next}),
          otherwise_(otherwise),
          message_(std::move(message)) {}
    [[nodiscard]] outcome otherwise() const noexcept { return otherwise_; }
    [[nodiscard]] const std::string& message() const noexcept { return message_; }

  private:
    outcome otherwise_;
    std::string message_;
};

}  // namespace creditgate
