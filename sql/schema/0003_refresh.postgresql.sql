-- SPDX-License-Identifier: Apache-2.0
-- The epoch of now (sql/schema/epoch.hpp). Stable: of the snapshot of the statement that asks.
create function cg_epoch() returns bigint language sql stable as $$
    select cast(coalesce(sum(greatest(key_id, 1)), 0) + 1 as bigint) from cg_dirty
    where customer_id = 0 and company_id = 0 and key_kind = 'everything'
$$;

-- Puts the keys that make the epoch together in one. In one statement: no snapshot sees another
-- sum.
create function cg_gather_epoch() returns void language sql as $$
    with taken as (
        delete from cg_dirty
        where customer_id = 0 and company_id = 0 and key_kind = 'everything'
            and (select count(*) from cg_dirty
                where customer_id = 0 and company_id = 0 and key_kind = 'everything') > 1
        returning key_id
    )
    insert into cg_dirty (company_id, customer_id, key_kind, key_id)
    select 0, 0, 'everything', sum(greatest(key_id, 1)) from taken having count(*) > 0
$$;

-- Reads accounts as a whole, and with that all of their changes that wait. The caller has locked
-- them.
create function cg_read_whole(accounts bigint[]) returns void language plpgsql as $$
begin
    delete from cg_open_document where account_id = any (accounts);
    -- The sums too: they may be what has gone wrong.
    delete from cg_open_total where account_id = any (accounts);
    -- Of one snapshot: the changes that are taken, the epoch, and what is read. In the order of the
    -- key, which its index takes in fastest.
    with slice as materialized (
        select account_id, company_id, customer_id from cg_account
        where account_id = any (accounts)
    ), taken as (
        delete from cg_dirty d using slice s
        where d.customer_id = s.customer_id and d.company_id = s.company_id
    ), read_at as (
        update cg_account a set projected = e.epoch from (select cg_epoch() as epoch) e
        where a.account_id = any (accounts) and a.projected <> e.epoch
    )
    insert into cg_open_document (account_id, key_kind, key_id, source, document_kind,
        document_id, number, currency, amount_minor, day, dated)
    select s.account_id, e.key_kind, e.key_id, e.source, e.document_kind, e.document_id, e.number,
        e.currency, e.amount_minor, e.day, e.dated
    from slice s cross join lateral (
        select * from cg_erp_open o
        where o.company_id = s.company_id and o.customer_id = s.customer_id offset 0) e
    order by s.account_id, e.key_kind, e.key_id, e.source;
    insert into cg_open_total (account_id, source, currency, day, amount_minor, documents)
    select account_id, source, currency, day, sum(amount_minor), count(*) from cg_open_document
    where account_id = any (accounts)
    group by account_id, source, currency, day;
end $$;

-- A row of cg_erp_open (sql/schema/open_view.hpp).
create type cg_shown as (
    key_kind text, key_id bigint, source text, company_id bigint, customer_id bigint,
    document_kind text, document_id bigint, number text, currency text, amount_minor bigint,
    day text, dated text
);

-- What is open under keys of one kind, a document at a time, through the ERP's indexes. A function
-- for each kind, of one text: where the kind is a word of it, the plan has nothing of the others,
-- which would be opened for each document. Stable: of the snapshot of the statement that asks.
do $$
declare
    kind text;
begin
    foreach kind in array array['order', 'item', 'draft'] loop
        execute format($function$
            create function cg_shown_%1$s(ids bigint[]) returns setof cg_shown
            language plpgsql stable as $body$
            begin
                return query
                select cast(o.key_kind as text), cast(o.key_id as bigint), cast(o.source as text),
                    cast(o.company_id as bigint), cast(o.customer_id as bigint),
                    cast(o.document_kind as text), cast(o.document_id as bigint),
                    cast(o.number as text), cast(o.currency as text),
                    cast(o.amount_minor as bigint), cast(o.day as text), cast(o.dated as text)
                from unnest(ids) key (id) cross join lateral (
                    select * from cg_erp_open e
                    where e.key_kind = %1$L and e.key_id = key.id offset 0) o;
            end $body$
        $function$, kind);
        execute format('revoke execute on function cg_shown_%s from public', kind);
    end loop;
