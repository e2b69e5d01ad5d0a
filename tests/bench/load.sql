-- SPDX-License-Identifier: Apache-2.0
-- 1,000,000 open documents of 10,000 customers: half orders, half invoices.
insert into bench_order
select 20000000 + n, 1000 + n % 10000, 5000 + n from generate_series(1, 500000) n;
insert into bench_item
select 20000000 + n, 1000 + n % 10000, 10000 + n,
       to_char(date '2026-11-25' + (n % 90)::integer, 'YYYY-MM-DD')
from generate_series(1, 500000) n;
vacuum analyze bench_item;
vacuum analyze bench_order;
