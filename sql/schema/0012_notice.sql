-- SPDX-License-Identifier: Apache-2.0
-- What people are to be told of holds; a job of the ERP takes the rows and sends them.
-- silent_since: of an escalated one, since when nobody who could release it has done anything.
create table cg_notice (
    notice_id {id},
    kind {text:10} not null check (kind in
        ('held', 'requested', 'released', 'rejected', 'question', 'answer', 'escalated')),
    hold_id {number} not null references cg_hold (hold_id),
    by_whom {text:200} not null,
    put_at {text:27} not null,
    silent_since {text:27} default '' not null,
    state {text:10} default 'waiting' not null check (state in ('waiting', 'done', 'failed')),
    tries {number} default 0 not null,
    note {text:2000} default '' not null,
    done_at {text:27}
);

create index cg_notice_waiting on cg_notice (notice_id) where state = 'waiting';

create index cg_notice_of_hold on cg_notice (hold_id, notice_id);

-- Once for a silence, however many ask at the same time.
create unique index cg_notice_escalated on cg_notice (hold_id, silent_since)
    where kind = 'escalated';
