-- SPDX-License-Identifier: GPL-3.0-or-later
-- Tells creditgate which documents a change of Tryton's tables touches: their keys go to cg_dirty
-- in the same transaction, whichever program makes the change. `creditgate install` runs this.
--
-- What is inserted or deleted in bulk is told by the statement. What is updated is told by the row,
-- where PostgreSQL skips what does not matter (WHEN) without calling anything. Other tables are
-- looked up only for whose document it is, never whether it counts: what another session does at
-- the same time cannot be seen here. A key too many costs a little time.
--
-- The look-ups are LATERAL with OFFSET 0, so that a plan made for one row is right for thousands
-- and the other way round. pg_temp comes last: nobody's temporary table takes the place of ours.

create or replace function cg_tryton_is_receivable(of_account integer) returns boolean
language sql stable as $$
    select coalesce((
        select type.receivable from public.account_account account
        join public.account_account_type type on type.id = account.type
        where account.id = of_account), false)
$$;

create or replace function cg_changed_sale() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    if tg_op = 'UPDATE' then
        insert into cg_dirty (company_id, customer_id, key_kind, key_id)
        values (new.company, coalesce(new.invoice_party, new.party), 'order', new.id);
        if (old.company, coalesce(old.invoice_party, old.party))
                is distinct from (new.company, coalesce(new.invoice_party, new.party)) then
            insert into cg_dirty (company_id, customer_id, key_kind, key_id)
            values (old.company, coalesce(old.invoice_party, old.party), 'order', old.id);
        end if;
    else
        insert into cg_dirty (company_id, customer_id, key_kind, key_id)
        select company, coalesce(invoice_party, party), 'order', id from changed
        where state in ('confirmed', 'processing', 'done');
    end if;
    return null;
end $$;

create or replace trigger cg_changed_insert after insert on public.sale_sale
referencing new table as changed for each statement execute function cg_changed_sale();

create or replace trigger cg_changed_delete after delete on public.sale_sale
referencing old table as changed for each statement execute function cg_changed_sale();

create or replace trigger cg_changed_update after update on public.sale_sale for each row
when ((old.state in ('confirmed', 'processing', 'done')
       or new.state in ('confirmed', 'processing', 'done'))
    and (old.state, old.company, old.party, old.invoice_party, old.currency,
         old.total_amount_cache, old.number, old.shipping_date, old.invoice_method)
        is distinct from (new.state, new.company, new.party, new.invoice_party, new.currency,
         new.total_amount_cache, new.number, new.shipping_date, new.invoice_method))
execute function cg_changed_sale();

-- The orders of sale lines.
create or replace function cg_changed_sale_line() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    if tg_op = 'UPDATE' then
        insert into cg_dirty (company_id, customer_id, key_kind, key_id)
        select company, coalesce(invoice_party, party), 'order', id from public.sale_sale
        where id in (old.sale, new.sale);
    else
        insert into cg_dirty (company_id, customer_id, key_kind, key_id)
        select sale.company, coalesce(sale.invoice_party, sale.party), 'order', sale.id
        from (select distinct sale from changed where type = 'line') line
        cross join lateral (
            select * from public.sale_sale where sale_sale.id = line.sale offset 0) sale;
    end if;
    return null;
end $$;

create or replace trigger cg_changed_insert after insert on public.sale_line
referencing new table as changed for each statement execute function cg_changed_sale_line();

create or replace trigger cg_changed_delete after delete on public.sale_line
referencing old table as changed for each statement execute function cg_changed_sale_line();

create or replace trigger cg_changed_update after update on public.sale_line for each row
when ((old.sale, old.quantity, old.unit, old.unit_price, old.type, old.sequence)
    is distinct from (new.sale, new.quantity, new.unit, new.unit_price, new.type, new.sequence))
execute function cg_changed_sale_line();

