-- SPDX-License-Identifier: Apache-2.0
-- Customer 301 has 10 open documents, customer 302 has 100,000: half orders, half invoices that
-- are due over 90 days.
insert into bench_order
select 10000000 + n, case when n <= 5 then 301 else 302 end, 5000
from generate_series(1, 50005) n;
insert into bench_item
select 10000000 + n, case when n <= 5 then 301 else 302 end, 10000,
       to_char(date '2026-11-25' + (n % 90)::integer, 'YYYY-MM-DD')
from generate_series(1, 50005) n;
analyze bench_item;
analyze bench_order;
