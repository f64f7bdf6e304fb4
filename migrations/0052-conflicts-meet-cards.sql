-- Cards and letters knew one desk, the county's: a case that had gone up by a conflict of interest came back to the county as a card, and what rose to the city was seen by nobody there.
alter table supervision_item
  add column desk_level text not null default 'county' check (desk_level in ('county', 'city', 'province')),
  add column raised_to uuid[] not null default '{}';
comment on column supervision_item.desk_level is 'The level whose desk had the case when it was given: the level below loses it with the case.';
comment on column supervision_item.raised_to is 'The units it rose to because nobody answered, in this order.';
with given as (
  select case_id, seq, (row_number() over (partition by case_id order by seq))::int as n from case_event where action = 'giveCard' or (action = 'supervise' and details ? 'letter')
), said as (
  select given.case_id, given.n,
    (select event.details ->> 'deskLevel' from case_event as event where event.case_id = given.case_id and event.seq < given.seq and event.action in ('file', 'moveUp') and event.details ? 'deskLevel' order by event.seq desc limit 1) as desk_level,
    array(select (event.details ->> 'unitId')::uuid from case_event as event where event.case_id = given.case_id and event.action = 'raise' and (event.details ->> 'n')::int = given.n and event.details ? 'unitId' order by event.seq) as raised_to
  from given
)
update supervision_item as item set desk_level = coalesce(said.desk_level, 'county'), raised_to = said.raised_to
from said where (said.case_id, said.n) = (item.case_id, item.n) and (said.desk_level is not null or said.raised_to <> '{}');
alter table supervision_item alter column desk_level drop default;
grant update (raised_to) on supervision_item to ydt_app, ydt_staff;

-- Says of a unit what isItemOf of src/rules/policy/supervision.ts says of an officer: desks of a level that lost the case hold nothing of it, whatever was sent to them.
create function holds_item(kind text, division_code bigint, given_at text, desk_level text) returns boolean language sql immutable as $$
  select given_at = desk_level and (kind not in ('discipline', 'leadership') or division_code % (case desk_level when 'county' then 1000000 when 'city' then 100000000 else 10000000000 end) = 0)
$$;

create or replace function case_holders(of_cases uuid[]) returns table (case_id uuid, holder text, village_code bigint) language sql stable as $$
  select file.id, held.holder, file.village_code from public.case_file as file cross join lateral (
    select 'nobody' as holder where file.body_code is not null
    union all select 'desk ' || file.desk_level where file.body_code is null
    union all select 'supervises ' || file.supervising_unit_id where file.body_code is null and file.supervising_unit_id is not null
    union select 'handles ' || unit_id from unnest(file.helper_unit_ids || file.responsible_unit_id) as unit_id where file.body_code is null and unit_id is not null
    union select 'explains ' || unit.id from public.supervision_item as item join public.unit on unit.id = any(item.raised_to || item.unit_id)
      where item.case_id = file.id and file.body_code is null and public.holds_item(unit.kind, unit.division_code, item.desk_level, file.desk_level)
  ) as held where file.id = any(of_cases)
$$;

create or replace function give_items() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into public.case_grant (case_id, holder, village_code)
    select file.id, 'explains ' || unit.id, file.village_code from new_item as item join public.case_file as file on file.id = item.case_id join public.unit on unit.id = any(item.raised_to || item.unit_id)
    where file.body_code is null and public.holds_item(unit.kind, unit.division_code, item.desk_level, file.desk_level)
    on conflict do nothing;
  return null;
end $$;
create trigger given_anew after update on supervision_item referencing new table as new_item for each statement execute function give_items();

delete from case_grant as held where holder like 'explains %' and not exists (select from case_holders(array[held.case_id]) as now where now.holder = held.holder);
insert into case_grant (case_id, holder, village_code) select held.case_id, held.holder, held.village_code from case_holders(array(select distinct case_id from supervision_item)) as held on conflict do nothing;

-- The desk takes a case back from the unit that has it. Written over what stands, so that it holds whatever actions there are by now.
do $$
declare
  stands constant text := (select pg_get_constraintdef(oid) from pg_constraint where conname = 'case_event_action_check');
begin
  execute 'alter table case_event drop constraint case_event_action_check, add constraint case_event_action_check ' || replace(stands, '''return''::text', '''return''::text, ''recall''::text');
end $$;
