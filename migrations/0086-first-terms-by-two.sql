-- Whatever is read or done in a post is refused once the post has ended, also what is no transaction of an act. Decision 0086.
-- As insist_on_posts() of migration 0078, at this moment alone: nothing is held.
create function refuse_ended_posts(posts uuid[], lent uuid, today date) returns void language plpgsql stable security definer set search_path = '' as $$
begin
  if exists (select from public.officer where id = any(posts) and active_to <= today) or exists (select from public.deputyship where id = lent and ended_at is not null)
  then raise exception 'a post has ended' using errcode = 'YP001'; end if;
end $$;
revoke all on function refuse_ended_posts(uuid[], uuid, date) from public;
grant execute on function refuse_ended_posts(uuid[], uuid, date) to ydt_app, ydt_staff, ydt_office, ydt_audit_desk, ydt_tip_desk;
-- What an account does with itself, and the desk of reports, insist as every other act.
grant execute on function insist_on_posts(uuid[], uuid, date) to ydt_app, ydt_tip_desk;

-- The first term of a post is granted by two persons, whoever writes. In which transaction an invitation was granted is said by the database alone, as of longer terms (migration 0066).
alter table staff_invitation add column granted_in xid8;
comment on column staff_invitation.granted_in is 'The transaction that granted it: only in that one it makes a post.';
create function note_invitation() returns trigger language plpgsql set search_path = '' as $$
declare
  asks uuid := nullif(current_setting('ydt.officer', true), '')::uuid;
  is_granted boolean := new.granted_at is not null and (tg_op = 'INSERT' or old.granted_at is null);
begin
  new.granted_in := case when tg_op = 'UPDATE' then old.granted_in end;
  if current_user = 'ydt_owner' then return new; end if;
  if tg_op = 'INSERT' and is_granted then
    -- Those of a set-up are granted with it.
    if not exists (select from public.county_setup as setup where setup.id = new.setup_id and setup.granted_in = pg_current_xact_id() and (setup.asked_by, setup.decided_by) = (new.asked_by, new.granted_by))
    then raise exception 'an invitation is granted after it was asked for' using errcode = 'check_violation', constraint = 'asked_before_granted'; end if;
  elsif (tg_op = 'INSERT' or is_granted) and (current_user <> 'ydt_office' or asks is null or asks is distinct from (case when tg_op = 'INSERT' then new.asked_by else new.granted_by end))
  then raise exception 'an invitation is written in the name of who asks' using errcode = 'check_violation', constraint = 'in_own_name'; end if;
  if is_granted then new.granted_in := pg_current_xact_id(); end if;
  return new;
end $$;
create trigger granting_noted before insert or update on staff_invitation for each row execute function note_invitation();
alter table staff_invitation enable always trigger granting_noted;

create function guard_first_term() returns trigger language plpgsql set search_path = '' as $$
begin
  if current_user <> 'ydt_owner'
    and not exists (select from public.staff_invitation as asked where asked.officer_id = new.id and asked.kind = 'new' and asked.granted_in = pg_current_xact_id()
      and (asked.unit_id, asked.role, asked.name) = (new.unit_id, new.role, new.name) and asked.active_to is not distinct from new.active_to and coalesce(asked.active_from, new.active_from) = new.active_from)
    and not exists (select from public.county_setup as setup join public.unit on unit.id = new.unit_id where setup.granted_in = pg_current_xact_id() and setup.county_code = unit.county_code)
  then raise exception 'the first term of a post is granted by a second person' using errcode = 'check_violation', constraint = 'first_term_by_two'; end if;
  return new;
end $$;
create trigger first_by_two before insert on officer for each row execute function guard_first_term();
alter table officer enable always trigger first_by_two;
-- The command line, which invites an administrator without two others, writes as the owner.
revoke insert on officer, staff_invitation from ydt_app;

-- Who heads a unit, and who does no longer, is written in the name of who asks; that it is somebody else than the head is said by a check of the table and the trigger deputies_apart.
create function head_in_own_name() returns trigger language plpgsql set search_path = '' as $$
begin
  if current_user = 'ydt_office' and (case when tg_op = 'INSERT' then new.entered_by else new.ended_by end) is distinct from nullif(current_setting('ydt.officer', true), '')::uuid
  then raise exception 'a headship is written in the name of who asks' using errcode = 'check_violation', constraint = 'in_own_name'; end if;
  return new;
end $$;
create trigger in_own_name before insert or update on unit_head for each row execute function head_in_own_name();
alter table unit_head enable always trigger in_own_name;
revoke insert, update on unit_head from ydt_app;
revoke update (valid_to, ended_by, end_reason) on unit_head from ydt_app;
