-- SPDX-License-Identifier: Apache-2.0
-- What is open of each payer, kept beside the ERP's tables so that a check costs what has changed
-- and not what there is. All of it can be made anew from the views: no foreign keys.

-- The epoch (sql/schema/epoch.hpp) at which what is open of it was read as a whole. 0: never. At
-- another one than that of now, it is read anew before anything is decided about it.
alter table cg_account add column projected {number} default 0 not null
    check (projected >= 0);

create index cg_account_projected on cg_account (projected, account_id);

-- Keys of changed documents, written by triggers inside the ERP's own transactions. No key and no
-- reference, so that our transactions and the ERP's never wait for each other here; a key may come
-- many times, and may name a document that shows nothing. Company 0 and customer 0 stand for all:
-- what all documents rest on has changed as many times as such keys say, key_id times each (0 is
-- once). They are put together in one, and never taken: their sum is the epoch.
create table cg_dirty (
    company_id {number} not null,
    customer_id {number} not null,
    key_kind {text:10} not null,
    key_id {number} not null
);

create index cg_dirty_by_customer on cg_dirty (customer_id, company_id);

-- Accounts of which the ERP shows something that cannot be read, such as an amount that does not
-- fit 64 bits. The background refresher tries each again, apart from the others.
create table cg_unreadable (
    company_id {number} not null,
    customer_id {number} not null,
    message {text:1000} not null,
    primary key (company_id, customer_id)
);

-- The rows of cg_erp_open. Changed under the account's lock only.
create table cg_open_document (
    account_id {number} not null,
    key_kind {text:10} not null,
    key_id {number} not null,
    source {text:30} not null,
    document_kind {text:10},
    document_id {number},
    number {text:200} not null,
    currency {text:3} not null,
    amount_minor {number} not null,
    day {text:10} not null,
    -- Of an invoice: its own date. '' is not known.
    dated {text:10} not null,
    primary key (account_id, key_kind, key_id, source)
);

create index cg_open_document_invoice on cg_open_document (account_id, document_id)
    where document_kind = 'invoice';

create index cg_open_document_due on cg_open_document (account_id, day, key_id)
    where source = 'invoice';

create index cg_open_document_dated on cg_open_document (account_id, dated)
    where source = 'invoice';

-- Their sums. Always equal to them.
create table cg_open_total (
    account_id {number} not null,
    source {text:30} not null,
    currency {text:3} not null,
    day {text:10} not null,
    amount_minor {number} not null,
    documents {number} not null,
    primary key (account_id, source, currency, day)
);

-- What invoices that were settled in the `last_days` up to and on a day came to, and amount x days
-- late, as it was read on that day for the first time: only of accounts for which a rule looks at
-- it. The row with the currency '' says that it was read.
create table cg_settled (
    account_id {number} not null,
    until_day {text:10} not null,
    last_days {number} not null,
    currency {text:3} not null,
    amount_minor {number} not null,
    minor_days {number} not null,
    primary key (account_id, until_day, last_days, currency)
);
