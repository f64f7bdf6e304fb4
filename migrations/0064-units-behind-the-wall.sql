-- What administrators do with units and posts one by one runs as ydt_office too: within the county, or above it within the reach.
grant select on case_file, supervision_item, item_binding to ydt_office;
grant update (name_zh, name_en, ended_on, ended_by, end_reason) on unit to ydt_office;
grant select, insert on unit_former_name to ydt_office;
grant select, insert, update (decided_by, decided_at, outcome) on post_change to ydt_office;
create policy office on post_change as restrictive to ydt_office using (exists (select from officer where officer.id = post_change.officer_id
  and officer.reach_low >= nullif(current_setting('ydt.county_low', true), '')::bigint and officer.reach_high <= nullif(current_setting('ydt.county_high', true), '')::bigint));
create policy office_change on unit as restrictive for update to ydt_office
  using (division_code between nullif(current_setting('ydt.county_low', true), '')::bigint and nullif(current_setting('ydt.county_high', true), '')::bigint);

-- A post that nobody ever held ends, and what its holder would have headed.
drop function end_expired_invitations(timestamptz, date);
create function end_expired_invitations(now timestamptz, today date, by_officer uuid) returns void language sql security definer set search_path = '' as $$
  update public.unit_head set valid_to = greatest(valid_from, today), ended_by = by_officer, end_reason = 'expired' where by_officer is not null and valid_to is null
    and officer_id in (select officer_id from public.staff_invitation where kind = 'new' and granted_at is not null and ended_at is null and expires_at <= now);
  update public.officer set active_to = greatest(active_from, today) where user_id is null and (active_to is null or active_to > today)
    and id in (select officer_id from public.staff_invitation where kind = 'new' and granted_at is not null and ended_at is null and expires_at <= now);
  update public.staff_invitation set ended_at = now, ended_how = 'withdrawn' where ended_at is null and expires_at <= now;
$$;
revoke all on function end_expired_invitations(timestamptz, date, uuid) from public;
grant execute on function end_expired_invitations(timestamptz, date, uuid) to ydt_app, ydt_office;
-- It changes rows that these guard, whatever is looked through by whoever calls it.
alter function refuse_one_person() set search_path = public;
alter function guard_organisation() set search_path = public;
