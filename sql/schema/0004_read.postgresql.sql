-- SPDX-License-Identifier: Apache-2.0
-- A row of what is read for a decision. What each column is in which row: sql/store/readings.cpp.
create type cg_reading as (
    what text, t1 text, t2 text, t3 text, t4 text, n1 bigint, n2 bigint, n3 bigint, n4 bigint,
    n5 bigint, n6 bigint, n7 bigint
);

-- All that a decision about one account rests on, in one message. Each statement sees what was
-- committed before it began, and their order is the promise: the account's lock, what has ended,
-- what is on record, the changes that wait, and only then what is open.
-- Rows: 'account' first (none: there is no such account, and nothing was locked), 'terms' where its
-- limit has any, 'rating' where the customer has a grade, then 'line' and
-- 'reservation'; those only when the account is up to date and the question was not answered
-- before. Of an account in groups the rows of cg_read_group come in between, group by group (0008).
create function cg_read(
    of_company bigint, of_customer bigint, most bigint, time_now text, of_cluster text,
    asked_request text, asked_cluster text, asked_transaction text, asked_checkpoint text,
    asked_kind text, asked_id bigint, due_date_cuts text[], of_day text
) returns setof cg_reading language plpgsql as $$
declare
    mine cg_account%rowtype;
    groups bigint[];
    locked bigint[];
    of_group bigint;
    told boolean;
    not_sums_alone boolean;
    answer cg_reading;
    terms cg_reading;
    rating cg_reading;
begin
    select * into mine from cg_account a
    where a.company_id = of_company and a.customer_id = of_customer and a.group_id is null
        and a.salesperson_group_id is null and a.department_group_id is null
    for no key update;
    if not found then
        select * into mine from cg_lock_with_group(of_company, of_customer, false);
        if not found then return; end if;
        groups := cg_groups_of(
            mine.group_id, mine.salesperson_group_id, mine.department_group_id);
    end if;
    locked := array[mine.account_id];
    if groups is not null then
        locked := locked || array(
            select m.account_id from cg_group_account m where m.group_id = any (groups));
    end if;

    -- A reservation ends with its ERP transaction, a release's when that is over.
    delete from cg_reservation r where r.account_id = any (locked) and case
        when r.hold_id <> 0 then cg_release_is_over(r.hold_id, of_cluster)
        when r.cluster = '' then r.lapses_at <= time_now
        when r.cluster = of_cluster then cg_outcome(r.transaction_id) <> 'in progress'
        else true end;

    -- What is on record, and whether changes wait, is anything reserved, or is the document one of
    -- those that are open: almost always not, and asking that costs less than doing without.
    select (select p.version from cg_policy p
            where p.state = 'approved' and p.in_force_from <= of_day
            order by p.in_force_from desc, p.version desc limit 1),
        (select d.decision_id from cg_decision d
            where d.request_id = asked_request and d.cluster = asked_cluster
                and d.transaction_id = asked_transaction and d.checkpoint = asked_checkpoint),
        (select h.hold_id from cg_hold h
            where h.document_kind = asked_kind and h.document_id = asked_id and h.state = 'open'
                and (h.forced_at is not null
                    or h.checkpoint = asked_checkpoint and h.account_id = mine.account_id)
            order by h.forced_at is null limit 1),
        exists (select from cg_dirty d
            where d.customer_id = of_customer and d.company_id = of_company)
            -- cg_epoch(), written out: a call costs more. No account is at that of another key.
            or mine.projected <> 1 + (
                select coalesce(sum(case when d.key_kind = 'everything' then greatest(d.key_id, 1)
                    else 1000000000000 end), 0)
                from cg_dirty d where d.customer_id = 0 and d.company_id = 0),
        asked_kind = 'invoice'
            or exists (select from cg_reservation r where r.account_id = mine.account_id)
            or exists (select from cg_open_document d where d.account_id = mine.account_id
                and d.key_kind = asked_kind and d.key_id = asked_id)
    into answer.n4, answer.n5, answer.n6, told, not_sums_alone;
    answer.t3 := case when not told then 'done'
        else cg_refresh(of_company, of_customer, most, false) end;

    answer.what := 'account';
    answer.t1 := mine.currency;
    answer.t2 := mine.limit_state;
    answer.t4 := mine.risk_class;
    answer.n1 := mine.account_id;
    answer.n2 := mine.limit_minor;
    answer.n3 := mine.blocked;
    if answer.t3 = 'done' and answer.n5 is null and asked_request <> '' then
        answer.n7 := nextval('cg_decision_decision_id_seq');
    end if;
    return next answer;
    if mine.limit_from <> '' or mine.limit_to <> '' or mine.review_on <> ''
        or mine.temporary_minor is not null or mine.guarantees <> ''
        or mine.credit_days is not null
    then
        terms.what := 'terms';
        terms.t1 := mine.limit_from || '/' || mine.limit_to;
        terms.t2 := mine.review_on;
        terms.t3 := mine.temporary_from || '/' || mine.temporary_to;
        terms.t4 := mine.guarantees;
        terms.n1 := mine.temporary_minor;
        terms.n2 := mine.credit_days;
        return next terms;
    end if;
    if mine.rating_grade <> '' then
        rating.what := 'rating';
        rating.t1 := mine.rating_grade;
        return next rating;
    end if;
    if answer.t3 <> 'done' or answer.n5 is not null then return; end if;
    if groups is not null then
        foreach of_group in array groups loop
            return query select * from cg_read_group(
                of_group, mine.account_id, most, asked_kind, asked_id, due_date_cuts);
        end loop;
    end if;
    if told or not_sums_alone then
        return query select * from cg_exposure(
            mine.account_id, asked_kind, asked_id, due_date_cuts);
    else
        return query select * from cg_sums(mine.account_id, due_date_cuts);
    end if;
