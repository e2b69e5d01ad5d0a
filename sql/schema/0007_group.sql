-- SPDX-License-Identifier: Apache-2.0
-- Credit accounts that share a limit. Locked before its accounts by every check of one of them.
create table cg_group (
    group_id {id},
    name {text:200} not null unique,
    currency {text:3} not null,
    limit_state {text:10} default 'none' not null
        check (limit_state in ('none', 'amount', 'unlimited')),
    limit_minor {number} check (limit_minor >= 0),
    check ((limit_state = 'amount') = (limit_minor is not null))
);

-- company_id 0: in every company, also in those where the customer has no account yet; then no
-- other row names that customer.
create table cg_group_member (
    group_id {number} not null references cg_group (group_id),
    customer_id {number} not null check (customer_id > 0),
    company_id {number} not null check (company_id >= 0),
    primary key (customer_id, company_id)
);

create index cg_group_member_by_group on cg_group_member (group_id, customer_id);

-- What cg_group_member says, where a check finds it.
alter table cg_account add column group_id {number} references cg_group (group_id);

create index cg_account_by_group on cg_account (group_id, account_id) where group_id is not null;
