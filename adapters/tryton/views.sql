-- SPDX-License-Identifier: GPL-3.0-or-later
-- Tryton 6.0 as creditgate reads it: the views of adapters/README.md. `creditgate install` runs
-- this in the schema creditgate, after it has dropped the views of an earlier version and has run
-- money.sql and clearing_views.sql.
--
-- Ids stay as they are and nothing is grouped over documents: sums of a document's lines are
-- LATERAL, so a customer's id or a document's id reaches the indexes (index.py brings those that
-- Tryton lacks). A type is compared with || '', so that no plan goes by the index that Tryton has
-- on it: nearly all rows are of that type.

create view cg_erp_company as
select company.id as company_id, coalesce(party.name, party.code) as name, currency.code as currency
from public.company_company company
join public.party_party party on party.id = company.party
join public.currency_currency currency on currency.id = company.currency;

create view cg_erp_customer as
select id as customer_id, code, coalesce(name, code) as name from public.party_party;

-- A party that was merged into another one is not active any more.
create view cg_erp_customer_identity as
select id as customer_id, 'name' as kind, name as told from public.party_party where active
union all
select identifier.party, 'identifier', identifier.code
from public.party_identifier identifier
join public.party_party party on party.id = identifier.party
where party.active;

-- What Tryton's wizard writes of whom it replaces, in the transaction in which it gives his
-- documents to the other one.
create view cg_erp_merged as
select id as customer_id, replaced_by as merged_into
from public.party_party where replaced_by is not null and not active;

-- What no posted invoice has taken over: the invoice that Tryton would make of what is left of the
-- order's lines, each with its own taxes, rounded as Tryton does it. Draft invoices of an order are
-- still the order. An invoice that was cancelled and ignored is not made again: its part is gone.
-- Goods invoiced by shipment are owed as far as they were shipped or are still to come. A return
-- order (below 0) lowers nothing until its credit note is posted. What came back to us of a
-- delivery is not delivered.
--
-- A tax may group others; those count that are in force today. Where one changes the price for
-- those after it, Tryton's own total counts in the proportion of what is left.
create view cg_erp_order as
with recursive tax_of as (
    select id as chosen, id, type, update_unit_price,
           case type when 'percentage' then rate else 0 end as rate,
           case type when 'fixed' then amount else 0 end as amount
    from public.account_tax
    where current_date between coalesce(start_date, '-infinity') and coalesce(end_date, 'infinity')
    union all
    select tax_of.chosen, each.id, each.type, each.update_unit_price,
           case each.type when 'percentage' then each.rate else 0 end,
           case each.type when 'fixed' then each.amount else 0 end
    from tax_of
    join public.account_tax each on each.parent = tax_of.id
    where current_date between coalesce(each.start_date, '-infinity')
                           and coalesce(each.end_date, 'infinity')
)
select sale.company as company_id,
       coalesce(sale.invoice_party, sale.party) as customer_id,
       sale.id as document_id,
       coalesce(sale.number, '') as number,
       currency.code as currency,
       cg_tryton_minor(left_over.amount, currency.code) as amount_minor,
       cg_tryton_minor(greatest(least(left_over.delivered, left_over.amount), 0), currency.code)
           as delivered_minor,
       to_char(sale.sale_date, 'YYYY-MM-DD') as document_date,
       to_char(sale.shipping_date, 'YYYY-MM-DD') as ship_date
from public.sale_sale sale
join public.currency_currency currency on currency.id = sale.currency
cross join lateral (
    select exists (select 1 from public.account_configuration_tax_rounding rounding
                   where rounding.company = sale.company and rounding.tax_rounding = 'line')
           as by_line) tax_rounding
