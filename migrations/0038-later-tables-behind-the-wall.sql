-- Tables made after the second wall (0031) are brought behind it: what ydt_app may, ydt_staff may, within reach.
do $$
declare given record;
begin
  for given in
    select class.oid::regclass as named, acl.privilege_type as privilege, '' as of_columns
    from pg_class as class cross join lateral aclexplode(class.relacl) as acl
    where class.relnamespace in ('public'::regnamespace, 'pub'::regnamespace, 'vault'::regnamespace, 'audit'::regnamespace) and class.relkind in ('r', 'p', 'v') and acl.grantee = 'ydt_app'::regrole
    union all
    select class.oid::regclass, acl.privilege_type, format('(%I)', attribute.attname)
    from pg_attribute as attribute join pg_class as class on class.oid = attribute.attrelid cross join lateral aclexplode(attribute.attacl) as acl
    where class.relnamespace in ('public'::regnamespace, 'pub'::regnamespace, 'vault'::regnamespace, 'audit'::regnamespace) and acl.grantee = 'ydt_app'::regrole
  loop
    -- Accounts and requests for an identity are not asked within the reach of an officer over cases: their routes act as ydt_app (decision 0042).
    if given.named::text not in ('spent_allowance', 'trial_message', 'file_going', 'outbox', 'staff_invitation', 'account_act', 'officer', 'vault.identity_request', 'vault.resealing', 'vault.identity_deletion', 'audit.day',
      'resident', 'resident_session', 'resident_case', 'resident_village', 'sign_in_attempt', 'vault.resident_contact') then
      execute format('grant %s %s on %s to ydt_staff', given.privilege, given.of_columns, given.named);
    end if;
  end loop;
end $$;
grant usage on schema audit, keeping to ydt_staff;
set local role ydt_shredder;
grant execute on function keeping.erase_value(uuid, integer, integer[], integer[], bytea[], date, bytea) to ydt_staff;
set local role ydt_owner;

do $$
declare t text;
begin
  create policy reach on retention_hold as restrictive to ydt_staff using (county_code between nullif(current_setting('ydt.county_low', true), '')::bigint and nullif(current_setting('ydt.county_high', true), '')::bigint);
  create policy reach on erasure_request as restrictive to ydt_staff using (village_code between nullif(current_setting('ydt.low', true), '')::bigint and nullif(current_setting('ydt.high', true), '')::bigint);
  foreach t in array array['retention_hold', 'erasure_request'] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy open on %s using (true) with check (true)', t);
  end loop;
end $$;

-- Who may take a sealed identity out is said by the policies of 0033 and 0036; here nobody is let through beside them.
drop policy open on vault.sealed_identity;
alter policy put_in on vault.sealed_identity to ydt_app, ydt_staff;
alter policy own on vault.sealed_identity to ydt_app, ydt_staff;
