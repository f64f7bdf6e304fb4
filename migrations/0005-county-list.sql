create table pub.county_item (
  county_code bigint not null references pub.division,
  slug        text not null check (slug ~ '^[a-z][a-z-]{0,59}$'),
  seq         integer not null check (seq >= 1),
  valid_from  date not null,
  change      jsonb not null check (change ->> 'kind' in ('add', 'change', 'retire', 'restore')),
  author_id   uuid not null references officer,
  made_at     timestamptz not null,
  primary key (county_code, slug, seq)
);
comment on table pub.county_item is 'What a county adds to, changes in or takes from the supervision-item list, from a day on. Appended to, never changed.';
create trigger kept before update or delete on pub.county_item for each row execute function refuse_change();
create trigger kept_whole before truncate on pub.county_item for each statement execute function refuse_change();
alter table pub.county_item enable always trigger kept;
alter table pub.county_item enable always trigger kept_whole;

-- A county's own form is a further version of the item's schema. Its numbers begin at 1000, so that a version that comes with a later
-- release of the program never meets one that a county made.
alter table pub.field_schema
  add column county_code bigint references pub.division,
  add column valid_from  date,
  add column author_id   uuid references officer,
  add column made_at     timestamptz,
  add check ((county_code is null) = (version < 1000)),
  add check ((county_code is null) = (valid_from is null) and (county_code is null) = (author_id is null));
create trigger kept before update or delete on pub.field_schema for each row execute function refuse_change();
create trigger kept_whole before truncate on pub.field_schema for each statement execute function refuse_change();
alter table pub.field_schema enable always trigger kept;
alter table pub.field_schema enable always trigger kept_whole;

create function refuse_foreign_form() returns trigger language plpgsql as $$
begin
  if current_user = 'ydt_app' and new.county_code is null then raise exception 'only a county''s own form is written by the program'; end if;
  return new;
end $$;
create trigger of_a_county before insert on pub.field_schema for each row execute function refuse_foreign_form();

grant select, insert on pub.county_item to ydt_app;
grant select (county_code, slug, seq, valid_from, change) on pub.county_item to ydt_reader;
grant insert on pub.field_schema to ydt_app;
