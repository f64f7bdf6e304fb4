-- A post belongs to a person: whoever changes the post takes along what the person did, declared and is named in. Decision 0080.
-- The same as `nameKey` of src/rules/organisation/persons.ts: a name as it is compared, without blanks and dots.
alter table officer
  add column person_of uuid references officer,
  add column person_id uuid not null generated always as (coalesce(person_of, id)) stored,
  add column name_key  text not null generated always as (lower(regexp_replace(normalize(name, NFKC), '[[:space:]·・‧•]', '', 'g'))) stored;
comment on column officer.person_of is 'The first post of the same person; null of the first post itself. Said with the invitation and granted with it; no route changes it.';
create index officer_of_person on officer (person_id);
create index officer_by_name_key on officer (name_key);

-- Whoever is said to be somebody of a later post is whoever that is.
create function name_first_post() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  new.person_of := (select person_id from public.officer where id = new.person_of);
  return new;
end $$;
create trigger first_post before insert or update of person_of on officer for each row when (new.person_of is not null) execute function name_first_post();
alter table officer enable always trigger first_post;

-- Where one name holds two of the three powers already, the upgrade says which: somebody of the place has to say who keeps what.
do $$
declare
  mixed text := (select string_agg(distinct one.name, '; ') from officer as one join officer as other on other.name_key = one.name_key and other.reach_low = one.reach_low and other.power <> one.power
    and daterange(one.active_from, one.active_to) && daterange(other.active_from, other.active_to) where one.power <> 'work' and other.power <> 'work');
begin
  if mixed is not null then raise exception 'one name holds two of the three powers: %', mixed using hint = 'docs/runbook.md, “Upgrade”'; end if;
end $$;
-- Powers are apart while they are held: nothing of a power stays with who has left it. Halves of the way to a name stay in a head, so the two groups are apart for ever.
alter table officer add constraint name_in_one_power exclude using gist (reach_low with =, name_key with =, power with <>, daterange(active_from, active_to) with &&) where (power <> 'work');
alter table officer add constraint person_in_one_power exclude using gist (person_id with =, power with <>, daterange(active_from, active_to) with &&);
alter table officer add constraint person_in_one_group exclude using gist (person_id with =, custodian_group with <>);

-- What an invitation says of the person: a post of the same one, or why an equal name is another.
alter table staff_invitation
  add column same_person  uuid references officer,
  add column other_person text check (other_person <> ''),
  add check (same_person is null or other_person is null);
comment on column staff_invitation.other_person is 'Why whoever is invited is none of those of the same name.';

-- All posts of the person of a post, that one among them.
create function posts_of_person(post uuid) returns uuid[] language sql stable security definer set search_path = '' as $$
  select array(select other.id from public.officer as one join public.officer as other on other.person_id = one.person_id where one.id = post order by other.active_from, other.id)
$$;
-- All posts of the persons of these posts.
create function posts_of_persons(posts uuid[]) returns setof uuid language sql stable security definer set search_path = '' as $$
  select id from public.officer where person_id in (select person_id from public.officer where id = any(posts)) order by id
$$;
revoke all on function posts_of_person(uuid), posts_of_persons(uuid[]), name_first_post() from public;
grant execute on function posts_of_person(uuid), posts_of_persons(uuid[]) to ydt_app, ydt_staff, ydt_office, ydt_tip_desk, ydt_audit_desk, ydt_diverter, ydt_shredder;

-- As before, and two posts of one person are one, on whatever day; so are a post of the deputy and a post of whom he stood in for.
create or replace function one_person(one uuid, other uuid, since date, until date) returns boolean language sql stable security definer set search_path = '' as $$
  select one = other or exists (select from public.officer as first join public.officer as second on second.person_id = first.person_id where first.id = one and second.id = other)
    or exists (select from public.deputyship as held
      where held.from_day <= until and least(held.to_day, held.ended_on) >= greatest(since, held.from_day)
        and ((held.absent_id = any(public.posts_of_person(one)) and held.deputy_id = any(public.posts_of_person(other))) or (held.absent_id = any(public.posts_of_person(other)) and held.deputy_id = any(public.posts_of_person(one)))))
$$;

revoke all on function one_person(uuid, uuid, date, date) from public;
grant execute on function one_person(uuid, uuid, date, date) to ydt_app, ydt_staff, ydt_office, ydt_vault, ydt_tip_desk, ydt_diverter, ydt_shredder;