end $$;

-- Brings what is kept of one account's open documents up to date. The caller has locked the
-- account. Takes at most `most` of the changes that wait; `everything` reads the account as a
-- whole.
-- Answers how it stands: 'done', 'behind' (more changes wait) or 'unread' (it was not read as a
-- whole at this epoch, and `everything` was not asked for). A change that commits meanwhile keeps
-- its key: what is deleted here and what is read from the views are of one snapshot.
create function cg_refresh(
    of_company bigint, of_customer bigint, most bigint, everything boolean
) returns text language plpgsql as $$
declare
    of_account bigint;
    is_behind boolean;
    of_all text;
begin
    select account_id, projected <> cg_epoch() into of_account, is_behind
    from cg_account where company_id = of_company and customer_id = of_customer;
    if not everything then
        -- 'detached': the views are away. 'untold': this ERP has no triggers.
        select min(key_kind) into of_all from cg_dirty
        where customer_id = 0 and company_id = 0 and key_kind <> 'everything';
        if of_all = 'detached' then return of_all; end if;
        if is_behind then return 'unread'; end if;
        everything := of_all is not null;
    end if;
    if everything then
        perform cg_read_whole(array[of_account]);
        return 'done';
    end if;
    perform from cg_dirty where customer_id = of_customer and company_id = of_company limit 1;
    if not found then return 'done'; end if;

    with taken as (
        delete from cg_dirty d
        where d.ctid = any (array(
            select w.ctid from cg_dirty w
            where w.customer_id = of_customer and w.company_id = of_company limit most))
        returning d.key_kind, d.key_id
    ), keys as materialized (
        select distinct key_kind, key_id from taken
    ), shown as materialized (
        select o.* from (select array_agg(key_id) as ids from keys where key_kind = 'order'
            having count(*) > 0) k cross join lateral cg_shown_order(k.ids) o
        union all
        select o.* from (select array_agg(key_id) as ids from keys where key_kind = 'item'
            having count(*) > 0) k cross join lateral cg_shown_item(k.ids) o
        union all
        select o.* from (select array_agg(key_id) as ids from keys where key_kind = 'draft'
            having count(*) > 0) k cross join lateral cg_shown_draft(k.ids) o
    ), mine as materialized (
        select * from shown where company_id = of_company and customer_id = of_customer
    ), kept as materialized (
        select d.* from keys k cross join lateral (
            select * from cg_open_document e
            where e.account_id = of_account and e.key_kind = k.key_kind and e.key_id = k.key_id
            offset 0) d
    ), gone as (
        delete from cg_open_document d using kept k
        where d.account_id = of_account and d.key_kind = k.key_kind and d.key_id = k.key_id
            and d.source = k.source
            and not exists (
                select from mine m where m.key_kind = k.key_kind and m.key_id = k.key_id
                    and m.source = k.source)
    ), come as (
        insert into cg_open_document as d (account_id, key_kind, key_id, source, document_kind,
            document_id, number, currency, amount_minor, day, dated)
        select of_account, key_kind, key_id, source, document_kind, document_id, number, currency,
            amount_minor, day, dated
        from mine
        on conflict (account_id, key_kind, key_id, source) do update
        set document_kind = excluded.document_kind, document_id = excluded.document_id,
            number = excluded.number, currency = excluded.currency,
            amount_minor = excluded.amount_minor, day = excluded.day, dated = excluded.dated
        where (d.document_kind, d.document_id, d.number, d.currency, d.amount_minor, d.day,
                d.dated)
            is distinct from (excluded.document_kind, excluded.document_id, excluded.number,
                excluded.currency, excluded.amount_minor, excluded.day, excluded.dated)
    ), elsewhere as (
        -- It has gone to another payer, whom the trigger could not see.
        insert into cg_dirty (company_id, customer_id, key_kind, key_id)
        select distinct company_id, customer_id, key_kind, key_id from shown
        where customer_id is not null and (company_id, customer_id) <> (of_company, of_customer)
    ), moved as (
        select source, currency, day, sum(amount_minor) as amount_minor, sum(n) as documents
        from (
            select source, currency, day, amount_minor, 1 as n from mine
            union all
            select source, currency, day, -amount_minor, -1 from kept) change
        group by source, currency, day
        having sum(amount_minor) <> 0 or sum(n) <> 0
    )
    insert into cg_open_total as t (account_id, source, currency, day, amount_minor, documents)
    select of_account, source, currency, day, amount_minor, documents from moved
    on conflict (account_id, source, currency, day) do update
    set amount_minor = t.amount_minor + excluded.amount_minor,
        documents = t.documents + excluded.documents;

    delete from cg_open_total where account_id = of_account and documents = 0;
    perform from cg_dirty where customer_id = of_customer and company_id = of_company limit 1;
    return case when found then 'behind' else 'done' end;
