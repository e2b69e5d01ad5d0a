-- SPDX-License-Identifier: Apache-2.0
-- The credit archive. {id}, {text:n} and {number} are written in the database's own words by
-- dialect.cpp. Times and dates are ISO text: it sorts, is exact, and reads the same everywhere.
-- A shipped step never changes: later changes are later steps.

create table cg_setting (
    name {text:60} not null primary key,
    value {text:1000} not null
);

-- What is agreed with one payer in one company. Locked by every check of that payer.
create table cg_account (
    account_id {id},
    company_id {number} not null check (company_id > 0),
    customer_id {number} not null check (customer_id > 0),
    currency {text:3} not null,
    limit_state {text:10} default 'none' not null
        check (limit_state in ('none', 'amount', 'unlimited')),
    limit_minor {number} check (limit_minor >= 0),
    blocked {number} default 0 not null check (blocked in (0, 1)),
    risk_class {text:20} default '' not null,
    -- Business days, both ends included; '' is an open end.
    limit_from {text:10} default '' not null,
    limit_to {text:10} default '' not null,
    review_on {text:10} default '' not null,
    -- On top of the limit.
    temporary_minor {number} check (temporary_minor >= 0),
    temporary_from {text:10} default '' not null,
    temporary_to {text:10} default '' not null,
    version {number} default 1 not null,
    unique (company_id, customer_id),
    check ((limit_state = 'amount') = (limit_minor is not null))
);

-- In force on a business day: of the approved versions that begin on or before it the one that
-- begins last; of two that begin on one day the higher.
create table cg_policy (
    version {number} not null primary key check (version > 0),
    body {text:100000} not null,
    state {text:10} default 'draft' not null check (state in ('draft', 'approved', 'discarded')),
    in_force_from {text:10} not null,
    note {text:2000} default '' not null,
    drafted_by {text:200} not null,
    drafted_at {text:27} not null,
    decided_by {text:200} default '' not null,
    decided_at {text:27} default '' not null,
    check ((state = 'draft') = (decided_by = '')),
    -- Nobody approves what he has drafted himself; the first one comes with the installation.
    check (state <> 'approved' or decided_by <> drafted_by or version = 1)
);

create index cg_policy_in_force on cg_policy (in_force_from, version) where state = 'approved';

-- Append only. An absent ERP transaction is '' in both columns, so that the key holds for it too.
create table cg_decision (
    decision_id {id},
    account_id {number} not null references cg_account (account_id),
    request_id {text:200} not null,
    cluster {text:40} not null,
    transaction_id {text:200} not null,
    checkpoint {text:10} not null
        check (checkpoint in
            ('quote', 'confirm', 'process', 'pick', 'ship', 'invoice', 'payment')),
    document_kind {text:10} not null check (document_kind in ('order', 'shipment', 'invoice')),
    document_id {number} not null,
    document_number {text:200} not null,
    currency {text:3} not null,
    amount_minor {number} not null,
    outcome {text:10} not null check (outcome in ('approve', 'warn', 'hold', 'reject')),
    policy_version {number} not null,
    business_date {text:10} not null,
    decided_at {text:27} not null,
    decided_for {text:200} not null,
    record {text:1000000} not null,
    unique (request_id, cluster, transaction_id, checkpoint)
);

create index cg_decision_by_document on cg_decision (document_kind, document_id, decision_id);

-- A customer's, the newest first.
create index cg_decision_by_account on cg_decision (account_id, decision_id);

-- forced_*: a person has put the document on hold, whatever the rules find.
-- rules: the words of those that found something, each between blanks. excess_minor: by how much
-- the limit that is exceeded by most is, in the account's currency, null: nobody knows;
-- days_overdue: of the customer's oldest unpaid invoice. found_at: when these were found later than
-- by the decision. margin_minor: what is earned with the
-- document, in its currency; null: nobody knows.
-- attended_at: when somebody who could release it has done something with it last.
-- release_until and release_stages 'all' make a release one that is not for once only, up to its
-- day ('' is an open end); up_to_minor is what it lets pass, in the hold's currency.
-- used_*: the decision, and the ERP's transaction, that let the document pass on this release.
create table cg_hold (
    hold_id {id},
    account_id {number} not null references cg_account (account_id),
    company_id {number} not null,
    customer_id {number} not null,
    customer_name {text:200} not null,
    document_kind {text:10} not null check (document_kind in ('order', 'shipment', 'invoice')),
    document_id {number} not null,
    document_number {text:200} not null,
    checkpoint {text:10} not null
        check (checkpoint in
            ('quote', 'confirm', 'process', 'pick', 'ship', 'invoice', 'payment')),
    state {text:10} not null
        check (state in ('open', 'released', 'rejected', 'withdrawn', 'lapsed')),
    currency {text:3} not null,
    amount_minor {number} not null,
    decision_id {number},
    entered_by {text:200} default '' not null,
    salesperson {text:200} default '' not null,
    margin_minor {number},
    assigned_to {text:200} default '' not null,
    waits_for_answer {number} default 0 not null check (waits_for_answer in (0, 1)),
    rules {text:1000} default ' ' not null,
    excess_minor {number},
    days_overdue {number} default 0 not null,
    found_at {text:27},
    opened_by {text:200} not null,
    opened_at {text:27} not null,
    attended_at {text:27},
    forced_by {text:200},
    forced_at {text:27},
    forced_note {text:2000},
    requested_by {text:200},
    requested_at {text:27},
    request_note {text:2000},
    closed_by {text:200},
    closed_at {text:27},
    close_reason {text:2000},
    up_to_minor {number},
    release_until {text:10} default '' not null,
    release_stages {text:10} default 'this' not null check (release_stages in ('this', 'all')),
    used_decision_id {number},
    used_cluster {text:40} default '' not null,
    used_transaction {text:200} default '' not null,
    check ((state = 'open') = (closed_at is null))
);

