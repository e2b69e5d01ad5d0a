-- SPDX-License-Identifier: Apache-2.0
-- What tells customers apart, as it was read last (cg_erp_customer_identity), and in the form in
-- which it is compared; '' is like nothing.
create table cg_customer_identity (
    customer_id {number} not null,
    kind {text:10} not null check (kind in ('name', 'identifier')),
    told {text:200} not null,
    compared {text:400} not null,
    primary key (customer_id, kind, told)
);

create index cg_customer_identity_by_compared
on cg_customer_identity (kind, compared, customer_id);

-- Customers who look like one and are two, as somebody has said.
create table cg_distinct_customers (
    customer_id {number} not null,
    other_id {number} not null,
    noted_by {text:200} not null,
    noted_at {text:40} not null,
    reason {text:2000} not null,
    primary key (customer_id, other_id),
    check (customer_id < other_id)
);
