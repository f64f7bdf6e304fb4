-- Complaints that are answered together are one matter for whoever must not read one of them. Decision 0085.

-- What was answered with another shares its answer for good, also where each goes on by itself afterwards.
alter table case_file add column answered_with uuid references case_file on delete set null;
comment on column case_file.answered_with is 'The case whose answer it was given, while it was merged into that one. Kept by a trigger.';
create index case_file_answered_with on case_file (answered_with) where answered_with is not null;
create function answered_with() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update public.case_file set answered_with = (new.details ->> 'fromCaseId')::uuid where id = new.case_id;
  return null;
end $$;
create trigger answered after insert on case_event for each row when (new.action = 'answerTogether') execute function answered_with();
update case_file as file set answered_with = (event.details ->> 'fromCaseId')::uuid from case_event as event where event.case_id = file.id and event.action = 'answerTogether';

-- Of each of these cases: itself, and the others of its matter, which are those it is tied to by merges, common answers and divisions. Without any merge in it, itself alone: what was only divided is kept even by rows (migration 0070).
-- `apart` is a case whose own merge is left out: its side of the matter, as if it were on its own.
create function matter_of(of_cases uuid[], apart uuid default null) returns table (case_id uuid, other_id uuid) language sql stable security definer set search_path = '' as $$
  with recursive same as (
    select id as case_id, id as other_id, false as is_merged from unnest(of_cases) as id
    union
    select same.case_id, other.id, other.is_merged from same join public.case_file as file on file.id = same.other_id cross join lateral (
      select joined.id, true as is_merged from public.case_file as joined where joined.merged_into = file.id and joined.id is distinct from apart
      union all select file.merged_into, true where file.merged_into is not null and file.id is distinct from apart
      union all select joined.id, true from public.case_file as joined where joined.answered_with = file.id
      union all select file.answered_with, true where file.answered_with is not null
      union all select part.id, false from public.case_file as part where part.split_from = coalesce(file.split_from, file.id)
      union all select file.split_from, false where file.split_from is not null
    ) as other
  )
  select distinct same.case_id, same.other_id from same where same.other_id = same.case_id or exists (select from same as tied where tied.case_id = same.case_id and tied.is_merged)
$$;
revoke all on function answered_with(), matter_of(uuid[], uuid) from public;
grant execute on function matter_of(uuid[], uuid) to ydt_app, ydt_staff, ydt_office;

-- As in 0076; whoever is kept from one case is kept from all of its matter.
create or replace function case_conflicts(of_cases uuid[]) returns table (case_id uuid, officer_id uuid) language sql stable as $$
  with recursive below (above_id, unit_id) as (
    select id, id from public.unit
    union select below.above_id, edge.unit_id from below join public.org_edge as edge on edge.above_id = below.unit_id where edge.ended_at is null
  ), standing as (
    select * from public.declared_relation as relation where not exists (select from public.relation_end as over where over.relation_id = relation.id)
  ), matter as (
    select tied.case_id, tied.other_id from public.matter_of(of_cases) as tied
  ), named as (
    select matter.case_id, subject.unit_id, subject.serves_unit_id, subject.is_head, post.id as officer_id, post.unit_id as post_unit_id
    from matter join public.case_subject as subject on subject.case_id = matter.other_id left join public.officer as first on first.id = subject.officer_id left join public.officer as post on post.person_id = first.person_id
    where subject.lifted_seq is null
  ), kept_unit (case_id, unit_id) as (
    select named.case_id, below.unit_id from named join below on below.above_id = named.unit_id or (named.is_head and below.above_id = named.serves_unit_id)
    union select named.case_id, below.unit_id from named join public.unit_head as head on head.officer_id = named.officer_id and head.valid_to is null join below on below.above_id = head.unit_id
    union select named.case_id, kept from named, unnest(array[named.serves_unit_id, named.post_unit_id]) as kept
  ), person (case_id, officer_id) as (
    select named.case_id, named.officer_id from named where named.officer_id is not null
    union select named.case_id, standing.officer_id from named join standing on standing.with_unit_id in (named.unit_id, named.serves_unit_id, named.post_unit_id) or standing.with_officer_id = named.officer_id
    union select named.case_id, standing.with_officer_id from named join standing on standing.officer_id = named.officer_id where standing.with_officer_id is not null
    union select matter.case_id, own.officer_id from matter join public.own_complaint as own on own.case_id = matter.other_id
    union select matter.case_id, author from matter join public.case_file as file on file.id = matter.other_id join public.disclosure_approval as approval on approval.disclosure_id = file.disclosure_id,
      unnest(array[approval.author_id, approval.approver_id, approval.committee_id]) as author where author is not null
  )
  select kept_unit.case_id, officer.id from kept_unit join public.officer on officer.unit_id = kept_unit.unit_id
  union select person.case_id, post.id from person join public.officer as first on first.id = person.officer_id join public.officer as post on post.person_id = first.person_id
$$;

-- As in 0031, for the whole matter of each: what changes for one of its cases changes for all.
create or replace function exclude_from(of_cases uuid[]) returns void language sql as $$
  with all_of as (select array(select distinct tied.other_id from public.matter_of(of_cases) as tied) as ids), now as (select found.case_id, found.officer_id from all_of, public.case_conflicts(all_of.ids) as found),
    gone as (delete from public.case_exclusion as kept using all_of where kept.case_id = any(all_of.ids) and (kept.case_id, kept.officer_id) not in (select now.case_id, now.officer_id from now))
  insert into public.case_exclusion (case_id, officer_id) select now.case_id, now.officer_id from now on conflict do nothing;
$$;

-- Worked out anew where a merge is made or undone, for both sides of it and what these were divided into or from; and for a part, which is of the matter of its whole.
create function exclude_of_merge() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform public.exclude_from(array(select tied.id from public.case_file as file join public.case_file as tied on coalesce(tied.split_from, tied.id) = coalesce(file.split_from, file.id)
    where file.id in (new.id, old.merged_into, new.merged_into, new.answered_with)));
  return null;
end $$;
create function exclude_of_part() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform public.exclude_from(array[new.id]);
  return null;
end $$;
revoke all on function exclude_of_merge(), exclude_of_part() from public;
create constraint trigger excluded_by_merge after update of merged_into, answered_with on case_file deferrable initially deferred for each row
  when ((old.merged_into, old.answered_with) is distinct from (new.merged_into, new.answered_with)) execute function exclude_of_merge();
create constraint trigger excluded_as_part after insert on case_file deferrable initially deferred for each row when (new.split_from is not null) execute function exclude_of_part();

select exclude_from(array(select id from case_file where merged_into is not null or answered_with is not null));

-- A gap in the open series of a year would tell whoever is kept away that there is a letter. Whoever numbers need not see the other cases of a matter, so every letter about one of several is numbered in the closed one.
do $$
declare
  stands constant text := pg_get_functiondef('number_letter'::regproc);
  also constant text := replace(stands, $q$exists (select from own_complaint where case_id = new.case_id)$q$,
    $q$exists (select from own_complaint where case_id = new.case_id) or exists (select from matter_of(array[new.case_id]) as tied where tied.other_id <> new.case_id)$q$);
begin
  if also = stands then raise exception 'how letters are numbered is not known'; end if;
  execute also;
end $$;
