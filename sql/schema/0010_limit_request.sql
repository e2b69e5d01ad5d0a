-- SPDX-License-Identifier: Apache-2.0
-- Who may say yes to a limit: a table of steps. The last version counts, from the moment on.
create table cg_authority (
    version {number} not null primary key check (version > 0),
    body {text:100000} not null,
    note {text:2000} default '' not null,
    set_by {text:200} not null,
    set_at {text:27} not null
);

-- Business days, both ends included, on which one acts for another one. `roles` are those of the
-- other one, with a blank between two.
create table cg_substitute (
    person {text:200} not null,
    substitute {text:200} not null,
    roles {text:100} not null,
    from_day {text:10} not null,
    to_day {text:10} not null,
    named_by {text:200} not null,
    primary key (person, substitute),
    check (person <> substitute)
);

-- Requests that were made together.
create table cg_limit_batch (
    batch_id {id},
    reason {text:2000} not null,
    asked_by {text:200} not null,
    asked_at {text:27} not null
);

-- before_*: the limit against which it is asked, with its days.
create table cg_limit_request (
    limit_request_id {id},
    account_id {number} not null references cg_account (account_id),
    batch_id {number} references cg_limit_batch (batch_id),
    customer_name {text:200} not null,
    before_state {text:10} not null check (before_state in ('none', 'amount', 'unlimited')),
    before_minor {number} check (before_minor >= 0),
    before_from {text:10} not null,
    before_to {text:10} not null,
    limit_state {text:10} not null check (limit_state in ('none', 'amount', 'unlimited')),
    limit_minor {number} check (limit_minor >= 0),
    -- 0: its days stay as they are then.
    with_terms {number} not null check (with_terms in (0, 1)),
    limit_from {text:10} not null,
    limit_to {text:10} not null,
    review_on {text:10} not null,
    reason {text:2000} not null,
    asked_by {text:200} not null,
    asked_at {text:27} not null,
    state {text:10} default 'open' not null
        check (state in ('open', 'approved', 'rejected', 'withdrawn')),
    closed_by {text:200},
    closed_at {text:27},
    close_note {text:2000},
    check ((before_state = 'amount') = (before_minor is not null)),
    check ((limit_state = 'amount') = (limit_minor is not null)),
    check ((state = 'open') = (closed_at is null))
);

-- Two that are open at once would each be against a limit that the other one changes.
create unique index cg_limit_request_open on cg_limit_request (account_id) where state = 'open';

create index cg_limit_request_by_state on cg_limit_request (state, limit_request_id);

create index cg_limit_request_by_account on cg_limit_request (account_id, limit_request_id);

create index cg_limit_request_by_batch on cg_limit_request (batch_id, limit_request_id)
    where batch_id is not null;

-- Append only but for `superseded`: a yes to what was asked against another limit than now.
create table cg_limit_request_step (
    limit_request_step_id {id},
    limit_request_id {number} not null references cg_limit_request (limit_request_id),
    step {number} not null check (step > 0),
    done_by {text:200} not null,
    on_behalf_of {text:200} default '' not null,
    done_at {text:27} not null,
    approves {number} not null check (approves in (0, 1)),
    note {text:2000} default '' not null,
    authority_version {number} not null references cg_authority (version),
    superseded {number} default 0 not null check (superseded in (0, 1)),
    check (done_by <> on_behalf_of)
);

create index cg_limit_request_step_by_request
    on cg_limit_request_step (limit_request_id, limit_request_step_id);

-- For the ERP's screens.
create view cg_limit_request_list as
select r.limit_request_id, a.company_id, a.customer_id, r.customer_name, r.state, a.currency,
       r.before_state, r.before_minor, r.limit_state, r.limit_minor, r.limit_from, r.limit_to,
       r.reason, r.asked_by, r.asked_at, r.batch_id, r.closed_by, r.closed_at, r.close_note
from cg_limit_request r
join cg_account a on a.account_id = r.account_id;
