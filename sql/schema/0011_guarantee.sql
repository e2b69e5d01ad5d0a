-- SPDX-License-Identifier: Apache-2.0
-- What others answer for, or what a customer has given as a security. In the account's currency.
create table cg_guarantee (
    guarantee_id {id},
    account_id {number} not null references cg_account (account_id),
    kind {text:20} not null check (kind in ('guarantee', 'collateral', 'insurance')),
    name {text:200} not null,
    value_minor {number} not null check (value_minor >= 0),
    -- Hundredths of a percent of it are added to the limit.
    share {number} not null check (share between 0 and 10000),
    -- Business days, both ends included; '' is an open end.
    valid_from {text:10} default '' not null,
    valid_to {text:10} default '' not null,
    set_by {text:200} not null,
    set_at {text:27} not null,
    ended_by {text:200} default '' not null,
    ended_at {text:27} default '' not null
);

create index cg_guarantee_by_account on cg_guarantee (account_id, guarantee_id);

-- What cg_guarantee says of those that have not been ended, where a check finds it: kind, value,
-- share, first and last day with '/' between, and ';' between two.
alter table cg_account add column guarantees {text:2000} default '' not null;
