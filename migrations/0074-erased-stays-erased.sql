-- A wish names the line it speaks of: a version never changes, so its number and that of the line are enough for good.
alter table erasure_request
  add column version integer,
  add column newest_version integer,
  add column fingerprints bytea[] not null default '{}';
grant select, update (version, newest_version) on erasure_request to ydt_shredder;
set local role ydt_shredder;
update erasure_request as asked set version = known.version, newest_version = known.version
from (select asked.id, coalesce(max(kept.version), 1) as version from erasure_request as asked
  left join pub.disclosure_version as kept on kept.county_code = asked.county_code and kept.disclosure_id = asked.disclosure_id and kept.published_at <= asked.asked_at group by asked.id) as known
where known.id = asked.id;
set local role ydt_owner;
revoke update on erasure_request from ydt_shredder;
alter table erasure_request
  alter column version set not null,
  alter column newest_version set not null,
  add constraint erasure_request_version_check check (version between 1 and newest_version);
comment on column erasure_request.version is 'The version whose line `row_seq` is meant.';
comment on column erasure_request.newest_version is 'The newest version when it was asked: in versions that came since, the line is followed only where it is provably the same.';
comment on column erasure_request.fingerprints is 'Of a deleted value, a keyed hash of what was published and, where it was masked, of what was entered. The key is not in the database; a correction that would publish the value again is refused by them.';
drop index erasure_request_once;
create unique index erasure_request_once on erasure_request (disclosure_id, version, row_seq, field_key) where is_granted is null;
create index erasure_request_granted on erasure_request (disclosure_id) where is_granted;
grant update (fingerprints) on erasure_request to ydt_app, ydt_staff;

-- What an open correction loses stands in its history, so that nobody saves over it unknowing.
alter table draft_event drop constraint draft_event_action_check;
alter table draft_event add constraint draft_event_action_check check (action in ('create', 'edit', 'submit', 'endorse', 'lapse', 'return', 'schedule', 'unschedule', 'release', 'approve', 'erase'));

grant select, update (name) on pub.project to ydt_shredder;
grant select on pub.project_record, pub.erasure to ydt_shredder;
grant create on schema keeping to ydt_shredder;
set local role ydt_shredder;

drop function keeping.erase_value(uuid, integer, integer[], integer[], bytea[], date, bytea);
-- Deletes one personal value wherever the named line stands, with its salt, once two persons said so; what was committed to it is kept. With it go what is withheld behind it, what a
-- complaint about that line quotes of it, and the name of a project that was taken from it. `labels_were` and `labels_are`: what the line is called with the value and without it.
create function keeping.erase_value(request uuid, versions integer[], seqs integer[], at_fields integer[], commitments bytea[], labels_were text[], labels_are text[], on_day date, leaf bytea)
returns void language plpgsql security definer set search_path = '' as $$
declare
  asked public.erasure_request;
  blank bytea := decode(repeat('00', 32), 'hex');
  names text[];
begin
  select * into asked from public.erasure_request where id = request and is_granted;
  if asked.id is null or keeping.is_held('disclosure', asked.disclosure_id) then
    raise exception 'a published value is erased when two persons said so and not while its record is held' using errcode = 'check_violation';
  end if;
  if not exists (select from unnest(versions, seqs) as known (version, seq) where known.version = asked.version and known.seq = asked.row_seq) then
    raise exception 'what two persons agreed to is among what is erased' using errcode = 'check_violation';
  end if;
  insert into public.log_queue (log, leaf) values ('pub', erase_value.leaf);
  insert into pub.erasure (county_code, disclosure_id, version, row_seq, field_key, commitment, ground, erased_on, log_queue_id)
  select asked.county_code, asked.disclosure_id, known.version, known.seq, asked.field_key, known.commitment, asked.ground, on_day, currval('public.log_queue_id_seq')
  from unnest(versions, seqs, commitments) as known (version, seq, commitment);
  names := array(select kept.fields ->> asked.field_key from pub.disclosure_version as kept join unnest(versions) as known (version) on known.version = kept.version
    where asked.row_seq = 0 and kept.county_code = asked.county_code and kept.disclosure_id = asked.disclosure_id);
  update pub.project as project set name = project.code where project.county_code = asked.county_code and project.name = any (names)
    and project.code in (select part.code from pub.project_record as part where part.county_code = asked.county_code and part.disclosure_id = asked.disclosure_id);
  update pub.disclosure_version as kept set fields = kept.fields - asked.field_key, salts = overlay(kept.salts placing blank from 32 * known.at_field + 1)
  from unnest(versions, at_fields) as known (version, at_field)
  where asked.row_seq = 0 and kept.county_code = asked.county_code and kept.disclosure_id = asked.disclosure_id and kept.version = known.version;
  update pub.disclosure_row as kept set cells = kept.cells - asked.field_key, salts = overlay(kept.salts placing blank from 32 * known.at_field + 1)
  from unnest(versions, seqs, at_fields) as known (version, seq, at_field)
  where asked.row_seq > 0 and kept.county_code = asked.county_code and kept.disclosure_id = asked.disclosure_id and kept.version = known.version and kept.seq = known.seq;
  if exists (select from pub.disclosure_version as kept join unnest(versions) as known (version) on known.version = kept.version
      where asked.row_seq = 0 and kept.county_code = asked.county_code and kept.disclosure_id = asked.disclosure_id and kept.fields ? asked.field_key)
    or exists (select from pub.disclosure_row as kept join unnest(versions, seqs) as known (version, seq) on known.version = kept.version and known.seq = kept.seq
      where asked.row_seq > 0 and kept.county_code = asked.county_code and kept.disclosure_id = asked.disclosure_id and kept.cells ? asked.field_key) then
    raise exception 'the value is still there' using errcode = 'check_violation';
  end if;
  update public.disclosure_withheld as kept set cells = kept.cells - asked.field_key
  from unnest(versions, seqs) as known (version, seq)
  where kept.county_code = asked.county_code and kept.disclosure_id = asked.disclosure_id and kept.version = known.version and kept.seq = known.seq;
  update public.case_file as file set seen = case when file.field_key = asked.field_key then file.seen - 'value' else file.seen end
    || case when known.seq = 0 or not file.seen ? 'label' then '{}' else jsonb_build_object('label', btrim(case when starts_with(file.seen ->> 'label', known.was)
      then known.now || substr(file.seen ->> 'label', length(known.was) + 1) else known.now end, ' ·')) end
  from unnest(versions, seqs, labels_were, labels_are) as known (version, seq, was, now)
  where file.disclosure_id = asked.disclosure_id and file.disclosure_version = known.version and coalesce(file.row_seq, 0) = known.seq and file.seen is not null;
