-- SPDX-License-Identifier: GPL-3.0-or-later
-- What was invoiced of an order, or is an invoice of its own, for the graduation report: receivable
-- lines as in cg_erp_open_item and cg_erp_settled_item (views.sql). An order is invoiced in several
-- lines, and several times.
create view cg_erp_invoiced as
select distinct 'order' as document_kind, line.sale as document_id, item.id as item_id
from sale_line line
join account_invoice_line part on part.origin = 'sale.line,' || line.id
join account_invoice invoice on invoice.id = part.invoice
join account_move_line item on item.move = invoice.move
union all
select 'invoice', invoice.id, item.id
from account_invoice invoice
join account_move_line item on item.move = invoice.move
where invoice.type || '' = 'out';
