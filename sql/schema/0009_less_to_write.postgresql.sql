-- SPDX-License-Identifier: Apache-2.0
-- Constraints and an index of the rows that each check writes and that PostgreSQL goes without;
-- SQLite keeps them.

-- An account is never deleted, and each of these is written under its lock: looking it up again
-- costs a check more than it can tell.
alter table cg_decision drop constraint cg_decision_account_id_fkey;

alter table cg_reservation drop constraint cg_reservation_account_id_fkey;

-- Written by the library alone, from types that have these words only. The server reads each of
-- them anew with each statement: of the 820 us that a check kept it busy, 55 went there.
alter table cg_decision drop constraint cg_decision_checkpoint_check,
    drop constraint cg_decision_document_kind_check, drop constraint cg_decision_outcome_check;

alter table cg_reservation drop constraint cg_reservation_document_kind_check,
    drop constraint cg_reservation_check;

-- Written by functions of ours alone, in the ERP's transaction. A cover that comes to nothing goes
-- with that transaction, so nobody looks for it; without the index its first use stays in its page.
alter table cg_cover drop constraint cg_cover_origin_check;

drop index cg_cover_unused;

alter table cg_cover set (fillfactor = 90);
