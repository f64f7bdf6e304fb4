-- Until when something may still be done stands in the case as well: sending it back, ordering it anew after a visit, a card or letter before it rises
-- again. Running cases in which one of these may run are worked out anew, by the calendar they stood under all along.
update case_file set counted_days = null
where counted_days is not null and (
  state in ('assigned', 'replied', 'rated')
  or exists (select from supervision_item where case_id = case_file.id and raised_on is not null and answered_on is null and ended_on is null));
comment on column case_file.counted_days is 'Every day beside the promised answer by which something is owed or until when something may be done, with what it is counted from: [{what, n, from, days, dueOn, stands}]. Null until it is worked out for the first time.';
-- Declining a rejection goes on with the time to accept, and a request for more time is to be decided by a day of its own.
update case_file set counted_days = null
where counted_days is not null and (state = 'extensionPending' or (state = 'submitted' and exists (select from case_event where case_id = case_file.id and action = 'declineRejection')));

-- As in 0053; and an answer that was given together bars everybody who had a hand in it on the leading case.
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
      and exists (select from case_event as before
        cross join lateral (select before.officer_id as by union select (before.details ->> 'draftedBy')::uuid union select hand::uuid from jsonb_array_elements_text(before.details -> 'hands') as hand) as hands
        where before.case_id = new.case_id and before.seq between reopened and ordered and before.action in ('sign', 'draftReply', 'answerTogether')
        and hands.by is not null and one_person(hands.by, new.officer_id, before.day, new.day))
    then raise exception 'a redo is for somebody else than the hands before or their deputies' using errcode = 'check_violation', constraint = 'deputies_apart'; end if;
  end if;
  return new;
end $$;
