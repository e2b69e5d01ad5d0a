-- SPDX-License-Identifier: Apache-2.0
-- Locks groups and then all their accounts and these ones, each by ascending id: whoever waits for
-- a group has no account, and whoever waits for a second account has all his groups, so that nobody
-- waits in a circle.
create function cg_lock_groups(of_groups bigint[], and_accounts bigint[]) returns void
language plpgsql as $$
declare
    accounts bigint[];
begin
    perform from cg_group g where g.group_id = any (of_groups) order by g.group_id
    for no key update;
    accounts := and_accounts || array(
        select m.account_id from cg_group_account m where m.group_id = any (of_groups));
    perform from cg_account a where a.account_id = any (accounts) order by a.account_id
    for no key update;
end $$;

-- Locks groups with the other groups of members who have open holds, which a re-evaluation decides,
-- and returns all of them. Once they are locked, none of these members gets another hold.
create function cg_lock_groups_waiting(of_groups bigint[]) returns bigint[]
language plpgsql as $$
declare
    wanted bigint[] := of_groups || cg_groups_waiting(of_groups);
    locked bigint[];
begin
    loop
        begin
            locked := wanted;
            perform from cg_group g where g.group_id = any (locked) order by g.group_id
            for no key update;
            wanted := of_groups || cg_groups_waiting(of_groups);
            if wanted <@ locked then return locked; end if;
            raise exception 'another member waits' using errcode = 'CG001';
        exception when sqlstate 'CG001' then
            null;  -- what is locked is free again, and all is locked anew in its order
        end;
    end loop;
end $$;

-- All groups of those members of these groups who have open holds.
create function cg_groups_waiting(of_groups bigint[]) returns bigint[]
language sql stable as $$
    select coalesce(array_agg(distinct also.group_id), cast(array[] as bigint[]))
    from cg_group_account member
    join cg_account a on a.account_id = member.account_id
    cross join lateral unnest(array[a.group_id, a.salesperson_group_id, a.department_group_id])
        as also (group_id)
    where member.group_id = any (of_groups) and also.group_id is not null
        and exists (select from cg_hold h where h.customer_id = a.customer_id
            and h.company_id = a.company_id and h.state = 'open')
$$;

-- Locks an account, but its groups and all their accounts before it. No row: there is no such
-- account.
create function cg_lock_with_group(
    of_company bigint, of_customer bigint, and_waiting boolean
) returns setof cg_account language plpgsql as $$
declare
    before cg_account%rowtype;
    groups bigint[];
begin
    select * into before from cg_account a
    where a.company_id = of_company and a.customer_id = of_customer;
    if not found then return; end if;
    groups := cg_groups_of(
        before.group_id, before.salesperson_group_id, before.department_group_id);
    if cardinality(groups) > 0 then
        perform cg_lock_groups(
            case when and_waiting then cg_lock_groups_waiting(groups) else groups end,
            cast(array[] as bigint[]));
    end if;
    return query select * from cg_account a
    where a.company_id = of_company and a.customer_id = of_customer
        and cg_groups_of(a.group_id, a.salesperson_group_id, a.department_group_id) = groups
    for no key update;
    if not found then
        raise exception 'customer % of company % has just joined or left a credit group',
            of_customer, of_company using errcode = 'serialization_failure';
    end if;
end $$;

-- By kind.
create function cg_groups_of(of_group bigint, of_salesperson bigint, of_department bigint)
returns bigint[] language sql immutable as $$
    select array_remove(array[of_group, of_salesperson, of_department], null)
$$;

-- Locks a group as cg_lock_with_group does, and for who is to join or to leave it the accounts of a
-- customer (company 0: in every company) with their groups.
create function cg_lock_group(of_name text, of_customer bigint, of_company bigint)
returns setof cg_group language plpgsql as $$
declare
    accounts bigint[] := array(select a.account_id from cg_account a
        where a.customer_id = of_customer and of_company in (0, a.company_id));
    groups bigint[] := array(select g.group_id from cg_group g where g.name = of_name
        union select m.group_id from cg_group_account m where m.account_id = any (accounts));
begin
    perform cg_lock_groups(cg_lock_groups_waiting(groups), accounts);
    return query select * from cg_group g where g.name = of_name;
end $$;

-- A group of an account whose groups the caller has locked, and what its other members have open,
-- after their changes were taken. Rows: 'group' first, then 'behind' for each member of which more
-- waits than is taken at once, otherwise those of cg_group_exposure.
create function cg_read_group(
    of_group bigint, but_account bigint, most bigint, without_kind text, without_id bigint,
    due_date_cuts text[]
) returns setof cg_reading language plpgsql as $$
declare
    other cg_account%rowtype;
    told boolean;
    all_are_told boolean := exists (select from cg_dirty d
        where d.customer_id = 0 and d.company_id = 0 and d.key_kind <> 'everything');
    epoch bigint := cg_epoch();
    all_done boolean := true;
    behind cg_reading;
begin
    return query select 'group', g.name, g.currency, g.limit_state, g.kind, g.group_id,
        g.limit_minor, null::bigint, null::bigint, null::bigint, null::bigint, null::bigint
    from cg_group g where g.group_id = of_group;
    for other in select a.* from cg_account a where a.account_id = any (array(
            select m.account_id from cg_group_account m where m.group_id = of_group))
        and a.account_id <> but_account order by a.account_id
    loop
        told := all_are_told or other.projected <> epoch or exists (select from cg_dirty d
            where d.customer_id = other.customer_id and d.company_id = other.company_id);
        continue when not told;
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
    select 'group_' || e.what, e.t1, e.t2, e.t3, e.t4, e.n1, e.n2, e.n3, e.n4, e.n5, m.account_id,
        null::bigint
    from cg_group_account m
    cross join lateral cg_exposure(m.account_id, without_kind, without_id,
        due_date_cuts[cardinality(due_date_cuts) - 1:]) e
    where m.group_id = of_group and m.account_id <> but_account
$$;

-- The group of this kind that an account is to be in when it is made.
create function cg_group_of_new(of_kind text, of_company bigint, of_customer bigint)
returns bigint language sql stable as $$
    select m.group_id from cg_group_member m
    where m.customer_id = of_customer and m.kind = of_kind and m.company_id in (0, of_company)
$$;

-- An account that is made joins the groups of its customer. While members change, nobody makes one.
create function cg_add_account(of_company bigint, of_customer bigint) returns void
language plpgsql as $$
begin
    lock table cg_group_member in row exclusive mode;
    insert into cg_account (company_id, customer_id, currency, group_id, salesperson_group_id,
        department_group_id)
    select c.company_id, of_customer, c.currency,
        cg_group_of_new('group', c.company_id, of_customer),
        cg_group_of_new('salesperson', c.company_id, of_customer),
        cg_group_of_new('department', c.company_id, of_customer)
    from cg_erp_company c where c.company_id = of_company
    on conflict (company_id, customer_id) do nothing;
end $$;

revoke execute on function cg_lock_groups, cg_lock_groups_waiting, cg_groups_waiting,
    cg_lock_with_group, cg_groups_of, cg_lock_group, cg_read_group, cg_group_exposure,
    cg_group_of_new, cg_add_account from public;
