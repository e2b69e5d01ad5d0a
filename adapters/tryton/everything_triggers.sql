-- SPDX-License-Identifier: GPL-3.0-or-later
-- Tells creditgate of changes of what all documents rest on, after which every account is read
-- anew. `creditgate install` runs this after triggers.sql.

create or replace function cg_changed_everything() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    values (0, 0, 'everything', 0);
    return null;
end $$;

create or replace trigger cg_changed_update after update on public.account_account for each row
when (old.type is distinct from new.type) execute function cg_changed_everything();

create or replace trigger cg_changed_update after update on public.account_account_type for each row
when (old.receivable is distinct from new.receivable) execute function cg_changed_everything();

create or replace trigger cg_changed_update after update on public.account_tax for each row
when ((old.type, old.rate, old.amount, old.parent, old.start_date, old.end_date,
       old.update_unit_price) is distinct from (new.type, new.rate, new.amount, new.parent,
       new.start_date, new.end_date, new.update_unit_price))
execute function cg_changed_everything();

create or replace trigger cg_changed_insert after insert on public.account_tax for each row
when (new.parent is not null) execute function cg_changed_everything();

create or replace trigger cg_changed_delete after delete on public.account_tax for each row
execute function cg_changed_everything();

create or replace trigger cg_changed
after insert or update or delete on public.account_configuration_tax_rounding
for each row execute function cg_changed_everything();

create or replace trigger cg_changed_update after update on public.product_uom for each row
when (old.factor is distinct from new.factor) execute function cg_changed_everything();

create or replace trigger cg_changed_update after update on public.currency_currency for each row
when ((old.code, old.rounding) is distinct from (new.code, new.rounding))
execute function cg_changed_everything();

create or replace trigger cg_changed_update after update on public.company_company for each row
when (old.currency is distinct from new.currency) execute function cg_changed_everything();

create or replace trigger cg_changed_update after update on public.stock_location for each row
when (old.type is distinct from new.type) execute function cg_changed_everything();

-- Nothing tells which rows a TRUNCATE took. All tables that cg_erp_order and cg_erp_open_item read.
create or replace trigger cg_changed_truncate after truncate on public.account_account
for each statement execute function cg_changed_everything();

create or replace trigger cg_changed_truncate after truncate on public.account_account_type
for each statement execute function cg_changed_everything();

create or replace trigger cg_changed_truncate
after truncate on public.account_configuration_tax_rounding
for each statement execute function cg_changed_everything();

create or replace trigger cg_changed_truncate after truncate on public.account_invoice
for each statement execute function cg_changed_everything();

create or replace trigger cg_changed_truncate after truncate on public.account_invoice_line
for each statement execute function cg_changed_everything();

create or replace trigger cg_changed_truncate
after truncate on public.account_invoice_line_account_tax
for each statement execute function cg_changed_everything();

create or replace trigger cg_changed_truncate after truncate on public.account_invoice_tax
for each statement execute function cg_changed_everything();

create or replace trigger cg_changed_truncate after truncate on public.account_move
for each statement execute function cg_changed_everything();

create or replace trigger cg_changed_truncate after truncate on public.account_move_line
for each statement execute function cg_changed_everything();

create or replace trigger cg_changed_truncate after truncate on public.account_tax
for each statement execute function cg_changed_everything();

create or replace trigger cg_changed_truncate after truncate on public.company_company
for each statement execute function cg_changed_everything();

create or replace trigger cg_changed_truncate after truncate on public.currency_currency
for each statement execute function cg_changed_everything();

create or replace trigger cg_changed_truncate after truncate on public.product_uom
for each statement execute function cg_changed_everything();

create or replace trigger cg_changed_truncate after truncate on public.sale_invoice_ignored_rel
for each statement execute function cg_changed_everything();

create or replace trigger cg_changed_truncate after truncate on public.sale_line
for each statement execute function cg_changed_everything();

create or replace trigger cg_changed_truncate after truncate on public.sale_line_account_tax
for each statement execute function cg_changed_everything();

create or replace trigger cg_changed_truncate after truncate on public.sale_line_moves_ignored_rel
for each statement execute function cg_changed_everything();

create or replace trigger cg_changed_truncate after truncate on public.sale_sale
for each statement execute function cg_changed_everything();

create or replace trigger cg_changed_truncate after truncate on public.stock_location
for each statement execute function cg_changed_everything();

create or replace trigger cg_changed_truncate after truncate on public.stock_move
for each statement execute function cg_changed_everything();