cross join lateral (
    with line as (
        select each.id, each.sequence, each.unit_price, each.quantity as ordered,
               rest.quantity * sign(each.quantity) as quantity,
               -- What was invoiced is taken to have been delivered first.
               least(greatest(moved.delivered - invoiced.quantity, 0), rest.quantity)
                   * case when each.quantity > 0 then 1 else 0 end as delivered
        from (select id, sequence, unit, unit_price, cast(quantity as numeric) as quantity
              from public.sale_line
              where sale_line.sale = sale.id and type || '' = 'line') each
        left join public.product_uom unit on unit.id = each.unit
        cross join lateral (
            select coalesce(cast(sum(part.quantity * part_unit.factor / unit.factor
                                     * case when target.type = 'customer' then 1 else -1 end)
                                 filter (where part.state = 'done') as numeric), 0) as delivered,
                   coalesce(cast(sum(part.quantity * part_unit.factor / unit.factor)
                                 filter (where exists (
                                     select 1 from public.sale_line_moves_ignored_rel ignored
                                     where ignored.move = part.id
                                       and ignored.sale_line = each.id)) as numeric), 0)
                       as given_up
            from public.stock_move part
            join public.product_uom part_unit on part_unit.id = part.uom
            join public.stock_location target on target.id = part.to_location
            where part.origin = 'sale.line,' || each.id) moved
        cross join lateral (
            select coalesce(cast(sum(part.quantity * coalesce(part_unit.factor, 1)
                                     / coalesce(unit.factor, 1)) as numeric), 0) as quantity
            from public.account_invoice_line part
            join public.account_invoice invoice on invoice.id = part.invoice
            left join public.product_uom part_unit on part_unit.id = part.unit
            where part.origin = 'sale.line,' || each.id
              and (invoice.state in ('posted', 'paid')
                   or invoice.state = 'cancelled' and exists (
                       select 1 from public.sale_invoice_ignored_rel ignored
                       where ignored.invoice = invoice.id and ignored.sale = sale.id))) invoiced
        cross join lateral (
            select sign(each.quantity) * moved.delivered as shipped) went
        -- More than was ordered may be invoiced; then nothing of the line is left.
        cross join lateral (
            select greatest(case when sale.invoice_method = 'shipment'
                                 then went.shipped + greatest(
                                     abs(each.quantity) - went.shipped - moved.given_up, 0)
                                 else abs(each.quantity) end
                            - sign(each.quantity) * invoiced.quantity, 0) as quantity) rest
    )
    select case when not coalesce(taxes.change_the_price, false)
                then net.amount + coalesce(taxes.amount, 0)
                else cg_tryton_round(sale.total_amount_cache * (net.amount + taxes.amount)
                                     / nullif(net.whole + taxes.whole, 0), currency.rounding)
           end as amount,
           case when not coalesce(taxes.change_the_price, false)
                then net.delivered + coalesce(taxes.delivered, 0)
                else cg_tryton_round(sale.total_amount_cache * (net.delivered + taxes.delivered)
                                     / nullif(net.whole + taxes.whole, 0), currency.rounding)
           end as delivered
    from (select coalesce(sum(cg_tryton_round(quantity * unit_price, currency.rounding)), 0)
                     as amount,
                 coalesce(sum(cg_tryton_round(delivered * unit_price, currency.rounding)), 0)
                     as delivered,
                 sum(ordered * unit_price) as whole
          from line) net
    cross join (
        select sum(cg_tryton_round(case when tax_rounding.by_line then amount_by_line
                                        else amount end, currency.rounding)) as amount,
               sum(cg_tryton_round(case when tax_rounding.by_line then delivered_by_line
                                        else delivered end, currency.rounding)) as delivered,
               sum(whole) as whole, bool_or(changes_the_price) as change_the_price
        from (select sum(line.quantity * tax.a_unit) as amount,
                     cg_tryton_sum(line.quantity * tax.a_unit, currency.rounding
                                   order by line.sequence nulls first, line.id)
                         filter (where tax_rounding.by_line) as amount_by_line,
                     sum(line.delivered * tax.a_unit) as delivered,
                     cg_tryton_sum(line.delivered * tax.a_unit, currency.rounding
                                   order by line.sequence nulls first, line.id)
                         filter (where tax_rounding.by_line) as delivered_by_line,
                     sum(line.ordered * tax.a_unit) as whole,
                     bool_or(tax.update_unit_price) as changes_the_price
              from line
              join public.sale_line_account_tax chosen on chosen.line = line.id
              cross join lateral (
                  select id, update_unit_price, line.unit_price * rate + amount as a_unit
                  from tax_of
                  where tax_of.chosen = chosen.tax and type <> 'none') tax
              group by tax.id, line.quantity * line.unit_price >= 0) tax
    ) taxes
) left_over
where sale.state in ('confirmed', 'processing')
  and left_over.amount > 0;

