-- SPDX-License-Identifier: Apache-2.0
-- Tells creditgate which documents a change of orderdesk's tables touches, in the same transaction.
-- An order's key is found under its payer, an item's under its customer; a key too many costs a
-- little time, one too few a wrong exposure.

create or replace function cg_changed_desk_order() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    if tg_op <> 'INSERT' then
        insert into cg_dirty (company_id, customer_id, key_kind, key_id)
        select old.company_id, old.customer_id, 'order', old.order_id;
    end if;
    if tg_op <> 'DELETE' then
        insert into cg_dirty (company_id, customer_id, key_kind, key_id)
        select new.company_id, new.customer_id, 'order', new.order_id;
    end if;
    return null;
end $$;

create or replace trigger cg_changed after insert or update or delete on public.desk_order
for each row execute function cg_changed_desk_order();

create or replace function cg_changed_desk_order_line() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    if tg_op <> 'INSERT' then
        insert into cg_dirty (company_id, customer_id, key_kind, key_id)
        select company_id, customer_id, 'order', order_id
        from public.desk_order where order_id = old.order_id;
    end if;
    if tg_op <> 'DELETE' then
        insert into cg_dirty (company_id, customer_id, key_kind, key_id)
        select company_id, customer_id, 'order', order_id
        from public.desk_order where order_id = new.order_id;
    end if;
    return null;
end $$;

create or replace trigger cg_changed after insert or update or delete on public.desk_order_line
for each row execute function cg_changed_desk_order_line();

-- A line that one session writes while another one confirms its order would be seen by neither. The
-- order is written too, with the ERP's own rights, so that the second one waits and then sees what
-- the first one did. Not where this transaction has written the order already.
create or replace function cg_changed_desk_order_of_line() returns trigger
language plpgsql set search_path = creditgate, pg_temp as $$
begin
    update public.desk_order set number = number
    where order_id in (case when tg_op <> 'INSERT' then old.order_id end,
                       case when tg_op <> 'DELETE' then new.order_id end)
        and xmin <> xid(pg_current_xact_id());
    return null;
end $$;

create or replace trigger cg_changed_order
after insert or update or delete on public.desk_order_line
for each row execute function cg_changed_desk_order_of_line();

create or replace function cg_changed_desk_shipment() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    if tg_op <> 'INSERT' then
        insert into cg_dirty (company_id, customer_id, key_kind, key_id)
        select company_id, customer_id, 'order', order_id
        from public.desk_order where order_id = old.order_id;
    end if;
    if tg_op <> 'DELETE' then
        insert into cg_dirty (company_id, customer_id, key_kind, key_id)
        select company_id, customer_id, 'order', order_id
        from public.desk_order where order_id = new.order_id;
    end if;
    return null;
end $$;

create or replace trigger cg_changed after insert or update or delete on public.desk_shipment
for each row execute function cg_changed_desk_shipment();

create or replace function cg_changed_desk_item() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    if tg_op <> 'INSERT' then
        insert into cg_dirty (company_id, customer_id, key_kind, key_id)
        select old.company_id, old.customer_id,
               case when old.kind = 'invoice' and old.state = 'draft' then 'draft' else 'item' end,
               old.item_id
        union select old.company_id, old.customer_id, 'invoice', old.item_id
        where old.kind = 'invoice' and old.state = 'posted'
        union select company_id, customer_id, 'order', order_id
        from public.desk_order where order_id = old.order_id;
    end if;
    if tg_op <> 'DELETE' then
        insert into cg_dirty (company_id, customer_id, key_kind, key_id)
        select new.company_id, new.customer_id,
               case when new.kind = 'invoice' and new.state = 'draft' then 'draft' else 'item' end,
               new.item_id
        union select new.company_id, new.customer_id, 'invoice', new.item_id
        where new.kind = 'invoice' and new.state = 'posted'
        union select company_id, customer_id, 'order', order_id
        from public.desk_order where order_id = new.order_id;
    end if;
    return null;
end $$;

create or replace trigger cg_changed after insert or update or delete on public.desk_item
for each row execute function cg_changed_desk_item();

create or replace function cg_changed_desk_settlement() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    if tg_op <> 'INSERT' then
        insert into cg_dirty (company_id, customer_id, key_kind, key_id)
        select company_id, customer_id, 'item', item_id from public.desk_item
        where item_id in (old.invoice_id, old.credit_id);
    end if;
    if tg_op <> 'DELETE' then
        insert into cg_dirty (company_id, customer_id, key_kind, key_id)
        select company_id, customer_id, 'item', item_id from public.desk_item
        where item_id in (new.invoice_id, new.credit_id);
    end if;
    return null;
end $$;

create or replace trigger cg_changed after insert or update or delete on public.desk_settlement
for each row execute function cg_changed_desk_settlement();

-- Nothing tells which rows a TRUNCATE took: every account is read anew, and all documents of the
-- kind come to nothing: to come back takes a new approval.
create or replace function cg_changed_desk_kind() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    values (0, 0, 'everything', 0);
    delete from cg_cover where document_kind = tg_argv[0];
    return null;
end $$;

create or replace trigger cg_changed_truncate after truncate on public.desk_order
for each statement execute function cg_changed_desk_kind('order');

create or replace trigger cg_changed_truncate after truncate on public.desk_order_line
for each statement execute function cg_changed_desk_kind('order');

create or replace trigger cg_changed_truncate after truncate on public.desk_item
for each statement execute function cg_changed_desk_kind('invoice');

create or replace trigger cg_changed_truncate after truncate on public.desk_shipment
for each statement execute function cg_changed_desk_kind('');

create or replace trigger cg_changed_truncate after truncate on public.desk_settlement
for each statement execute function cg_changed_desk_kind('');
