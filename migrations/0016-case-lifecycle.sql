create table pub.case_rule (
  version    integer primary key check (version >= 1),
  valid_from date not null,
  body       jsonb not null
);
comment on table pub.case_rule is 'The rules for cases that come with the program: limits, grounds for rejection, where else a matter belongs. A version never changes.';

create table pub.county_case_rule (
  county_code bigint not null references pub.division,
  seq         integer not null check (seq >= 1),
  valid_from  date not null,
  body        jsonb not null,
  author_id   uuid not null references officer,
  made_at     timestamptz not null,
  primary key (county_code, seq),
  -- A rule that began in the past would change cases that were promised otherwise.
  check (valid_from > (made_at at time zone 'Asia/Shanghai')::date)
);
comment on table pub.county_case_rule is 'What a county sets otherwise in the rules for cases, from a day on. Appended to, never changed.';

create table visit_seed (
  county_code bigint not null references pub.division,
  month       date not null check (extract(day from month) = 1),
  seed        bytea not null check (octet_length(seed) = 32),
  drawn_at    timestamptz not null,
  primary key (county_code, month)
);
comment on table visit_seed is 'The seed by which the answers of a month are drawn for return visits, drawn before the month and never changed.';

create table visit_draw (
  county_code bigint not null,
  month       date not null,
  answers     integer not null check (answers >= 1),
  drawn       integer not null check (drawn between 0 and answers),
  is_drawn    boolean not null,
  case_id     uuid not null references case_file,
  primary key (county_code, month, answers),
  foreign key (county_code, month) references visit_seed
);
comment on table visit_draw is 'Each answer of a month in its order, whether it was drawn for a return visit, and how many were so far: the share can be counted again by anybody.';

create trigger kept before update or delete on pub.case_rule for each row execute function refuse_change();
create trigger kept_whole before truncate on pub.case_rule for each statement execute function refuse_change();
create trigger kept before update or delete on pub.county_case_rule for each row execute function refuse_change();
create trigger kept_whole before truncate on pub.county_case_rule for each statement execute function refuse_change();
create trigger kept before update or delete on visit_seed for each row execute function refuse_change();
create trigger kept_whole before truncate on visit_seed for each statement execute function refuse_change();
create trigger kept before update or delete on visit_draw for each row execute function refuse_change();
create trigger kept_whole before truncate on visit_draw for each statement execute function refuse_change();
alter table visit_draw enable always trigger kept;
alter table visit_draw enable always trigger kept_whole;
alter table pub.case_rule enable always trigger kept;
alter table pub.case_rule enable always trigger kept_whole;
alter table pub.county_case_rule enable always trigger kept;
alter table pub.county_case_rule enable always trigger kept_whole;
alter table visit_seed enable always trigger kept;
alter table visit_seed enable always trigger kept_whole;

grant select on pub.case_rule to ydt_app, ydt_reader;
grant select, insert on pub.county_case_rule to ydt_app;
grant select (county_code, seq, valid_from, body) on pub.county_case_rule to ydt_reader;
grant select, insert on visit_seed, visit_draw to ydt_app;

alter table case_file
  drop constraint case_file_state_check,
  drop constraint case_file_due_reason_check,
  add constraint case_file_state_check check (state in ('submitted', 'needsMoreInfo', 'lapsed', 'diverted', 'rejectionProposed', 'rejected', 'appealed', 'accepted', 'assigned', 'returned',
    'countyDecides', 'handling', 'jointHandling', 'extensionPending', 'replyDrafted', 'replied', 'rated', 'redo', 'escalated', 'closed', 'merged', 'withdrawn')),
  add constraint case_file_due_reason_check check (due_reason in ('acceptance', 'extension', 'redo', 'reopening', 'notice')),
  add column cycle            integer not null default 1 check (cycle >= 1),
  add column step_from        date,
  add column step_days        integer check (step_days >= 0),
  add column due_from         date,
  add column due_days         integer check (due_days >= 0),
  add column helper_unit_ids  uuid[] not null default '{}',
  add column supervised_until date,
  add column visit_due_on     date,
  add column next_sweep_on    date,
  add column merged_into      uuid references case_file,
  add column split_from       uuid references case_file,
  add column part             integer check (part >= 1),
  add check (merged_into <> id),
  add check ((state = 'merged') = (merged_into is not null)),
  add check ((split_from is null) = (part is null));
comment on column case_file.step_from is 'The present step is counted from this day; step_days working days, or to due_on where the step is the answer itself.';
comment on column case_file.due_from is 'due_on is due_days working days after this day, or later where a day once promised was kept.';
comment on column case_file.next_sweep_on is 'The first day on which something happens to the case by itself; null when nothing ever will.';
create unique index case_file_parts on case_file (split_from, part) where split_from is not null;

-- Cases from before: their step began with their newest event, and all of them were counted by the limits of that time. The sweep looks at each once.
update case_file set
  step_from = (select day from case_event where case_id = case_file.id and seq = case_file.event_count),
  step_days = case state when 'submitted' then 1 when 'accepted' then 3 when 'assigned' then 1 when 'returned' then 2 when 'replyDrafted' then 2
    when 'rated' then case when rating in ('dissatisfied', 'veryDissatisfied') then 2 end end,
  due_from = accepted_on,
  due_days = case when accepted_on is not null then 10 + (
    select coalesce(sum((select (asked.details ->> 'days')::int from case_event as asked where asked.case_id = granted.case_id and asked.action = 'askExtension' and asked.seq < granted.seq order by asked.seq desc limit 1)), 0)
    from case_event as granted where granted.case_id = case_file.id and granted.action = 'grantExtension') end,
  next_sweep_on = received_on;
