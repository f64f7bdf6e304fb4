-- A complaint that was divided is one complaint: whose own it is, and whom it is about, holds for the whole and for every part.

-- Whoever showed that one of its cases is his own is the complainant of all of them, of those that come later too. One after the other with divisions of the county (lockMerging of
-- src/records/case-links.ts), so that a part that is being made is not missed; taken before any case is locked.
create function wait_for_divisions() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('merging in a county', (select county_code from public.case_file where id = new.case_id)));
  return new;
end $$;
create function own_of_all() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into public.own_complaint (officer_id, case_id, declared_on)
    select new.officer_id, file.id, new.declared_on from public.case_file as one join public.case_file as file on file.id = coalesce(one.split_from, one.id) or file.split_from = coalesce(one.split_from, one.id)
    where one.id = new.case_id on conflict do nothing;
  return null;
end $$;
create function own_of_part() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into public.own_complaint (officer_id, case_id, declared_on)
    select own.officer_id, new.id, min(own.declared_on) from public.own_complaint as own join public.case_file as file on file.id = own.case_id
    where file.id = new.split_from or file.split_from = new.split_from group by own.officer_id on conflict do nothing;
  return null;
end $$;
revoke all on function wait_for_divisions(), own_of_all(), own_of_part() from public;
create trigger alone before insert on own_complaint for each row execute function wait_for_divisions();
create trigger of_all after insert on own_complaint for each row execute function own_of_all();
create trigger own after insert on case_file for each row when (new.split_from is not null) execute function own_of_part();
comment on table own_complaint is 'That an officer is the complainant of a case, shown by its receipt code: the officer then follows it by the code and in no other way. Of a complaint that was divided, one row for the whole and one for each part. No list shows it.';

insert into own_complaint (officer_id, case_id, declared_on)
  select own.officer_id, file.id, min(own.declared_on) from own_complaint as own join case_file as one on one.id = own.case_id join case_file as file on coalesce(file.split_from, file.id) = coalesce(one.split_from, one.id)
  group by own.officer_id, file.id on conflict do nothing;

-- A part of a part was given the level of the whole, whatever its own event said.
update case_file as file set desk_level = said.desk_level
from (select distinct on (case_id) case_id, details ->> 'deskLevel' as desk_level from case_event where action in ('file', 'moveUp') and details ? 'deskLevel' order by case_id, seq desc) as said
where said.case_id = file.id and file.split_from is not null and file.desk_level <> said.desk_level;

-- A name that holds for the others of a divided complaint, or for what joined one, is written there by the program itself.
do $$
declare
  stands constant text := pg_get_functiondef('guard_case_event'::regproc);
  also constant text := replace(stands, $q$when new.action in ('orderRedo', 'unmerge') then$q$, $q$when new.action in ('orderRedo', 'unmerge', 'nameSubjects') then$q$);
begin
  if also = stands then raise exception 'who may name is not known'; end if;
  execute also;
end $$;
