-- SPDX-License-Identifier: Apache-2.0
-- 1,000,000 settled invoices of 10,000 customers over two years, due after 30 days and paid within
-- 60.
insert into bench_past
select 30000000 + n, 1000 + n % 10000, 5000 + n % 90000, to_char(written, 'YYYY-MM-DD'),
       to_char(written + 30, 'YYYY-MM-DD'),
       to_char(written + (n * 7919 % 60)::integer, 'YYYY-MM-DD')
from (select n, date '2024-11-01' + (n * 730 / 1000000)::integer as written
      from generate_series(1, 1000000::bigint) n) dated;
vacuum analyze bench_past;