end $$;

-- Reads the next `most` accounts that were not read as a whole at this epoch, all of them together;
-- answers how many there were. One that somebody else has locked is left for the next time.
create function cg_load(most bigint) returns bigint language plpgsql as $$
declare
    accounts bigint[];
begin
    select array_agg(a.account_id) into accounts from (
        select account_id from cg_account c where projected < (select cg_epoch())
            and not exists (select from cg_unreadable u
                where u.company_id = c.company_id and u.customer_id = c.customer_id)
        order by projected, account_id limit most for no key update of c skip locked) a;
    if accounts is null then return 0; end if;
    perform cg_read_whole(accounts);
    return cardinality(accounts);
end $$;

-- Payers with something open; where something cannot be read, each by himself, and who owes what
-- cannot be read owes something. May have one twice.
create function cg_open_payers() returns table (company_id bigint, customer_id bigint)
language plpgsql as $$
declare
    each record;
begin
    return query
    select distinct cast(o.company_id as bigint), cast(o.customer_id as bigint) from cg_erp_open o;
exception when data_exception then
    for each in
        select c.company_id as company, p.customer_id as customer
        from cg_erp_company c cross join cg_erp_customer p
    loop
        begin
            perform from cg_erp_open o
            where o.company_id = each.company and o.customer_id = each.customer limit 1;
            continue when not found;
        exception when data_exception then
            null;
        end;
        return query select cast(each.company as bigint), cast(each.customer as bigint);
    end loop;
end $$;

-- The first document of an account that cannot be read. The changes that wait come first: what was
-- typed wrong a moment ago is among them, and asking the views which documents there are may fail
-- of the same fault.
create function cg_find_unreadable(of_company bigint, of_customer bigint)
returns table (key_kind text, key_id bigint, number text) language plpgsql as $$
declare
    found record;
begin
    for found in
        select w.kind, w.id, w.number from (
            select distinct d.key_kind as kind, d.key_id as id, '' as number from cg_dirty d
            where d.customer_id = of_customer and d.company_id = of_company
                and d.key_kind in ('order', 'item', 'draft') limit 1000) w
    loop
        if not cg_is_readable(found.kind, found.id) then
            return query select found.kind, found.id, found.number;
            return;
        end if;
    end loop;
    for found in
        select 'order' as kind, cast(o.document_id as bigint) as id, cast(o.number as text)
        from cg_erp_order o where o.company_id = of_company and o.customer_id = of_customer
        union all
        select case i.kind when 'draft_invoice' then 'draft' else 'item' end,
            cast(i.item_id as bigint), cast(i.number as text)
        from cg_erp_open_item i where i.company_id = of_company and i.customer_id = of_customer
    loop
        if not cg_is_readable(found.kind, found.id) then
            return query select found.kind, found.id, found.number;
            return;
        end if;
    end loop;
exception when data_exception then
    null;  -- the views do not even tell which documents there are
end $$;

create function cg_is_readable(of_kind text, of_id bigint) returns boolean language plpgsql as $$
begin
    case of_kind
        when 'order' then perform from cg_shown_order(array[of_id]);
        when 'item' then perform from cg_shown_item(array[of_id]);
        else perform from cg_shown_draft(array[of_id]);
    end case;
    return true;
exception when data_exception then
    return false;
end $$;

revoke execute on function cg_open_payers, cg_find_unreadable, cg_is_readable
    from public;

revoke execute on function cg_epoch, cg_gather_epoch, cg_read_whole from public;

revoke execute on function cg_refresh from public;

revoke execute on function cg_load from public;