create or replace function cg_changed_sale_line_tax() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select sale.company, coalesce(sale.invoice_party, sale.party), 'order', sale.id
    from (select distinct line from changed) tax
    cross join lateral (
        select s.* from public.sale_line l join public.sale_sale s on s.id = l.sale
        where l.id = tax.line offset 0) sale;
    return null;
end $$;

create or replace trigger cg_changed_insert after insert on public.sale_line_account_tax
referencing new table as changed for each statement execute function cg_changed_sale_line_tax();

create or replace trigger cg_changed_delete after delete on public.sale_line_account_tax
referencing old table as changed for each statement execute function cg_changed_sale_line_tax();

create or replace function cg_changed_sale_line_tax_row() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select distinct sale.company, coalesce(sale.invoice_party, sale.party), 'order', sale.id
    from public.sale_line line join public.sale_sale sale on sale.id = line.sale
    where line.id in (old.line, new.line);
    return null;
end $$;

create or replace trigger cg_changed_update after update on public.sale_line_account_tax
for each row when ((old.line, old.tax) is distinct from (new.line, new.tax))
execute function cg_changed_sale_line_tax_row();

-- What was delivered of an order: moves that are done. Their origin is 'sale.line,<id>'.
create or replace function cg_changed_stock_move() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select distinct sale.company, coalesce(sale.invoice_party, sale.party), 'order', sale.id
    from (values (case when tg_op <> 'INSERT' then old.origin end),
                 (case when tg_op <> 'DELETE' then new.origin end)) moved (origin)
    cross join lateral (
        select s.* from public.sale_line l join public.sale_sale s on s.id = l.sale
        where l.id = cg_tryton_id(moved.origin) offset 0) sale
    where moved.origin like 'sale.line,%';
    return null;
end $$;

create or replace trigger cg_changed_insert after insert on public.stock_move for each row
when (new.state = 'done' and new.origin like 'sale.line,%')
execute function cg_changed_stock_move();

create or replace trigger cg_changed_delete after delete on public.stock_move for each row
when (old.state = 'done' and old.origin like 'sale.line,%')
execute function cg_changed_stock_move();

create or replace trigger cg_changed_update after update on public.stock_move for each row
when ((old.state in ('done', 'cancelled') or new.state in ('done', 'cancelled'))
    and (old.origin like 'sale.line,%' or new.origin like 'sale.line,%')
    and (old.state, old.quantity, old.uom, old.origin, old.from_location, old.to_location)
        is distinct from (new.state, new.quantity, new.uom, new.origin, new.from_location,
         new.to_location))
execute function cg_changed_stock_move();

-- Goods whose move was cancelled and that are not to come again.
create or replace function cg_changed_move_ignored() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select sale.company, coalesce(sale.invoice_party, sale.party), 'order', sale.id
    from public.sale_line line join public.sale_sale sale on sale.id = line.sale
    where line.id in (case when tg_op <> 'INSERT' then old.sale_line end,
                      case when tg_op <> 'DELETE' then new.sale_line end);
    return null;
end $$;

create or replace trigger cg_changed after insert or update or delete
on public.sale_line_moves_ignored_rel for each row execute function cg_changed_move_ignored();

-- An invoice: itself as a draft, the orders that it takes over, and the items of its move, which
-- are told apart by it.
create or replace function cg_changed_invoice() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select distinct i.company, i.party, 'draft', i.id
    from (values (case when tg_op <> 'INSERT' then old.company end,
                  case when tg_op <> 'INSERT' then old.party end,
                  case when tg_op <> 'INSERT' then old.id end),
                 (case when tg_op <> 'DELETE' then new.company end,
                  case when tg_op <> 'DELETE' then new.party end,
                  case when tg_op <> 'DELETE' then new.id end)) i (company, party, id)
    where i.id is not null
    union
    select sale.company, coalesce(sale.invoice_party, sale.party), 'order', sale.id
    from public.account_invoice_line part
    cross join lateral (
        select s.* from public.sale_line l join public.sale_sale s on s.id = l.sale
        where l.id = cg_tryton_id(part.origin) offset 0) sale
    where part.invoice = case tg_op when 'DELETE' then old.id else new.id end
        and part.origin like 'sale.line,%';
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select move.company, item.party, 'item', item.id
    from public.account_move_line item join public.account_move move on move.id = item.move
    where item.party is not null and cg_tryton_is_receivable(item.account)
        and item.move in (case when tg_op <> 'INSERT' then old.move end,
                          case when tg_op <> 'DELETE' then new.move end);
    return null;
