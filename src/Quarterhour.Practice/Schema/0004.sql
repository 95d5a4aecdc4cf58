-- Version 4: what a payer told of a decision, so that a reversal is held against it code by code; money outside of claims found by its reference.

-- Of each line a row "control<tab>CO-45=5000 PR-2=1000", in cents; null for decisions that were posted before this version.
alter table decision add column told text;

create index posting_outside on posting (reference) where kind = 'Provider';
create index decision_payer_control on decision (payer_control);
create index claim_visit on claim (visit);
create index queue_item_claim on queue_item (claim);
