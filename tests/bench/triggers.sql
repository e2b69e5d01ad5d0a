-- SPDX-License-Identifier: Apache-2.0
create or replace function cg_changed_bench_order() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select 1, customer_id, 'order', order_id from changed;
    return null;
end $$;
create or replace trigger cg_changed_insert after insert on public.bench_order
referencing new table as changed for each statement execute function cg_changed_bench_order();
create or replace trigger cg_changed_delete after delete on public.bench_order
referencing old table as changed for each statement execute function cg_changed_bench_order();