end $$;

-- What is open of an account, as it was last refreshed, without one document; of one snapshot
-- (stable). Of a reserved document it is known how much of it is seen (in the reservation's
-- currency). The sums of invoices are by the stretch between two cuts in which they fall due; no
-- due date may stay of which nothing is left.
create function cg_exposure(
    of_account bigint, without_kind text, without_id bigint, due_date_cuts text[]
) returns setof cg_reading language plpgsql stable as $$
begin
    if exists (select from cg_open_document d where without_kind = 'order'
            and d.account_id = of_account and d.key_kind = 'order' and d.key_id = without_id)
        or exists (select from cg_open_document d where without_kind = 'invoice'
            and d.account_id = of_account and d.document_kind = 'invoice'
            and d.document_id = without_id)
    then
        return query
        select 'line', s.source, s.currency, min(s.day), null::text,
            cast(sum(s.amount_minor) as bigint), cast(sum(s.documents) as bigint), null::bigint,
            null::bigint, null::bigint, null::bigint, null::bigint
        from (
            select t.source, t.currency, t.day,
                t.amount_minor - coalesce(w.amount_minor, 0) as amount_minor,
                t.documents - coalesce(w.documents, 0) as documents
            from cg_open_total t left join (
                select o.source, o.currency, o.day, sum(o.amount_minor) as amount_minor,
                    count(*) as documents
                from (
                    select * from cg_open_document d where without_kind = 'order'
                        and d.account_id = of_account and d.key_kind = 'order'
                        and d.key_id = without_id
                    union all
                    select * from cg_open_document d where without_kind = 'invoice'
                        and d.account_id = of_account and d.document_kind = 'invoice'
                        and d.document_id = without_id) o
                group by o.source, o.currency, o.day) w
                on w.source = t.source and w.currency = t.currency and w.day = t.day
            where t.account_id = of_account and t.documents <> coalesce(w.documents, 0)) s
        group by s.source, s.currency, cg_stretch(s.source, s.day, due_date_cuts);
    else
        return query select * from cg_sums(of_account, due_date_cuts);
    end if;

    if not exists (select from cg_reservation r where r.account_id = of_account) then
        return;
    end if;
    return query
    select 'reservation', r.document_kind, r.currency, r.cluster, r.transaction_id, r.amount_minor,
        r.hold_id, r.document_id, r.reservation_id, case r.document_kind
            when 'order' then (
                select cast(sum(d.amount_minor) as bigint) from cg_open_document d
                where d.account_id = of_account and d.key_kind = 'order'
                    and d.key_id = r.document_id and d.currency = r.currency)
            when 'invoice' then (
                select cast(sum(d.amount_minor) as bigint) from cg_open_document d
                where d.account_id = of_account and d.document_kind = 'invoice'
                    and d.document_id = r.document_id and d.currency = r.currency) end,
        null::bigint, null::bigint
    from cg_reservation r where r.account_id = of_account;
end $$;

-- The last cut is of orders alone: from that day on they are beyond the horizon.
create function cg_stretch(source text, day text, due_date_cuts text[]) returns integer
language sql immutable as $$
    select case when source = 'open_order'
            then case when day >= due_date_cuts[cardinality(due_date_cuts)] then -3 else -2 end
        when source <> 'invoice' then -2 when day = '' then -1
        else least(width_bucket(day, due_date_cuts), cardinality(due_date_cuts) - 1) end
$$;

-- The rows of an account of which nothing is left out and nothing reserved.
create function cg_sums(of_account bigint, due_date_cuts text[]) returns setof cg_reading
language sql stable as $$
    select 'line', t.source, t.currency, min(t.day), null::text,
        cast(sum(t.amount_minor) as bigint), cast(sum(t.documents) as bigint), null::bigint,
        null::bigint, null::bigint, null::bigint, null::bigint
    from cg_open_total t where t.account_id = of_account
    group by t.source, t.currency, cg_stretch(t.source, t.day, due_date_cuts)
$$;

-- How a transaction of this cluster ended. One whose id is not below the snapshot's came from
-- elsewhere with a restored database: asking for it would be an error.
create function cg_outcome(of_transaction text) returns text language sql as $$
    select coalesce(
        case when cast(of_transaction as xid8) < pg_snapshot_xmax(pg_current_snapshot())
            then pg_xact_status(cast(of_transaction as xid8)) end, 'forgotten')
$$;

-- A release's reservation lives while its hold is released and nobody has used it for good.
create function cg_release_is_over(of_hold bigint, of_cluster text) returns boolean
language sql stable as $$
    select not exists (
        select from cg_hold h where h.hold_id = of_hold and h.state = 'released' and (
            h.used_transaction = '' or h.used_cluster = of_cluster
            and cg_outcome(h.used_transaction) in ('in progress', 'aborted')))
$$;

revoke execute on function cg_read, cg_exposure, cg_sums, cg_release_is_over, cg_stretch, cg_outcome
    from public;
