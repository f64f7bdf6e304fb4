-- How long what is kept: holds, the end of a complaint's words, the end of a sealed name, and personal values of published records.
create table retention_hold (
  id           uuid primary key,
  county_code  bigint not null,
  place_code   bigint not null references pub.division,
  kind         text not null check (kind in ('case', 'disclosure')),
  subject_id   uuid not null,
  reason       text not null check (reason <> ''),
  asked_by     uuid not null references officer,
  asked_on     date not null,
  decided_by   uuid references officer,
  decided_on   date,
  is_granted   boolean,
  lift_reason  text,
  lift_asked_by uuid references officer,
  lifted_by    uuid references officer,
  lifted_on    date,
  check (decided_by <> asked_by),
  check (lifted_by <> lift_asked_by),
  check (num_nonnulls(decided_by, decided_on, is_granted) in (0, 3)),
  check (num_nonnulls(lift_reason, lift_asked_by) in (0, 2)),
  check (num_nonnulls(lifted_by, lifted_on) in (0, 2)),
  check (lift_asked_by is null or is_granted),
  check (lifted_by is null or lift_asked_by is not null)
);
comment on table retention_hold is 'That something must not be deleted yet, asked by one and granted by another; lifted by two as well. It holds from the moment it is asked for.';
create unique index retention_hold_once on retention_hold (kind, subject_id) where lifted_on is null and is_granted is distinct from false;
grant select, insert on retention_hold to ydt_app;
grant update (decided_by, decided_on, is_granted, lift_reason, lift_asked_by, lifted_by, lifted_on) on retention_hold to ydt_app;

alter table case_file
  add column words_deleted_on date,
  drop constraint case_file_statement_check,
  add constraint case_file_statement_check check ((statement = '') = (body_code is not null or words_deleted_on is not null));
comment on column case_file.words_deleted_on is 'The day on which the words, files and keys of this complaint were deleted because their time was over. Days, units and grades stay for the count.';

create table vault.identity_deletion (
  case_id    uuid primary key,
  deleted_on date not null,
  by_kind    text not null check (by_kind in ('complainant', 'retention'))
);
comment on table vault.identity_deletion is 'That the sealed name and the contact of a complainant were deleted, and at whose wish.';
grant select on vault.identity_deletion to ydt_app, ydt_vault;

create table erasure_request (
  id            uuid primary key,
  county_code   bigint not null,
  village_code  bigint not null references pub.division,
  disclosure_id uuid not null,
  row_seq       integer not null check (row_seq >= 0),
  field_key     text not null,
  ground        text not null check (ground in ('asked', 'not-needed', 'mistake', 'unlawful')),
  note          text not null check (note <> ''),
  asked_by      uuid not null references officer,
  asked_at      timestamptz not null,
  is_granted    boolean,
  decided_by    uuid references officer,
  decided_at    timestamptz,
  decision_note text,
  check (decided_by <> asked_by),
  check (num_nonnulls(is_granted, decided_by, decided_at) in (0, 3))
);
comment on table erasure_request is 'A wish that one published personal value be deleted in all versions of its record; asked by one, decided by another.';
create unique index erasure_request_once on erasure_request (disclosure_id, row_seq, field_key) where is_granted is null;
create index erasure_request_open on erasure_request (village_code) where is_granted is null;
grant select, insert on erasure_request to ydt_app;
grant update (is_granted, decided_by, decided_at, decision_note) on erasure_request to ydt_app;

create table pub.erasure (
  county_code   bigint not null,
  disclosure_id uuid not null,
  version       integer not null,
  row_seq       integer not null check (row_seq >= 0),
  field_key     text not null,
  commitment    bytea not null check (octet_length(commitment) = 32),
  ground        text not null check (ground in ('asked', 'not-needed', 'mistake', 'unlawful')),
  erased_on     date not null,
  log_queue_id  bigint not null references log_queue,
  primary key (county_code, disclosure_id, version, row_seq, field_key),
  foreign key (county_code, disclosure_id, version) references pub.disclosure_version
);
comment on table pub.erasure is 'A published personal value that was deleted together with its salt. What was committed to it stays, so that all that is left still proves.';
comment on column pub.erasure.row_seq is '0 for a value of the header.';
create trigger kept before update or delete on pub.erasure for each row execute function refuse_change();
create trigger kept_whole before truncate on pub.erasure for each statement execute function refuse_change();
alter table pub.erasure enable always trigger kept;
alter table pub.erasure enable always trigger kept_whole;
grant select on pub.erasure to ydt_app, ydt_reader;

