-- SPDX-License-Identifier: Apache-2.0
-- Locks an account, but its group and all the group's accounts before it, by ascending id. Only who
-- has the group's lock may wait for one account while holding another of them. No row: there is no
-- such account.
create function cg_lock_with_group(of_company bigint, of_customer bigint)
returns setof cg_account language plpgsql as $$
declare
    of_group bigint;
begin
    select a.group_id into of_group from cg_account a
    where a.company_id = of_company and a.customer_id = of_customer;
    if not found then return; end if;
    if of_group is not null then
        perform from cg_group g where g.group_id = of_group for no key update;
        perform from cg_account a where a.group_id = of_group
        order by a.account_id for no key update;
    end if;
    return query select * from cg_account a
    where a.company_id = of_company and a.customer_id = of_customer
        and a.group_id is not distinct from of_group
    for no key update;
    if not found then
        raise exception 'customer % of company % has just joined or left a credit group',
            of_customer, of_company using errcode = 'serialization_failure';
    end if;
end $$;

-- The group of an account whose group the caller has locked, and what its other members have open,
-- after their changes were taken. Rows: 'group' first, then 'behind' for each member of which more
-- waits than is taken at once, otherwise those of cg_group_exposure.
create function cg_read_group(
    of_group bigint, but_account bigint, most bigint, without_kind text, without_id bigint,
    due_date_cuts text[]
) returns setof cg_reading language plpgsql as $$
declare
    other cg_account%rowtype;
    told boolean;
    all_done boolean := true;
    behind cg_reading;
begin
    return query select 'group', g.name, g.currency, g.limit_state, null::text, g.group_id,
        g.limit_minor, null::bigint, null::bigint, null::bigint, null::bigint, null::bigint
    from cg_group g where g.group_id = of_group;
    for other in select * from cg_account a
        where a.group_id = of_group and a.account_id <> but_account order by a.account_id
    loop
        told := exists (select from cg_dirty d
                where d.customer_id = other.customer_id and d.company_id = other.company_id)
            or exists (select from cg_dirty d where d.customer_id = 0 and d.company_id = 0);
        continue when other.projected = 1 and not told;
        continue when cg_refresh(other.company_id, other.customer_id, most, false) = 'done';
        all_done := false;
        behind.what := 'behind';
        behind.n1 := other.company_id;
        behind.n2 := other.customer_id;
        return next behind;
    end loop;
    if not all_done then return; end if;
    return query select * from cg_group_exposure(
        of_group, but_account, without_kind, without_id, due_date_cuts);
end $$;

-- The rows of cg_exposure of all accounts of a group but one, in one snapshot; n6 is the account.
-- Of the cuts only the last two are taken, what is due and what is beyond the horizon: others'
-- aging is not asked for.
create function cg_group_exposure(
    of_group bigint, but_account bigint, without_kind text, without_id bigint, due_date_cuts text[]
) returns setof cg_reading language sql stable as $$
    select 'group_' || e.what, e.t1, e.t2, e.t3, e.t4, e.n1, e.n2, e.n3, e.n4, e.n5, a.account_id,
        null::bigint
    from cg_account a
    cross join lateral cg_exposure(a.account_id, without_kind, without_id,
        due_date_cuts[cardinality(due_date_cuts) - 1:]) e
    where a.group_id = of_group and a.account_id <> but_account
$$;

-- An account that is made joins the group of its customer. While members change, nobody makes one.
create function cg_add_account(of_company bigint, of_customer bigint) returns void
language plpgsql as $$
begin
    lock table cg_group_member in row exclusive mode;
    insert into cg_account (company_id, customer_id, currency, group_id)
    select c.company_id, of_customer, c.currency, (
        select m.group_id from cg_group_member m
        where m.customer_id = of_customer and m.company_id in (0, c.company_id))
    from cg_erp_company c where c.company_id = of_company
    on conflict (company_id, customer_id) do nothing;
end $$;

revoke execute on function cg_lock_with_group, cg_read_group, cg_group_exposure, cg_add_account
    from public;
