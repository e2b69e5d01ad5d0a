-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is in clearing: payments that succeeded and that the bank has not paid yet, of Tryton's
-- module account_payment_clearing. `creditgate install` and `attach` run this before views.sql, and
-- look whether the module is activated.

create or replace function cg_tryton_has_clearing() returns boolean language sql stable as $$
    select exists (select from pg_attribute
                   where attrelid = to_regclass('public.account_payment')
                     and attname = 'clearing_move' and not attisdropped)
$$;

-- A payment that succeeds makes a clearing move, which debits the clearing account and credits the
-- receivable. From then on the debit is in clearing, until a bank statement or an accountant
-- reconciles it, or the payment fails and loses its move. The line has no party: the payment has.
--
-- Tryton leaves the move in draft for days. It counts at once, as in Tryton's own balance of the
-- party: the invoice that it pays as a whole is reconciled with a line of it already, and what it
-- pays in part would count twice without the line that lowers it. So posting it changes nothing.
--
-- Not in clearing: what pays no receivable, such as an advance on another account, and what is on
-- an account without Reconcile, where nothing will ever tell that the bank has paid.
do $$ begin  -- what is in clearing
    if not cg_tryton_has_clearing() then
        create or replace function cg_tryton_is_clearing_move(of_move integer) returns boolean
        language sql immutable as 'select false';

        create view cg_erp_in_clearing as
        select cast(null as integer) as company_id, cast(null as integer) as customer_id,
               cast(null as integer) as item_id, cast(null as varchar) as number,
               cast(null as varchar) as currency, cast(null as bigint) as amount_minor,
               cast(null as text) as document_date, cast(null as text) as due_date
        where false;

        -- Activated after this was made: `creditgate doctor` tells it.
        create view cg_erp_unread as
        select cast('account_payment_clearing' as varchar) as part where cg_tryton_has_clearing();
        return;
    end if;

    create or replace function cg_tryton_is_clearing_move(of_move integer) returns boolean
    language sql stable as
        'select exists (select from public.account_payment where clearing_move = of_move)';

    -- Functions are called for the few rows that there are; as subqueries each reading would
    -- set them up, whether it has such rows or not.
    create or replace function cg_tryton_payment_number(
        of_line integer, description varchar, of_group integer) returns varchar
    language sql stable as $f$
        select coalesce((select min(invoice.number) from public.account_move_line paid
                         join public.account_invoice invoice on invoice.move = paid.move
                         where paid.id = of_line),
                        nullif(description, ''),
                        (select number from public.account_payment_group where id = of_group), '')
    $f$;

    -- One payment has a move, and one row a line, whatever somebody writes by SQL.
    create or replace function cg_tryton_clears_receivable(of_move integer, of_payment integer)
    returns boolean language sql stable as $f$
        select exists (select from public.account_move_line credited
                       join public.account_account account on account.id = credited.account
                       join public.account_account_type type
                           on type.id = account.type and type.receivable
                       where credited.move = of_move and credited.party is not null)
           and not exists (select from public.account_payment first
                           where first.clearing_move = of_move and first.id < of_payment)
    $f$;

    create view cg_erp_in_clearing as
    select payment.company as company_id, payment.party as customer_id, line.id as item_id,
           cg_tryton_payment_number(payment.line, payment.description, payment."group") as number,
           currency.code as currency,
           cg_tryton_minor(case when line.second_currency is null then line.debit - line.credit
                                else line.amount_second_currency end, currency.code)
               as amount_minor,
           to_char(move.date, 'YYYY-MM-DD') as document_date,
           to_char(payment.date, 'YYYY-MM-DD') as due_date
    from public.account_payment payment
    join public.account_move move on move.id = payment.clearing_move
    join public.account_move_line line
        on line.move = payment.clearing_move and line.reconciliation is null
           and line.debit > line.credit
    join public.account_account account on account.id = line.account and account.reconcile
    join public.account_account_type type
        on type.id = account.type and (line.party is null or not type.receivable)
    join public.company_company company on company.id = payment.company
    join public.currency_currency currency
        on currency.id = coalesce(line.second_currency, company.currency)
    where payment.clearing_move is not null and payment.kind = 'receivable'
      and cg_tryton_clears_receivable(payment.clearing_move, payment.id);

    create view cg_erp_unread as select cast(null as varchar) as part where false;
end $$;
