create table case_file (
  id                  uuid primary key,
  county_code         bigint not null,
  village_code        bigint not null references pub.division,
  channel             text not null check (channel in ('web', 'api')),
  item_slug           text,
  disclosure_id       uuid,
  disclosure_version  integer,
  row_seq             integer,
  field_key           text,
  seen                jsonb,
  statement           text not null check (statement <> ''),
  place               text,
  happened            text,
  wish                text,
  is_named            boolean not null,
  receipt_hmac        bytea not null unique check (octet_length(receipt_hmac) = 32),
  received_at         timestamptz not null default now(),
  received_on         date not null,
  state               text not null check (state in ('submitted', 'accepted', 'assigned', 'returned', 'handling', 'extensionPending', 'replyDrafted', 'replied', 'rated', 'closed')),
  event_count         integer not null check (event_count >= 1),
  accepted_on         date,
  due_on              date,
  original_due_on     date,
  due_is_provisional  boolean not null default false,
  due_reason          text check (due_reason in ('acceptance', 'extension')),
  responsible_unit_id uuid references unit,
  supervising_unit_id uuid references unit,
  handler_id          uuid references officer,
  rating              text check (rating in ('verySatisfied', 'satisfied', 'basicallySatisfied', 'dissatisfied', 'veryDissatisfied')),
  check ((disclosure_id is null) = (disclosure_version is null)),
  check (row_seq is null or disclosure_id is not null)
);
comment on table case_file is 'A complaint as the handling units see it: the matter, never the person. State and dates are the fold of case_event, kept here for lists.';
comment on column case_file.due_reason is 'What the due day rests on: the days from acceptance, or an extension whose reason is its event.';
comment on column case_file.seen is 'What the resident saw when complaining: {title, label, value}; a later correction does not change it.';
comment on column case_file.receipt_hmac is 'HMAC-SHA256 of the 20-digit receipt code under a pepper that is not in this database.';
create index case_file_by_village on case_file (village_code, received_on);
create index case_file_by_state on case_file (county_code, state, due_on);
create index case_file_by_unit on case_file (responsible_unit_id, state) where responsible_unit_id is not null;

create table case_event (
  case_id      uuid not null references case_file,
  seq          integer not null check (seq >= 1),
  action       text not null check (action in ('file', 'accept', 'assign', 'return', 'sign', 'askExtension', 'grantExtension', 'refuseExtension', 'draftReply', 'passReview', 'failReview', 'rate', 'close')),
  by_kind      text not null check (by_kind in ('complainant', 'officer', 'system')),
  officer_id   uuid references officer,
  unit_id      uuid references unit,
  note         text,
  details      jsonb not null default '{}',
  day          date not null,
  at           timestamptz not null default now(),
  log_queue_id bigint not null unique references log_queue,
  primary key (case_id, seq),
  check ((by_kind = 'officer') = (officer_id is not null))
);
comment on table case_event is 'What happened to a case, in order. Appended to, never changed; cannot exist without its ledger leaf.';
create trigger kept before update or delete on case_event for each row execute function refuse_change();
create trigger kept_whole before truncate on case_event for each statement execute function refuse_change();
alter table case_event enable always trigger kept;
alter table case_event enable always trigger kept_whole;

create table case_subject (
  case_id    uuid not null references case_file,
  officer_id uuid references officer,
  unit_id    uuid references unit,
  check ((officer_id is null) <> (unit_id is null)),
  unique nulls not distinct (case_id, officer_id, unit_id)
);
comment on table case_subject is 'Officers and units that a complaint names: they never see it.';

create table case_attachment (
  id         uuid primary key,
  case_id    uuid not null references case_file,
  n          integer not null,
  by_kind    text not null check (by_kind in ('complainant', 'officer')),
  file_id    uuid not null,
  media_type text not null,
  bytes      integer not null,
  width      integer not null,
  height     integer not null,
  unique (case_id, n)
);
comment on table case_attachment is 'Re-encoded photos of a case; names and metadata of the originals are gone.';

create table case_secret (
  case_id     uuid primary key references case_file,
  suite       text not null,
  wrapped_key bytea not null
);
comment on table case_secret is 'The key that opens a case''s ledger leaves, wrapped; deleting it makes the leaves meaningless.';

create table vault.sealed_identity (
  case_id    uuid primary key,
  suite      text not null,
  ciphertext bytea not null,
  sealed_at  timestamptz not null default now()
);
comment on table vault.sealed_identity is 'Name and phone of a named complainant, sealed to the custodians'' keys before they arrive here.';

create table idempotency_key (
  key       text primary key check (octet_length(key) between 16 and 200),
  body_hash bytea not null,
  answer    jsonb not null,
  at        timestamptz not null default now()
);
comment on table idempotency_key is 'Requests already answered: the same key and body get the same answer, the same key with another body is refused.';

create table outbox (
  id           uuid primary key,
  topic        text not null,
  payload      jsonb not null,
  written_at   timestamptz not null default now(),
  attempts     integer not null default 0,
  next_try_at  timestamptz not null default now(),
  delivered_at timestamptz
);
comment on table outbox is 'Messages that must go out, written with the fact they tell of; never any content of a case.';
create index outbox_waiting on outbox (next_try_at) where delivered_at is null;

create table officer_notice (
  id         uuid primary key,
  unit_id    uuid not null references unit,
  case_id    uuid,
  topic      text not null,
  at         timestamptz not null default now(),
  read_at    timestamptz
);
comment on table officer_notice is 'In-app notices to a unit, delivered from the outbox.';

grant select, insert on case_file, case_event, case_subject, case_attachment, case_secret, idempotency_key, outbox, officer_notice to ydt_app;
grant update (state, event_count, accepted_on, due_on, original_due_on, due_is_provisional, due_reason, responsible_unit_id, supervising_unit_id, handler_id, rating, item_slug) on case_file to ydt_app;
grant update (attempts, next_try_at, delivered_at) on outbox to ydt_app;
grant update (read_at) on officer_notice to ydt_app;
grant delete on idempotency_key, outbox to ydt_app;
grant usage on schema vault to ydt_app, ydt_vault;
grant insert on vault.sealed_identity to ydt_app;
grant select on vault.sealed_identity to ydt_vault;
