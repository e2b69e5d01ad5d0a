-- SPDX-License-Identifier: Apache-2.0
-- The ERP of the benchmark: 200 customers with 20 open invoices and 5 open orders each.
create table bench_item (
    item_id bigint primary key, customer_id bigint not null, amount_minor bigint not null,
    due_date varchar(10) not null
);
insert into bench_item
select n, n % 200 + 1, 10000 + n, to_char(date '2026-12-01' + (n % 30)::integer, 'YYYY-MM-DD')
from generate_series(1, 4000) n;
create index on bench_item (customer_id);
create table bench_order (
    order_id bigint primary key, customer_id bigint not null, amount_minor bigint not null
);
insert into bench_order
select n, n % 200 + 1, 5000 + n from generate_series(1, 1000) n;
create index on bench_order (customer_id);
-- What is settled: nothing, unless history.sql fills it.
create table bench_past (
    item_id bigint primary key, customer_id bigint not null, amount_minor bigint not null,
    document_date varchar(10) not null, due_date varchar(10) not null,
    settled_date varchar(10) not null
);
create table bench_commit (n bigint primary key, note varchar(200) not null);
analyze bench_item;
analyze bench_order;
