create table reply_template (
  id          uuid primary key,
  county_code bigint references pub.division,
  category    text check (category <> ''),
  title       text not null check (title <> '' and char_length(title) <= 60),
  found       text not null check (char_length(found) <= 1000),
  done        text not null check (char_length(done) <= 1000),
  next_step   text not null check (char_length(next_step) <= 500),
  text        text not null check (char_length(text) <= 1500),
  valid_from  date not null,
  author_id   uuid references officer,
  made_at     timestamptz not null default now(),
  check ((county_code is null) = (author_id is null))
);
comment on table reply_template is 'Skeletons of answers, with marked gaps. Without a county: those that came with the program. Never changed: a county retires one and adds another.';
comment on column reply_template.category is 'The category of items it is for; null: for every complaint.';
create index reply_template_of_county on reply_template (county_code);

create table reply_template_end (
  template_id uuid not null references reply_template,
  county_code bigint not null references pub.division,
  valid_to    date not null,
  officer_id  uuid not null references officer,
  at          timestamptz not null,
  primary key (template_id, county_code)
);
comment on table reply_template_end is 'The last day on which a county offers a template; also one that came with the program.';

create table case_evidence (
  id         uuid primary key,
  case_id    uuid not null references case_file,
  file_id    uuid not null unique,
  name       text not null,
  media_type text not null check (media_type in ('application/pdf', 'image/jpeg')),
  bytes      integer not null check (bytes > 0),
  sha256     bytea not null check (octet_length(sha256) = 32),
  officer_id uuid not null references officer,
  unit_id    uuid not null references unit,
  at         timestamptz not null
);
comment on table case_evidence is 'Photos and documents that an answer rests on. Which of them go with an answer stands in its event, with their hashes. A file in which personal data were found was never kept.';
create index case_evidence_of_case on case_evidence (case_id, at, id);

-- What a unit has answered before: the same words to another complainant are shown to the reviewer.
create index case_event_answer on case_event (unit_id, md5(regexp_replace(details -> 'reply' ->> 'text', '\s', '', 'g'))) where action = 'draftReply';

create unlogged table case_presence (
  case_id    uuid not null references case_file,
  officer_id uuid not null references officer,
  seen_at    timestamptz not null,
  wrote_at   timestamptz,
  primary key (case_id, officer_id)
);
comment on table case_presence is 'Who has a case open now. A row lives for minutes and is no record of anything: it is not logged, not kept, and shown to nobody who may not see the case.';
create index case_presence_by_age on case_presence (seen_at);

create table saved_filter (
  id           uuid primary key,
  officer_id   uuid not null references officer,
  name         text not null check (name <> '' and char_length(name) <= 30),
  queue        text not null check (queue <> ''),
  q            text not null check (char_length(q) <= 100),
  state        text,
  village_code bigint,
  sort         text not null,
  at           timestamptz not null,
  unique (officer_id, name)
);
comment on table saved_filter is 'Lists of cases that an officer gave a name to: what they are narrowed to, never what they held.';

create trigger kept before update or delete on reply_template for each row execute function refuse_change();
create trigger kept_whole before truncate on reply_template for each statement execute function refuse_change();
create trigger kept before update or delete on reply_template_end for each row execute function refuse_change();
create trigger kept_whole before truncate on reply_template_end for each statement execute function refuse_change();
create trigger kept before update or delete on case_evidence for each row execute function refuse_change();
create trigger kept_whole before truncate on case_evidence for each statement execute function refuse_change();
alter table reply_template enable always trigger kept;
alter table reply_template enable always trigger kept_whole;
alter table reply_template_end enable always trigger kept;
alter table reply_template_end enable always trigger kept_whole;
alter table case_evidence enable always trigger kept;
alter table case_evidence enable always trigger kept_whole;

grant select, insert on reply_template, reply_template_end, case_evidence to ydt_app;
grant select, insert, update, delete on case_presence, saved_filter to ydt_app;
