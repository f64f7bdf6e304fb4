-- Deputies (AB角): for a time one officer does the post of an absent one of the same unit, in the own name. Decision 0056.
create table deputyship (
  id        uuid primary key,
  absent_id uuid not null references officer,
  deputy_id uuid not null references officer,
  from_day  date not null,
  to_day    date not null,
  reason    text not null check (reason in ('leave', 'sick-leave', 'business-trip', 'training', 'other')),
  named_by  uuid not null references officer,
  named_at  timestamptz not null,
  ended_by  uuid references officer,
  ended_at  timestamptz,
  ended_on  date,
  check (absent_id <> deputy_id),
  -- Nobody lends a post to himself.
  check (named_by <> deputy_id),
  check (to_day between from_day and from_day + 89),
  check ((ended_at is null) = (ended_on is null)),
  check (ended_by is null or ended_at is not null)
);
comment on table deputyship is 'Who does the post of whom, from the first day to the last. It lends the duty and the reach of the absent officer, never more; what is done by it is done in the name of the deputy.';
comment on column deputyship.ended_by is 'Who took it back before its last day; null where a post ended.';
create index deputyship_of_absent on deputyship (absent_id);
create index deputyship_of_deputy on deputyship (deputy_id);
grant select on deputyship to ydt_app, ydt_staff;
grant insert, update (ended_by, ended_at, ended_on) on deputyship to ydt_app;

-- The same as `standsInFor` of src/rules/policy/deputies.ts.
create function guard_deputyship() returns trigger language plpgsql as $$
declare
  absent record;
  deputy record;
begin
  -- Two posts are never lent at one instant so that each thinks itself alone.
  perform pg_advisory_xact_lock(hashtextextended('deputies', 0));
  select officer.*, unit.kind into absent from officer join unit on unit.id = officer.unit_id where officer.id = new.absent_id;
  select * into deputy from officer where id = new.deputy_id;
  if absent.unit_id <> deputy.unit_id then raise exception 'a deputy is of the same unit' using errcode = 'check_violation'; end if;
  if not (absent.role in ('clerk', 'committee', 'reviewer', 'triage', 'supervisor', 'handler', 'leader')
    and (deputy.role = absent.role or (absent.kind = 'township' and (absent.role, deputy.role) in (('clerk', 'reviewer'), ('reviewer', 'clerk')))))
  then raise exception 'the duty of % is not lent to %', absent.role, deputy.role using errcode = 'check_violation'; end if;
  if absent.active_from > new.from_day or absent.active_to <= new.to_day or deputy.active_from > new.from_day or deputy.active_to <= new.to_day or deputy.user_id is null
  then raise exception 'both hold their posts from the first day to the last' using errcode = 'check_violation'; end if;
  if exists (select from deputyship as other where other.ended_at is null and other.from_day <= new.to_day and other.to_day >= new.from_day
    and (other.absent_id in (new.absent_id, new.deputy_id) or other.deputy_id = new.absent_id))
  then raise exception 'one deputy at a time, and nobody stands in through another' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger guarded before insert on deputyship for each row execute function guard_deputyship();
alter table deputyship enable always trigger guarded;
create function keep_deputyship() returns trigger language plpgsql as $$
begin
  if old.ended_at is not null then raise exception 'what has ended stays as it is written' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger kept before update on deputyship for each row execute function keep_deputyship();
create trigger never_deleted before delete on deputyship for each row execute function refuse_change();

-- Two people count as one for two acts if one was the other's deputy at any time from the day of the first to the day of the second.
create function one_person(one uuid, other uuid, since date, until date) returns boolean language sql stable as $$
  select one = other or exists (select from deputyship as held where ((held.absent_id = one and held.deputy_id = other) or (held.absent_id = other and held.deputy_id = one))
    and held.from_day <= until and least(held.to_day, held.ended_on) >= greatest(since, held.from_day))
$$;
create function day_said(said text) returns date language sql stable as $$
  select case when length(said) = 10 then said::date else (said::timestamptz at time zone 'Asia/Shanghai')::date end
$$;

