-- SPDX-License-Identifier: Apache-2.0
-- Of a decision about a document in a pilot: what the rules came to, while its outcome is approve.
-- Null outside of any pilot.
alter table cg_decision add column pilot {text:10};

create index cg_decision_in_pilot on cg_decision (decision_id) where pilot is not null;
