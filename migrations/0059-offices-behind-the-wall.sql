-- Accounts, set-ups, deputies, requests for an identity and the audit come behind the second wall too. What administrators, custodians and whoever names a deputy ask runs as ydt_office: narrowed to the county
-- (above it, to the reach) of who asks, whatever the policies of the program say, and without any right on passwords, authenticators and passkeys. The audit is read as ydt_audit_desk, which may read nothing else.

-- Cases and what hangs on them: what ydt_staff may, by the place of the case instead of its holders, because custodians and administrators hold none.
do $$
declare
  given record;
  county constant text := $p$between nullif(current_setting('ydt.county_low', true), '')::bigint and nullif(current_setting('ydt.county_high', true), '')::bigint$p$;
begin
  for given in
    select class.oid as id, class.oid::regclass::text as named, attribute.attname is not null as has_case from pg_policy join pg_class as class on class.oid = polrelid
      left join pg_attribute as attribute on attribute.attrelid = class.oid and attribute.attname = 'case_id' and not attribute.attisdropped
    where polname = 'reach' and (class.relname = 'case_file' or attribute.attname is not null)
  loop
    execute format('create policy office on %s as restrictive to ydt_office using (%s)', given.named,
      case when given.named = 'case_file' then 'village_code ' || county
        when given.named = 'message' then 'exists (select from case_file as file where file.id = message.case_id) or (case_id is null and exists (select from officer where officer.id = message.officer_id))'
        else format('exists (select from case_file as file where file.id = %s.case_id)', given.named) end);
  end loop;
  execute format('create policy office on disclosure_approval as restrictive to ydt_office using (county_code %s)', county);

  for given in
    select class.oid::regclass as named, acl.privilege_type as privilege, '' as of_columns from pg_class as class cross join lateral aclexplode(class.relacl) as acl
    where acl.grantee = 'ydt_staff'::regrole and (exists (select from pg_policy where polrelid = class.oid and polname = 'office') or (class.relnamespace = 'pub'::regnamespace and acl.privilege_type = 'SELECT'))
    union all
    select class.oid::regclass, acl.privilege_type, format('(%I)', attribute.attname) from pg_attribute as attribute join pg_class as class on class.oid = attribute.attrelid cross join lateral aclexplode(attribute.attacl) as acl
    where acl.grantee = 'ydt_staff'::regrole and exists (select from pg_policy where polrelid = class.oid and polname = 'office')
  loop
    execute format('grant %s %s on %s to ydt_office', given.privilege, given.of_columns, given.named);
  end loop;
end $$;
alter policy own on vault.sealed_identity to ydt_app, ydt_staff, ydt_office;

-- Accounts, who stands over whom and who is related to whom. Posts are seen in the county and above it, because those above act in it and are named there, and where a case of the county names somebody of elsewhere,
-- because a conflict is worked out from both ends; they are changed in the county alone.
do $$
declare
  t text;
  county constant text := $p$between nullif(current_setting('ydt.county_low', true), '')::bigint and nullif(current_setting('ydt.county_high', true), '')::bigint$p$;
  within constant text := $p$(officer.reach_low >= nullif(current_setting('ydt.county_low', true), '')::bigint and officer.reach_high <= nullif(current_setting('ydt.county_high', true), '')::bigint)$p$;
  around constant text := $p$(officer.reach_low <= nullif(current_setting('ydt.county_high', true), '')::bigint and officer.reach_high >= nullif(current_setting('ydt.county_low', true), '')::bigint)$p$;
  of_unit constant text := 'exists (select from unit where unit.id = %s.unit_id and unit.division_code ' || county || ')';
  of_officer constant text := 'exists (select from officer where officer.id = %s and ' || within || ')';
  of_user constant text := 'exists (select from officer where officer.user_id = %s and ' || within || ')';
