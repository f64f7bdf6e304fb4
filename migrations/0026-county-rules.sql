-- The rules of a county for its cases are changed by two people, like its list.
alter table list_proposal
  drop constraint list_proposal_kind_check,
  add constraint list_proposal_kind_check check (kind in ('item', 'form', 'binding', 'rules'));
comment on table list_proposal is 'What an officer proposes for the county: a change of an item, a form, the two units of an item, or a part of the rules for cases. Appended to, never changed.';
-- What was set before this migration names neither part nor proposal.
alter table pub.county_case_rule
  add column part        text check (part in ('limits', 'reasons', 'routes', 'cards')),
  add column proposal_id uuid unique references list_proposal;
create trigger passed before insert on pub.county_case_rule for each row execute function refuse_undecided('rules', 'part');

-- A holiday notice is heard of by every process that runs.
create function tell_calendar() returns trigger language plpgsql as $$
begin
  perform pg_notify('ydt_calendar', '');
  return null;
end $$;
create trigger told after insert or update on pub.holiday_notice for each statement execute function tell_calendar();