-- Pairs that stand in one row: who first, who second, since when, and the day of the second; without the last two, now alone.
create function refuse_one_person() returns trigger language plpgsql as $$
declare
  said jsonb := to_jsonb(new);
  last date := day_said(said ->> tg_argv[3]);
begin
  if said ->> tg_argv[0] is not null and said ->> tg_argv[1] is not null and one_person((said ->> tg_argv[0])::uuid, (said ->> tg_argv[1])::uuid, coalesce(day_said(said ->> tg_argv[2]), last), last)
  then raise exception '% and % of % are two people: a deputy and whom he stands in for are one', tg_argv[0], tg_argv[1], tg_table_name using errcode = 'check_violation', constraint = 'deputies_apart'; end if;
  return new;
end $$;
create trigger deputies_apart before insert or update on retention_hold for each row execute function refuse_one_person('asked_by', 'decided_by', 'asked_on', 'decided_on');
create trigger deputies_apart_lifting before insert or update on retention_hold for each row execute function refuse_one_person('lift_asked_by', 'lifted_by', 'decided_on', 'lifted_on');
create trigger deputies_apart before insert or update on erasure_request for each row execute function refuse_one_person('asked_by', 'decided_by', 'asked_at', 'decided_at');
create trigger deputies_apart before insert or update on withdrawal_request for each row execute function refuse_one_person('asked_by', 'decided_by', 'asked_at', 'decided_at');
create trigger deputies_apart before insert or update on nil_declaration for each row execute function refuse_one_person('declared_by', 'decided_by', 'declared_at', 'decided_at');
create trigger deputies_apart before insert on relation_end for each row execute function refuse_one_person('officer_id', 'ended_by', 'ended_on', 'ended_on');
create trigger deputies_apart before insert on unit_head for each row execute function refuse_one_person('officer_id', 'entered_by', 'valid_from', 'valid_from');
create trigger deputies_apart_ending before update on unit_head for each row execute function refuse_one_person('officer_id', 'ended_by', 'valid_to', 'valid_to');

-- Pairs whose first half stands elsewhere.
create function refuse_one_person_elsewhere() returns trigger language plpgsql as $$
begin
  if (case tg_table_name
    when 'incident_confirmation' then exists (select from incident where id = (to_jsonb(new) ->> 'incident_id')::uuid and one_person(opened_by, (to_jsonb(new) ->> 'confirmed_by')::uuid, day_said(opened_at::text), day_said(to_jsonb(new) ->> 'at')))
    when 'list_decision' then to_jsonb(new) ->> 'outcome' <> 'withdrawn'
      and exists (select from list_proposal where id = (to_jsonb(new) ->> 'proposal_id')::uuid and one_person(proposer_id, (to_jsonb(new) ->> 'decider_id')::uuid, day_said(proposed_at::text), day_said(to_jsonb(new) ->> 'decided_at')))
    when 'answer_decision' then exists (select from answer_text where id = (to_jsonb(new) ->> 'text_id')::uuid and one_person(author_id, (to_jsonb(new) ->> 'officer_id')::uuid, day, (to_jsonb(new) ->> 'day')::date))
    when 'finding_waiver' then exists (select from draft_event as event where event.draft_id = (to_jsonb(new) ->> 'draft_id')::uuid and event.action in ('create', 'edit', 'submit')
      and one_person(event.officer_id, (to_jsonb(new) ->> 'officer_id')::uuid, day_said(event.at::text), day_said(to_jsonb(new) ->> 'at')))
  end) then raise exception 'the second person of % is not the first: a deputy and whom he stands in for are one', tg_table_name using errcode = 'check_violation', constraint = 'deputies_apart'; end if;
  return new;
end $$;
create trigger deputies_apart before insert on incident_confirmation for each row execute function refuse_one_person_elsewhere();
create trigger deputies_apart before insert on list_decision for each row execute function refuse_one_person_elsewhere();
create trigger deputies_apart before insert on answer_decision for each row execute function refuse_one_person_elsewhere();
create trigger deputies_apart before insert on finding_waiver for each row execute function refuse_one_person_elsewhere();

