-- A city has units of its own; and the two groups of custodians stay two. Decision 0067.
-- The same as `reachOf` of src/rules/policy/accounts.ts: who makes accounts for a city makes none of its counties.
alter table officer add constraint administers_own_organisation check (role not in ('system-admin', 'security-admin') or (reach_low % 1000000 = 0 and reach_high = reach_low + 999999));

-- Where the two groups stand mixed already, the upgrade says in which unit: somebody of the county has to say who goes where.
do $$
declare
  mixed text := (select string_agg(distinct unit.name_zh, '; ') from officer as one join officer as other on other.custodian_group <> one.custodian_group
    and (other.unit_id = one.unit_id or other.user_id = one.user_id or (other.reach_low, other.name) = (one.reach_low, one.name)) join unit on unit.id = one.unit_id);
begin
  if mixed is not null then raise exception 'custodians of both groups meet in a unit, an account or a name: %', mixed using hint = 'docs/runbook.md, “Upgrade”'; end if;
end $$;
-- Names are opened by two groups in sequence: neither a unit, nor an account, nor one name of an organisation is ever of both, ended posts included.
alter table officer add constraint unit_in_one_group exclude using gist (unit_id with =, custodian_group with <>);
alter table officer add constraint account_in_one_group exclude using gist (user_id with =, custodian_group with <>);
alter table officer add constraint name_in_one_group exclude using gist (reach_low with =, name with =, custodian_group with <>);

-- An account is asked for and granted by administrators of the organisation that its unit belongs to, and by nobody else. The command line asks as nobody.
create function guard_invitation_place() returns trigger language plpgsql as $$
declare
  place bigint := (select division_code from unit where id = new.unit_id);
begin
  if exists (select from officer where id in (new.asked_by, new.granted_by) and not (place between reach_low and reach_high))
  then raise exception 'accounts of another organisation are asked for and granted there' using errcode = 'check_violation', constraint = 'administers_own_organisation'; end if;
  return new;
end $$;
create trigger of_own_organisation before insert or update of asked_by, granted_by on staff_invitation for each row execute function guard_invitation_place();
alter table staff_invitation enable always trigger of_own_organisation;
