-- The unit gets the matter, not the person: what it reads is written for it by the desk, version after version.
create table case_redaction (
  case_id    uuid not null,
  event_seq  integer not null,
  statement  text not null check (statement <> ''),
  place      text check (place <> ''),
  happened   text check (happened <> ''),
  wish       text check (wish <> ''),
  photos     integer[] not null default '{}',
  kept       text[] not null default '{}',
  reason     text check (reason <> ''),
  primary key (case_id, event_seq),
  foreign key (case_id, event_seq) references case_event deferrable initially deferred,
  -- Whatever identifies a person and is still in it was let stand by somebody, with a reason.
  check (kept = '{}' or reason is not null)
);
comment on table case_redaction is 'The text of a complaint for the units that handle it, and which photos they may see. The newest version holds; none exists without the event that wrote it.';
comment on column case_redaction.kept is 'Kinds of findings (number, phone, card) that stayed in the text, for the reason beside it.';

create table case_message (
  case_id    uuid not null,
  event_seq  integer not null,
  words      text not null check (words <> ''),
  asked_key  bytea,
  primary key (case_id, event_seq),
  unique (case_id, asked_key),
  foreign key (case_id, event_seq) references case_event deferrable initially deferred
);
comment on table case_message is 'What the complainant and the officers of a case write to each other. Its event says that it was written, never what.';
comment on column case_message.asked_key is 'Hash of the key of the form it was sent with: sent twice it is one message.';

create table case_release (
  case_id    uuid not null,
  event_seq  integer not null,
  of_seq     integer not null,
  words      text not null check (words <> ''),
  photos     integer[] not null default '{}',
  kept       text[] not null default '{}',
  reason     text check (reason <> ''),
  primary key (case_id, event_seq),
  check (of_seq < event_seq),
  check (kept = '{}' or reason is not null),
  foreign key (case_id, of_seq) references case_event,
  foreign key (case_id, event_seq) references case_event deferrable initially deferred
);
comment on table case_release is 'What the desk let the units read of words that the complainant wrote later. The newest release of an event holds.';

create table case_note (
  case_id    uuid not null references case_file,
  n          integer not null check (n >= 1),
  unit_id    uuid not null references unit,
  officer_id uuid not null references officer,
  words      text not null check (words <> ''),
  day        date not null,
  at         timestamptz not null,
  primary key (case_id, n)
);
comment on table case_note is 'Notes of an office about a case, read by that office alone. Never part of the history, and never shown to a complainant.';

alter table case_attachment add column event_seq integer;
comment on column case_attachment.event_seq is 'The message a photo came with; null for those of the complaint itself.';

create trigger kept before update or delete on case_redaction for each row execute function refuse_change();
create trigger kept_whole before truncate on case_redaction for each statement execute function refuse_change();
alter table case_redaction enable always trigger kept;
alter table case_redaction enable always trigger kept_whole;
create trigger kept before update or delete on case_message for each row execute function refuse_change();
create trigger kept_whole before truncate on case_message for each statement execute function refuse_change();
alter table case_message enable always trigger kept;
alter table case_message enable always trigger kept_whole;
create trigger kept before update or delete on case_release for each row execute function refuse_change();
create trigger kept_whole before truncate on case_release for each statement execute function refuse_change();
alter table case_release enable always trigger kept;
alter table case_release enable always trigger kept_whole;
create trigger kept before update or delete on case_note for each row execute function refuse_change();
create trigger kept_whole before truncate on case_note for each statement execute function refuse_change();
alter table case_note enable always trigger kept;
alter table case_note enable always trigger kept_whole;

alter table case_event
  drop constraint case_event_action_check,
  add constraint case_event_action_check check (action in ('file', 'accept', 'askMore', 'divert', 'proposeRejection', 'confirmRejection', 'declineRejection', 'upholdRejection', 'overruleRejection',
    'assign', 'return', 'sign', 'joinUnits', 'releaseUnits', 'contribute', 'askExtension', 'grantExtension', 'refuseExtension', 'draftReply', 'passReview', 'failReview', 'recordVisit',
    'orderRedo', 'decideEscalation', 'supervise', 'liftSupervision', 'merge', 'unmerge', 'split', 'explain', 'nameSubjects', 'redactStatement', 'writeMessage', 'releaseWords', 'supplyMore', 'revive', 'appeal', 'rate', 'confirmSolved', 'reportUnsolved', 'reopen',
    'withdraw', 'lapse', 'callVisit', 'escalate', 'close', 'askStillSolved', 'answerTogether', 'recalculate', 'markOverdue', 'moveUp', 'giveCard', 'raise'));

-- As before, with messages among what either side does.
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
    when new.action = 'writeMessage' then array['complainant', 'officer']
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

create function guard_assignment() returns trigger language plpgsql as $$
begin
  if not exists (select from case_redaction where case_id = new.case_id)
  then raise exception 'a case is assigned once its text for the unit is written' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger redaction_guarded before insert on case_event for each row when (new.action = 'assign') execute function guard_assignment();
alter table case_event enable always trigger redaction_guarded;

grant select, insert on case_redaction, case_message, case_release, case_note to ydt_app;