-- As before, and for deputies: who wrote, who of the committee passed and who of the township approved are three people.
create or replace function refuse_own_work() returns trigger language plpgsql as $$
declare
  -- What was scheduled was decided on the day of its scheduling.
  on_day date := case when (select action from draft_event where draft_id = new.draft_id order by seq desc limit 1) = 'release'
    then (select day_said(at::text) from draft_event where draft_id = new.draft_id and action = 'schedule' order by seq desc limit 1) else day_said(new.approved_at::text) end;
begin
  if exists (select 1 from draft_event where draft_id = new.draft_id and action in ('create', 'edit', 'submit')
    and (one_person(officer_id, new.approver_id, day_said(at::text), on_day) or one_person(officer_id, new.committee_id, day_said(at::text), on_day))) then
    raise exception 'nobody decides on a record they wrote in' using errcode = 'check_violation', constraint = 'own_work';
  end if;
  if exists (select 1 from draft_event where draft_id = new.draft_id and action = 'endorse' and one_person(officer_id, new.approver_id, day_said(at::text), on_day)) then
    raise exception 'the committee and the township are two people' using errcode = 'check_violation', constraint = 'own_work';
  end if;
  return new;
end $$;

-- Of a case: the second halves of guard_case_event() and guard_explanation().
create function keep_deputies_apart() returns trigger language plpgsql as $$
declare
  ordered integer;
begin
  if exists (select from (
      select distinct on (event.action) event.action, event.officer_id, event.day from case_event as event
      where event.case_id = new.case_id and event.action in ('askExtension', 'draftReply', 'proposeRejection', 'confirmRejection') order by event.action, event.seq desc
    ) as first where one_person(first.officer_id, new.officer_id, first.day, new.day) and case new.action
      when 'grantExtension' then first.action = 'askExtension' when 'refuseExtension' then first.action = 'askExtension'
      when 'passReview' then first.action = 'draftReply' when 'failReview' then first.action = 'draftReply'
      when 'confirmRejection' then first.action = 'proposeRejection' when 'declineRejection' then first.action = 'proposeRejection'
      when 'upholdRejection' then first.action in ('proposeRejection', 'confirmRejection') when 'overruleRejection' then first.action in ('proposeRejection', 'confirmRejection')
      else false end)
  then raise exception '% is decided by somebody else than its author or his deputy', new.action using errcode = 'check_violation', constraint = 'deputies_apart'; end if;
  if new.action = 'explain' and exists (select from case_event as event where event.case_id = new.case_id and event.action = 'supervise' and one_person(event.officer_id, new.officer_id, event.day, new.day))
  then raise exception 'a letter is answered by somebody else than its author or his deputy' using errcode = 'check_violation', constraint = 'deputies_apart'; end if;
  if new.action = 'sign' then
    select max(seq) into ordered from case_event where case_id = new.case_id and action in ('orderRedo', 'decideEscalation');
    if ordered > coalesce((select max(seq) from case_event where case_id = new.case_id and action in ('passReview', 'answerTogether', 'reopen')), 0)
      and (select one_person(coalesce(officer_id, (details ->> 'draftedBy')::uuid), new.officer_id, day, new.day) from case_event where case_id = new.case_id and action in ('sign', 'answerTogether') and seq < ordered order by seq desc limit 1)
    then raise exception 'a redo is signed for by somebody else than the handler before or his deputy' using errcode = 'check_violation', constraint = 'deputies_apart'; end if;
  end if;
  return new;
end $$;
create trigger deputies_apart before insert on case_event for each row when (new.by_kind = 'officer' and new.action in ('grantExtension', 'refuseExtension', 'passReview', 'failReview', 'confirmRejection', 'declineRejection', 'upholdRejection', 'overruleRejection', 'explain', 'sign'))
  execute function keep_deputies_apart();
alter table case_event enable always trigger deputies_apart;

