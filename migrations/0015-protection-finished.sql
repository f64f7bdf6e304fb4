-- Texts of an objection that everybody saw and must not see any more.
alter table objection_event drop constraint objection_event_action_check;
alter table objection_event add constraint objection_event_action_check
  check (action in ('raise', 'answer', 'concede', 'accept', 'escalate', 'uphold', 'dismiss', 'correct', 'settle', 'hide'));
alter table objection_event drop constraint objection_event_actor_check;
alter table objection_event add constraint objection_event_actor_check check (actor in ('clerk', 'reviewer', 'triage', 'asker', 'system'));
alter table objection_event drop constraint objection_event_check;
alter table objection_event add constraint officer_of_the_step check ((officer_id is not null) = (actor in ('clerk', 'reviewer', 'triage')));
alter table objection_event add constraint triage_only_hides check (actor <> 'triage' or action = 'hide');

create table pub.objection_hiding (
  county_code   bigint not null,
  disclosure_id uuid not null,
  objection_id  uuid not null references pub.objection (id),
  part          text not null check (part in ('question', 'answer', 'decision')),
  reason        text not null check (reason in ('personal-data', 'insult', 'other')),
  hidden_on     date not null,
  seq           integer not null,
  primary key (objection_id, part),
  foreign key (objection_id, seq) references objection_event (objection_id, seq)
);
comment on table pub.objection_hiding is 'Texts of objections that nobody is shown any more: which, why and since when stays public. Who hid it, and in what words, is the event.';
create index objection_hiding_of on pub.objection_hiding (county_code, disclosure_id);

create function refuse_interested_hiding() returns trigger language plpgsql as $$
begin
  if exists (select from objection_event as earlier where earlier.objection_id = new.objection_id and earlier.officer_id = new.officer_id and earlier.action <> 'hide')
    or exists (select from objection join disclosure_approval as approval on approval.county_code = objection.county_code and approval.disclosure_id = objection.disclosure_id
      where objection.id = new.objection_id and new.officer_id in (approval.author_id, approval.approver_id, approval.committee_id)) then
    raise exception 'whoever made or approved the record, or answered the objection, may not hide its words' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger second_person before insert on objection_event for each row when (new.action = 'hide') execute function refuse_interested_hiding();
alter table objection_event enable always trigger second_person;

-- What was said may go when it is hidden; it is never said otherwise.
create function keep_objection_words() returns trigger language plpgsql as $$
begin
  if (new.question is distinct from old.question and not (new.question = '' and exists (select from pub.objection_hiding where objection_id = new.id and part = 'question')))
    or (old.answer is not null and new.answer is distinct from old.answer and not (new.answer = '' and exists (select from pub.objection_hiding where objection_id = new.id and part = 'answer')))
    or (old.decision is not null and new.decision is distinct from old.decision and not (new.decision = '' and exists (select from pub.objection_hiding where objection_id = new.id and part = 'decision'))) then
    raise exception 'the words of an objection are not changed' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger words_kept before update on pub.objection for each row execute function keep_objection_words();
alter table pub.objection enable always trigger words_kept;
grant update (question) on pub.objection to ydt_app;

create trigger kept before update or delete on pub.objection_hiding for each row execute function refuse_change();
create trigger kept_whole before truncate on pub.objection_hiding for each statement execute function refuse_change();
alter table pub.objection_hiding enable always trigger kept;
alter table pub.objection_hiding enable always trigger kept_whole;
grant select, insert on pub.objection_hiding to ydt_app;
grant select on pub.objection_hiding to ydt_reader;

-- The day a picture was taken: all that is kept of what a camera wrote into it.
alter table draft_attachment add column taken_on date;
alter table pub.attachment add column taken_on date;
comment on column pub.attachment.taken_on is 'The day a picture was taken, read from it before everything else in it was removed, or as the clerk put it right.';

-- What sweeps have caught up with.
create table later_reading (
  what    text not null check (what in ('file-text', 'payees')),
  id      uuid not null,
  version integer not null,
  at      timestamptz not null default now(),
  primary key (what, id, version)
);
comment on table later_reading is 'Files read (version 0), and versions of lists looked through for payees, after their publication: not to be tried again.';
grant select, insert on later_reading to ydt_app;

-- The wall before what was taken down or withdrawn, and now the only one. The first policies looked through all take-downs and withdrawals
-- of the country for every question: with twenty thousand of each, ten milliseconds. These look up the record that is asked for.
do $$
declare walled text;
begin
  foreach walled in array array['disclosure_version', 'disclosure_row', 'attachment', 'attachment_text'] loop
    execute format('drop policy not_taken_down on pub.%I', walled);
    execute format('create policy not_taken_down on pub.%1$I for select to ydt_reader using (
      not exists (select from pub.takedown as gone where gone.county_code = %1$I.county_code and gone.disclosure_id = %1$I.disclosure_id and gone.version = %1$I.version)
      and not exists (select from pub.disclosure_withdrawal as gone where gone.county_code = %1$I.county_code and gone.disclosure_id = %1$I.disclosure_id))', walled);
  end loop;
end $$;
