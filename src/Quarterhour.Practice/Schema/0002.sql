-- Version 2: what the practice knows (facilities, people, payers, patients and what hangs on them), visits, appointments, and the trail of who read and changed what.
-- A record is an entry of the practice file: its section is its kind, its fields are JSON. Nothing is deleted: what no longer holds has an end.

create table record (
  id text not null primary key,
  kind text not null,
  word text not null,
  facility text not null,
  patient text not null,
  title text not null,
  sort $plain not null,
  due $day,
  version integer not null,
  made_at text not null,
  ended_at text,
  fields text not null
);
create unique index record_word on record (kind, word) where word <> '';
create index record_sort on record (kind, facility, sort, id);
create index record_patient on record (patient, kind);
create index record_due on record (kind, due);

create table visit (
  id text not null primary key,
  number text not null unique,
  facility text not null,
  patient text not null,
  clinician text not null,
  payer text not null,
  day $day not null,
  state text not null,
  version integer not null,
  outcome text not null,
  blocks text not null,
  units integer not null,
  allowed_cents bigint,
  made_at text not null,
  signed_at text,
  signed_by text,
  json text not null
);
create index visit_day on visit (facility, day, id);
create index visit_open on visit (facility, state, day, id);
create index visit_clinician on visit (clinician, day);
create index visit_patient on visit (patient, day);

-- What is said after the signature; only added to.
create table addendum (
  id $id,
  visit text not null references visit (id),
  at text not null,
  account text not null,
  name text not null,
  words text not null
);
create index addendum_visit on addendum (visit);

create table appointment (
  id text not null primary key,
  facility text not null,
  patient text not null,
  clinician text not null,
  room text not null,
  day $day not null,
  starts text not null,
  ends text not null,
  state text not null,
  series text not null,
  visit text,
  version integer not null,
  made_at text not null,
  note text not null
);
create index appointment_day on appointment (facility, day, starts, id);
create index appointment_clinician on appointment (clinician, day);
create index appointment_patient on appointment (patient, day);

-- Who read or changed what, in order; each entry holds the hash of the one before. What a record became stands in the entry: this is its history too.
create table audit_entry (
  number bigint not null primary key,
  at text not null,
  account text not null,
  name text not null,
  facility text not null,
  action text not null,
  kind text not null,
  record text not null,
  version integer,
  content text,
  previous text not null,
  hash text not null
);
create index audit_entry_record on audit_entry (record, number);

-- How far the trail goes: cutting its end off does not fit this.
create table audit_head (
  one integer not null primary key,
  number bigint not null,
  hash text not null
);
insert into audit_head (one, number, hash) values (1, 0, '');

alter table claim add column facility text not null default '';
create index claim_facility on claim (facility, state, day);

-- only: sqlite
update claim set facility = coalesce(json_extract(json, '$.Billing.Id'), '');
create trigger audit_entry_stays before update on audit_entry begin select raise(abort, 'an entry of the trail is never changed'); end;
create trigger audit_entry_kept before delete on audit_entry begin select raise(abort, 'an entry of the trail is never taken out'); end;
create trigger addendum_stays before update on addendum begin select raise(abort, 'an addendum is never changed'); end;
create trigger addendum_kept before delete on addendum begin select raise(abort, 'an addendum is never taken out'); end;
create trigger record_kept before delete on record begin select raise(abort, 'a record is ended, never taken out'); end;
create trigger visit_kept before delete on visit begin select raise(abort, 'a visit is ended, never taken out'); end;

-- only: postgres
update claim set facility = coalesce(json::json -> 'Billing' ->> 'Id', '');
create trigger audit_entry_stays before update or delete on audit_entry for each row execute function quarterhour_only_added();
create trigger addendum_stays before update or delete on addendum for each row execute function quarterhour_only_added();
create trigger record_kept before delete on record for each row execute function quarterhour_only_added();
create trigger visit_kept before delete on visit for each row execute function quarterhour_only_added();
