-- Units are made, named anew and ended one by one, and what a post says of its holder is changed one by one. Decision 0067.
alter table unit
  add column made_by    uuid references officer,
  add column ended_on   date,
  add column ended_by   uuid references officer,
  add column end_reason text check (end_reason <> ''),
  add check ((ended_on is null) = (ended_by is null) and (ended_on is null) = (end_reason is null));
comment on column unit.made_by is 'Who made it by itself; null where a spreadsheet, the command line or the demonstration did.';
comment on column unit.ended_on is 'From this day on nobody serves there and nothing goes there. What happened there stays written.';
create unique index unit_named_once on unit (division_code, name_zh) where ended_on is null;
grant update (name_zh, name_en, ended_on, ended_by, end_reason) on unit to ydt_app;

create table unit_former_name (
  unit_id    uuid not null references unit,
  name_zh    text not null,
  name_en    text not null,
  until      timestamptz not null,
  changed_by uuid not null references officer,
  reason     text not null check (reason <> ''),
  primary key (unit_id, until)
);
comment on table unit_former_name is 'How a unit was called until an instant: what happened before is told with that name. Appended to, never changed.';
create trigger kept before update or delete on unit_former_name for each row execute function refuse_change();
create trigger kept_whole before truncate on unit_former_name for each statement execute function refuse_change();
alter table unit_former_name enable always trigger kept;
alter table unit_former_name enable always trigger kept_whole;
grant select, insert on unit_former_name to ydt_app;
grant select on unit_former_name to ydt_staff;

create table post_change (
  id         uuid primary key,
  officer_id uuid not null references officer,
  post_title text check (post_title <> ''),
  active_to  date,
  is_head    boolean not null,
  reason     text not null check (reason <> ''),
  asked_by   uuid not null references officer,
  asked_at   timestamptz not null,
  expires_at timestamptz not null,
  decided_by uuid references officer,
  decided_at timestamptz,
  outcome    text check (outcome in ('granted', 'withdrawn')),
  check (officer_id <> asked_by),
  check ((outcome is null) = (decided_by is null) and (outcome is null) = (decided_at is null)),
  check (outcome is distinct from 'granted' or (decided_by <> asked_by and decided_by <> officer_id))
);
comment on table post_change is 'A title, a longer term or a headship of a post, asked for by one administrator and counting when another grants it. What is shorter than before counts at once and has no row.';
create unique index post_change_one_waits on post_change (officer_id) where outcome is null;
create policy reach on post_change as restrictive to ydt_staff using (exists (select from officer join unit on unit.id = officer.unit_id where officer.id = post_change.officer_id
  and unit.division_code between nullif(current_setting('ydt.low', true), '')::bigint and nullif(current_setting('ydt.high', true), '')::bigint));
create policy open on post_change using (true) with check (true);
alter table post_change enable row level security;
alter table post_change force row level security;
grant select, insert, update (decided_by, decided_at, outcome) on post_change to ydt_app;
grant select on post_change to ydt_staff;

-- What an invitation for a new post says of it, as a row of a spreadsheet does.
alter table staff_invitation
  add column post_title  text check (post_title <> ''),
  add column active_from date,
  add column active_to   date check (active_to > active_from),
  add column is_head     boolean not null default false;

-- Administrators change what is of their own organisation.
create function guard_own_organisation() returns trigger language plpgsql as $$
declare
  said  jsonb := to_jsonb(new);
  place bigint := case tg_table_name when 'unit' then (said ->> 'division_code')::bigint
    when 'post_change' then (select unit.division_code from officer join unit on unit.id = officer.unit_id where officer.id = (said ->> 'officer_id')::uuid)
    else (select division_code from unit where id = (said ->> 'unit_id')::uuid) end;
begin
  if exists (select from officer where id in ((said ->> 'made_by')::uuid, (said ->> 'ended_by')::uuid, (said ->> 'changed_by')::uuid, (said ->> 'asked_by')::uuid, (said ->> 'decided_by')::uuid) and not (place between reach_low and reach_high))
  then raise exception '% of another organisation is changed there', tg_table_name using errcode = 'check_violation', constraint = 'administers_own_organisation'; end if;
  return new;
