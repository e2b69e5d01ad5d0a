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
