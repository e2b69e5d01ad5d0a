-- SPDX-License-Identifier: Apache-2.0
-- Tells creditgate which documents a change of orderdesk's tables touches, in the same transaction.
-- An order's key is found under its payer, an item's under its customer; a key too many costs a
-- little time, one too few a wrong exposure.

drop trigger if exists cg_changed_desk_order_insert;

create trigger cg_changed_desk_order_insert after insert on desk_order begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select new.company_id, new.customer_id, 'order', new.order_id;
end;

drop trigger if exists cg_changed_desk_order_update;

create trigger cg_changed_desk_order_update after update on desk_order begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select old.company_id, old.customer_id, 'order', old.order_id
    union select new.company_id, new.customer_id, 'order', new.order_id;
end;

drop trigger if exists cg_changed_desk_order_delete;

create trigger cg_changed_desk_order_delete after delete on desk_order begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select old.company_id, old.customer_id, 'order', old.order_id;
end;

drop trigger if exists cg_changed_desk_order_line_insert;

create trigger cg_changed_desk_order_line_insert after insert on desk_order_line begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select company_id, customer_id, 'order', order_id
    from desk_order where order_id = new.order_id;
end;

drop trigger if exists cg_changed_desk_order_line_update;

create trigger cg_changed_desk_order_line_update after update on desk_order_line begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select company_id, customer_id, 'order', order_id
    from desk_order where order_id = old.order_id
    union select company_id, customer_id, 'order', order_id
    from desk_order where order_id = new.order_id;
end;

drop trigger if exists cg_changed_desk_order_line_delete;

create trigger cg_changed_desk_order_line_delete after delete on desk_order_line begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select company_id, customer_id, 'order', order_id
    from desk_order where order_id = old.order_id;
end;

drop trigger if exists cg_changed_desk_shipment_insert;

create trigger cg_changed_desk_shipment_insert after insert on desk_shipment begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select company_id, customer_id, 'order', order_id
    from desk_order where order_id = new.order_id;
end;

drop trigger if exists cg_changed_desk_shipment_update;

create trigger cg_changed_desk_shipment_update after update on desk_shipment begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select company_id, customer_id, 'order', order_id
    from desk_order where order_id = old.order_id
    union select company_id, customer_id, 'order', order_id
    from desk_order where order_id = new.order_id;
end;

drop trigger if exists cg_changed_desk_shipment_delete;

create trigger cg_changed_desk_shipment_delete after delete on desk_shipment begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select company_id, customer_id, 'order', order_id
    from desk_order where order_id = old.order_id;
end;

drop trigger if exists cg_changed_desk_item_insert;

create trigger cg_changed_desk_item_insert after insert on desk_item begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select new.company_id, new.customer_id,
           case when new.kind = 'invoice' and new.state = 'draft' then 'draft' else 'item' end,
           new.item_id
    union select new.company_id, new.customer_id, 'invoice', new.item_id
    where new.kind = 'invoice' and new.state = 'posted'
    union select company_id, customer_id, 'order', order_id
    from desk_order where order_id = new.order_id;
end;

drop trigger if exists cg_changed_desk_item_update;

create trigger cg_changed_desk_item_update after update on desk_item begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select old.company_id, old.customer_id,
           case when old.kind = 'invoice' and old.state = 'draft' then 'draft' else 'item' end,
           old.item_id
    union select old.company_id, old.customer_id, 'invoice', old.item_id
    where old.kind = 'invoice' and old.state = 'posted'
    union select company_id, customer_id, 'order', order_id
    from desk_order where order_id = old.order_id
    union select new.company_id, new.customer_id,
           case when new.kind = 'invoice' and new.state = 'draft' then 'draft' else 'item' end,
           new.item_id
    union select new.company_id, new.customer_id, 'invoice', new.item_id
    where new.kind = 'invoice' and new.state = 'posted'
    union select company_id, customer_id, 'order', order_id
    from desk_order where order_id = new.order_id;
end;

drop trigger if exists cg_changed_desk_item_delete;

create trigger cg_changed_desk_item_delete after delete on desk_item begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select old.company_id, old.customer_id,
           case when old.kind = 'invoice' and old.state = 'draft' then 'draft' else 'item' end,
           old.item_id
    union select old.company_id, old.customer_id, 'invoice', old.item_id
    where old.kind = 'invoice' and old.state = 'posted'
    union select company_id, customer_id, 'order', order_id
    from desk_order where order_id = old.order_id;
end;

drop trigger if exists cg_changed_desk_settlement_insert;

create trigger cg_changed_desk_settlement_insert after insert on desk_settlement begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select company_id, customer_id, 'item', item_id from desk_item
    where item_id in (new.invoice_id, new.credit_id);
