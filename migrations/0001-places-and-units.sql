-- Roles exist already (src/records/roles.ts makes them); this file runs as ydt_owner.
create schema pub;
create schema vault;
create schema auth;
comment on schema pub is 'What everybody may read: masked, approved, append-only. The role ydt_reader sees only this schema.';
comment on schema vault is 'Sealed identities. ydt_app may put in and never take out.';
comment on schema auth is 'Staff sign-in, written by better-auth.';

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % refused', tg_table_name, lower(tg_op) using errcode = 'insufficient_privilege';
end $$;

create table pub.division (
  code        bigint primary key check (code between 110000000000 and 659999999999),
  name        text not null check (name <> ''),
  level       text not null check (level in ('province', 'city', 'county', 'township', 'village')),
  county_code bigint,
  urban_rural text,
  is_virtual  boolean not null default false,
  valid_from  date not null,
  valid_to    date check (valid_to > valid_from)
);
comment on table pub.division is 'Places by their 12-digit code; a subtree is a range of codes. A place that ends keeps its row with valid_to.';
comment on column pub.division.is_virtual is 'A village-level code without villagers (development zones): owes no disclosure.';
comment on column pub.division.urban_rural is 'Three-digit urban-rural class of the National Bureau of Statistics.';

create table pub.division_former_name (
  code     bigint not null references pub.division,
  name     text not null,
  valid_to date not null,
  primary key (code, valid_to)
);
comment on table pub.division_former_name is 'Names a place had before; keyed on code because names repeat and change.';

create table pub.holiday_notice (
  year   integer primary key,
  papers jsonb not null,
  days   jsonb not null
);
comment on table pub.holiday_notice is 'One row per year with a State Council notice: days off and make-up working days. A year without a row is provisional.';

create table pub.catalogue_category (
  version integer not null,
  slug    text not null,
  seq     integer not null,
  name_zh text not null,
  name_en text not null,
  primary key (version, slug)
);
comment on table pub.catalogue_category is 'Categories of the supervision-item list.';

create table pub.catalogue_item (
  version     integer not null,
  slug        text not null,
  category    text not null,
  seq         integer not null,
  number      text not null,
  name_zh     text not null,
  name_en     text not null,
  cadence     text not null check (cadence in ('M', 'Q', 'H', 'A', 'E', 'none')),
  notice_days integer not null check (notice_days >= 0),
  responsible jsonb not null,
  supervising jsonb not null,
  basis       jsonb not null,
  primary key (version, slug),
  foreign key (version, category) references pub.catalogue_category (version, slug)
);
comment on table pub.catalogue_item is 'Supervision items: what every village publishes, how often, and which two kinds of unit answer for it.';

create table pub.field_schema (
  item    text not null,
  version integer not null,
  body    jsonb not null,
  primary key (item, version)
);
comment on table pub.field_schema is 'Typed fields of one item; a record keeps the version it was made with.';

create table unit (
  id            uuid primary key,
  division_code bigint not null references pub.division,
  county_code   bigint not null,
  kind          text not null check (kind in ('village', 'township', 'discipline', 'supervising', 'responsible', 'leadership')),
  name_zh       text not null,
  name_en       text not null
);
comment on table unit is 'A body that enters, reviews, handles, supervises or leads.';

create table officer (
  id          uuid primary key,
  user_id     text unique,
  unit_id     uuid not null references unit,
  role        text not null check (role in ('clerk', 'reviewer', 'triage', 'supervisor', 'handler', 'leader')),
  name        text not null,
  reach_low   bigint not null,
  reach_high  bigint not null check (reach_high >= reach_low),
  active_from date not null,
  active_to   date
);
comment on table officer is 'A person in a post. Reach is a range of division codes.';

create table item_binding (
  county_code         bigint not null,
  item_slug           text not null,
  responsible_unit_id uuid not null references unit,
  supervising_unit_id uuid not null references unit,
  valid_from          date not null,
  primary key (county_code, item_slug, valid_from),
  check (responsible_unit_id <> supervising_unit_id)
);
comment on table item_binding is 'Every item binds two different units: the responsible one does the work, the supervising one dispatches and reviews.';

create table log_queue (
  id         bigint generated always as identity primary key,
  log        text not null check (log in ('pub', 'case')),
  leaf       bytea not null check (octet_length(leaf) <= 1024),
  queued_at  timestamptz not null default now(),
  leaf_index bigint
);
comment on table log_queue is 'Leaves for the transparency logs, in the order of their transactions; written with the fact they commit to.';
create trigger log_queue_kept before delete or truncate on log_queue for each statement execute function refuse_change();
alter table log_queue enable always trigger log_queue_kept;


grant usage on schema pub to ydt_app, ydt_reader;
grant select on pub.division, pub.division_former_name, pub.holiday_notice, pub.catalogue_category, pub.catalogue_item, pub.field_schema to ydt_app, ydt_reader;
grant select on unit, officer, item_binding to ydt_app;
grant select, insert on log_queue to ydt_app;
grant select on log_queue to ydt_logd;
grant update (leaf_index) on log_queue to ydt_logd;
