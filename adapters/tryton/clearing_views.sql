-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is in clearing: payments that succeeded and that the bank has not paid yet, of Tryton's
-- module account_payment_clearing. `creditgate install` and `attach` run this after views.sql, and
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
    if cg_tryton_has_clearing() then
        -- One payment has a move, and one row a line, whatever somebody writes by SQL.
        create view cg_erp_clearing_line as
        select payment.company as company_id, move.company as booked_by, payment.party as payer,
               line.party, line.move, line.id as item_id, payment.kind as payment_kind, move.state,
               account.reconcile,
               type.receivable and line.party is not null as is_receivable,
               line.debit - line.credit as due, currency.code as currency,
               coalesce((select min(invoice.number) from account_move_line paid
                         join account_invoice invoice on invoice.move = paid.move
                         where paid.id = payment.line),
                        nullif(payment.description, ''),
                        (select number from account_payment_group collected
                         where collected.id = payment."group"), '') as number,
               cg_tryton_minor(case when line.second_currency is null then line.debit - line.credit
                                    else line.amount_second_currency end, currency.code)
                   as amount_minor,
               to_char(move.date, 'YYYY-MM-DD') as document_date,
               to_char(line.maturity_date, 'YYYY-MM-DD') as due_date,
               to_char(payment.date, 'YYYY-MM-DD') as payment_date
        from account_payment payment
        join account_move_line line
            on line.move = payment.clearing_move and line.reconciliation is null
        join account_move move on move.id = line.move
        join account_account account on account.id = line.account
        join account_account_type type on type.id = account.type
        join company_company company on company.id = payment.company
        join currency_currency currency
            on currency.id = coalesce(line.second_currency, company.currency)
        where payment.clearing_move is not null
          and not exists (select from account_payment first
                          where first.clearing_move = payment.clearing_move
                            and first.id < payment.id);

        create view cg_erp_item_in_clearing as
        select company_id, payer as customer_id, item_id, 'in_clearing' as kind,
               cast(null as integer) as document_id, number, currency, amount_minor, document_date,
               payment_date as due_date
        from cg_erp_clearing_line line
        where payment_kind = 'receivable' and not is_receivable and reconcile and due > 0
          and exists (select from account_move_line credited
                      join account_account account on account.id = credited.account
                      join account_account_type type on type.id = account.type and type.receivable
                      where credited.move = line.move and credited.party is not null)
        union all
        select booked_by, party, item_id, case when due >= 0 then 'invoice' else 'payment' end,
               null, number, currency, amount_minor, document_date, due_date
        from cg_erp_clearing_line
        where is_receivable and state = 'draft';
    else
        create view cg_erp_item_in_clearing as select * from cg_erp_item where false;
    end if;
end $$;

create view cg_erp_open_item as
select * from cg_erp_item
union all
select * from cg_erp_item_in_clearing;

-- Activated after this was made: `creditgate doctor` tells it.
do $$ begin  -- what is not read
    if cg_tryton_has_clearing() then
        create view cg_erp_unread as select cast(null as varchar) as part where false;
    else
        create view cg_erp_unread as
        select cast('account_payment_clearing' as varchar) as part where cg_tryton_has_clearing();
    end if;
end $$;