end $$;
revoke all on function keeping.erase_value(uuid, integer[], integer[], integer[], bytea[], text[], text[], date, bytea) from public;
grant execute on function keeping.erase_value(uuid, integer[], integer[], integer[], bytea[], text[], text[], date, bytea) to ydt_app, ydt_staff;

-- Of what was erased before today nobody knows the words any more: quotations of such a line lose what they said of it, and projects what may have been their name.
update case_file as file set seen = case when file.field_key = gone.field_key then file.seen - 'value' else file.seen end - case when gone.row_seq > 0 then 'label' else '' end
from pub.erasure as gone
where file.disclosure_id = gone.disclosure_id and file.disclosure_version = gone.version and coalesce(file.row_seq, 0) = gone.row_seq and file.seen is not null;
update pub.project as project set name = project.code
where exists (select from pub.project_record as part join pub.erasure as gone on gone.county_code = part.county_code and gone.disclosure_id = part.disclosure_id
  where part.county_code = project.county_code and part.code = project.code and gone.row_seq = 0 and gone.field_key in ('projectName', 'title'));
set local role ydt_owner;
revoke create on schema keeping from ydt_shredder;

-- Where a sealed name is gone, no request for it goes on: what was handed from one hand to the next goes with it.
alter table vault.identity_request
  add column ended_how text check (ended_how in ('deleted', 'diverted')),
  add check (ended_how is null or num_nonnulls(inner_sealed, view_sealed) = 0);
comment on column vault.identity_request.ended_how is 'The sealed name was deleted, or went to a discipline body with the report, before the request came to its end.';
drop index vault.identity_request_open;
create unique index identity_request_open on vault.identity_request (case_id) where viewed_at is null and refused_by is null and lapsed_at is null and ended_how is null;
create or replace function vault.is_wanted(of_case uuid) returns boolean language sql stable as $$
  select exists (select from vault.identity_request where case_id = of_case and passed_by is null and refused_by is null and lapsed_at is null and ended_how is null)
    or exists (select from vault.resealing where approved_by is not null and ended_at is null)
$$;
create function vault.refuse_step_after_end() returns trigger language plpgsql as $$
begin
  if to_jsonb(old) - 'lapsed_at' is distinct from to_jsonb(new) - 'lapsed_at' then
    raise exception 'a request whose sealed name is gone has come to its end' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger ended before update on vault.identity_request for each row when (old.ended_how is not null) execute function vault.refuse_step_after_end();
alter table vault.identity_request enable always trigger ended;

create function vault.end_requests() returns trigger language plpgsql as $$
begin
  update vault.identity_request set inner_sealed = null, view_sealed = null, ended_how = case current_user when 'ydt_diverter' then 'diverted' else 'deleted' end
  where case_id = old.case_id and refused_by is null and lapsed_at is null and ended_how is null and (viewed_at is null or view_sealed is not null);
  return old;
end $$;
create trigger requests_end after delete on vault.sealed_identity for each row execute function vault.end_requests();
alter table vault.sealed_identity enable always trigger requests_end;
grant select, update (inner_sealed, view_sealed, ended_how) on vault.identity_request to ydt_shredder, ydt_diverter;
grant select (ended_how) on vault.identity_request to ydt_app, ydt_office;
set local role ydt_shredder;
update vault.identity_request as request set inner_sealed = null, view_sealed = null, ended_how = case when exists (select from vault.identity_deletion as done where done.case_id = request.case_id) then 'deleted' else 'diverted' end
where refused_by is null and lapsed_at is null and (viewed_at is null or view_sealed is not null) and not exists (select from vault.sealed_identity as kept where kept.case_id = request.case_id);
set local role ydt_owner;

-- Written over what stands, so that both hold whatever there is by now.
do $$
declare stands constant text := (select pg_get_constraintdef(oid) from pg_constraint where conname = 'case_event_action_check');
begin
  execute 'alter table case_event drop constraint case_event_action_check, add constraint case_event_action_check ' || replace(stands, '''refuseIdentity''::text', '''refuseIdentity''::text, ''endIdentity''::text');
  execute replace(pg_get_functiondef('guard_case_event'::regproc), 'when new.action = ''writeMessage''', 'when new.action = ''endIdentity'' then array[''complainant'', ''system'']
    when new.action = ''writeMessage''');
end $$;
