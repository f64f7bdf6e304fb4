create table pub.disclosure (
  county_code       bigint not null,
  id                uuid not null,
  village_code      bigint not null references pub.division,
  item_slug         text not null,
  category          text not null,
  schema_version    integer not null,
  period            text not null,
  period_start      date not null,
  period_end        date not null check (period_end >= period_start),
  title             text not null,
  current_version   integer not null check (current_version >= 1),
  row_count         integer not null,
  total_fen         bigint,
  first_published_at timestamptz not null,
  published_at      timestamptz not null,
  notice_ends_on    date,
  search            tsvector not null,
  primary key (county_code, id)
);
comment on table pub.disclosure is 'One published record, as its latest version shows it: the list page and the search read only this.';
comment on column pub.disclosure.total_fen is 'Integer fen, null where the record has no sum of money.';
create unique index disclosure_id on pub.disclosure (id);
create index disclosure_by_village on pub.disclosure (village_code, period_start desc, id);
create index disclosure_by_item on pub.disclosure (village_code, item_slug, period_start desc);
create index disclosure_search on pub.disclosure using gin (search);

create table pub.disclosure_version (
  county_code    bigint not null,
  disclosure_id  uuid not null,
  version        integer not null check (version >= 1),
  schema_version integer not null,
  title          text not null,
  fields         jsonb not null,
  salts          bytea not null,
  row_count      integer not null,
  total_fen      bigint,
  reason         text check (version = 1 or reason <> ''),
  published_by   text not null,
  approved_by    text not null,
  published_at   timestamptz not null default now(),
  commitment     bytea not null check (octet_length(commitment) = 32),
  log_queue_id   bigint not null unique references log_queue,
  primary key (county_code, disclosure_id, version),
  foreign key (county_code, disclosure_id) references pub.disclosure (county_code, id) deferrable initially deferred
);
comment on table pub.disclosure_version is 'What was published, version by version. Never changed: a correction is the next version, with its reason. Cannot exist without its ledger leaf.';
comment on column pub.disclosure_version.fields is 'Public view: masked, without internal fields.';
comment on column pub.disclosure_version.salts is '32 random bytes per field, in the order of the schema''s public fields; they open the commitment.';
comment on column pub.disclosure_version.published_by is 'Name of the publishing unit.';

create table pub.disclosure_row (
  county_code   bigint not null,
  disclosure_id uuid not null,
  version       integer not null,
  seq           integer not null check (seq >= 1),
  cells         jsonb not null,
  salts         bytea not null,
  primary key (county_code, disclosure_id, version, seq)
) partition by list (county_code);
comment on table pub.disclosure_row is 'The rows of a version, masked. Partitioned by county; a county''s partition is made when its divisions are loaded.';
create table pub.disclosure_row_elsewhere partition of pub.disclosure_row default;

create table pub.attachment (
  county_code   bigint not null,
  disclosure_id uuid not null,
  version       integer not null,
  n             integer not null,
  file_id       uuid not null,
  name          text not null,
  media_type    text not null,
  bytes         integer not null,
  sha256        bytea not null,
  primary key (county_code, disclosure_id, version, n),
  foreign key (county_code, disclosure_id, version) references pub.disclosure_version deferrable initially deferred
);
comment on table pub.attachment is 'Files published with a version.';

create table disclosure_approval (
  county_code   bigint not null,
  disclosure_id uuid not null,
  version       integer not null,
  draft_id      uuid not null unique,
  author_id     uuid not null references officer,
  approver_id   uuid not null references officer,
  approved_at   timestamptz not null default now(),
  primary key (county_code, disclosure_id, version),
  foreign key (county_code, disclosure_id, version) references pub.disclosure_version deferrable initially deferred,
  check (author_id <> approver_id)
);
comment on table disclosure_approval is 'Who wrote and who approved a version: never one person.';

