-- SPDX-License-Identifier: GPL-3.0-or-later
-- Tryton 6.0 as creditgate reads it: the six views of adapters/README.md. `creditgate install`
-- runs this in the schema creditgate, after it has dropped the views of an earlier version.
--
-- Ids stay as they are and nothing is grouped over documents: sums of a document's lines are
-- LATERAL, so a customer's id or a document's id reaches the indexes (index.py brings those that
-- Tryton lacks).

-- Minor units are those of ISO 4217. Tryton's own digits may differ: a currency that Tryton's
-- import script made has two, the yen too.
create or replace function cg_tryton_units(code varchar) returns numeric
language sql immutable parallel safe as $$
    select cast(case
        when code in ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX',
                      'VND', 'VUV', 'XAF', 'XOF', 'XPF') then 1
        when code in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') then 1000
        else 100 end as numeric)
$$;

create or replace function cg_tryton_minor(amount numeric, code varchar) returns bigint
language sql immutable parallel safe as $$
    select cast(round(amount * creditgate.cg_tryton_units(code)) as bigint)
$$;

-- For Tryton's own screens.
create or replace function cg_tryton_amount(minor bigint, code varchar) returns numeric
language sql immutable parallel safe as $$
    select minor / creditgate.cg_tryton_units(code)
$$;

create view cg_erp_company as
select company.id as company_id, coalesce(party.name, party.code) as name,
       currency.code as currency
from company_company company
join party_party party on party.id = company.party
join currency_currency currency on currency.id = company.currency;

create view cg_erp_customer as
select id as customer_id, code, coalesce(name, code) as name
from party_party;

-- What no posted invoice has taken over: the order's total (Tryton's own, taxes included) in the
-- proportion of the lines that are left, each with its own taxes. Draft invoices of an order are
-- still the order. An invoice that was cancelled and ignored is not made again: its part is gone.
-- A return order (below 0) lowers nothing until its credit note is posted. What came back to us of
-- a delivery is not delivered.
create view cg_erp_order as
select sale.company as company_id,
       coalesce(sale.invoice_party, sale.party) as customer_id,
       sale.id as document_id,
       coalesce(sale.number, '') as number,
       currency.code as currency,
       cg_tryton_minor(coalesce(sale.total_amount_cache, lines.total)
                       * lines.remaining / lines.total, currency.code) as amount_minor,
       cg_tryton_minor(coalesce(sale.total_amount_cache, lines.total)
                       * least(lines.delivered, lines.remaining) / lines.total,
                       currency.code) as delivered_minor,
       to_char(sale.sale_date, 'YYYY-MM-DD') as document_date,
       to_char(sale.shipping_date, 'YYYY-MM-DD') as ship_date
from sale_sale sale
join currency_currency currency on currency.id = sale.currency
cross join lateral (
    select sum(line.quantity * line.unit_price * tax.factor) as total,
           -- More than was ordered may be invoiced; then nothing of the line is left.
           sum(case when line.quantity > 0 then greatest(line.quantity - invoiced.quantity, 0)
                    else least(line.quantity - invoiced.quantity, 0) end
               * line.unit_price * tax.factor) as remaining,
           -- Of what is left. What was invoiced is taken to have been delivered first.
           sum(case when line.quantity > 0
                    then greatest(least(line.quantity, delivered.quantity) - invoiced.quantity, 0)
                    else 0 end
               * line.unit_price * tax.factor) as delivered
    from (select id, unit, unit_price, cast(quantity as numeric) as quantity
          from sale_line
          where sale_line.sale = sale.id and type = 'line') line
    left join product_uom unit on unit.id = line.unit
    cross join lateral (
        select 1 + coalesce(sum(each.rate), 0) as factor
        from sale_line_account_tax chosen
        join account_tax each on each.id = chosen.tax or each.parent = chosen.tax
        where chosen.line = line.id and each.type = 'percentage') tax
    cross join lateral (
        select coalesce(cast(sum(part.quantity * coalesce(part_unit.factor, 1)
                                 / coalesce(unit.factor, 1)) as numeric), 0) as quantity
        from account_invoice_line part
        join account_invoice invoice on invoice.id = part.invoice
        left join product_uom part_unit on part_unit.id = part.unit
        where part.origin = 'sale.line,' || line.id
          and (invoice.state in ('posted', 'paid')
               or invoice.state = 'cancelled' and exists (
                   select 1 from sale_invoice_ignored_rel ignored
                   where ignored.invoice = invoice.id and ignored.sale = sale.id))) invoiced
    cross join lateral (
        select coalesce(cast(sum(move.quantity * coalesce(move_unit.factor, 1)
                                 / coalesce(unit.factor, 1)
                                 * case when target.type = 'customer' then 1 else -1 end)
                             as numeric), 0) as quantity
        from stock_move move
        join stock_location target on target.id = move.to_location
        left join product_uom move_unit on move_unit.id = move.uom
        where move.origin = 'sale.line,' || line.id and move.state = 'done') delivered
) lines
where sale.state in ('confirmed', 'processing')
  and lines.total > 0 and lines.remaining > 0;

