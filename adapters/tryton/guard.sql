-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the guard of creditgate needs besides the triggers that tell of changes (triggers.sql).
-- `creditgate install` runs this after them.

-- A line that one session adds, or takes away, while another one confirms the order would be seen
-- by neither. The order is written too, with the ERP's own rights: the two meet in its row, and one
-- of them tries again. Not where this transaction has written the order already.
create or replace function cg_changed_order_of_line() returns trigger
language plpgsql set search_path = creditgate, pg_temp as $$
begin
    if tg_op <> 'UPDATE' then
        update public.sale_sale sale set id = sale.id
        from (select distinct sale from changed) line
        where sale.id = line.sale and sale.xmin <> xid(pg_current_xact_id());
    else
        update public.sale_sale sale set id = sale.id
        where sale.id in (old.sale, new.sale) and sale.xmin <> xid(pg_current_xact_id());
    end if;
    return null;
end $$;

create or replace trigger cg_changed_order_insert after insert on public.sale_line
referencing new table as changed for each statement execute function cg_changed_order_of_line();

create or replace trigger cg_changed_order_delete after delete on public.sale_line
referencing old table as changed for each statement execute function cg_changed_order_of_line();

create or replace trigger cg_changed_order_update after update on public.sale_line for each row
when ((old.sale, old.quantity, old.unit_price, old.type)
    is distinct from (new.sale, new.quantity, new.unit_price, new.type))
execute function cg_changed_order_of_line();

-- Keys of shipments and posted invoices, which nothing but the guard looks at.
create or replace function cg_changed_guarded_move() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select shipment.company, shipment.customer, 'shipment', shipment.id
    from public.stock_shipment_out shipment
    where shipment.id = cg_tryton_id(new.shipment)
        and cg_tryton_is_ordered(new.origin, shipment.company, shipment.customer) is not true;
    return null;
end $$;

create or replace function cg_changed_guarded_move_away() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select company, customer, 'shipment', id
    from public.stock_shipment_out where id = cg_tryton_id(old.shipment);
    return null;
end $$;

create or replace trigger cg_changed_guarded_insert after insert on public.stock_move for each row
when (new.state = 'done' and new.shipment like 'stock.shipment.out,%')
execute function cg_changed_guarded_move();

create or replace trigger cg_changed_guarded_update after update on public.stock_move for each row
when ((old.state = 'done' or new.state = 'done') and new.shipment like 'stock.shipment.out,%'
    and (old.state, old.quantity, old.uom, old.origin, old.unit_price, old.currency, old.shipment,
         old.to_location)
        is distinct from (new.state, new.quantity, new.uom, new.origin, new.unit_price,
         new.currency, new.shipment, new.to_location))
execute function cg_changed_guarded_move();

create or replace trigger cg_changed_guarded_delete after delete on public.stock_move for each row
when (old.state = 'done' and old.shipment like 'stock.shipment.out,%')
execute function cg_changed_guarded_move_away();

create or replace trigger cg_changed_guarded_shipment after update on public.stock_move for each row
when (old.state = 'done' and old.shipment like 'stock.shipment.out,%'
    and old.shipment is distinct from new.shipment)
execute function cg_changed_guarded_move_away();

create or replace function cg_changed_guarded_shipment() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    values (coalesce(new.company, old.company), coalesce(new.customer, old.customer), 'shipment',
        coalesce(new.id, old.id));
    return null;
end $$;

create or replace trigger cg_changed_guarded_delete after delete on public.stock_shipment_out
for each row execute function cg_changed_guarded_shipment();

create or replace trigger cg_changed_guarded_update after update on public.stock_shipment_out
for each row when ((old.company, old.customer) is distinct from (new.company, new.customer))
execute function cg_changed_guarded_shipment();

create or replace function cg_changed_guarded_invoice() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    values (coalesce(new.company, old.company), coalesce(new.party, old.party), 'invoice',
        coalesce(new.id, old.id));
    return null;
end $$;

create or replace trigger cg_changed_guarded_delete after delete on public.account_invoice
for each row when (old.type = 'out' and old.state in ('posted', 'paid'))
execute function cg_changed_guarded_invoice();

create or replace trigger cg_changed_guarded_insert after insert on public.account_invoice
for each row when (new.type = 'out' and new.state in ('posted', 'paid'))
execute function cg_changed_guarded_invoice();

create or replace trigger cg_changed_guarded_update after update on public.account_invoice
for each row when ((old.type = 'out' or new.type = 'out')
    and (old.state in ('posted', 'paid') or new.state in ('posted', 'paid'))
    and (old.state, old.type, old.company, old.party, old.currency)
        is distinct from (new.state, new.type, new.company, new.party, new.currency))
execute function cg_changed_guarded_invoice();

create or replace function cg_changed_guarded_invoice_line() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select company, party, 'invoice', id from public.account_invoice
    where id in (case when tg_op <> 'INSERT' then old.invoice end,
                 case when tg_op <> 'DELETE' then new.invoice end)
        and type = 'out' and state in ('posted', 'paid');
    return null;
end $$;

create or replace trigger cg_changed_guarded_delete after delete on public.account_invoice_line
for each row when (old.type = 'line') execute function cg_changed_guarded_invoice_line();

create or replace trigger cg_changed_guarded_insert after insert on public.account_invoice_line
for each row when (new.type = 'line') execute function cg_changed_guarded_invoice_line();

create or replace trigger cg_changed_guarded_update after update on public.account_invoice_line
for each row when ((old.invoice, old.quantity, old.unit_price, old.type, old.origin)
    is distinct from (new.invoice, new.quantity, new.unit_price, new.type, new.origin))
execute function cg_changed_guarded_invoice_line();

-- Nothing tells which documents a TRUNCATE took: all of the kind come to nothing, and to come back
-- takes a new approval.
create or replace function cg_changed_guarded_kind() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    delete from cg_cover where document_kind = tg_argv[0];
    return null;
end $$;

create or replace trigger cg_changed_guarded_truncate after truncate on public.sale_sale
for each statement execute function cg_changed_guarded_kind('order');

create or replace trigger cg_changed_guarded_truncate after truncate on public.sale_line
for each statement execute function cg_changed_guarded_kind('order');

create or replace trigger cg_changed_guarded_truncate after truncate on public.stock_shipment_out
for each statement execute function cg_changed_guarded_kind('shipment');

create or replace trigger cg_changed_guarded_truncate after truncate on public.stock_move
for each statement execute function cg_changed_guarded_kind('shipment');

create or replace trigger cg_changed_guarded_truncate after truncate on public.account_invoice
for each statement execute function cg_changed_guarded_kind('invoice');

create or replace trigger cg_changed_guarded_truncate after truncate on public.account_invoice_line
for each statement execute function cg_changed_guarded_kind('invoice');
