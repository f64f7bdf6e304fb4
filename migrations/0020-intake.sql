alter table case_file
  drop constraint case_file_channel_check,
  add constraint case_file_channel_check check (channel in ('web', 'api', 'phone', 'letter', 'visit', 'hotline', 'proxy'));

create table hotline_import (
  id          uuid primary key,
  county_code bigint not null references pub.division,
  officer_id  uuid not null references officer,
  unit_id     uuid not null references unit,
  at          timestamptz not null,
  file_sha256 bytea not null check (octet_length(file_sha256) = 32),
  filed       integer not null check (filed >= 0),
  known       integer not null check (known >= 0)
);
comment on table hotline_import is 'A file of work orders of the 12345 hotline that was taken over: how many became cases, how many had been taken over before. The file itself is not kept.';

create table case_intake (
  case_id        uuid primary key references case_file,
  county_code    bigint not null references pub.division,
  channel        text not null check (channel in ('phone', 'letter', 'visit', 'hotline', 'proxy')),
  channel_number text check (channel_number <> '' and char_length(channel_number) <= 60),
  received_on    date not null,
  due_on         date,
  import_id      uuid references hotline_import,
  entered_by     uuid not null references officer,
  entered_unit   uuid not null references unit,
  check (channel_number is not null or channel in ('phone', 'visit', 'proxy')),
  check (import_id is null or channel = 'hotline'),
  check (due_on is null or channel = 'hotline'),
  unique (county_code, channel, channel_number)
);
comment on table case_intake is 'How a case came that its complainant did not file himself: by which door, under which number there, on which day, entered by whom. Who called or helped stands in the vault alone.';
comment on column case_intake.due_on is 'The day the hotline wants its answer by. A fact beside the case: our own days are counted from its receipt here.';
create index case_intake_of_import on case_intake (import_id) where import_id is not null;

create table case_scan (
  case_id    uuid not null references case_intake,
  n          integer not null check (n between 1 and 20),
  file_id    uuid not null unique,
  media_type text not null,
  bytes      integer not null check (bytes > 0),
  officer_id uuid not null references officer,
  at         timestamptz not null,
  primary key (case_id, n)
);
comment on table case_scan is 'Pictures and documents of a letter or of what a visitor brought. They show handwriting and names, so only the desk that took them in reads them, never the unit.';

create table likeness_verdict (
  seq        bigint generated always as identity primary key,
  case_id    uuid not null references case_file,
  other_id   uuid not null references case_file,
  verdict    text not null check (verdict in ('different', 'again')),
  officer_id uuid not null references officer,
  unit_id    uuid not null references unit,
  at         timestamptz not null,
  check (case_id <> other_id)
);
comment on table likeness_verdict is 'What an officer said of two cases that looked alike: different matters, or the matter of the other again after it was closed. The newest verdict on a pair holds.';
create index likeness_verdict_by_case on likeness_verdict (case_id, other_id, seq desc);
create index likeness_verdict_by_other on likeness_verdict (other_id, case_id, seq desc);

create function guard_likeness_verdict() returns trigger language plpgsql as $$
begin
  if (select county_code from case_file where id = new.case_id) <> (select county_code from case_file where id = new.other_id)
  then raise exception 'cases are compared within their county' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger guarded before insert on likeness_verdict for each row execute function guard_likeness_verdict();
alter table likeness_verdict enable always trigger guarded;

create trigger kept before update or delete on hotline_import for each row execute function refuse_change();
create trigger kept_whole before truncate on hotline_import for each statement execute function refuse_change();
create trigger kept before update or delete on case_intake for each row execute function refuse_change();
create trigger kept_whole before truncate on case_intake for each statement execute function refuse_change();
create trigger kept before update or delete on case_scan for each row execute function refuse_change();
create trigger kept_whole before truncate on case_scan for each statement execute function refuse_change();
create trigger kept before update or delete on likeness_verdict for each row execute function refuse_change();
create trigger kept_whole before truncate on likeness_verdict for each statement execute function refuse_change();
alter table hotline_import enable always trigger kept;
alter table hotline_import enable always trigger kept_whole;
alter table case_intake enable always trigger kept;
alter table case_intake enable always trigger kept_whole;
alter table case_scan enable always trigger kept;
alter table case_scan enable always trigger kept_whole;
alter table likeness_verdict enable always trigger kept;
alter table likeness_verdict enable always trigger kept_whole;

grant select, insert on hotline_import, case_intake, case_scan, likeness_verdict to ydt_app;