-- A part of a shipment or an invoice of this party that continues a confirmed order of his.
create or replace function cg_tryton_is_ordered(of_origin varchar, of_company integer,
    of_party integer) returns boolean language sql stable as $$
    select of_origin like 'sale.line,%' and exists (
        select from public.sale_line line join public.sale_sale sale on sale.id = line.sale
        where line.id = creditgate.cg_tryton_id(of_origin)
            and sale.state in ('confirmed', 'processing', 'done') and sale.company = of_company
            and of_party in (sale.party, sale.shipment_party, sale.invoice_party))
$$;

-- What went to a customer without an order. Of several currencies only the company's counts.
create view cg_erp_guarded_shipment as
select 'shipment' as document_kind, shipment.id as document_id, 'ship' as checkpoint,
       shipment.company as company_id, shipment.customer as customer_id,
       coalesce(shipment.number, '') as number, currency.code as currency,
       cg_tryton_whole(greatest(floor(case own.currencies when 1 then own.amount
                                      else own.of_company end
                                      * cg_tryton_units(currency.code)), 1)) as amount_minor
from public.stock_shipment_out shipment
join public.company_company company on company.id = shipment.company
cross join lateral (
    select count(distinct part.currency) as currencies, min(part.currency) as currency,
           sum(cast(part.quantity as numeric) * part.unit_price) as amount,
           sum(cast(part.quantity as numeric) * part.unit_price)
               filter (where part.currency = company.currency) as of_company
    from public.stock_move part
    join public.stock_location target on target.id = part.to_location and target.type = 'customer'
    where part.shipment = 'stock.shipment.out,' || shipment.id and part.state = 'done'
      and part.unit_price > 0 and part.quantity > 0
      and cg_tryton_is_ordered(part.origin, shipment.company, shipment.customer) is not true) own
join public.currency_currency currency
    on currency.id = case own.currencies when 1 then own.currency else company.currency end
where own.currencies > 0;

-- What was invoiced without an order: the least that it comes to, as of an order below.
create view cg_erp_guarded_invoice as
select 'invoice' as document_kind, invoice.id as document_id, 'invoice' as checkpoint,
       invoice.company as company_id, invoice.party as customer_id,
       coalesce(invoice.number, '') as number, currency.code as currency,
       cg_tryton_whole(floor(
           greatest(own.amount - own.rounded * currency.rounding / 2 + less.amount, 0)
           * cg_tryton_units(currency.code))) as amount_minor
from public.account_invoice invoice
join public.currency_currency currency on currency.id = invoice.currency
cross join lateral (
    select sum(line.amount) as amount,
           count(*) filter (where mod(line.amount, nullif(currency.rounding, 0)) <> 0) as rounded,
           coalesce(bool_or(line.is_sold), false) as is_sold
    from (select cast(quantity as numeric) * unit_price as amount, origin,
                 quantity > 0 and unit_price > 0 as is_sold
          from public.account_invoice_line each
          where each.invoice = invoice.id and type || '' = 'line' offset 0) line
    where cg_tryton_is_ordered(line.origin, invoice.company, invoice.party) is not true) own
cross join lateral (
    select coalesce(sum(least(tax.amount, 0)), 0) as amount
    from public.account_invoice_tax tax where tax.invoice = invoice.id) less
where invoice.type = 'out' and invoice.state in ('posted', 'paid') and (own.is_sold
  or own.amount - own.rounded * currency.rounding / 2 + less.amount > 0);

-- What needs approval to be as it is (of a processed order the guard asks for that of `process`
-- where the policy can hold there), with the least that it comes to: the net of its lines, half a
-- unit less for each that Tryton rounds, and the taxes that lower it, at least 0: what is deducted
-- beside goods does not make an order of them a return. An approval is of the whole
-- with its taxes, as Tryton computes it. Looked at for each changed order at commit: cheap.
create view cg_erp_guarded as
select 'order' as document_kind, sale.id as document_id, step.checkpoint,
       sale.company as company_id, coalesce(sale.invoice_party, sale.party) as customer_id,
       coalesce(sale.number, '') as number, currency.code as currency,
       cg_tryton_whole(floor(
           greatest(net.amount - net.rounded * currency.rounding / 2 + less.amount, 0)
           * cg_tryton_units(currency.code))) as amount_minor
