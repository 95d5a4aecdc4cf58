-- Version 5: the discipline of a visit and the claim that stands for it as columns, so that what is still to send is found without a look at all that was sent; files beside records.

alter table visit add column discipline text not null default 'PT';
alter table visit add column claim text;
create index visit_unclaimed on visit (facility, state, day, number) where claim is null;

-- A file that somebody put beside a record or a visit. Its content is sealed with keys that stand outside the database; it is ended, never taken out.
create table record_file (
  id text not null primary key,
  record text not null,
  kind text not null,
  facility text not null,
  name text not null,
  type text not null,
  size bigint not null,
  hash text not null,
  made_at text not null,
  made_by text not null,
  ended_at text,
  content $bytes not null
);
create index record_file_record on record_file (record, made_at);

-- only: sqlite
update visit set discipline = coalesce(json_extract(json, '$.discipline'), 'PT');
update visit set claim = (select number from claim where claim.visit = visit.number and claim.state <> 'Withdrawn' order by made_at desc, number desc limit 1);
create trigger record_file_stays before update of id, record, kind, facility, name, type, size, hash, made_at, made_by, content on record_file begin select raise(abort, 'a file is never changed'); end;
create trigger record_file_kept before delete on record_file begin select raise(abort, 'a file is ended, never taken out'); end;

-- only: postgres
update visit set discipline = coalesce(json::json ->> 'discipline', 'PT');
update visit set claim = (select number from claim where claim.visit = visit.number and claim.state <> 'Withdrawn' order by made_at desc, number desc limit 1);
create trigger record_file_stays before update of id, record, kind, facility, name, type, size, hash, made_at, made_by, content on record_file for each row execute function quarterhour_only_added();
create trigger record_file_kept before delete on record_file for each row execute function quarterhour_only_added();