end $$;

create or replace trigger cg_changed_insert after insert on public.account_invoice for each row
when (new.type = 'out' and (new.state in ('validated', 'posted', 'paid') or new.move is not null))
execute function cg_changed_invoice();

create or replace trigger cg_changed_delete after delete on public.account_invoice for each row
when (old.type = 'out') execute function cg_changed_invoice();

create or replace trigger cg_changed_update after update on public.account_invoice for each row
when ((old.type = 'out' or new.type = 'out')
    and (old.state, old.company, old.party, old.currency, old.type, old.move, old.number,
         old.invoice_date)
        is distinct from (new.state, new.company, new.party, new.currency, new.type, new.move,
         new.number, new.invoice_date))
execute function cg_changed_invoice();

-- Lines of an invoice: the draft, and the order of the line.
create or replace function cg_changed_invoice_line() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select invoice.company, invoice.party, 'draft', invoice.id
    from (select distinct invoice from changed where type = 'line') line
    cross join lateral (
        select * from public.account_invoice i
        where i.id = line.invoice and i.type = 'out' offset 0) invoice
    union all
    select sale.company, coalesce(sale.invoice_party, sale.party), 'order', sale.id
    from (select distinct origin from changed where origin like 'sale.line,%') line
    cross join lateral (
        select s.* from public.sale_line l join public.sale_sale s on s.id = l.sale
        where l.id = cg_tryton_id(line.origin) offset 0) sale;
    return null;
end $$;

create or replace function cg_changed_invoice_line_row() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select company, party, 'draft', id from public.account_invoice
    where id in (old.invoice, new.invoice) and type = 'out'
    union
    select s.company, coalesce(s.invoice_party, s.party), 'order', s.id
    from public.sale_line l join public.sale_sale s on s.id = l.sale
    where l.id in (
        case when old.origin like 'sale.line,%' then cg_tryton_id(old.origin) end,
        case when new.origin like 'sale.line,%' then cg_tryton_id(new.origin) end);
    return null;
end $$;

create or replace trigger cg_changed_insert after insert on public.account_invoice_line
referencing new table as changed for each statement execute function cg_changed_invoice_line();

create or replace trigger cg_changed_delete after delete on public.account_invoice_line
referencing old table as changed for each statement execute function cg_changed_invoice_line();

create or replace trigger cg_changed_update after update on public.account_invoice_line for each row
when ((old.invoice, old.quantity, old.unit, old.unit_price, old.type, old.origin, old.sequence)
    is distinct from (new.invoice, new.quantity, new.unit, new.unit_price, new.type, new.origin,
     new.sequence))
execute function cg_changed_invoice_line_row();

create or replace function cg_changed_invoice_line_tax() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select invoice.company, invoice.party, 'draft', invoice.id
    from (select distinct line from changed) tax
    cross join lateral (
        select i.* from public.account_invoice_line l
        join public.account_invoice i on i.id = l.invoice
        where l.id = tax.line and i.type = 'out' offset 0) invoice;
    return null;
end $$;

create or replace trigger cg_changed_insert after insert on public.account_invoice_line_account_tax
referencing new table as changed for each statement
execute function cg_changed_invoice_line_tax();

create or replace trigger cg_changed_delete after delete on public.account_invoice_line_account_tax
referencing old table as changed for each statement
execute function cg_changed_invoice_line_tax();