end;

drop trigger if exists cg_changed_desk_settlement_update;

create trigger cg_changed_desk_settlement_update after update on desk_settlement begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select company_id, customer_id, 'item', item_id from desk_item
    where item_id in (old.invoice_id, old.credit_id)
    union select company_id, customer_id, 'item', item_id from desk_item
    where item_id in (new.invoice_id, new.credit_id);
end;

drop trigger if exists cg_changed_desk_settlement_delete;

create trigger cg_changed_desk_settlement_delete after delete on desk_settlement begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select company_id, customer_id, 'item', item_id from desk_item
    where item_id in (old.invoice_id, old.credit_id);
end;

-- A row that INSERT OR REPLACE takes away is deleted without a trigger, unless the connection has
-- recursive_triggers: it is told before.

drop trigger if exists cg_changed_desk_order_replaced_by_insert;

create trigger cg_changed_desk_order_replaced_by_insert before insert on desk_order begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select company_id, customer_id, 'order', order_id
    from desk_order where order_id = new.order_id;
end;

drop trigger if exists cg_changed_desk_order_replaced_by_update;

create trigger cg_changed_desk_order_replaced_by_update
before update on desk_order when new.order_id <> old.order_id begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select company_id, customer_id, 'order', order_id
    from desk_order where order_id = new.order_id;
end;

drop trigger if exists cg_changed_desk_order_line_replaced_by_insert;

create trigger cg_changed_desk_order_line_replaced_by_insert before insert on desk_order_line begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select o.company_id, o.customer_id, 'order', o.order_id
    from desk_order_line l join desk_order o on o.order_id = l.order_id
    where l.line_id = new.line_id;
end;

drop trigger if exists cg_changed_desk_order_line_replaced_by_update;

create trigger cg_changed_desk_order_line_replaced_by_update
before update on desk_order_line when new.line_id <> old.line_id begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select o.company_id, o.customer_id, 'order', o.order_id
    from desk_order_line l join desk_order o on o.order_id = l.order_id
    where l.line_id = new.line_id;
end;

drop trigger if exists cg_changed_desk_shipment_replaced_by_insert;

create trigger cg_changed_desk_shipment_replaced_by_insert before insert on desk_shipment begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select o.company_id, o.customer_id, 'order', o.order_id
    from desk_shipment s join desk_order o on o.order_id = s.order_id
    where s.shipment_id = new.shipment_id;
end;

drop trigger if exists cg_changed_desk_shipment_replaced_by_update;

create trigger cg_changed_desk_shipment_replaced_by_update
before update on desk_shipment when new.shipment_id <> old.shipment_id begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select o.company_id, o.customer_id, 'order', o.order_id
    from desk_shipment s join desk_order o on o.order_id = s.order_id
    where s.shipment_id = new.shipment_id;
end;

drop trigger if exists cg_changed_desk_item_replaced_by_insert;

create trigger cg_changed_desk_item_replaced_by_insert before insert on desk_item begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select company_id, customer_id,
           case when kind = 'invoice' and state = 'draft' then 'draft' else 'item' end, item_id
    from desk_item where item_id = new.item_id
    union select o.company_id, o.customer_id, 'order', o.order_id
    from desk_item i join desk_order o on o.order_id = i.order_id
    where i.item_id = new.item_id;
end;

drop trigger if exists cg_changed_desk_item_replaced_by_update;

create trigger cg_changed_desk_item_replaced_by_update
before update on desk_item when new.item_id <> old.item_id begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select company_id, customer_id,
           case when kind = 'invoice' and state = 'draft' then 'draft' else 'item' end, item_id
    from desk_item where item_id = new.item_id
    union select o.company_id, o.customer_id, 'order', o.order_id
    from desk_item i join desk_order o on o.order_id = i.order_id
    where i.item_id = new.item_id;
end;

drop trigger if exists cg_changed_desk_settlement_replaced_by_insert;

create trigger cg_changed_desk_settlement_replaced_by_insert before insert on desk_settlement begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select i.company_id, i.customer_id, 'item', i.item_id
    from desk_settlement s join desk_item i on i.item_id in (s.invoice_id, s.credit_id)
    where s.settlement_id = new.settlement_id;
end;

drop trigger if exists cg_changed_desk_settlement_replaced_by_update;

create trigger cg_changed_desk_settlement_replaced_by_update
before update on desk_settlement when new.settlement_id <> old.settlement_id begin
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select i.company_id, i.customer_id, 'item', i.item_id
    from desk_settlement s join desk_item i on i.item_id in (s.invoice_id, s.credit_id)
    where s.settlement_id = new.settlement_id;
end;
