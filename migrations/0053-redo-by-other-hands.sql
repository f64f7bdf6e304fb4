-- A redo by the same hand is no redo: whoever signed for the case or drafted an answer in this cycle neither signs, nor answers, nor asks for more time while a redo is under way.
-- As in 0045 for the others.
create or replace function keep_deputies_apart() returns trigger language plpgsql as $$
declare
  ordered integer;
  reopened integer;
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
  if new.action in ('sign', 'draftReply', 'askExtension') then
    select max(seq) filter (where action in ('orderRedo', 'decideEscalation')), coalesce(max(seq) filter (where action = 'reopen'), 0) into ordered, reopened from case_event where case_id = new.case_id;
    if ordered > coalesce((select max(seq) from case_event where case_id = new.case_id and action in ('passReview', 'answerTogether', 'reopen')), 0)
      and exists (select from case_event as before where before.case_id = new.case_id and before.seq between reopened and ordered and before.action in ('sign', 'draftReply', 'answerTogether')
        and one_person(coalesce(before.officer_id, (before.details ->> 'draftedBy')::uuid), new.officer_id, before.day, new.day))
    then raise exception 'a redo is for somebody else than the hands before or their deputies' using errcode = 'check_violation', constraint = 'deputies_apart'; end if;
  end if;
  return new;
end $$;
drop trigger deputies_apart on case_event;
create trigger deputies_apart before insert on case_event for each row when (new.by_kind = 'officer' and new.action in ('grantExtension', 'refuseExtension', 'passReview', 'failReview', 'confirmRejection', 'declineRejection', 'upholdRejection', 'overruleRejection', 'explain', 'sign', 'draftReply', 'askExtension'))
  execute function keep_deputies_apart();
alter table case_event enable always trigger deputies_apart;

-- Cards for a unit that does not write to the complainant, and for a return visit that is not made.
alter table supervision_item drop constraint supervision_item_ground_check;
alter table supervision_item add constraint supervision_item_ground_check check (ground in ('notDispatched', 'dueSoon', 'overdue', 'extensionsAsked', 'ratedBadly', 'returned', 'reviewFailed', 'notContacted', 'visitOverdue'));