alter table case_file alter column step_from set not null, alter column step_from set default current_date;

create index case_file_to_sweep on case_file (next_sweep_on, id) where next_sweep_on is not null;
create index case_file_by_promise on case_file (due_from, due_days, due_on, due_is_provisional, id)
  where state in ('accepted', 'assigned', 'returned', 'countyDecides', 'handling', 'jointHandling', 'extensionPending', 'replyDrafted', 'redo', 'merged');
create index case_file_merged on case_file (merged_into) where merged_into is not null;
create index case_file_helped on case_file using gin (helper_unit_ids) where helper_unit_ids <> '{}';

alter table case_event
  drop constraint case_event_action_check,
  add constraint case_event_action_check check (action in ('file', 'accept', 'askMore', 'divert', 'proposeRejection', 'confirmRejection', 'declineRejection', 'upholdRejection', 'overruleRejection',
    'assign', 'return', 'sign', 'joinUnits', 'releaseUnits', 'contribute', 'askExtension', 'grantExtension', 'refuseExtension', 'draftReply', 'passReview', 'failReview', 'recordVisit',
    'orderRedo', 'decideEscalation', 'supervise', 'liftSupervision', 'merge', 'unmerge', 'split', 'supplyMore', 'revive', 'appeal', 'rate', 'confirmSolved', 'reportUnsolved', 'reopen',
    'withdraw', 'lapse', 'callVisit', 'escalate', 'close', 'askStillSolved', 'answerTogether', 'recalculate', 'markOverdue')),
  add check ((seq = 1) = (action = 'file'));

-- Who did the newest of these things to a case.
create function last_officer_of(of_case uuid, variadic actions text[]) returns uuid language sql stable as $$
  select officer_id from case_event where case_id = of_case and action = any(actions) order by seq desc limit 1
$$;

create function guard_case_event() returns trigger language plpgsql as $$
declare
  before record;
  may_be text[];
  ordered integer;
begin
  select seq, day into before from case_event where case_id = new.case_id order by seq desc limit 1;
  if before.seq is distinct from new.seq - 1 then raise exception 'event % of case % does not follow event %', new.seq, new.case_id, before.seq using errcode = 'check_violation'; end if;
  if new.day < before.day then raise exception 'event % of case % lies before event %', new.seq, new.case_id, before.seq using errcode = 'check_violation'; end if;

  may_be := case
    when new.action in ('supplyMore', 'revive', 'appeal', 'rate', 'confirmSolved', 'reportUnsolved', 'reopen', 'withdraw') then array['complainant']
    when new.action in ('lapse', 'callVisit', 'escalate', 'close', 'askStillSolved', 'answerTogether', 'recalculate', 'markOverdue') then array['system']
    when new.action in ('orderRedo', 'unmerge') then array['officer', 'system']
    else array['officer'] end;
  if not new.by_kind = any(may_be) then raise exception '% is not done by %', new.action, new.by_kind using errcode = 'check_violation'; end if;

  if new.by_kind = 'officer' and (
    (new.action in ('grantExtension', 'refuseExtension') and new.officer_id = last_officer_of(new.case_id, 'askExtension'))
    or (new.action in ('passReview', 'failReview') and new.officer_id = last_officer_of(new.case_id, 'draftReply'))
    or (new.action in ('confirmRejection', 'declineRejection', 'upholdRejection', 'overruleRejection') and new.officer_id = last_officer_of(new.case_id, 'proposeRejection'))
    or (new.action in ('upholdRejection', 'overruleRejection') and new.officer_id = last_officer_of(new.case_id, 'confirmRejection'))
  ) then raise exception '% is decided by somebody else than its author', new.action using errcode = 'check_violation'; end if;

  -- A redo is signed for by somebody else than the handler of the answer before.
  if new.action = 'sign' then
    select max(seq) into ordered from case_event where case_id = new.case_id and action in ('orderRedo', 'decideEscalation');
    if ordered > coalesce((select max(seq) from case_event where case_id = new.case_id and action in ('passReview', 'answerTogether', 'reopen')), 0)
      and new.officer_id = (select coalesce(officer_id, (details ->> 'draftedBy')::uuid) from case_event where case_id = new.case_id and action in ('sign', 'answerTogether') and seq < ordered order by seq desc limit 1)
    then raise exception 'a redo is signed for by somebody else' using errcode = 'check_violation'; end if;
  end if;
  return new;
end $$;
create trigger guarded before insert on case_event for each row when (new.seq > 1) execute function guard_case_event();
alter table case_event enable always trigger guarded;

create function guard_merge() returns trigger language plpgsql as $$
declare
  lead record;
begin
  select county_code, state into lead from case_file where id = new.merged_into;
  if lead.county_code <> new.county_code then raise exception 'a case is merged within its county' using errcode = 'check_violation'; end if;
  if lead.state = 'merged' then raise exception 'a case is not merged into a merged one' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger merge_guarded before insert or update of merged_into on case_file for each row when (new.merged_into is not null) execute function guard_merge();
alter table case_file enable always trigger merge_guarded;

grant update (cycle, step_from, step_days, due_from, due_days, helper_unit_ids, supervised_until, visit_due_on, next_sweep_on, merged_into) on case_file to ydt_app;
