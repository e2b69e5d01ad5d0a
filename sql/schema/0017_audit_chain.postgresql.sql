-- SPDX-License-Identifier: Apache-2.0
-- The transactions that may write a record with a number that is given out already: a decision
-- takes its number under the lock of its account, an event with its insert, so each of them holds a
-- lock on one of these tables until it ends. Readers, the ERP's own transactions and vacuum hold
-- none of this kind, however long they last.
create function cg_writers() returns text[] language sql as $$
    select coalesce(array_agg(l.virtualtransaction), cast(array[] as text[])) from pg_locks l
    where l.locktype = 'relation' and l.pid is distinct from pg_backend_pid()
        and l.database = (select d.oid from pg_database d where d.datname = current_database())
        and l.relation in (cast('cg_account' as regclass), cast('cg_decision' as regclass),
            cast('cg_audit' as regclass))
        and l.mode in ('RowShareLock', 'RowExclusiveLock', 'ShareRowExclusiveLock',
            'ExclusiveLock', 'AccessExclusiveLock')
$$;

-- Up to which numbers all that will ever be there is committed; null when a transaction is under
-- way for longer than a fifth of a second. The numbers are read first, then who may write them.
create function cg_settled(out decisions bigint, out events bigint) language plpgsql as $$
declare
    writers text[];
begin
    select case when s.is_called then s.last_value else 0 end into decisions
    from cg_decision_decision_id_seq s;
    select case when s.is_called then s.last_value else 0 end into events
    from cg_audit_audit_id_seq s;
    writers := cg_writers();
    for attempt in 1..40 loop
        if not writers && cg_writers() then return; end if;
        perform pg_sleep(0.005);
    end loop;
    decisions := null;
    events := null;
end $$;
