-- Until when something may still be done stands in the case as well: sending it back, ordering it anew after a visit, a card or letter before it rises
-- again. Running cases in which one of these may run are worked out anew, by the calendar they stood under all along.
update case_file set counted_days = null
where counted_days is not null and (
  state in ('assigned', 'replied', 'rated')
  or exists (select from supervision_item where case_id = case_file.id and raised_on is not null and answered_on is null and ended_on is null));
comment on column case_file.counted_days is 'Every day beside the promised answer by which something is owed or until when something may be done, with what it is counted from: [{what, n, from, days, dueOn, stands}]. Null until it is worked out for the first time.';
