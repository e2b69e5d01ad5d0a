-- SPDX-License-Identifier: GPL-3.0-or-later
-- What came of a document. `creditgate install` runs this after views.sql.

-- The receivable lines of a posted invoice, with the part of each that came of a document: as much
-- as the net of its lines has of the invoice's. A shipment's lines are those that invoice its
-- moves; where Tryton links none, as with orders invoiced at once, those of the lines it delivers.
create view cg_erp_invoiced as
select part.document_kind, part.document_id, item.id as item_id,
       cg_tryton_minor(
           cg_tryton_round(
               case when whole.net = 0 then owed.amount
                    else owed.amount * greatest(least(part.net / whole.net, 1), 0) end,
               currency.rounding),
           currency.code) as amount_minor
from (
    select 'order' as document_kind, ordered.sale as document_id, line.invoice,
           sum(cast(line.quantity as numeric) * line.unit_price) as net
    from public.sale_line ordered
    join public.account_invoice_line line on line.origin = 'sale.line,' || ordered.id
    group by ordered.sale, line.invoice
    union all
    select 'shipment', moved.shipment, moved.invoice, sum(moved.net)
    from (
        select shipment.id as shipment, line.invoice, line.id,
               cast(line.quantity as numeric) * line.unit_price as net
        from public.stock_shipment_out shipment
        join public.stock_move move on move.shipment = 'stock.shipment.out,' || shipment.id
        join public."account_invoice_line-stock_move" invoiced on invoiced.stock_move = move.id
        join public.account_invoice_line line on line.id = invoiced.invoice_line
        union
        select shipment.id, line.invoice, line.id,
               cast(line.quantity as numeric) * line.unit_price
        from public.stock_shipment_out shipment
        join public.stock_move move on move.shipment = 'stock.shipment.out,' || shipment.id
        join public.account_invoice_line line
            on line.origin = move.origin and move.origin like 'sale.line,%'
        where not exists (select 1 from public."account_invoice_line-stock_move" invoiced
                          where invoiced.stock_move = move.id)
    ) moved
    group by moved.shipment, moved.invoice
    union all
    select 'invoice', invoice.id, invoice.id, null from public.account_invoice invoice
) part
join public.account_invoice invoice
    on invoice.id = part.invoice and invoice.type = 'out' and invoice.state in ('posted', 'paid')
cross join lateral (
    select case when part.net is null then 0
                else (select coalesce(sum(cast(quantity as numeric) * unit_price), 0)
                      from public.account_invoice_line
                      where account_invoice_line.invoice = invoice.id and type || '' = 'line')
           end as net) whole
join public.account_move_line item on item.move = invoice.move and item.party is not null
join public.account_account account on account.id = item.account
join public.account_account_type type on type.id = account.type and type.receivable
join public.company_company company on company.id = invoice.company
join public.currency_currency currency
    on currency.id = coalesce(item.second_currency, company.currency)
cross join lateral (
    select case when item.second_currency is null then item.debit - item.credit
                else item.amount_second_currency end as amount) owed
where owed.amount > 0;
