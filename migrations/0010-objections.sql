-- Objections to published records: raised by a resident, answered by the village, decided by the township.
create table objection (
  id            uuid primary key,
  county_code   bigint not null,
  village_code  bigint not null references pub.division,
  disclosure_id uuid not null,
  version       integer not null,
  receipt_hmac  bytea not null unique check (octet_length(receipt_hmac) = 32),
  question      text not null,
  state         text not null check (state in ('raised', 'answered', 'escalated', 'upheld', 'corrected', 'dismissed', 'settled')),
  since         date not null,
  due_on        date,
  event_count   integer not null check (event_count >= 1),
  foreign key (county_code, disclosure_id, version) references pub.disclosure_version
);
comment on table objection is 'A doubt about a published record. The question as it was typed; everybody sees the redacted one in pub.objection. Who asked is not stored: the receipt code is all there is.';
comment on column objection.since is 'The day the present state began.';
create index objection_by_village on objection (village_code, state, due_on);
create index objection_waiting on objection (due_on) where state in ('raised', 'answered');

create table objection_event (
  objection_id uuid not null references objection,
  seq          integer not null check (seq >= 1),
  action       text not null check (action in ('raise', 'answer', 'concede', 'accept', 'escalate', 'uphold', 'dismiss', 'correct', 'settle')),
  actor        text not null check (actor in ('clerk', 'reviewer', 'asker', 'system')),
  officer_id   uuid references officer,
  words        text,
  day          date not null,
  at           timestamptz not null default now(),
  primary key (objection_id, seq),
  check ((officer_id is not null) = (actor in ('clerk', 'reviewer')))
);
comment on table objection_event is 'What happened to an objection, in order. Appended to, never changed.';

create table pub.objection (
  county_code   bigint not null,
  disclosure_id uuid not null,
  id            uuid not null unique,
  version       integer not null,
  row_seq       integer,
  field_key     text,
  question      text not null,
  raised_on     date not null,
  state         text not null,
  due_on        date,
  answer        text,
  answered_on   date,
  decision      text,
  decided_on    date,
  corrected_in  integer,
  primary key (county_code, disclosure_id, id)
);
comment on table pub.objection is 'Objections as everybody sees them beside the record: redacted, without a word about who asked.';

create trigger kept before update or delete on objection_event for each row execute function refuse_change();
create trigger kept_whole before truncate on objection_event for each statement execute function refuse_change();
alter table objection_event enable always trigger kept;
alter table objection_event enable always trigger kept_whole;
create trigger objection_kept before delete or truncate on objection for each statement execute function refuse_change();
create trigger objection_kept before delete or truncate on pub.objection for each statement execute function refuse_change();
alter table objection enable always trigger objection_kept;
alter table pub.objection enable always trigger objection_kept;

grant select, insert on objection, objection_event to ydt_app;
grant update (state, since, due_on, event_count) on objection to ydt_app;
grant select on pub.objection to ydt_app, ydt_reader;
grant insert on pub.objection to ydt_app;
grant update (state, due_on, answer, answered_on, decision, decided_on, corrected_in) on pub.objection to ydt_app;