-- For whom it was done. The transaction of the deputy says it (src/records/scope.ts), so no act can forget to.
alter table case_event add column for_officer_id uuid references officer default nullif(current_setting('ydt.absent', true), '')::uuid;
comment on column case_event.for_officer_id is 'Whose post it was done in, where a deputy did it. `officer_id` names the deputy.';
alter table draft_event add column for_officer_id uuid references officer default nullif(current_setting('ydt.absent', true), '')::uuid;
comment on column draft_event.for_officer_id is 'Whose post it was done in, where a deputy did it. `officer_id` names the deputy.';
alter table audit.entry add column for_officer_id uuid;
comment on column audit.entry.for_officer_id is 'Whose post it was done in, where a deputy did it. A null is no part of what a day is hashed over: days of before have none.';

create function guard_standing_in() returns trigger language plpgsql as $$
begin
  if not exists (select from deputyship as held where held.deputy_id = new.officer_id and held.absent_id = new.for_officer_id and held.from_day <= day_said(new.at::text) and held.to_day >= day_said(new.at::text) and held.ended_at is null)
  then raise exception 'nobody acts for another without being the deputy that day' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger standing_in before insert on case_event for each row when (new.for_officer_id is not null and new.by_kind = 'officer') execute function guard_standing_in();
create trigger standing_in before insert on draft_event for each row when (new.for_officer_id is not null) execute function guard_standing_in();
-- What happens by itself within the transaction of a deputy is nobody's.
create function forget_standing_in() returns trigger language plpgsql as $$
begin
  new.for_officer_id := null;
  return new;
end $$;
create trigger not_standing_in before insert on case_event for each row when (new.for_officer_id is not null and new.by_kind <> 'officer') execute function forget_standing_in();

-- The second wall: whoever acts for another is kept away by the conflicts of both.
do $$
declare
  p record;
  own constant text := $r$kept\.officer_id = \( SELECT .*?'ydt\.officer'.*?::uuid[^)]*\)$r$;
  pair constant text := $r$kept.officer_id = any ((select string_to_array(current_setting('ydt.persons', true), ','))::uuid[])$r$;
begin
  for p in select polrelid::regclass as named, pg_get_expr(polqual, polrelid) as seen, pg_get_expr(polwithcheck, polrelid) as written from pg_policy where polname = 'reach' loop
    if p.seen ~ own then execute format('alter policy reach on %s using (%s)', p.named, regexp_replace(p.seen, own, pair, 'g')); end if;
    if p.written ~ own then execute format('alter policy reach on %s with check (%s)', p.named, regexp_replace(p.written, own, pair, 'g')); end if;
  end loop;
  if exists (select from pg_policy where polname = 'reach' and (pg_get_expr(polqual, polrelid) ~ 'case_exclusion' and pg_get_expr(polqual, polrelid) !~ 'ydt.persons' or pg_get_expr(polwithcheck, polrelid) ~ 'case_exclusion' and pg_get_expr(polwithcheck, polrelid) !~ 'ydt.persons'))
  then raise exception 'a policy that keeps officers away does not know of deputies'; end if;
end $$;

-- Which post a session acts in, and what both are told.
alter table auth.session add column deputyship_id uuid references deputyship;
alter table auth.notice drop constraint notice_kind_check, add constraint notice_kind_check check (kind in ('wrong-tries', 'new-browser', 'password-changed', 'codes-on', 'codes-off', 'recovery-renewed', 'recovery-used', 'passkey-added', 'passkey-removed', 'provider-linked', 'provider-unlinked', 'started-anew',
  'deputy-given', 'deputy-made', 'deputy-over'));

-- As before, and for whoever is the deputy of one of them, or has one of them as deputy.
create or replace function refuse_interested_hiding() returns trigger language plpgsql as $$
begin
  if exists (select from objection_event as earlier where earlier.objection_id = new.objection_id and one_person(earlier.officer_id, new.officer_id, new.day, new.day) and earlier.action <> 'hide')
    or exists (select from objection join disclosure_approval as approval on approval.county_code = objection.county_code and approval.disclosure_id = objection.disclosure_id
      where objection.id = new.objection_id and (one_person(new.officer_id, approval.author_id, new.day, new.day) or one_person(new.officer_id, approval.approver_id, new.day, new.day) or one_person(new.officer_id, approval.committee_id, new.day, new.day))) then
    raise exception 'whoever made or approved the record, or answered the objection, may not hide its words' using errcode = 'check_violation';
  end if;
  return new;
end $$;
