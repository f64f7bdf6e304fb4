-- What a unit is asked to explain: a projection of case events, kept for lists.
create table supervision_item (
  case_id     uuid not null references case_file,
  n           integer not null check (n >= 1),
  kind        text not null check (kind in ('card', 'letter')),
  colour      text check (colour in ('blue', 'yellow', 'red')),
  ground      text check (ground in ('notDispatched', 'dueSoon', 'overdue', 'extensionsAsked', 'ratedBadly', 'returned', 'reviewFailed')),
  cycle       integer not null check (cycle >= 1),
  given_on    date not null,
  unit_id     uuid references unit,
  due_on      date,
  answered_on date,
  ended_on    date,
  level       text not null check (level in ('unit', 'supervising', 'county', 'leader', 'city')),
  raised_on   date,
  primary key (case_id, n),
  check ((kind = 'card') = (colour is not null)),
  check ((kind = 'card') = (ground is not null)),
  check (kind = 'card' or (unit_id is not null and due_on is not null))
);
comment on table supervision_item is 'Cards and supervision letters of cases, with what became of them. A projection of case_event for lists; the words are in the events.';
create unique index supervision_item_once on supervision_item (case_id, cycle, ground) where kind = 'card';
create index supervision_item_by_unit on supervision_item (unit_id, due_on);
create index supervision_item_open on supervision_item (due_on) where due_on is not null and answered_on is null and ended_on is null;
grant select, insert, update (answered_on, ended_on, level, raised_on) on supervision_item to ydt_app;

alter table case_event
  drop constraint case_event_action_check,
  add constraint case_event_action_check check (action in ('file', 'accept', 'askMore', 'divert', 'proposeRejection', 'confirmRejection', 'declineRejection', 'upholdRejection', 'overruleRejection',
    'assign', 'return', 'sign', 'joinUnits', 'releaseUnits', 'contribute', 'askExtension', 'grantExtension', 'refuseExtension', 'draftReply', 'passReview', 'failReview', 'recordVisit',
    'orderRedo', 'decideEscalation', 'supervise', 'liftSupervision', 'merge', 'unmerge', 'split', 'explain', 'nameSubjects', 'supplyMore', 'revive', 'appeal', 'rate', 'confirmSolved', 'reportUnsolved', 'reopen',
    'withdraw', 'lapse', 'callVisit', 'escalate', 'close', 'askStillSolved', 'answerTogether', 'recalculate', 'markOverdue', 'moveUp', 'giveCard', 'raise'));

-- As before, with cards and their rising among what only the system does.
create or replace function guard_case_event() returns trigger language plpgsql as $$
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
    when new.action in ('lapse', 'callVisit', 'escalate', 'close', 'askStillSolved', 'answerTogether', 'recalculate', 'markOverdue', 'moveUp', 'giveCard', 'raise') then array['system']
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

create function guard_explanation() returns trigger language plpgsql as $$
begin
  if not exists (select from supervision_item where case_id = new.case_id and n = (new.details ->> 'n')::int and unit_id = new.unit_id and due_on is not null and answered_on is null and ended_on is null)
  then raise exception 'a card or letter is answered once, by the unit that was asked' using errcode = 'check_violation'; end if;
  if exists (select from case_event where case_id = new.case_id and action = 'supervise' and officer_id = new.officer_id)
  then raise exception 'a letter is answered by somebody else than its author' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger supervision_guarded before insert on case_event for each row when (new.action = 'explain') execute function guard_explanation();
alter table case_event enable always trigger supervision_guarded;
