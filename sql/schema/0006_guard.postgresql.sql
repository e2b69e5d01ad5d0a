-- SPDX-License-Identifier: Apache-2.0
-- The guard: at the commit of an ERP transaction each document that it touched (a key in cg_dirty)
-- and that is in a state which needs approval (cg_erp_guarded, the adapter's) must have a cover of
-- at least its amount. Whichever program made the change: the keys come from triggers.

-- RFC 2104 with SHA-256. The block is combined with its pads as a bit string, whose first four
-- bytes are its length: byte by byte it took a third of taking a grant.
create function cg_hmac(key text, message text) returns text language plpgsql immutable as $$
declare
    block bytea := convert_to(key, 'UTF8');
    bits bit(512);
    inside bytea;
    outside bytea;
begin
    if length(block) > 64 then block := sha256(block); end if;
    bits := cast('x' || rpad(encode(block, 'hex'), 128, '0') as bit(512));
    inside := substr(bit_send(bits # cast('x' || repeat('36', 64) as bit(512))), 5);
    outside := substr(bit_send(bits # cast('x' || repeat('5c', 64) as bit(512))), 5);
    return encode(sha256(outside || sha256(inside || convert_to(message, 'UTF8'))), 'hex');
end $$;

create function cg_keep_cover(
    of_kind text, of_id bigint, of_checkpoint text, of_origin text, of_company bigint,
    of_customer bigint, of_currency text, of_amount bigint, of_decision bigint
) returns void language plpgsql as $$
begin
    insert into cg_cover as c (document_kind, document_id, checkpoint, origin, company_id,
        customer_id, currency, amount_minor, decision_id)
    values (of_kind, of_id, of_checkpoint, of_origin, of_company, of_customer, of_currency,
        of_amount, of_decision)
    on conflict (document_kind, document_id, checkpoint) do update
    set origin = excluded.origin, company_id = excluded.company_id,
        customer_id = excluded.customer_id, currency = excluded.currency,
        amount_minor = excluded.amount_minor, shown_minor = null,
        decision_id = excluded.decision_id;
end $$;

-- A grant (plugin/grant) of this very transaction becomes a cover. The ERP's hook hands it over on
-- the ERP's own connection: a decision that was committed after this transaction's snapshot cannot
-- be seen in it.
create function cg_take_grant(of_grant text) returns void
language plpgsql security definer set search_path = creditgate, pg_temp as $$
declare
    part text[] := string_to_array(of_grant, '|');
    key text;
begin
    -- With the database's name: a copy of the database has the same secret.
    select value || current_database() into key from cg_setting where name = 'grant_key';
    if key is null or coalesce(cardinality(part), 0) <> 12 or part[1] <> '1'
        or cg_hmac(key, left(of_grant, -length(part[12]))) <> part[12]
        or part[10] <> (select cast(system_identifier as text) from pg_control_system())
        or part[11] <> cast(pg_current_xact_id() as text)
    then
        raise exception 'creditgate: this grant is not one for this transaction'
            using errcode = 'CG002',
                hint = 'hand over the grant of a check that was asked in the same transaction, '
                    'of a creditgate that is configured for this database';
    end if;
    perform cg_keep_cover(part[2], cast(part[3] as bigint), part[8], 'grant',
        cast(part[4] as bigint), cast(part[5] as bigint), part[6], cast(part[7] as bigint),
        cast(part[9] as bigint));
end $$;

-- For a document that the hook would let pass because creditgate could not be asked: the mark by
-- which the guard notes it, to be decided afterwards. False where the guard would refuse it.
create function cg_let_pass(of_kind text, of_id bigint, of_checkpoint text, of_company bigint,
    of_customer bigint, of_currency text, of_amount bigint) returns boolean
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    if exists (select from cg_setting where name = 'guard' and value = 'enforce')
        and not exists (select from cg_setting where name = 'guard_pass_unchecked'
            and of_checkpoint = any (string_to_array(value, ' ')))
    then
        return false;
    end if;
    perform cg_keep_cover(of_kind, of_id, of_checkpoint, 'unchecked', of_company, of_customer,
        of_currency, of_amount, null);
    return true;
end $$;

-- Whether the policy can hold there, or warn. Where it can do neither, nobody need ask.
create function cg_is_asked_at(of_checkpoint text) returns boolean
language sql stable security definer set search_path = creditgate, pg_temp as $$
    select exists (select from cg_setting where name = 'asked_checkpoints'
        and of_checkpoint = any (string_to_array(value, ' ')))
$$;

-- Whether the policy can hold there. Where it cannot, nothing is guarded.
create function cg_is_guarded_at(of_checkpoint text) returns boolean
language sql stable security definer set search_path = creditgate, pg_temp as $$
    select exists (select from cg_setting where name = 'guard_checkpoints'
        and of_checkpoint = any (string_to_array(value, ' ')))
$$;

-- Keys that a transaction under way has written, a row for each statement that wrote some. Nobody
-- sees a row but that transaction, which takes it away at its commit: so nothing of it has to
-- outlive a crash.
create unlogged table cg_touched (
    touched_id bigint generated always as identity primary key,
    orders bigint[],
    shipments bigint[],
    invoices bigint[]
);

-- Our own transactions write keys too, and change no document.
create function cg_touch() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp as $$
begin
    if session_user <> 'creditgate' then
        insert into cg_touched (orders, shipments, invoices)
        select array_agg(key_id) filter (where key_kind = 'order'),
            array_agg(key_id) filter (where key_kind = 'shipment'),
            array_agg(key_id) filter (where key_kind = 'invoice')
        from written
        where key_kind = 'order'
            or key_kind = 'shipment' and cg_is_guarded_at('ship')
            or key_kind = 'invoice' and cg_is_guarded_at('invoice')
        having count(*) > 0;
    end if;
    return null;
end $$;

-- What the guard finds of a document.
create type cg_judged as (
    kind text, id bigint,
    -- No checkpoint: it is not, or no longer, in a state that needs approval.
    number text, checkpoint text, company_id bigint, customer_id bigint, currency text,
    amount_minor bigint,
    -- The cover that it has there, or had: no origin, none. What it comes to differs from what is
    -- kept of it: it was not used before, or the document has shrunk.
    cover_checkpoint text, origin text, covered_minor bigint, cover_customer_id bigint,
    is_covered boolean, is_used boolean, differs boolean
);

create function cg_now_text() returns text language sql as $$
    select to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;

-- The same thing once; what went on unchecked, once until it is decided.
create function cg_note_uncovered(judged cg_judged[]) returns void language sql as $$
    insert into cg_uncovered (document_kind, document_id, document_number, checkpoint,
        company_id, customer_id, currency, amount_minor, covered_minor, noted_at, noted_for,
        unchecked, cluster, transaction_id)
    select j.kind, j.id, j.number, j.checkpoint, j.company_id, j.customer_id, j.currency,
        j.amount_minor, case when not j.is_covered then j.covered_minor end,
        cg_now_text(), session_user, case when j.is_covered then 1 else 0 end,
        (select cast(system_identifier as text) from pg_control_system()),
        cast(pg_current_xact_id() as text)
    from unnest(judged) j
    left join lateral (
        select true as is_there from cg_uncovered u
        where u.document_kind = j.kind and u.document_id = j.id
            and u.checkpoint = j.checkpoint and u.amount_minor = j.amount_minor
            and u.customer_id = j.customer_id and u.company_id = j.company_id
            and (not j.is_covered or u.unchecked = 1 and u.decided_at is null)
        limit 1) known on true
    where known.is_there is null
        and j.checkpoint is not null
        and (not j.is_covered or j.origin = 'unchecked' and not j.is_used)
$$;

-- Approvals of a customer whom the ERP has merged into another one (cg_erp_merged, if the adapter
-- brings it) go with their documents, and it is noted. A mere change of the payer stays uncovered.
-- Gives what is left to be judged.
create function cg_move_merged(judged cg_judged[]) returns cg_judged[] language plpgsql as $$
declare
    rest cg_judged[];
begin
    if not exists (select from unnest(judged) j
            where not j.is_covered and j.cover_customer_id <> j.customer_id)
        or to_regclass('creditgate.cg_erp_merged') is null
    then
        return judged;
    end if;
    with moved as (
        update cg_cover c set customer_id = j.customer_id, shown_minor = j.amount_minor,
            amount_minor = c.amount_minor - coalesce(c.shown_minor - j.amount_minor, 0)
        from unnest(judged) j
        join cg_erp_merged m on m.customer_id = j.cover_customer_id
            and m.merged_into = j.customer_id
        where c.document_kind = j.kind and c.document_id = j.id and c.checkpoint = j.checkpoint
            and c.company_id = j.company_id and c.currency = j.currency
            and j.amount_minor <= j.covered_minor
        returning j.*
    ), noted as (
        insert into cg_uncovered (document_kind, document_id, document_number, checkpoint,
            company_id, customer_id, currency, amount_minor, covered_minor, merged_from, noted_at,
            noted_for, cluster, transaction_id)
        select j.kind, j.id, j.number, j.checkpoint, j.company_id, j.customer_id, j.currency,
            j.amount_minor, j.covered_minor, j.cover_customer_id, cg_now_text(), session_user,
            (select cast(system_identifier as text) from pg_control_system()),
            cast(pg_current_xact_id() as text)
        from moved j
    )
    select array_agg(j) into rest from unnest(judged) j
    where not exists (select from moved
        where moved.kind = j.kind and moved.id = j.id and moved.checkpoint = j.checkpoint);
    return rest;
end $$;

-- What seldom has to be done: a document that leaves the state, one that has no approval.
create function cg_guard_rest(all_judged cg_judged[]) returns void language plpgsql as $$
declare
    judged cg_judged[] := cg_move_merged(all_judged);
    refused cg_judged;
begin
    -- To come back into the state takes a new approval.
    delete from cg_cover c using unnest(judged) j
    where c.document_kind = j.kind and c.document_id = j.id
        and c.checkpoint = j.cover_checkpoint and j.checkpoint is null;
    perform cg_note_uncovered(judged);
    select j.* into refused from unnest(judged) j
    where checkpoint is not null and not is_covered limit 1;
    if found and exists (select from cg_setting where name = 'guard' and value = 'enforce') then
        raise exception 'creditgate: the % % (id %) has no approval at % that covers it',
            refused.kind, refused.number, refused.id, refused.checkpoint
            using errcode = 'CG001', hint = 'take the step in the ERP, where creditgate is '
                'asked; `creditgate audit` lists what has passed without';
    end if;
end $$;

-- Documents of one kind. A function for each kind, of one text: where the kind is a word of it, the
-- plan has nothing of the others, which would be opened at each commit. Planned once: by itself an
-- ERP's session would plan the view anew for its first documents. So each look-up is LATERAL, with
-- OFFSET or LIMIT: the plan that is right for one document is right for thousands.
do $$
declare
    kind text;
begin
    foreach kind in array array['order', 'shipment', 'invoice'] loop
        execute format($function$
            create function cg_guard_%1$s(ids bigint[]) returns void language plpgsql as $body$
            declare
                judged cg_judged[];
                uses boolean;
                has_more boolean;
            begin
                select array_agg(cast(row(j.*) as cg_judged)),
                    bool_or(j.is_covered and j.differs),
                    bool_or(case when j.checkpoint is null then j.origin is not null
                        else not j.is_covered or j.origin = 'unchecked' end)
                into judged, uses, has_more
                from (
                    select cast(%1$L as text), key.id, g.number, g.checkpoint, g.company_id,
                        g.customer_id, g.currency, g.amount_minor, c.checkpoint, c.origin,
                        coalesce(c.shown_minor, c.amount_minor), c.customer_id,
                        coalesce(c.customer_id = g.customer_id and c.company_id = g.company_id
                            and c.currency = g.currency
                            and g.amount_minor <= coalesce(c.shown_minor, c.amount_minor), false),
                        c.shown_minor is not null,
                        c.shown_minor is distinct from g.amount_minor
                    from (select distinct k.id from unnest(ids) k (id)) key
                    left join lateral (
                        select * from cg_erp_guarded g
                        where g.document_kind = %1$L and g.document_id = key.id
                            and (g.checkpoint <> 'process' or (
                                select 'process' = any (string_to_array(value, ' '))
                                from cg_setting where name = 'guard_checkpoints'))
                        offset 0) g on true
                    left join lateral (
                        select * from cg_cover c
                        where c.document_kind = %1$L and c.document_id = key.id
                            and (c.checkpoint = g.checkpoint or g.checkpoint is null)
                        offset 0) c on true
                    offset 0) j (kind, id, number, checkpoint, company_id, customer_id, currency,
                        amount_minor, cover_checkpoint, origin, covered_minor, cover_customer_id,
                        is_covered, is_used, differs);
                if uses then
                    update cg_cover c set shown_minor = j.amount_minor, amount_minor =
                        c.amount_minor - coalesce(c.shown_minor - j.amount_minor, 0)
                    from unnest(judged) j
                    where c.document_kind = %1$L and c.document_id = j.id
                        and c.checkpoint = j.checkpoint and j.is_covered and j.differs;
                end if;
                if has_more then perform cg_guard_rest(judged); end if;
            end $body$
        $function$, kind);
        execute format('revoke execute on function cg_guard_%s from public', kind);
    end loop;
end $$;

-- At commit: all that this transaction has written is looked at with its first row, and nothing is
-- left for the others. To compile the plans (jit) would take seconds.
create function cg_guard() returns trigger
language plpgsql security definer set search_path = creditgate, pg_temp
set plan_cache_mode = force_generic_plan set jit = off as $$
declare
    written cg_touched[];
    orders bigint[] := new.orders;
    shipments bigint[] := new.shipments;
    invoices bigint[] := new.invoices;
begin
    -- Another transaction's can be seen only if its guard was disabled.
    with taken as (
        delete from cg_touched t where t.touched_id >= new.touched_id returning t
    )
    select array_agg(taken.t) into written from taken;
    if written is null then return null; end if;
    if cardinality(written) > 1 then
        select array_agg(each) into orders
        from unnest(written) w cross join lateral unnest(w.orders) each;
        select array_agg(each) into shipments
        from unnest(written) w cross join lateral unnest(w.shipments) each;
        select array_agg(each) into invoices
        from unnest(written) w cross join lateral unnest(w.invoices) each;
    end if;
    if orders is not null then perform cg_guard_order(orders); end if;
    if shipments is not null then perform cg_guard_shipment(shipments); end if;
    if invoices is not null then perform cg_guard_invoice(invoices); end if;
    return null;
end $$;

create constraint trigger cg_guard after insert on cg_touched deferrable initially deferred
for each row execute function cg_guard();

revoke execute on function cg_hmac, cg_keep_cover, cg_take_grant, cg_let_pass, cg_is_asked_at,
    cg_is_guarded_at, cg_touch, cg_now_text, cg_note_uncovered, cg_move_merged, cg_guard_rest,
    cg_guard from public;