-- Who lends a post and who does it are two people.
create function guard_two_people() returns trigger language plpgsql as $$
begin
  if new.deputy_id not in (new.absent_id, new.named_by) and new.deputy_id = any(posts_of_person(new.absent_id) || posts_of_person(new.named_by))
  then raise exception 'nobody lends a post to himself, in whichever post' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger two_people before insert on deputyship for each row execute function guard_two_people();
alter table deputyship enable always trigger two_people;

-- Who asked in one post does not grant in another.
create trigger persons_apart before insert or update of granted_by on staff_invitation for each row execute function refuse_one_person('asked_by', 'granted_by', 'asked_at', 'granted_at');
create trigger persons_apart before update of decided_by on county_setup for each row when (new.outcome = 'granted') execute function refuse_one_person('asked_by', 'decided_by', 'asked_at', 'decided_at');
create trigger persons_apart before update of decided_by on post_change for each row when (new.outcome = 'granted') execute function refuse_one_person('asked_by', 'decided_by', 'asked_at', 'decided_at');
create trigger persons_apart_passing before update of passed_by on vault.identity_request for each row execute function refuse_one_person('asked_by', 'passed_by', 'asked_at', 'passed_at');
create trigger persons_apart_opening before update of opened_by on vault.identity_request for each row execute function refuse_one_person('asked_by', 'opened_by', 'asked_at', 'opened_at');
create trigger persons_apart_groups before update of opened_by on vault.identity_request for each row execute function refuse_one_person('passed_by', 'opened_by', 'passed_at', 'opened_at');

-- As in 0031, and whoever is named, related, complained or wrote the record is that in every post.
create or replace function case_conflicts(of_cases uuid[]) returns table (case_id uuid, officer_id uuid) language sql stable as $$
  with recursive below (above_id, unit_id) as (
    select id, id from public.unit
    union select below.above_id, edge.unit_id from below join public.org_edge as edge on edge.above_id = below.unit_id where edge.ended_at is null
  ), standing as (
    select * from public.declared_relation as relation where not exists (select from public.relation_end as over where over.relation_id = relation.id)
  ), named as (
    select subject.case_id, subject.unit_id, subject.serves_unit_id, subject.is_head, post.id as officer_id, post.unit_id as post_unit_id
    from public.case_subject as subject left join public.officer as first on first.id = subject.officer_id left join public.officer as post on post.person_id = first.person_id
    where subject.case_id = any(of_cases) and subject.lifted_seq is null
  ), kept_unit (case_id, unit_id) as (
    select named.case_id, below.unit_id from named join below on below.above_id = named.unit_id or (named.is_head and below.above_id = named.serves_unit_id)
    union select named.case_id, below.unit_id from named join public.unit_head as head on head.officer_id = named.officer_id and head.valid_to is null join below on below.above_id = head.unit_id
    union select named.case_id, kept from named, unnest(array[named.serves_unit_id, named.post_unit_id]) as kept
  ), person (case_id, officer_id) as (
    select named.case_id, named.officer_id from named where named.officer_id is not null
    union select named.case_id, standing.officer_id from named join standing on standing.with_unit_id in (named.unit_id, named.serves_unit_id, named.post_unit_id) or standing.with_officer_id = named.officer_id
    union select named.case_id, standing.with_officer_id from named join standing on standing.officer_id = named.officer_id where standing.with_officer_id is not null
    union select own.case_id, own.officer_id from public.own_complaint as own where own.case_id = any(of_cases)
    union select file.id, author from public.case_file as file join public.disclosure_approval as approval on approval.disclosure_id = file.disclosure_id, unnest(array[approval.author_id, approval.approver_id, approval.committee_id]) as author
      where file.id = any(of_cases) and author is not null
  )
  select kept_unit.case_id, officer.id from kept_unit join public.officer on officer.unit_id = kept_unit.unit_id
  union select person.case_id, post.id from person join public.officer as first on first.id = person.officer_id join public.officer as post on post.person_id = first.person_id
$$;
-- A post that comes to a person who is kept away from something is kept away from it at once, whatever keeps it.
create function exclude_of_person() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform public.exclude_from(array(select distinct kept.case_id from public.case_exclusion as kept join public.officer on officer.id = kept.officer_id where officer.person_id = new.person_id));
  return null;
end $$;
revoke all on function exclude_of_person() from public;
create trigger excluded_with_person after insert or update of person_of on officer for each row when (new.person_of is not null) execute function exclude_of_person();
