-- SPDX-License-Identifier: Apache-2.0
-- A word of the firm's own; '' when the customer has no grade.
alter table cg_account add column rating_grade {text:20} default '' not null;
