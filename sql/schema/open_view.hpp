// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace creditgate {

// The adapter's views as rows of cg_open_document: what is open, under the key by which a change
// of it is told (cg_dirty). An order is open as far as it is not delivered, and delivered as far as
// it is not invoiced; `day` is when an order is to be shipped or an invoice to be paid, '' where
// that is not known; `dated` is an invoice's own date, or else the day on which it is due. Made
// after the adapter's views; the name has their prefix, so that it goes with them.
inline constexpr std::string_view create_open_view = R"(create view cg_erp_open as
select 'order' as key_kind, o.document_id as key_id, part.source as source,
       o.company_id as company_id, o.customer_id as customer_id, 'order' as document_kind,
       o.document_id as document_id, coalesce(o.number, '') as number, o.currency as currency,
       case part.source when 'open_order' then o.amount_minor - o.delivered_minor
            else o.delivered_minor end as amount_minor,
       coalesce(o.ship_date, '') as day, '' as dated
from cg_erp_order o
cross join (select 'open_order' as source union all select 'delivered_not_invoiced') part
where case part.source when 'open_order' then o.amount_minor - o.delivered_minor
           else o.delivered_minor end <> 0
union all
select 'item', i.item_id, i.kind, i.company_id, i.customer_id,
       case when i.kind = 'invoice' then 'invoice' end, i.document_id, coalesce(i.number, ''),
       i.currency, i.amount_minor,
       case when i.kind = 'invoice' then coalesce(i.due_date, '') else '' end,
       case when i.kind = 'invoice' then coalesce(i.document_date, i.due_date, '') else '' end
from cg_erp_open_item i
where i.kind <> 'draft_invoice'
union all
select 'draft', i.item_id, i.kind, i.company_id, i.customer_id, 'invoice', i.document_id,
       coalesce(i.number, ''), i.currency, i.amount_minor, '', ''
from cg_erp_open_item i
where i.kind = 'draft_invoice')";

// Of what the adapter's cg_erp_guarded has, that for which the policy can hold: the later steps
// only where it says so. A name like those of the adapter's views, so that it goes with them.
inline constexpr std::string_view create_guarded_here = R"(create view cg_erp_guarded_here as
select g.document_kind, g.document_id, g.checkpoint, g.company_id, g.customer_id, g.number,
       g.currency, g.amount_minor
from cg_erp_guarded g
where g.checkpoint = 'confirm'
    or exists (select 1 from cg_setting s where s.name = 'guard_checkpoints'
        and ' ' || s.value || ' ' like '% ' || g.checkpoint || ' %'))";

// Of those, what no approval covers, with what its approval is of where it has one: the rule of
// cg_guard_order (0006_guard.postgresql.sql), which is planned for a few documents.
inline constexpr std::string_view create_uncovered_here = R"(create view cg_erp_uncovered_here as
select g.document_kind, g.document_id, g.checkpoint, g.company_id, g.customer_id, g.number,
       g.currency, g.amount_minor, c.currency as cover_currency,
       coalesce(c.shown_minor, c.amount_minor) as covered_minor
from cg_erp_guarded_here g
left join cg_cover c on c.document_kind = g.document_kind and c.document_id = g.document_id
    and c.checkpoint = g.checkpoint
where c.document_id is null or c.company_id <> g.company_id or c.customer_id <> g.customer_id
    or c.currency <> g.currency or coalesce(c.shown_minor, c.amount_minor) < g.amount_minor)";

}  // namespace creditgate
