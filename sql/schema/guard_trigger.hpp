// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace creditgate {

// The guard hangs on the keys that the adapter's triggers write. Made by install, because it reads
// the adapter's view. PostgreSQL: at commit, see 0006_guard.postgresql.sql.
inline constexpr std::string_view guard_trigger_postgresql =
    "create trigger cg_guard after insert on cg_dirty referencing new table as written "
    "for each statement execute function cg_touch()";

// SQLite has no trigger at commit: each change is looked at when it is made. An approval is there
// before, because its host asks before it begins to write.
inline constexpr std::string_view guard_trigger_sqlite = R"(create trigger cg_guard
after insert on cg_dirty when new.key_kind = 'order' or new.key_kind in ('shipment', 'invoice')
    and exists (
        select 1 from cg_setting where name = 'guard_checkpoints' and ' ' || value || ' ' like
            case new.key_kind when 'shipment' then '% ship %' else '% invoice %' end)
begin
    select case g.document_kind
        when 'order' then
            raise(abort, 'creditgate: this order has no approval at confirm that covers it')
        when 'shipment' then
            raise(abort, 'creditgate: this shipment has no approval at ship that covers it')
        else raise(abort, 'creditgate: this invoice has no approval at invoice that covers it') end
    from cg_erp_uncovered_here g
    where g.document_kind = new.key_kind and g.document_id = new.key_id
        and exists (select 1 from cg_setting where name = 'guard' and value = 'enforce');
    insert into cg_uncovered (document_kind, document_id, document_number, checkpoint, company_id,
        customer_id, currency, amount_minor, covered_minor, noted_at, noted_for)
    select g.document_kind, g.document_id, g.number, g.checkpoint, g.company_id, g.customer_id,
        g.currency, g.amount_minor, g.covered_minor, strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'), ''
    from cg_erp_uncovered_here g
    where g.document_kind = new.key_kind and g.document_id = new.key_id
        and not exists (
            select 1 from cg_uncovered u
            where u.document_kind = g.document_kind and u.document_id = g.document_id
                and u.checkpoint = g.checkpoint and u.amount_minor = g.amount_minor
                and u.customer_id = g.customer_id and u.company_id = g.company_id);
    update cg_cover set (shown_minor, amount_minor) = (
        select g.amount_minor,
            cg_cover.amount_minor - coalesce(cg_cover.shown_minor - g.amount_minor, 0)
        from cg_erp_guarded g
        where g.document_kind = cg_cover.document_kind and g.document_id = cg_cover.document_id
            and g.checkpoint = cg_cover.checkpoint)
    where document_kind = new.key_kind and document_id = new.key_id
        and exists (
            select 1 from cg_erp_guarded_here g
            where g.document_kind = new.key_kind and g.document_id = new.key_id
                and g.checkpoint = cg_cover.checkpoint
                and g.amount_minor is not cg_cover.shown_minor
                and not exists (
                    select 1 from cg_erp_uncovered_here u
                    where u.document_kind = new.key_kind and u.document_id = new.key_id
                        and u.checkpoint = g.checkpoint));
    delete from cg_cover
    where document_kind = new.key_kind and document_id = new.key_id
        and not exists (
            select 1 from cg_erp_guarded g
            where g.document_kind = new.key_kind and g.document_id = new.key_id);
end)";

}  // namespace creditgate