-- Receivable lines of posted moves, and draft invoices as far as no order is behind them. A draft
-- credit note lowers nothing until it is posted.
create view cg_erp_open_item as
select move.company as company_id,
       line.party as customer_id,
       line.id as item_id,
       case when line.debit - line.credit >= 0 then 'invoice'
            when invoice.id is not null then 'credit_note'
            else 'payment' end as kind,
       invoice.id as document_id,
       coalesce(invoice.number, move.post_number, move.number) as number,
       currency.code as currency,
       cg_tryton_minor(case when line.second_currency is null then line.debit - line.credit
                            else line.amount_second_currency end, currency.code) as amount_minor,
       to_char(coalesce(invoice.invoice_date, move.date), 'YYYY-MM-DD') as document_date,
       to_char(line.maturity_date, 'YYYY-MM-DD') as due_date
from account_move_line line
join account_account account on account.id = line.account
join account_account_type type on type.id = account.type and type.receivable
join account_move move on move.id = line.move and move.state = 'posted'
join company_company company on company.id = move.company
join currency_currency currency
    on currency.id = coalesce(line.second_currency, company.currency)
left join account_invoice invoice on invoice.move = move.id
where line.reconciliation is null and line.party is not null
union all
select invoice.company, invoice.party, invoice.id, 'draft_invoice', invoice.id,
       coalesce(invoice.number, ''), currency.code,
       cg_tryton_minor((lines.net + taxes.amount) * lines.own / lines.total, currency.code),
       to_char(invoice.invoice_date, 'YYYY-MM-DD'), null
from account_invoice invoice
join currency_currency currency on currency.id = invoice.currency
cross join lateral (
    select sum(round(line.amount, currency.digits)) as net,
           sum(line.amount * tax.factor) as total,
           coalesce(sum(line.amount * tax.factor) filter (where not line.of_order), 0) as own
    from (select id, coalesce(origin like 'sale.line,%', false) as of_order,
                 cast(quantity as numeric) * unit_price as amount
          from account_invoice_line
          where account_invoice_line.invoice = invoice.id and type = 'line') line
    cross join lateral (
        select 1 + coalesce(sum(each.rate), 0) as factor
        from account_invoice_line_account_tax chosen
        join account_tax each on each.id = chosen.tax or each.parent = chosen.tax
        where chosen.line = line.id and each.type = 'percentage') tax
) lines
cross join lateral (
    select coalesce(sum(amount), 0) as amount
    from account_invoice_tax tax where tax.invoice = invoice.id) taxes
where invoice.type = 'out' and invoice.state in ('draft', 'validated')
  and lines.total > 0 and lines.own > 0;

create view cg_erp_settled_item as
select move.company as company_id,
       line.party as customer_id,
       line.id as item_id,
       case when line.debit - line.credit >= 0 then 'invoice'
            when invoice.id is not null then 'credit_note'
            else 'payment' end as kind,
       coalesce(invoice.number, move.post_number, move.number) as number,
       currency.code as currency,
       cg_tryton_minor(case when line.second_currency is null then line.debit - line.credit
                            else line.amount_second_currency end, currency.code) as amount_minor,
       to_char(coalesce(invoice.invoice_date, move.date), 'YYYY-MM-DD') as document_date,
       to_char(line.maturity_date, 'YYYY-MM-DD') as due_date,
       to_char(reconciliation.date, 'YYYY-MM-DD') as settled_date
from account_move_line line
join account_move_reconciliation reconciliation on reconciliation.id = line.reconciliation
join account_account account on account.id = line.account
join account_account_type type on type.id = account.type and type.receivable
join account_move move on move.id = line.move and move.state = 'posted'
join company_company company on company.id = move.company
join currency_currency currency
    on currency.id = coalesce(line.second_currency, company.currency)
left join account_invoice invoice on invoice.move = move.id
where line.party is not null;

-- Tryton's rate is units of the currency for one of the currency whose rate is 1.
create view cg_erp_fx_rate as
select currency.code as currency, to_char(rate.date, 'YYYY-MM-DD') as valid_from,
       cast(rate.rate as text) as units_per_base
from currency_currency_rate rate
join currency_currency currency on currency.id = rate.currency
where rate.rate > 0;
