-- A term that grows longer is granted by two persons, whoever writes. In which transaction something was granted is said by the database alone.
alter table post_change add column granted_in xid8;
alter table county_setup add column granted_in xid8;
comment on column post_change.granted_in is 'The transaction that granted it: only in that one it counts.';
comment on column county_setup.granted_in is 'The transaction that granted it: only in that one it counts.';

create function note_granting() returns trigger language plpgsql set search_path = '' as $$
declare
  asks uuid := nullif(current_setting('ydt.officer', true), '')::uuid;
begin
  if tg_op = 'INSERT' then
    new.granted_in := null;
    if current_user <> 'ydt_owner' and new.outcome is not null then raise exception '% is granted after it was asked for', tg_table_name using errcode = 'check_violation', constraint = 'asked_before_granted'; end if;
  elsif old.outcome is null and new.outcome = 'granted' then new.granted_in := pg_current_xact_id();
  else new.granted_in := old.granted_in;
  end if;
  -- What an officer asks is written in the name of that officer, so that two names are two persons who were signed in.
  if current_user = 'ydt_office' and asks is distinct from (case when tg_op = 'INSERT' then new.asked_by else new.decided_by end)
  then raise exception '% is written in the name of who asks', tg_table_name using errcode = 'check_violation', constraint = 'in_own_name'; end if;
  return new;
end $$;
create trigger granting_noted before insert or update on post_change for each row execute function note_granting();
create trigger granting_noted before insert or update on county_setup for each row execute function note_granting();
alter table post_change enable always trigger granting_noted;
alter table county_setup enable always trigger granting_noted;
-- Nobody but whoever administers posts writes them.
revoke insert, update on post_change from ydt_app;
revoke update (decided_by, decided_at, outcome) on post_change from ydt_app;

create function guard_longer_term() returns trigger language plpgsql set search_path = '' as $$
begin
  if current_user <> 'ydt_owner'
    and not exists (select from public.post_change where officer_id = new.id and active_to is not distinct from new.active_to and granted_in = pg_current_xact_id())
    and not exists (select from public.county_setup as setup join public.unit on unit.id = new.unit_id where setup.granted_in = pg_current_xact_id() and setup.county_code = unit.county_code)
  then raise exception 'a longer term is granted by a second person' using errcode = 'check_violation', constraint = 'longer_term_by_two'; end if;
  return new;
end $$;
create trigger longer_by_two before update of active_to on officer for each row when (old.active_to is not null and (new.active_to is null or new.active_to > old.active_to)) execute function guard_longer_term();
alter table officer enable always trigger longer_by_two;
