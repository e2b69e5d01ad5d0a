-- SPDX-License-Identifier: Apache-2.0
create view cg_erp_company as
select 1::bigint as company_id, 'Bench'::text as name, 'EUR'::text as currency;
create view cg_erp_customer as
select distinct customer_id, customer_id::text as code, 'Customer ' || customer_id as name
from public.bench_item;
create view cg_erp_order as
select 1::bigint as company_id, customer_id, order_id as document_id, 'SO-' || order_id as number,
       'EUR'::text as currency, amount_minor, 0::bigint as delivered_minor,
       '2026-11-01'::text as document_date, null::text as ship_date
from public.bench_order;
create view cg_erp_open_item as
select 1::bigint as company_id, customer_id, item_id, 'invoice'::text as kind,
       item_id as document_id, 'INV-' || item_id as number, 'EUR'::text as currency, amount_minor,
       '2026-11-01'::text as document_date, due_date::text as due_date
from public.bench_item;
create view cg_erp_settled_item as
select 1::bigint as company_id, customer_id, item_id, 'invoice'::text as kind,
       'INV-' || item_id as number, 'EUR'::text as currency, amount_minor,
       document_date::text as document_date, due_date::text as due_date,
       settled_date::text as settled_date
from public.bench_past;
create view cg_erp_fx_rate as
select 'EUR'::text as currency, '2000-01-01'::text as valid_from, '1'::text as units_per_base;