from public.sale_sale sale
join public.currency_currency currency on currency.id = sale.currency
cross join lateral (
    select sum(line.amount) as amount,
           count(*) filter (where mod(line.amount, nullif(currency.rounding, 0)) <> 0) as rounded,
           coalesce(bool_or(line.is_sold), false) as is_sold
    from (select cast(quantity as numeric) * unit_price as amount,
                 quantity > 0 and unit_price > 0 as is_sold
          from public.sale_line
          where sale_line.sale = sale.id and type || '' = 'line' offset 0) line) net
cross join lateral (
    select case when exists (select 1 from public.account_tax each
                             where each.rate < 0 or each.amount < 0)
                then cg_tryton_taxes_below_zero(sale.id) else 0 end as amount) less
cross join lateral (
    select 'confirm' as checkpoint union all
    select 'process' where sale.state <> 'confirmed') step
where sale.state in ('confirmed', 'processing', 'done') and (net.is_sold
  or net.amount - net.rounded * currency.rounding / 2 + less.amount > 0)
union all select * from cg_erp_guarded_shipment
union all select * from cg_erp_guarded_invoice;

-- Orders that are there and can be held: not those that went back to draft or were cancelled.
create view cg_erp_document as
select 'order' as document_kind, id as document_id
from public.sale_sale
where state in ('quotation', 'confirmed', 'processing', 'done');

-- Receivable lines of posted moves and of clearing moves (clearing_views.sql), and draft invoices
-- as far as no order is behind them: their total less what the order's lines on them come to. A
-- draft credit note lowers nothing until it is posted.
create view cg_erp_open_item as
with recursive tax_of as (
    select id as chosen, id, type,
           case type when 'percentage' then rate else 0 end as rate,
           case type when 'fixed' then amount else 0 end as amount
    from public.account_tax
    where current_date between coalesce(start_date, '-infinity') and coalesce(end_date, 'infinity')
    union all
    select tax_of.chosen, each.id, each.type,
           case each.type when 'percentage' then each.rate else 0 end,
           case each.type when 'fixed' then each.amount else 0 end
    from tax_of
    join public.account_tax each on each.parent = tax_of.id
    where current_date between coalesce(each.start_date, '-infinity')
                           and coalesce(each.end_date, 'infinity')
)
select move.company as company_id,
       line.party as customer_id,
       line.id as item_id,
       case when line.debit - line.credit >= 0 then 'invoice'
            when invoice.id is not null then 'credit_note'
            else 'payment' end as kind,
       invoice.id as document_id,
       coalesce(invoice.number, move.post_number, move.number) as number,
       case when paid.too_much then own.code else currency.code end as currency,
       case when paid.too_much or line.second_currency is null
            then cg_tryton_minor(line.debit - line.credit, own.code)
            else cg_tryton_minor(line.amount_second_currency, currency.code) end as amount_minor,
       to_char(coalesce(invoice.invoice_date, move.date), 'YYYY-MM-DD') as document_date,
       to_char(line.maturity_date, 'YYYY-MM-DD') as due_date
from public.account_move_line line
join public.account_account account on account.id = line.account
join public.account_account_type type on type.id = account.type and type.receivable
join public.account_move move
    on move.id = line.move and (move.state = 'posted' or cg_tryton_is_clearing_move(move.id))
join public.company_company company on company.id = move.company
join public.currency_currency currency
    on currency.id = coalesce(line.second_currency, company.currency)
join public.currency_currency own on own.id = company.currency
left join public.account_invoice invoice on invoice.move = move.id
cross join lateral (
    -- Tryton's payment of more than is due has the whole foreign amount on both of its lines, what
    -- pays and what is over: then only the company's own currency is right.
    select line.second_currency is not null and invoice.id is null
           and coalesce(move.origin like 'account.invoice,%', false)
           and (select sum(each.amount_second_currency) from public.account_move_line each
                where each.move = move.id) <> 0 as too_much) paid