-- Two hands may empty what is otherwise append-only, each only from within its functions: one sends a complaint away as a report, the other ends what is kept no longer.
create or replace function refuse_change_but_diversion() returns trigger language plpgsql as $$
begin
  if current_user in ('ydt_diverter', 'ydt_shredder') then
    if tg_op = 'DELETE' then return old; end if;
    return new;
  end if;
  raise exception '% is append-only: % refused', tg_table_name, lower(tg_op) using errcode = 'insufficient_privilege';
end $$;

create function refuse_change_but_erasure() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and current_user = 'ydt_shredder' then return new; end if;
  raise exception '% is append-only: % refused', tg_table_name, lower(tg_op) using errcode = 'insufficient_privilege';
end $$;
do $$
declare kept_table text;
begin
  foreach kept_table in array array['pub.disclosure_row', 'pub.disclosure_version'] loop
    execute format('drop trigger kept on %s', kept_table);
    execute format('create trigger kept before update or delete on %s for each row execute function refuse_change_but_erasure()', kept_table);
    execute format('alter table %s enable always trigger kept', kept_table);
  end loop;
end $$;

grant usage on schema vault, pub to ydt_shredder;
grant select, update (statement, place, happened, wish, seen, words_deleted_on) on case_file to ydt_shredder;
grant select, update (note, details) on case_event to ydt_shredder;
grant select, delete on case_subject, case_attachment, case_scan, case_evidence, case_redaction, case_message, case_release, case_note, case_presence, case_secret, likeness_verdict, own_complaint, officer_notice, file_text to ydt_shredder;
grant select, delete on vault.sealed_identity, vault.case_contact to ydt_shredder;
grant select, insert on vault.identity_deletion to ydt_shredder;
grant select on retention_hold, erasure_request to ydt_shredder;
grant insert on file_going, log_queue, pub.erasure to ydt_shredder;
grant usage on sequence log_queue_id_seq to ydt_shredder;
grant select, update (cells, salts) on pub.disclosure_row to ydt_shredder;
grant select, update (fields, salts) on pub.disclosure_version to ydt_shredder;
grant select, update (cells) on disclosure_withheld to ydt_shredder;
create policy shredder on vault.sealed_identity to ydt_shredder using (true);
create policy shredder on pub.disclosure_row to ydt_shredder using (true);
create policy shredder on pub.disclosure_version to ydt_shredder using (true);

create schema keeping;
grant usage on schema keeping to ydt_app;
grant usage, create on schema keeping to ydt_shredder;
set local role ydt_shredder;

create function keeping.is_held(of_kind text, of_subject uuid) returns boolean language sql stable set search_path = '' as $$
  select exists (select from public.retention_hold where kind = of_kind and subject_id = of_subject and lifted_on is null and is_granted is distinct from false)
$$;

-- Deletes the sealed name and the contact of a complainant. The complainant may at any time; the clock may a year after the end, and not while it is held.
create function keeping.forget_identity(of_case uuid, on_day date, wish text) returns boolean language plpgsql security definer set search_path = '' as $$
begin
  if wish = 'retention' and (keeping.is_held('case', of_case) or not exists (select from public.case_file where id = of_case and state in ('closed', 'withdrawn', 'rejected', 'lapsed', 'merged')
    and on_day >= (select max(day) from public.case_event where case_id = of_case) + interval '1 year')) then
    raise exception 'a sealed name is deleted a year after the end of its complaint and not while it is held' using errcode = 'check_violation';
  end if;
  insert into vault.identity_deletion (case_id, deleted_on, by_kind) values (of_case, on_day, wish) on conflict do nothing;
  delete from vault.case_contact where case_id = of_case;
  delete from vault.sealed_identity where case_id = of_case;
  return found;
end $$;