create table disclosure_withheld (
  county_code   bigint not null,
  disclosure_id uuid not null,
  version       integer not null,
  seq           integer not null check (seq >= 0),
  cells         jsonb not null,
  primary key (county_code, disclosure_id, version, seq)
);
comment on table disclosure_withheld is 'The values that the public view masks or leaves out, by row; seq 0 holds the header''s.';

create table disclosure_draft (
  id             uuid primary key,
  disclosure_id  uuid not null,
  base_version   integer not null default 0,
  county_code    bigint not null,
  village_code   bigint not null references pub.division,
  item_slug      text not null,
  schema_version integer not null,
  period         text not null,
  period_start   date not null,
  period_end     date not null,
  title          text not null check (title <> ''),
  fields         jsonb not null,
  row_count      integer not null default 0,
  reason         text check (base_version = 0 or reason <> ''),
  state          text not null check (state in ('draft', 'submitted', 'returned', 'approved')),
  author_id      uuid not null references officer,
  return_reason  text,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now()
);
comment on table disclosure_draft is 'A record on its way to publication, or a correction of one. The only disclosure table that is edited.';
create index disclosure_draft_by_village on disclosure_draft (village_code, state, updated_at desc);
create unique index one_open_correction on disclosure_draft (disclosure_id, base_version) where state <> 'approved';

create table draft_row (
  draft_id uuid not null references disclosure_draft on delete cascade,
  seq      integer not null,
  cells    jsonb not null,
  primary key (draft_id, seq)
);
comment on table draft_row is 'Rows of a draft, unmasked.';

create table draft_attachment (
  draft_id   uuid not null references disclosure_draft on delete cascade,
  n          integer not null,
  file_id    uuid not null,
  name       text not null,
  media_type text not null,
  bytes      integer not null,
  sha256     bytea not null,
  primary key (draft_id, n)
);
comment on table draft_attachment is 'Files of a draft.';

create table draft_event (
  draft_id   uuid not null,
  seq        integer not null,
  action     text not null check (action in ('create', 'edit', 'submit', 'return', 'approve')),
  officer_id uuid not null references officer,
  note       text,
  at         timestamptz not null default now(),
  primary key (draft_id, seq)
);
comment on table draft_event is 'What happened to a draft, in order. Appended to, never changed.';

create trigger kept before update or delete on pub.disclosure_version for each row execute function refuse_change();
create trigger kept_whole before truncate on pub.disclosure_version for each statement execute function refuse_change();
create trigger kept before update or delete on pub.disclosure_row for each row execute function refuse_change();
create trigger kept_whole before truncate on pub.disclosure_row for each statement execute function refuse_change();
create trigger kept before update or delete on pub.attachment for each row execute function refuse_change();
create trigger kept_whole before truncate on pub.attachment for each statement execute function refuse_change();
create trigger kept before update or delete on disclosure_approval for each row execute function refuse_change();
create trigger kept_whole before truncate on disclosure_approval for each statement execute function refuse_change();
create trigger kept before update or delete on draft_event for each row execute function refuse_change();
create trigger kept_whole before truncate on draft_event for each statement execute function refuse_change();
alter table pub.disclosure_version enable always trigger kept;
alter table pub.disclosure_version enable always trigger kept_whole;
alter table pub.disclosure_row enable always trigger kept;
alter table pub.disclosure_row enable always trigger kept_whole;
alter table pub.attachment enable always trigger kept;
alter table pub.attachment enable always trigger kept_whole;
alter table disclosure_approval enable always trigger kept;
alter table disclosure_approval enable always trigger kept_whole;
alter table draft_event enable always trigger kept;
alter table draft_event enable always trigger kept_whole;

grant select on all tables in schema pub to ydt_app, ydt_reader;
grant insert on pub.disclosure, pub.disclosure_version, pub.disclosure_row, pub.attachment to ydt_app;
grant update on pub.disclosure to ydt_app;
grant select, insert on disclosure_approval, disclosure_withheld, draft_event to ydt_app;
grant select, insert, update, delete on disclosure_draft, draft_row, draft_attachment to ydt_app;
