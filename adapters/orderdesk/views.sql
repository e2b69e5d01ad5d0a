-- SPDX-License-Identifier: Apache-2.0
-- orderdesk as creditgate reads it: the views of adapters/README.md, in words that SQLite and
-- PostgreSQL share. Ids are the columns as they are, and a sum is taken per document by a
-- correlated select, so that `where customer_id = ?` and `where document_id = ?` reach the indexes.

create view cg_erp_company as
select company_id, name, currency from {erp}desk_company;

create view cg_erp_customer as
select customer_id, cast(customer_id as varchar(20)) as code, name from {erp}desk_customer;

create view cg_erp_customer_identity as
select customer_id, 'name' as kind, name as told from {erp}desk_customer
union all
select customer_id, 'identifier', tax_id from {erp}desk_customer where tax_id <> '';

-- orderdesk takes any quantity: beyond 10^15 a line counts as that, so that orderdesk's own write
-- does not fail for it.
create view cg_erp_order_line as
select order_id,
       case when price_minor > 0 and quantity > 1000000000000000 / price_minor
            then 1000000000000000 else quantity * price_minor end as amount_minor
from {erp}desk_order_line;

-- A confirmed order until posted invoices have taken over all of it, delivered or not. It is
-- delivered as a whole.
create view cg_erp_order as
select company_id, customer_id, document_id, number, currency, amount_minor,
       case when is_shipped = 1 then amount_minor else 0 end as delivered_minor, document_date,
       ship_date
from (
    select ordered.company_id, ordered.customer_id, ordered.order_id as document_id,
           ordered.number, ordered.currency,
           cast((select coalesce(sum(line.amount_minor), 0)
                 from cg_erp_order_line line where line.order_id = ordered.order_id)
                - (select coalesce(sum(item.amount_minor), 0) from {erp}desk_item item
                   where item.order_id = ordered.order_id and item.kind = 'invoice'
                     and item.state = 'posted') as bigint) as amount_minor,
           case when exists (select 1 from {erp}desk_shipment shipment
                             where shipment.order_id = ordered.order_id
                               and shipment.shipped_date is not null)
                then 1 else 0 end as is_shipped,
           ordered.order_date as document_date, ordered.ship_date
    from {erp}desk_order ordered
    where ordered.state = 'confirmed' and ordered.direction = 'sale'
) remaining
where amount_minor > 0;

-- What needs an approval to be confirmed, and an invoice that continues no confirmed order of its
-- customer, to be posted. Lines have their taxes in the price.
create view cg_erp_guarded as
select document_kind, document_id, checkpoint, company_id, customer_id, number, currency,
       amount_minor
from (
    select 'order' as document_kind, ordered.order_id as document_id, 'confirm' as checkpoint,
           ordered.company_id, ordered.customer_id, ordered.number, ordered.currency,
           cast((select coalesce(sum(line.amount_minor), 0)
                 from cg_erp_order_line line where line.order_id = ordered.order_id) as bigint)
               as amount_minor
    from {erp}desk_order ordered
    where ordered.state = 'confirmed' and ordered.direction = 'sale'
) whole
where amount_minor > 0
union all
select 'invoice', item.item_id, 'invoice', item.company_id, item.customer_id, item.number,
       item.currency, item.amount_minor
from {erp}desk_item item
where item.kind = 'invoice' and item.state = 'posted'
    and not exists (
        select 1 from {erp}desk_order ordered
        where ordered.order_id = item.order_id and ordered.state = 'confirmed'
            and ordered.customer_id = item.customer_id);

-- Orders that are there. A draft can be held, so it is among them.
create view cg_erp_document as
select 'order' as document_kind, order_id as document_id
from {erp}desk_order
where state <> 'cancelled';

-- What is unsettled of each posted item, and draft invoices that no order stands behind. A draft
-- credit note lowers nothing until it is posted. A cheque settles its invoice when it is taken, and
-- is owed itself until it is paid.
create view cg_erp_open_item as
select company_id, customer_id, item_id, kind, document_id, number, currency, amount_minor,
       document_date, due_date
from (
    select item.company_id, item.customer_id, item.item_id, item.kind,
           item.item_id as document_id, item.number, item.currency,
           cast(item.amount_minor - (
               select coalesce(sum(settlement.amount_minor), 0) from {erp}desk_settlement settlement
               where settlement.invoice_id = item.item_id) as bigint) as amount_minor,
           item.item_date as document_date, item.due_date
    from {erp}desk_item item
    where item.kind = 'invoice' and item.state = 'posted'
    union all
    select item.company_id, item.customer_id, item.item_id, item.kind,
           cast(null as bigint), item.number, item.currency,
           cast(item.amount_minor + (
               select coalesce(sum(settlement.amount_minor), 0) from {erp}desk_settlement settlement
               where settlement.credit_id = item.item_id) as bigint),
           item.item_date, item.due_date
    from {erp}desk_item item
    where item.kind <> 'invoice' and item.state = 'posted'
    union all
    select company_id, customer_id, item_id, 'draft_invoice', item_id, number, currency,
           amount_minor, item_date, due_date
    from {erp}desk_item
    where kind = 'invoice' and state = 'draft' and order_id is null
    union all
    select company_id, customer_id, item_id, 'in_clearing', cast(null as bigint), number, currency,
           -amount_minor, item_date, due_date
    from {erp}desk_item
    where kind = 'payment' and in_clearing = 1
) unsettled
where amount_minor <> 0;

create view cg_erp_settled_item as
select company_id, customer_id, item_id, kind, number, currency, amount_minor, document_date,
       due_date, settled_date
from (
    select item.company_id, item.customer_id, item.item_id, item.kind, item.number, item.currency,
           item.amount_minor, item.item_date as document_date, item.due_date,
           (select max(settlement.settled_date) from {erp}desk_settlement settlement
            where settlement.invoice_id = item.item_id
               or settlement.credit_id = item.item_id) as settled_date,
           (select coalesce(sum(settlement.amount_minor), 0) from {erp}desk_settlement settlement
            where settlement.invoice_id = item.item_id
               or settlement.credit_id = item.item_id) as settled_minor
    from {erp}desk_item item
    where item.state = 'posted'
) settled
where settled_minor = abs(amount_minor);

-- An invoice is of one order, which is shipped as a whole, or of none.
create view cg_erp_invoiced as
select 'order' as document_kind, order_id as document_id, item_id, amount_minor
from {erp}desk_item
where kind = 'invoice' and state = 'posted' and order_id is not null
union all
select 'shipment', shipment.shipment_id, item.item_id, item.amount_minor
from {erp}desk_shipment shipment
join {erp}desk_item item
    on item.order_id = shipment.order_id and item.kind = 'invoice' and item.state = 'posted'
union all
select 'invoice', item_id, item_id, amount_minor
from {erp}desk_item
where kind = 'invoice' and state = 'posted';

create view cg_erp_fx_rate as
select currency, valid_from, units_per_base from {erp}desk_rate;