end $$;
create trigger of_own_organisation before insert or update on unit for each row execute function guard_own_organisation();
create trigger of_own_organisation before insert on unit_former_name for each row execute function guard_own_organisation();
create trigger of_own_organisation before insert or update on post_change for each row execute function guard_own_organisation();

-- The same as `unitEndRefusal` of src/actions/units.ts, for whoever writes.
create function guard_unit() returns trigger language plpgsql as $$
begin
  if old.ended_on is not null then raise exception 'a unit that has ended stays as it is written' using errcode = 'check_violation'; end if;
  if (old.name_zh, old.name_en) is distinct from (new.name_zh, new.name_en)
    and not exists (select from unit_former_name as former where former.unit_id = old.id and (former.name_zh, former.name_en) = (old.name_zh, old.name_en) and former.until >= all (select until from unit_former_name where unit_id = old.id))
  then raise exception 'the name of before is written down first' using errcode = 'check_violation'; end if;
  if new.ended_on is not null and (
    exists (select from officer where unit_id = new.id and (active_to is null or active_to > new.ended_on))
    or exists (select from staff_invitation where unit_id = new.id and ended_at is null)
    or exists (select from case_file where state not in ('closed', 'lapsed', 'diverted', 'rejected', 'withdrawn') and (responsible_unit_id = new.id or supervising_unit_id = new.id or helper_unit_ids @> array[new.id]))
    or exists (select from supervision_item where due_on is not null and answered_on is null and ended_on is null and (unit_id = new.id or new.id = any(raised_to)))
    or exists (select from item_binding as bound where new.id in (bound.responsible_unit_id, bound.supervising_unit_id) and not exists (select from item_binding as later
      where (later.county_code, later.item_slug) = (bound.county_code, bound.item_slug) and (later.valid_from, later.seq) > (bound.valid_from, bound.seq) and later.valid_from <= new.ended_on))
    or exists (select from org_edge where above_id = new.id and ended_at is null)
  ) then raise exception 'a unit with posts, work, items or units below it does not end' using errcode = 'check_violation', constraint = 'unit_at_work'; end if;
  return new;
end $$;
create trigger guarded before update on unit for each row execute function guard_unit();
alter table unit enable always trigger guarded;

-- And nothing goes to a unit that has ended. The row is held while it is asked, so that no end comes between.
create function refuse_ended_unit() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  units uuid[];
begin
  if tg_table_name = 'case_file' then units := new.helper_unit_ids || new.responsible_unit_id || new.supervising_unit_id;
  elsif tg_table_name = 'item_binding' then units := array[new.responsible_unit_id, new.supervising_unit_id];
  elsif tg_table_name = 'org_edge' then units := array[new.unit_id, new.above_id];
  else units := array[new.unit_id]; end if;
  perform from public.unit where id = any(units) order by id for share;
  if exists (select from public.unit where id = any(units) and ended_on is not null) then raise exception 'the unit has ended' using errcode = 'check_violation', constraint = 'unit_ended'; end if;
  return new;
end $$;
revoke all on function refuse_ended_unit() from public;
create trigger of_living_unit before insert on officer for each row execute function refuse_ended_unit();
create trigger of_living_unit_again before update of unit_id, active_to on officer for each row when (new.active_to is null or new.active_to > old.active_to) execute function refuse_ended_unit();
create trigger of_living_unit before insert on staff_invitation for each row execute function refuse_ended_unit();
create trigger of_living_unit before insert on item_binding for each row execute function refuse_ended_unit();
create trigger of_living_unit before insert on org_edge for each row execute function refuse_ended_unit();
create trigger of_living_unit before insert on unit_head for each row execute function refuse_ended_unit();
create trigger of_living_unit before insert on case_file for each row when (new.responsible_unit_id is not null or new.supervising_unit_id is not null or new.helper_unit_ids <> '{}') execute function refuse_ended_unit();
create trigger of_living_unit_again before update of responsible_unit_id, supervising_unit_id, helper_unit_ids on case_file for each row
  when ((old.responsible_unit_id, old.supervising_unit_id, old.helper_unit_ids) is distinct from (new.responsible_unit_id, new.supervising_unit_id, new.helper_unit_ids)) execute function refuse_ended_unit();
