-- What a second person has accepted, and what the gate found before a version was published.
create table finding_waiver (
  draft_id    uuid not null references disclosure_draft,
  fingerprint bytea not null check (octet_length(fingerprint) = 32),
  kind        text not null,
  reason      text not null check (char_length(btrim(reason)) >= 10),
  officer_id  uuid not null references officer,
  at          timestamptz not null default now(),
  primary key (draft_id, fingerprint)
);
comment on table finding_waiver is 'Why something personal may be published all the same, said by somebody who did not write it. The finding is a keyed hash, never its value.';

create function refuse_own_waiver() returns trigger language plpgsql as $$
begin
  if exists (select from draft_event where draft_id = new.draft_id and officer_id = new.officer_id and action in ('create', 'edit', 'submit')) then
    raise exception 'an author may not accept a finding of the own draft' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger second_person before insert on finding_waiver for each row execute function refuse_own_waiver();
alter table finding_waiver enable always trigger second_person;

create table redaction_report (
  id            uuid primary key,
  draft_id      uuid not null references disclosure_draft,
  disclosure_id uuid not null,
  version       integer not null,
  blocking      integer not null check (blocking >= 0),
  yellow        integer not null check (yellow >= 0),
  waived        bytea[] not null,
  at            timestamptz not null default now(),
  unique (id, disclosure_id, version),
  check (cardinality(waived) = blocking)
);
comment on table redaction_report is 'What the gate found in a version: everything that blocks was accepted by a second person, or the row does not exist.';
comment on column redaction_report.waived is 'Fingerprints of the blocking findings, each with its waiver.';

create function refuse_standing_finding() returns trigger language plpgsql as $$
begin
  if (select count(distinct one) from unnest(new.waived) as one) <> new.blocking
    or exists (select from unnest(new.waived) as one where not exists (
      select from finding_waiver as waiver where waiver.draft_id = new.draft_id and waiver.fingerprint = one and not exists (
        select from draft_event as event where event.draft_id = new.draft_id and event.officer_id = waiver.officer_id and event.action in ('create', 'edit', 'submit')))) then
    raise exception 'a finding stands without a second person''s reason' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger all_accepted before insert on redaction_report for each row execute function refuse_standing_finding();
alter table redaction_report enable always trigger all_accepted;

alter table pub.disclosure_version add column redaction_report_id uuid;
-- Versions from before the gate keep null; `not valid` looks at new rows only.
alter table pub.disclosure_version add constraint gated check (redaction_report_id is not null) not valid;
alter table pub.disclosure_version add constraint gate_of_this_version foreign key (redaction_report_id, disclosure_id, version)
  references redaction_report (id, disclosure_id, version);
comment on column pub.disclosure_version.redaction_report_id is 'The gate the version passed: without a report of that very version none can be published.';

create table attachment_scan (
  file_id  uuid primary key,
  findings jsonb not null,
  at       timestamptz not null default now()
);
comment on table attachment_scan is 'What was found inside a file: kind, where, and a keyed hash; never the text. A file without a row was not looked at.';

-- Emergency take-down.
create table incident (
  id            uuid primary key,
  county_code   bigint not null,
  village_code  bigint not null references pub.division,
  disclosure_id uuid not null,
  version       integer not null,
  reason        text not null check (reason in ('personal-data', 'child', 'wrong-person', 'secret', 'other')),
  note          text not null check (char_length(btrim(note)) >= 5),
  opened_by     uuid not null references officer,
  opened_at     timestamptz not null default now(),
  confirm_by    date not null,
  republish_by  date not null,
  unique (id, opened_by)
);
comment on table incident is 'A published record taken down in an emergency: by one person at once, to be confirmed by a second and to be published again corrected.';
create index incident_by_county on incident (county_code, opened_at desc);

create table incident_confirmation (
  incident_id  uuid primary key,
  opened_by    uuid not null,
  confirmed_by uuid not null references officer,
  note         text not null default '',
  at           timestamptz not null default now(),
  foreign key (incident_id, opened_by) references incident (id, opened_by),
  check (confirmed_by <> opened_by)
);
comment on table incident_confirmation is 'The second person who has looked at a take-down: never the first.';

create table pub.takedown (
  county_code   bigint not null,
  disclosure_id uuid not null,
  version       integer not null,
  reason        text not null,
  at            timestamptz not null default now(),
  log_queue_id  bigint not null unique references log_queue,
  primary key (county_code, disclosure_id, version),
  foreign key (county_code, disclosure_id, version) references pub.disclosure_version
);
comment on table pub.takedown is 'Versions whose content nobody is shown any more; that they were there, why they went, and when, stays public.';
create index takedown_of on pub.takedown (disclosure_id, version);

-- Every public read honours a take-down because the reader cannot see the rows: a new query cannot forget it.
alter table pub.disclosure_version enable row level security;
alter table pub.disclosure_row enable row level security;
alter table pub.attachment enable row level security;
create policy program on pub.disclosure_version to ydt_app using (true) with check (true);
create policy program on pub.disclosure_row to ydt_app using (true) with check (true);
create policy program on pub.attachment to ydt_app using (true) with check (true);
create policy not_taken_down on pub.disclosure_version for select to ydt_reader using ((disclosure_id, version) not in (select disclosure_id, version from pub.takedown) and disclosure_id not in (select disclosure_id from pub.disclosure_withdrawal));
create policy not_taken_down on pub.disclosure_row for select to ydt_reader using ((disclosure_id, version) not in (select disclosure_id, version from pub.takedown) and disclosure_id not in (select disclosure_id from pub.disclosure_withdrawal));
create policy not_taken_down on pub.attachment for select to ydt_reader using ((disclosure_id, version) not in (select disclosure_id, version from pub.takedown) and disclosure_id not in (select disclosure_id from pub.disclosure_withdrawal));
revoke select on pub.disclosure_row_elsewhere from ydt_reader;

-- “Was it me?”: payments in one's own name.
create table payee_key (
  county_code   bigint not null,
  disclosure_id uuid not null,
  version       integer not null,
  seq           integer not null,
  key           bytea not null check (octet_length(key) = 32),
  primary key (county_code, disclosure_id, version, seq)
);
-- Like the rows themselves without a foreign key: a check for each of a hundred thousand rows costs more than the rows.
comment on table payee_key is 'A keyed hash of village, name and the last six of the identity number, for the rows that pay somebody. The key is not in this database.';
create index payee_key_lookup on payee_key (key);

create table payee_confirmation (
  disclosure_id uuid not null,
  version       integer not null,
  seq           integer not null,
  once          bytea not null check (octet_length(once) = 32),
  at            timestamptz not null default now(),
  primary key (disclosure_id, version, seq, once)
);
comment on table payee_confirmation is 'Somebody says that a payment was received. `once` keeps it to one for each key and leads to nobody.';

do $$
declare kept_table text;
begin
  foreach kept_table in array array['finding_waiver', 'redaction_report', 'attachment_scan', 'incident', 'incident_confirmation', 'pub.takedown', 'payee_key', 'payee_confirmation'] loop
    execute format('create trigger kept before update or delete on %s for each row execute function refuse_change()', kept_table);
    execute format('create trigger kept_whole before truncate on %s for each statement execute function refuse_change()', kept_table);
    execute format('alter table %s enable always trigger kept', kept_table);
    execute format('alter table %s enable always trigger kept_whole', kept_table);
  end loop;
end $$;

grant select, insert on finding_waiver, redaction_report, attachment_scan, incident, incident_confirmation, payee_key, payee_confirmation to ydt_app;
grant select, insert on pub.takedown to ydt_app;
grant select on pub.takedown to ydt_reader;
