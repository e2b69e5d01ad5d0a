-- SPDX-License-Identifier: Apache-2.0
-- What lets a document be in a state that needs approval. Written inside the ERP's transaction, by
-- functions of ours only; gone with that transaction when it is rolled back, and when the document
-- leaves the state.
create table cg_cover (
    document_kind {text:10} not null,
    document_id {number} not null,
    checkpoint {text:10} not null,
    -- grant: an approval. opening: it was so before the guard was. unchecked: creditgate could not
    -- be asked, and the setting guard_pass_unchecked has the checkpoint.
    origin {text:10} not null check (origin in ('grant', 'opening', 'unchecked')),
    company_id {number} not null,
    customer_id {number} not null,
    currency {text:3} not null,
    -- Of the whole document; less, when it has shrunk since.
    amount_minor {number} not null,
    -- The least that cg_erp_guarded has had of it since it is used: what it has shrunk by is free
    -- for others, so it may not grow beyond that again.
    shown_minor {number},
    decision_id {number},
    primary key (document_kind, document_id, checkpoint)
);

create index cg_cover_unused on cg_cover (decision_id) where shown_minor is null;

-- Documents that went on without an approval that covers them, as the guard met them.
create table cg_uncovered (
    uncovered_id {id},
    document_kind {text:10} not null,
    document_id {number} not null,
    document_number {text:200} not null,
    checkpoint {text:10} not null,
    company_id {number} not null,
    customer_id {number} not null,
    currency {text:3} not null,
    amount_minor {number} not null,
    covered_minor {number},
    -- Not null: its approval is one of this customer, whom the ERP has merged into the one above.
    merged_from {number},
    noted_at {text:27} not null,
    noted_for {text:200} not null,
    -- 1: nobody could be asked, or creditgate was detached. Decided afterwards, once; the ERP's
    -- transaction in which it went on.
    unchecked {number} default 0 not null check (unchecked in (0, 1)),
    cluster {text:40} default '' not null,
    transaction_id {text:80} default '' not null,
    decided_at {text:27},
    -- Null where it was decided that nothing is left to decide.
    decision_id {number}
);

create index cg_uncovered_by_document on cg_uncovered (document_kind, document_id, checkpoint);

create index cg_uncovered_undecided on cg_uncovered (uncovered_id)
    where unchecked = 1 and decided_at is null;

create index cg_uncovered_by_decision on cg_uncovered (decision_id) where decision_id is not null;

-- The adapter's SQL as it was installed, so that `creditgate attach` puts it back.
create table cg_adapter_script (
    name {text:10} not null primary key check (name in ('views', 'triggers', 'grants')),
    body {text:1100000} not null
);

-- Triggers and functions as they were installed (sql/schema/definitions.hpp).
create table cg_definition (
    kind {text:10} not null check (kind in ('trigger', 'function')),
    name {text:300} not null,
    checksum {text:40} not null,
    primary key (kind, name)
);
