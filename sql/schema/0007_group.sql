-- SPDX-License-Identifier: Apache-2.0
-- Credit accounts that share a limit: those of a family, of a salesperson, of a department. Locked
-- before its accounts by every check of one of them.
create table cg_group (
    group_id {id},
    kind {text:20} not null check (kind in ('group', 'salesperson', 'department')),
    name {text:200} not null unique,
    currency {text:3} not null,
    limit_state {text:10} default 'none' not null
        check (limit_state in ('none', 'amount', 'unlimited')),
    limit_minor {number} check (limit_minor >= 0),
    check ((limit_state = 'amount') = (limit_minor is not null)),
    unique (group_id, kind)
);

-- company_id 0: in every company, also in those where the customer has no account yet; then no
-- other row of this kind names that customer.
create table cg_group_member (
    group_id {number} not null,
    kind {text:20} not null,
    customer_id {number} not null check (customer_id > 0),
    company_id {number} not null check (company_id >= 0),
    primary key (customer_id, kind, company_id),
    foreign key (group_id, kind) references cg_group (group_id, kind)
);

create index cg_group_member_by_group on cg_group_member (group_id, customer_id);

-- What cg_group_member says, where a check finds it: one column a kind.
alter table cg_account add column group_id {number} references cg_group (group_id);

alter table cg_account add column salesperson_group_id {number} references cg_group (group_id);

alter table cg_account add column department_group_id {number} references cg_group (group_id);

create index cg_account_by_group on cg_account (group_id, account_id) where group_id is not null;

create index cg_account_by_salesperson on cg_account (salesperson_group_id, account_id)
where salesperson_group_id is not null;

create index cg_account_by_department on cg_account (department_group_id, account_id)
where department_group_id is not null;

-- The accounts of each group, whatever its kind.
create view cg_group_account as
select group_id, account_id from cg_account where group_id is not null
union all
select salesperson_group_id, account_id from cg_account where salesperson_group_id is not null
union all
select department_group_id, account_id from cg_account where department_group_id is not null;
