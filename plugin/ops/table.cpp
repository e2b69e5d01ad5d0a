// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "plugin/ops/ops.hpp"

namespace creditgate {
namespace {

struct named_op {
    std::string_view name;
    op_function run;
};

constexpr std::array all_ops = {
    named_op{"check", op_check},
    named_op{"abort", op_abort},
    named_op{"commit", op_commit},
    named_op{"withdraw", op_withdraw},
    named_op{"reevaluate", op_reevaluate},
    named_op{"outbox", op_outbox},
    named_op{"outbox_done", op_outbox_done},
    named_op{"notices", op_notices},
    named_op{"notice_done", op_notice_done},
    named_op{"customer", op_customer},
    named_op{"holds", op_holds},
    named_op{"request_release", op_request_release},
    named_op{"release", op_release},
    named_op{"end_release", op_end_release},
    named_op{"reject", op_reject},
    named_op{"force_hold", op_force_hold},
    named_op{"note_hold", op_note_hold},
    named_op{"assign_hold", op_assign_hold},
    named_op{"propose_releases", op_propose_releases},
    named_op{"what_if", op_what_if},
    named_op{"backtest", op_backtest},
    named_op{"graduation", op_graduation},
    named_op{"progress", op_progress},
    named_op{"override_outcomes", op_override_outcomes},
    named_op{"set_limit", op_set_limit},
    named_op{"set_temporary_limit", op_set_temporary_limit},
    named_op{"set_guarantee", op_set_guarantee},
    named_op{"end_guarantee", op_end_guarantee},
    named_op{"guarantees", op_guarantees},
    named_op{"block", op_block},
    named_op{"set_risk_class", op_set_risk_class},
    named_op{"set_rating", op_set_rating},
    named_op{"make_group", op_make_group},
    named_op{"set_group_limit", op_set_group_limit},
    named_op{"group_member", op_group_member},
    named_op{"groups", op_groups},
    named_op{"distinct_customers", op_distinct_customers},
    named_op{"request_limit", op_request_limit},
    named_op{"limit_requests", op_limit_requests},
    named_op{"approve_limit_request", op_approve_limit_request},
    named_op{"reject_limit_request", op_reject_limit_request},
    named_op{"withdraw_limit_request", op_withdraw_limit_request},
    named_op{"propose_limits", op_propose_limits},
    named_op{"authority", op_authority},
    named_op{"set_authority", op_set_authority},
    named_op{"substitutes", op_substitutes},
    named_op{"set_substitute", op_set_substitute},
    named_op{"policy", op_policy},
    named_op{"policies", op_policies},
    named_op{"policy_rules", op_policy_rules},
    named_op{"policy_changes", op_policy_changes},
    named_op{"validate_policy", op_validate_policy},
    named_op{"propose_policy", op_propose_policy},
    named_op{"approve_policy", op_approve_policy},
    named_op{"discard_policy", op_discard_policy},
    named_op{"begin_day", op_begin_day},
    named_op{"refresh", op_refresh},
    named_op{"reconcile", op_reconcile},
    named_op{"breaches", op_breaches},
    named_op{"guard", op_guard},
    named_op{"audit", op_audit},
    named_op{"seal_audit", op_seal_audit},
    named_op{"verify_audit", op_verify_audit},
    named_op{"decisions", op_decisions},
    named_op{"replay", op_replay},
    named_op{"decide_unchecked", op_decide_unchecked},
    named_op{"ping", op_ping},
    named_op{"install", op_install},
    named_op{"detach", op_detach},
    named_op{"attach", op_attach},
    named_op{"doctor", op_doctor},
};

std::string all_names() {
    std::string all;
    for (const named_op& each : all_ops) all.append(all.empty() ? "" : ", ").append(each.name);
    return all;
}

}  // namespace

op_function find_op(const std::string& name) {
    for (const named_op& each : all_ops) {
        if (each.name == name) return each.run;
    }
    fail_field("unknown_op", "op", name, "\"" + name + "\" is not an op",
               "send one of " + all_names());
}

}  // namespace creditgate
