create table import_upload (
  id           uuid primary key,
  officer_id   uuid not null references officer,
  county_code  bigint not null,
  item_slug    text not null,
  village_code bigint references pub.division,
  name         text not null check (char_length(name) between 1 and 200),
  bytes        integer not null check (bytes between 1 and 20000000),
  sha256       bytea not null check (octet_length(sha256) = 32),
  received     integer not null default 0 check (received between 0 and bytes),
  state        text not null default 'receiving' check (state in ('receiving', 'received', 'checking', 'checked', 'drafted')),
  rows_read    integer not null default 0,
  asked        jsonb not null default '{}',
  result       jsonb,
  created_at   timestamptz not null,
  updated_at   timestamptz not null
);
comment on table import_upload is 'A file on its way to drafts, of one officer. Without a village it is split by the villages its rows name. Purged after a week.';
comment on column import_upload.asked is 'Which table and mapping the result was made with.';
create index import_upload_by_file on import_upload (sha256);
create index import_upload_by_age on import_upload (updated_at);

create table import_chunk (
  upload_id uuid not null references import_upload on delete cascade,
  starts_at integer not null check (starts_at >= 0),
  content   bytea not null check (octet_length(content) between 1 and 1048576),
  primary key (upload_id, starts_at)
);
comment on table import_chunk is 'The bytes of an upload. Gone as soon as its drafts are made: they hold what residents may not see.';

create table import_draft (
  upload_sha256 bytea not null,
  draft_id      uuid not null,
  officer_id    uuid not null references officer,
  village_code  bigint not null,
  at            timestamptz not null,
  primary key (draft_id)
);
comment on table import_draft is 'Which file a draft came from, so that the same file is recognised when it comes again. Appended to, never changed.';
create index import_draft_by_file on import_draft (upload_sha256);

create trigger kept before update or delete on import_draft for each row execute function refuse_change();
create trigger kept_whole before truncate on import_draft for each statement execute function refuse_change();
alter table import_draft enable always trigger kept;
alter table import_draft enable always trigger kept_whole;

create table import_mapping (
  county_code bigint not null,
  item_slug   text not null,
  signature   text not null check (signature ~ '^[0-9a-f]{64}$'),
  mapping     jsonb not null,
  officer_id  uuid not null references officer,
  used_at     timestamptz not null,
  primary key (county_code, item_slug, signature)
);
comment on table import_mapping is 'How the columns of a table were mapped by a person; the signature is a hash of its headers, so that no cell is kept.';

grant select, insert, update, delete on import_upload, import_chunk, import_mapping to ydt_app;
grant select, insert on import_draft to ydt_app;