begin
  execute format('create policy office on officer as restrictive to ydt_office using (%s or exists (select from case_subject as named where named.officer_id = officer.id)) with check (%s)', around, within);
  execute format('create policy office_change on officer as restrictive for update to ydt_office using (%s)', within);
  execute format('create policy office on unit as restrictive to ydt_office using (true) with check (division_code %s)', county);
  -- Under what stands above the county its own units stand too.
  execute 'create policy office on org_edge as restrictive to ydt_office using (exists (select from unit where unit.id = org_edge.unit_id and (unit.division_code ' || county || $p$
    or (unit.division_code % 100000000 = 0 and nullif(current_setting('ydt.county_low', true), '')::bigint between unit.division_code and unit.division_code + case when unit.division_code % 10000000000 = 0 then 9999999999 else 99999999 end))))$p$
    || ' with check (' || format(of_unit, 'org_edge') || ')';
  execute 'create policy office on declared_relation as restrictive to ydt_office using (exists (select from officer where officer.id in (declared_relation.officer_id, declared_relation.with_officer_id))
    or exists (select from unit where unit.id = declared_relation.with_unit_id and unit.division_code ' || county || ')) with check (' || format(of_officer, 'declared_relation.officer_id') || ')';
  create policy office on relation_end as restrictive to ydt_office using (exists (select from declared_relation as relation where relation.id = relation_end.relation_id));
  foreach t in array array['unit_head', 'staff_invitation'] loop
    execute format('create policy office on %s as restrictive to ydt_office using (%s)', t, format(of_unit, t));
  end loop;
  create policy office on account_act as restrictive to ydt_office using (exists (select from officer where officer.id = account_act.by_officer));
  execute format('create policy office on county_setup as restrictive to ydt_office using (county_code %s)', county);
  execute format('create policy office on deputyship as restrictive to ydt_office using (%s)', format(of_officer, 'deputyship.absent_id'));
  execute format('create policy office on vault.officer_contact as restrictive to ydt_office using (%s)', format(of_officer, 'officer_contact.officer_id'));
  execute format('create policy office on review_batch as restrictive to ydt_office using (%s)', format(of_officer, 'review_batch.reviewer_id'));
  execute format('create policy office on import_upload as restrictive to ydt_office using (%s)', format(of_officer, 'import_upload.officer_id'));
  execute format('create policy office on auth."user" as restrictive to ydt_office using (%s)', 'exists (select from officer where officer.user_id = "user".id)');
  execute format('create policy office on auth.session as restrictive to ydt_office using (%s)', format(of_user, 'session.user_id'));
  execute format('create policy office on auth.notice as restrictive to ydt_office using (%s)', format(of_user, 'notice.user_id'));
  create policy office on vault.identity_request as restrictive to ydt_office using (exists (select from case_file as file where file.id = identity_request.case_id));
  execute format('create policy office on audit.entry as restrictive to ydt_audit_desk using (place_code is null or place_code %s)', county);

  foreach t in array array['officer', 'unit', 'org_edge', 'unit_head', 'declared_relation', 'relation_end', 'staff_invitation', 'account_act', 'county_setup', 'deputyship', 'vault.officer_contact', 'auth."user"', 'auth.session', 'auth.notice', 'vault.identity_request', 'audit.entry'] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy open on %s using (true) with check (true)', t);
  end loop;
end $$;

grant usage on schema pub, vault, auth, audit to ydt_office;
grant select on officer, unit, org_edge, unit_head, staff_invitation, county_setup, deputyship, declared_relation, relation_end, case_grant, case_exclusion, idempotency_key, committee_rule, log_queue to ydt_office;
grant insert on officer, unit, org_edge, unit_head, declared_relation, relation_end, staff_invitation, account_act, county_setup, deputyship, outbox, idempotency_key, log_queue, audit.entry to ydt_office;
grant update (active_to, post_title, handed_to) on officer to ydt_office;
grant update (valid_to, ended_by, end_reason) on unit_head to ydt_office;
grant update (ended_at, ended_by, end_reason) on org_edge to ydt_office;
grant update (granted_by, granted_at, first_hash, second_hash, ended_at, ended_how, expires_at) on staff_invitation to ydt_office;
grant update (decided_by, decided_at, outcome) on county_setup to ydt_office;
grant update (ended_by, ended_at, ended_on) on deputyship to ydt_office;
grant select, update (reviewer_id) on review_batch to ydt_office;
grant select, update (officer_id) on import_upload to ydt_office;
grant select (officer_id, channel), delete on vault.officer_contact to ydt_office;
grant select (id, username, two_factor_enabled) on auth."user" to ydt_office;
grant select (id, user_id, seen_at, deputyship_id), update (deputyship_id), delete on auth.session to ydt_office;
grant select, insert, update (times, at) on auth.notice to ydt_office;
grant select (id, case_id, asked_by, reason_code, view_recipient, asked_at, lapses_at, passed_by, passed_at, opened_by, opened_at, viewed_at, view_until, refused_by, refused_at, lapsed_at), insert,
  update (passed_by, passed_at, inner_sealed, opened_by, opened_at, view_sealed, viewed_at, view_until, refused_by, refused_at, lapsed_at) on vault.identity_request to ydt_office;
grant select, insert, update (approved_by, approved_at) on vault.resealing to ydt_office;
grant usage on schema audit to ydt_audit_desk;
grant select on audit.entry to ydt_audit_desk;

-- User names are given once in the whole platform: whether one is taken is told to who asks for an account, and nothing of whose it is.
create function taken_names(asked text[]) returns setof text language sql stable security definer set search_path = '' as $$
  select username from auth."user" where username = any(asked)
  union select username from public.staff_invitation where username = any(asked) and ended_at is null
$$;
-- What was not used in time ends wherever it was asked for, or its name would never be free again; a post that nobody ever held ends with it.
create function end_expired_invitations(now timestamptz, today date) returns void language sql security definer set search_path = '' as $$
  update public.officer set active_to = greatest(active_from, today) where user_id is null and (active_to is null or active_to > today)
    and id in (select officer_id from public.staff_invitation where kind = 'new' and granted_at is not null and ended_at is null and expires_at <= now);
  update public.staff_invitation set ended_at = now, ended_how = 'withdrawn' where ended_at is null and expires_at <= now;
$$;
revoke all on function taken_names(text[]), end_expired_invitations(timestamptz, date) from public;
grant execute on function taken_names(text[]), end_expired_invitations(timestamptz, date) to ydt_app, ydt_office;

-- Written by ydt_office alone from now on: these were open to every officer's statement, wherever the unit is.
revoke insert, update on unit_head, org_edge, declared_relation, relation_end from ydt_staff;
revoke update (valid_to, ended_by, end_reason) on unit_head from ydt_staff;
revoke update (ended_at, ended_by, end_reason) on org_edge from ydt_staff;
