-- Version 8: what is asked of all visits of many patients stands in one index, and visits told by the clock have one of their own.

alter table visit add column timed $flag not null default false;
update visit set timed = true where json like '%"start"%';
create index visit_timed on visit (facility, day) where timed;
drop index visit_patient;
create index visit_patient on visit (patient, day, number, state, facility, payer, discipline, allowed_cents, outcome);
