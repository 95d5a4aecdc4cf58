-- Version 1: claims, control numbers, submissions, acknowledgments, remittances, decisions, postings, the queue.
-- Money is whole cents. Days are dates (text on SQLite), moments are text like 2026-05-21T06:00:00Z. $id, $bytes and $day stand for what each engine calls them.

create table claim (
  number text not null primary key,
  visit text not null,
  payer text not null,
  payer_number text not null,
  patient text not null,
  member text not null,
  day $day not null,
  charge_cents bigint not null,
  expected_cents bigint,
  frequency integer not null,
  state text not null,
  reason text,
  payer_control text,
  made_at text not null,
  sent_at text,
  decided_at text,
  json text not null
);
create index claim_day on claim (day);
create index claim_state on claim (state);

create table claim_line (
  id $id,
  claim text not null references claim (number),
  position integer not null,
  control text not null,
  code text not null,
  modifiers text not null,
  day $day not null,
  units integer not null,
  charge_cents bigint not null,
  expected_cents bigint,
  unique (claim, control)
);
create index claim_line_control on claim_line (control);

-- The last number given of each kind; a number that was given is never given again.
create table control_number (
  kind text not null primary key,
  last bigint not null
);

create table submission (
  id $id,
  batch text not null,
  payer text not null,
  receiver text not null,
  interchange text not null,
  "group" text not null,
  "transaction" text not null,
  file text not null,
  hash text not null,
  sent_at text not null,
  state text not null,
  reason text,
  unique (interchange, "group", "transaction")
);
create index submission_batch on submission (batch);

create table submitted_claim (
  id $id,
  submission bigint not null references submission (id),
  claim text not null references claim (number),
  unique (submission, claim)
);
create index submitted_claim_claim on submitted_claim (claim);

-- Every file as it came, once.
create table received_file (
  hash text not null primary key,
  kind text not null,
  name text not null,
  received_at text not null,
  content $bytes not null
);

-- What happened to a claim, in order; only added to.
create table claim_event (
  id $id,
  claim text not null references claim (number),
  at text not null,
  state text not null,
  reason text not null,
  file text
);
create index claim_event_claim on claim_event (claim);

create table remittance (
  id $id,
  hash text not null references received_file (hash),
  payer text not null,
  trace text not null,
  payer_name text not null,
  amount_cents bigint not null,
  paid_on $day,
  posted_at text not null,
  unique (payer, trace)
);

-- A payer's decision on a claim; without a claim it waits in the queue.
create table decision (
  id $id,
  remittance bigint not null references remittance (id),
  position integer not null,
  claim text references claim (number),
  told_number text not null,
  payer_control text not null,
  status text not null,
  charge_cents bigint not null,
  paid_cents bigint not null,
  reverses bigint references decision (id),
  unique (remittance, position)
);
create index decision_claim on decision (claim);

-- Payments and every part of what was not paid; only added to.
create table posting (
  id $id,
  remittance bigint not null references remittance (id),
  decision bigint references decision (id),
  claim text references claim (number),
  line text,
  kind text not null,
  adjustment_group text not null,
  code text not null,
  reference text not null,
  amount_cents bigint not null
);
create index posting_claim on posting (claim);
create index posting_remittance on posting (remittance);

create table queue_item (
  id $id,
  kind text not null,
  claim text references claim (number),
  line text,
  remittance bigint references remittance (id),
  decision bigint references decision (id),
  amount_cents bigint not null,
  adjustment_group text not null,
  code text not null,
  remarks text not null,
  about text not null,
  reason text not null,
  candidates text not null,
  due $day,
  made_at text not null,
  done_at text,
  done text
);
create index queue_item_open on queue_item (done_at, kind);

-- only: sqlite
create trigger posting_stays before update on posting begin select raise(abort, 'a posting is never changed'); end;
create trigger posting_kept before delete on posting begin select raise(abort, 'a posting is never taken out'); end;
create trigger claim_event_stays before update on claim_event begin select raise(abort, 'an event is never changed'); end;
create trigger claim_event_kept before delete on claim_event begin select raise(abort, 'an event is never taken out'); end;

-- only: postgres
create function quarterhour_only_added() returns trigger language plpgsql as $$ begin raise exception 'rows of % are only added', tg_table_name; end $$;
create trigger posting_stays before update or delete on posting for each row execute function quarterhour_only_added();
create trigger claim_event_stays before update or delete on claim_event for each row execute function quarterhour_only_added();
