-- SPDX-License-Identifier: GPL-3.0-or-later
-- Tells creditgate what a change touches of what is in clearing (clearing_views.sql), where
-- account_payment_clearing is activated. `creditgate install` and `attach` run this.
--
-- Whether a line counts rests on the other lines of its move, so all of them are told: there are
-- two. Each under its own party and under the payment's, which are the same but for SQL.

create or replace function cg_changed_payment() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select distinct payment.company, payer.party, 'item', line.id
    from (values (case when tg_op <> 'INSERT' then old.company end,
                  case when tg_op <> 'INSERT' then old.party end,
                  case when tg_op <> 'INSERT' then old.clearing_move end),
                 (case when tg_op <> 'DELETE' then new.company end,
                  case when tg_op <> 'DELETE' then new.party end,
                  case when tg_op <> 'DELETE' then new.clearing_move end))
        payment (company, party, clearing_move)
    cross join lateral (
        select id, party from public.account_move_line l
        where l.move = payment.clearing_move offset 0) line
    cross join lateral (values (payment.party), (line.party)) payer (party)
    where payer.party is not null;
    return null;
end $$;

create or replace function cg_changed_clearing_line() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select distinct payment.company, payment.party, 'item', line.id
    from (select distinct move from changed) moved
    cross join lateral (
        select company, party from public.account_payment p
        where p.clearing_move = moved.move offset 0) payment
    cross join lateral (
        select id from public.account_move_line l where l.move = moved.move
        union select id from changed c where c.move = moved.move) line;
    return null;
end $$;

create or replace function cg_changed_clearing_line_row() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select distinct payment.company, payer.party, 'item', line.id
    from public.account_payment payment
    cross join lateral (
        select id from public.account_move_line l where l.move = payment.clearing_move
        union select new.id) line
    cross join lateral (values (payment.party), (old.party), (new.party)) payer (party)
    where payment.clearing_move in (old.move, new.move) and payer.party is not null;
    return null;
end $$;

-- The number by which a person knows it.
create or replace function cg_changed_clearing_number() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    if tg_table_name = 'account_invoice' then
        insert into cg_dirty (company_id, customer_id, key_kind, key_id)
        select distinct payment.company, payment.party, 'item', line.id
        from public.account_move_line paid
        join public.account_payment payment on payment.line = paid.id
        join public.account_move_line line on line.move = payment.clearing_move
        where paid.move in (old.move, new.move);
    else
        insert into cg_dirty (company_id, customer_id, key_kind, key_id)
        select distinct payment.company, payment.party, 'item', line.id
        from public.account_payment payment
        join public.account_move_line line on line.move = payment.clearing_move
        where payment."group" = new.id;
    end if;
    return null;
end $$;

-- Its lines go with it, and the payment forgets it: told before.
create or replace function cg_changed_clearing_move_delete() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select distinct payment.company, payment.party, 'item', line.id
    from public.account_payment payment
    join public.account_move_line line on line.move = payment.clearing_move
    where payment.clearing_move = old.id;
    return old;
end $$;

-- A table is locked for a moment to get its triggers: a block for each.
do $$ begin  -- triggers of account_payment
    if not cg_tryton_has_clearing() then return; end if;
    create or replace trigger cg_changed_insert after insert on public.account_payment for each row
    when (new.clearing_move is not null) execute function cg_changed_payment();
    create or replace trigger cg_changed_delete after delete on public.account_payment for each row
    when (old.clearing_move is not null) execute function cg_changed_payment();
    create or replace trigger cg_changed_update after update on public.account_payment for each row
    when ((old.clearing_move is not null or new.clearing_move is not null)
        and (old.clearing_move, old.company, old.party, old.kind, old.line, old.description,
             old."group")
            is distinct from (new.clearing_move, new.company, new.party, new.kind, new.line,
             new.description, new."group"))
    execute function cg_changed_payment();
    create or replace trigger cg_changed_truncate after truncate on public.account_payment
    for each statement execute function cg_changed_everything();
end $$;

do $$ begin  -- triggers of account_move_line
    if not cg_tryton_has_clearing() then return; end if;
    create or replace trigger cg_changed_clearing_insert after insert on public.account_move_line
    referencing new table as changed for each statement
    execute function cg_changed_clearing_line();
    create or replace trigger cg_changed_clearing_delete after delete on public.account_move_line
    referencing old table as changed for each statement
    execute function cg_changed_clearing_line();
    create or replace trigger cg_changed_clearing_update after update on public.account_move_line
    for each row
    when ((old.move, old.party, old.account, old.debit, old.credit, old.second_currency,
           old.amount_second_currency, old.reconciliation)
        is distinct from (new.move, new.party, new.account, new.debit, new.credit,
         new.second_currency, new.amount_second_currency, new.reconciliation))
    execute function cg_changed_clearing_line_row();
end $$;

do $$ begin  -- triggers of account_move
    if not cg_tryton_has_clearing() then return; end if;
    create or replace trigger cg_changed_clearing_delete before delete on public.account_move
    for each row execute function cg_changed_clearing_move_delete();
end $$;

do $$ begin  -- triggers of account_payment_group
    if not cg_tryton_has_clearing() then return; end if;
    create or replace trigger cg_changed_truncate after truncate on public.account_payment_group
    for each statement execute function cg_changed_everything();
    create or replace trigger cg_changed_clearing_update
    after update on public.account_payment_group
    for each row when (old.number is distinct from new.number)
    execute function cg_changed_clearing_number();
end $$;

do $$ begin  -- triggers of account_invoice
    if not cg_tryton_has_clearing() then return; end if;
    create or replace trigger cg_changed_clearing_update after update on public.account_invoice
    for each row when (old.move is not null
        and (old.move, old.number) is distinct from (new.move, new.number))
    execute function cg_changed_clearing_number();
end $$;

do $$ begin  -- triggers of account_account
    if not cg_tryton_has_clearing() then return; end if;
    create or replace trigger cg_changed_clearing_update after update on public.account_account
    for each row when (old.reconcile is distinct from new.reconcile)
    execute function cg_changed_everything();
end $$;