-- Deletes the words, files and keys of a complaint that ended five years ago. Days, units and grades stay for the count; its ledger leaves can no longer be opened.
create function keeping.delete_words(of_case uuid, on_day date, leaf bytea) returns void language plpgsql security definer set search_path = '' as $$
begin
  if keeping.is_held('case', of_case) or not exists (select from public.case_file where id = of_case and statement <> '' and state in ('closed', 'withdrawn', 'rejected', 'lapsed', 'merged')
    and on_day >= (select max(day) from public.case_event where case_id = of_case) + interval '5 years') then
    raise exception 'the words of a complaint are deleted five years after its end and not while it is held' using errcode = 'check_violation';
  end if;
  perform keeping.forget_identity(of_case, on_day, 'retention');
  insert into public.log_queue (log, leaf) values ('case', delete_words.leaf);
  insert into public.file_going (file_id)
  select file_id from public.case_attachment where case_id = of_case union select file_id from public.case_scan where case_id = of_case union select file_id from public.case_evidence where case_id = of_case;
  delete from public.file_text where file_id in (select file_id from public.case_attachment where case_id = of_case union select file_id from public.case_scan where case_id = of_case union select file_id from public.case_evidence where case_id = of_case);
  delete from public.case_attachment where case_id = of_case;
  delete from public.case_scan where case_id = of_case;
  delete from public.case_evidence where case_id = of_case;
  delete from public.case_subject where case_id = of_case;
  delete from public.case_release where case_id = of_case;
  delete from public.case_message where case_id = of_case;
  delete from public.case_redaction where case_id = of_case;
  delete from public.case_note where case_id = of_case;
  delete from public.case_presence where case_id = of_case;
  delete from public.own_complaint where case_id = of_case;
  delete from public.officer_notice where case_id = of_case;
  delete from public.likeness_verdict where case_id = of_case or other_id = of_case;
  delete from public.case_secret where case_id = of_case;
  update public.case_event set note = null, details = (details - 'evidence')
    || case when details ? 'reply' then jsonb_build_object('reply', (details -> 'reply') - 'nextStep' || '{"text": "", "found": "", "done": ""}') else '{}' end
    || case when details ? 'statement' then '{"statement": ""}' else '{}'::jsonb end
    || case when details #>> '{letter,text}' is not null then jsonb_build_object('letter', (details -> 'letter') || '{"text": ""}') else '{}' end
  where case_id = of_case;
  update public.case_file set statement = '', place = null, happened = null, wish = null, seen = null, words_deleted_on = on_day where id = of_case;
end $$;

-- Deletes one personal value from the versions of a published record that hold it, with its salt, once two persons said so; what was committed to it is kept.
create function keeping.erase_value(request uuid, at_field integer, versions integer[], seqs integer[], commitments bytea[], on_day date, leaf bytea) returns void language plpgsql security definer set search_path = '' as $$
declare
  asked public.erasure_request;
  blank bytea := decode(repeat('00', 32), 'hex');
begin
  select * into asked from public.erasure_request where id = request and is_granted;
  if asked.id is null or keeping.is_held('disclosure', asked.disclosure_id) then
    raise exception 'a published value is erased when two persons said so and not while its record is held' using errcode = 'check_violation';
  end if;
  insert into public.log_queue (log, leaf) values ('pub', erase_value.leaf);
  insert into pub.erasure (county_code, disclosure_id, version, row_seq, field_key, commitment, ground, erased_on, log_queue_id)
  select asked.county_code, asked.disclosure_id, known.version, known.seq, asked.field_key, known.commitment, asked.ground, on_day, currval('public.log_queue_id_seq')
  from unnest(versions, seqs, commitments) as known (version, seq, commitment);
  update pub.disclosure_version as kept set fields = kept.fields - asked.field_key, salts = overlay(kept.salts placing blank from 32 * at_field + 1)
  from unnest(versions, seqs) as known (version, seq)
  where asked.row_seq = 0 and kept.county_code = asked.county_code and kept.disclosure_id = asked.disclosure_id and kept.version = known.version;
  update pub.disclosure_row as kept set cells = kept.cells - asked.field_key, salts = overlay(kept.salts placing blank from 32 * at_field + 1)
  from unnest(versions, seqs) as known (version, seq)
  where asked.row_seq > 0 and kept.county_code = asked.county_code and kept.disclosure_id = asked.disclosure_id and kept.version = known.version and kept.seq = known.seq;
  if exists (select from pub.disclosure_version as kept join unnest(versions, seqs) as known (version, seq) on known.version = kept.version
      where asked.row_seq = 0 and kept.county_code = asked.county_code and kept.disclosure_id = asked.disclosure_id and kept.fields ? asked.field_key)
    or exists (select from pub.disclosure_row as kept join unnest(versions, seqs) as known (version, seq) on known.version = kept.version and known.seq = kept.seq
      where asked.row_seq > 0 and kept.county_code = asked.county_code and kept.disclosure_id = asked.disclosure_id and kept.cells ? asked.field_key) then
    raise exception 'the value is still there' using errcode = 'check_violation';
  end if;
  update public.disclosure_withheld as kept set cells = kept.cells - asked.field_key
  from unnest(versions, seqs) as known (version, seq)
  where kept.county_code = asked.county_code and kept.disclosure_id = asked.disclosure_id and kept.version = known.version and kept.seq = known.seq;
end $$;

revoke all on function keeping.is_held(text, uuid), keeping.forget_identity(uuid, date, text), keeping.delete_words(uuid, date, bytea), keeping.erase_value(uuid, integer, integer[], integer[], bytea[], date, bytea) from public;
grant execute on function keeping.forget_identity(uuid, date, text), keeping.delete_words(uuid, date, bytea), keeping.erase_value(uuid, integer, integer[], integer[], bytea[], date, bytea) to ydt_app;
set local role ydt_owner;
revoke create on schema keeping from ydt_shredder;