where line.reconciliation is null and line.party is not null
union all
select invoice.company, invoice.party, invoice.id, 'draft_invoice', invoice.id,
       coalesce(invoice.number, ''), currency.code,
       cg_tryton_minor(own.amount, currency.code),
       to_char(invoice.invoice_date, 'YYYY-MM-DD'), null
from public.account_invoice invoice
join public.currency_currency currency on currency.id = invoice.currency
cross join lateral (
    select exists (select 1 from public.account_configuration_tax_rounding rounding
                   where rounding.company = invoice.company and rounding.tax_rounding = 'line')
           as by_line) tax_rounding
cross join lateral (
    with line as (
        select id, sequence, coalesce(origin like 'sale.line,%', false) as of_order, unit_price,
               cast(quantity as numeric) as quantity
        from public.account_invoice_line
        where account_invoice_line.invoice = invoice.id and type || '' = 'line'
    )
    select (select coalesce(sum(cg_tryton_round(line.quantity * line.unit_price,
                                                currency.rounding)), 0)
            from line)
           + (select coalesce(sum(amount), 0)
              from public.account_invoice_tax tax where tax.invoice = invoice.id)
           - (select coalesce(sum(cg_tryton_round(amount, currency.rounding)), 0)
              from (select sum(cg_tryton_round(quantity * unit_price, currency.rounding))
                    from line where of_order
                    union all
                    select case when tax_rounding.by_line
                                then cg_tryton_sum(
                                    line.quantity * (line.unit_price * tax.rate + tax.amount),
                                    currency.rounding order by line.sequence nulls first, line.id)
                                    filter (where tax_rounding.by_line)
                                else sum(line.quantity * (line.unit_price * tax.rate + tax.amount))
                           end
                    from line
                    join public.account_invoice_line_account_tax chosen on chosen.line = line.id
                    join tax_of tax on tax.chosen = chosen.tax and tax.type <> 'none'
                    where line.of_order
                    group by tax.id, line.quantity * line.unit_price >= 0, tax_rounding.by_line
                    ) part (amount)) as amount
    offset 0) own
where invoice.type || '' = 'out' and invoice.state in ('draft', 'validated')
  and own.amount > 0
union all
select company_id, customer_id, item_id, 'in_clearing', null, number, currency, amount_minor,
       document_date, due_date
from cg_erp_in_clearing;

create view cg_erp_settled_item as
select move.company as company_id, line.party as customer_id, line.id as item_id,
       case when line.debit - line.credit >= 0 then 'invoice'
            when invoice.id is not null then 'credit_note'
            else 'payment' end as kind,
       coalesce(invoice.number, move.post_number, move.number) as number, currency.code as currency,
       cg_tryton_minor(case when line.second_currency is null then line.debit - line.credit
                            else line.amount_second_currency end, currency.code) as amount_minor,
       to_char(coalesce(invoice.invoice_date, move.date), 'YYYY-MM-DD') as document_date,
       to_char(line.maturity_date, 'YYYY-MM-DD') as due_date,
       to_char(reconciliation.date, 'YYYY-MM-DD') as settled_date
from public.account_move_line line
join public.account_move_reconciliation reconciliation on reconciliation.id = line.reconciliation
join public.account_account account on account.id = line.account
join public.account_account_type type on type.id = account.type and type.receivable
join public.account_move move on move.id = line.move and move.state = 'posted'
join public.company_company company on company.id = move.company
join public.currency_currency currency
    on currency.id = coalesce(line.second_currency, company.currency)
left join public.account_invoice invoice on invoice.move = move.id
where line.party is not null;

-- On these days taxes begin to be in force, or are no longer: without any change the views above
-- show something else.
create view cg_erp_turning_day as
select to_char(turning.day, 'YYYY-MM-DD') as day
from public.account_tax tax
cross join lateral (values (tax.start_date), (tax.end_date + 1)) turning (day)
where turning.day is not null;

-- Tryton's rate is units of the currency for one of the currency whose rate is 1.
create view cg_erp_fx_rate as
select currency.code as currency, to_char(rate.date, 'YYYY-MM-DD') as valid_from,
       cast(rate.rate as text) as units_per_base
from public.currency_currency_rate rate
join public.currency_currency currency on currency.id = rate.currency where rate.rate > 0;
