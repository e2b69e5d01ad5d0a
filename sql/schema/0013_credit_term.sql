-- SPDX-License-Identifier: Apache-2.0
-- Within how many days is to be paid, agreed beside the limit; null: what the ERP has agreed.
alter table cg_account add column credit_days {number} check (credit_days between 0 and 3650);

alter table cg_limit_request add column credit_days {number}
    check (credit_days between 0 and 3650);

alter table cg_limit_request add column before_credit_days {number}
    check (before_credit_days between 0 and 3650);
