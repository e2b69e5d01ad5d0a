-- SPDX-License-Identifier: Apache-2.0
-- What the records are sealed with, by a job: no check writes here. seal_id counts over all
-- accounts without a gap, position within one; account_id 0 is of what is about no account.
create table cg_link (
    seal_id {number} not null primary key check (seal_id > 0),
    account_id {number} not null,
    position {number} not null check (position > 0),
    kind {text:10} not null check (kind in ('decision', 'event', 'policy')),
    record_id {number} not null,
    seal {text:64} not null,
    unique (account_id, position),
    unique (kind, record_id)
);

-- How many links there were on a day, and the hash over all of them. The copy that proves
-- something lies outside of this database.
create table cg_anchor (
    anchored_on {text:10} not null,
    sealed {number} not null check (sealed > 0),
    hash {text:64} not null,
    anchored_at {text:27} not null,
    primary key (anchored_on, sealed)
);

-- One row: how far the sealing has come.
create table cg_chain (
    only_one {number} not null primary key check (only_one = 1),
    sealed {number} not null,
    hash {text:64} not null,
    decisions_to {number} not null,
    events_to {number} not null
);

insert into cg_chain values (1, 0, '', 0, 0);