create or replace function cg_changed_invoice_line_tax_row() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select distinct invoice.company, invoice.party, 'draft', invoice.id
    from public.account_invoice_line line
    join public.account_invoice invoice on invoice.id = line.invoice and invoice.type = 'out'
    where line.id in (old.line, new.line);
    return null;
end $$;

create or replace trigger cg_changed_update
after update on public.account_invoice_line_account_tax for each row
when ((old.line, old.tax) is distinct from (new.line, new.tax))
execute function cg_changed_invoice_line_tax_row();

create or replace function cg_changed_invoice_tax() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select company, party, 'draft', id from public.account_invoice
    where type = 'out' and id in (case when tg_op <> 'INSERT' then old.invoice end,
                                  case when tg_op <> 'DELETE' then new.invoice end);
    return null;
end $$;

create or replace trigger cg_changed after insert or update or delete on public.account_invoice_tax
for each row execute function cg_changed_invoice_tax();

-- An invoice that was cancelled and ignored is not made again.
create or replace function cg_changed_invoice_ignored() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select company, coalesce(invoice_party, party), 'order', id from public.sale_sale
    where id in (case when tg_op <> 'INSERT' then old.sale end,
                 case when tg_op <> 'DELETE' then new.sale end);
    return null;
end $$;

create or replace trigger cg_changed after insert or update or delete
on public.sale_invoice_ignored_rel for each row execute function cg_changed_invoice_ignored();

-- Items: lines of moves with a party, on a receivable account.
create or replace function cg_changed_move_line() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    if tg_op = 'UPDATE' then
        insert into cg_dirty (company_id, customer_id, key_kind, key_id)
        select distinct move.company, item.party, 'item', item.id
        from (values (old.move, old.party, old.account, old.id),
                     (new.move, new.party, new.account, new.id)) item (move, party, account, id)
        join public.account_move move on move.id = item.move
        where item.party is not null and cg_tryton_is_receivable(item.account);
    else
        insert into cg_dirty (company_id, customer_id, key_kind, key_id)
        select move.company, item.party, 'item', item.id
        from changed item
        cross join lateral (
            select company from public.account_move m where m.id = item.move offset 0) move
        where item.party is not null and cg_tryton_is_receivable(item.account);
    end if;
    return null;
end $$;

create or replace trigger cg_changed_insert after insert on public.account_move_line
referencing new table as changed for each statement execute function cg_changed_move_line();

create or replace trigger cg_changed_delete after delete on public.account_move_line
referencing old table as changed for each statement execute function cg_changed_move_line();

create or replace trigger cg_changed_update after update on public.account_move_line for each row
when ((old.party is not null or new.party is not null)
    and (old.move, old.party, old.account, old.debit, old.credit, old.second_currency,
         old.amount_second_currency, old.maturity_date, old.reconciliation)
        is distinct from (new.move, new.party, new.account, new.debit, new.credit,
         new.second_currency, new.amount_second_currency, new.maturity_date, new.reconciliation))
execute function cg_changed_move_line();

create or replace function cg_changed_move() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select distinct moved.company, item.party, 'item', item.id
    from (values (old.company), (new.company)) moved (company)
    cross join public.account_move_line item
    where item.move = new.id and item.party is not null
        and cg_tryton_is_receivable(item.account);
    return null;
end $$;

create or replace trigger cg_changed_update after update on public.account_move for each row
when ((old.state, old.company, old.number, old.post_number, old.origin, old.date)
    is distinct from (new.state, new.company, new.number, new.post_number, new.origin, new.date))
execute function cg_changed_move();

-- Its lines go with it, and find it no more: they are told before.
create or replace function cg_changed_move_delete() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select old.company, item.party, 'item', item.id
    from public.account_move_line item
    where item.move = old.id and item.party is not null
        and cg_tryton_is_receivable(item.account);
    return old;
end $$;

create or replace trigger cg_changed_delete before delete on public.account_move for each row
execute function cg_changed_move_delete();