create unique index cg_hold_open on cg_hold (document_kind, document_id, checkpoint)
    where state = 'open';

create index cg_hold_by_document on cg_hold (document_kind, document_id, state);

create index cg_hold_by_company on cg_hold (company_id, state, hold_id);

create index cg_hold_by_customer on cg_hold (customer_id, company_id, state);

create index cg_hold_by_decision on cg_hold (decision_id);

create index cg_hold_by_use on cg_hold (used_transaction) where used_transaction <> '';

-- Append only: what people said of a hold, and who was to look after it.
create table cg_hold_entry (
    entry_id {id},
    hold_id {number} not null references cg_hold (hold_id),
    kind {text:10} not null check (kind in ('note', 'question', 'answer', 'assigned')),
    by_whom {text:200} not null,
    at {text:27} not null,
    text {text:2000} not null
);

create index cg_hold_entry_of_hold on cg_hold_entry (hold_id, entry_id);

-- hold_id 0: of an ERP transaction; otherwise of that release, and the transaction is ''.
create table cg_reservation (
    reservation_id {id},
    account_id {number} not null references cg_account (account_id),
    document_kind {text:10} not null check (document_kind in ('order', 'shipment', 'invoice')),
    document_id {number} not null,
    cluster {text:40} not null,
    transaction_id {text:200} not null,
    hold_id {number} default 0 not null,
    currency {text:3} not null,
    amount_minor {number} not null,
    lapses_at {text:27},
    unique (account_id, document_kind, document_id, cluster, transaction_id, hold_id, currency),
    check ((hold_id = 0) = (transaction_id <> ''))
);

create index cg_reservation_by_transaction on cg_reservation (transaction_id);

create index cg_reservation_by_hold on cg_reservation (hold_id) where hold_id <> 0;

-- What the ERP has to do next; it takes the entries from a job of its own.
create table cg_outbox (
    outbox_id {id},
    action {text:20} not null check (action in ('confirm', 'process')),
    hold_id {number} not null references cg_hold (hold_id),
    put_at {text:27} not null,
    state {text:10} default 'waiting' not null check (state in ('waiting', 'done', 'failed')),
    tries {number} default 0 not null,
    note {text:2000} default '' not null,
    done_at {text:27}
);

create index cg_outbox_waiting on cg_outbox (outbox_id) where state = 'waiting';

-- Append only: who did what to an account.
create table cg_audit (
    audit_id {id},
    account_id {number} references cg_account (account_id),
    action {text:60} not null,
    done_by {text:200} not null,
    done_at {text:27} not null,
    details {text:100000} not null
);

create index cg_audit_by_account on cg_audit (account_id, audit_id);

create index cg_audit_by_action on cg_audit (action, done_at);

-- For the ERP's screens.
create view cg_hold_list as
select h.hold_id, h.company_id, h.customer_id, h.customer_name, h.document_kind, h.document_id,
       h.document_number, h.checkpoint, h.state, h.currency, h.amount_minor, h.decision_id,
       h.opened_at,
       h.opened_by, h.forced_by, h.forced_at, h.forced_note, h.entered_by, h.salesperson,
       h.margin_minor, h.assigned_to,
       h.waits_for_answer, h.rules, h.excess_minor, a.currency as excess_currency, h.days_overdue,
       h.requested_by, h.requested_at, h.request_note, h.closed_at, h.closed_by, h.close_reason,
       h.up_to_minor, h.release_until, h.release_stages,
       coalesce(h.found_at, d.decided_at, h.opened_at) as figures_as_of
from cg_hold h join cg_account a on a.account_id = h.account_id
left join cg_decision d on d.decision_id = h.decision_id;

create view cg_hold_entry_list as
select entry_id, hold_id, kind, by_whom, at, text from cg_hold_entry;

create view cg_decision_list as
select d.decision_id, a.company_id, a.customer_id, d.document_kind, d.document_id,
       d.document_number, d.checkpoint, d.outcome, d.currency, d.amount_minor, d.policy_version,
       d.business_date, d.decided_at, d.decided_for
from cg_decision d join cg_account a on a.account_id = d.account_id;

-- One row a document: its open hold if it has one, otherwise its latest decision; released when
-- that decision used a release. A quotation is never stopped: whatever was found is a warning.
create view cg_document_status as
select d.document_kind, d.document_id, d.checkpoint, d.outcome, d.decision_id,
       coalesce(o.hold_id, u.hold_id, h.hold_id) as hold_id,
       case
           when o.hold_id is not null then 'open'
           when u.hold_id is not null then 'released'
           when d.outcome = 'approve' then 'approved'
           when d.outcome = 'warn' or d.checkpoint = 'quote' then 'warned'
           when h.hold_id is not null then h.state
           else 'rejected'
       end as state
from cg_decision d
left join cg_hold o on o.document_kind = d.document_kind and o.document_id = d.document_id
    and o.state = 'open'
    and o.hold_id = (select max(x.hold_id) from cg_hold x
                     where x.document_kind = d.document_kind and x.document_id = d.document_id
                       and x.state = 'open')
left join cg_hold u on u.document_kind = d.document_kind and u.document_id = d.document_id
    and u.used_decision_id = d.decision_id
left join cg_hold h on h.decision_id = d.decision_id
where d.decision_id = (select max(l.decision_id) from cg_decision l
                       where l.document_kind = d.document_kind
                         and l.document_id = d.document_id);
