-- Version 8: what is asked of all visits of many patients, and of all claims for reports, stands in one index; visits told by the clock have one of their own.

drop index visit_patient;
drop index claim_day;
alter table visit add column timed $flag not null default false;
update visit set timed = true where json like '%"start"%';
create index visit_timed on visit (facility, day) where timed;
create index visit_patient on visit (patient, day, number, state, facility, payer, discipline, allowed_cents, outcome);
create index claim_day on claim (day, number, payer, charge_cents, expected_cents, state, sent_at, decided_at, facility);
