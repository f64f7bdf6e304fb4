-- What residents may do with what is kept about them: see and end each session, and take an objection back with its words.
alter table resident_session
  add column id uuid not null default gen_random_uuid() unique,
  add column device text not null default 'other' check (device in ('wechat', 'android', 'iphone', 'computer', 'other')),
  add column begun_at timestamptz not null default now(),
  add column seen_at timestamptz not null default now();
comment on column resident_session.device is 'The kind of device, in one of five words: enough to tell one''s own phones apart, and nothing else of what a browser says.';
comment on column resident_session.seen_at is 'When it was used last, to the hour. A session that nobody uses ends before its thirty days.';
grant update (seen_at) on resident_session to ydt_app;

alter table objection drop constraint objection_state_check;
alter table objection add constraint objection_state_check check (state in ('raised', 'answered', 'escalated', 'upheld', 'corrected', 'dismissed', 'settled', 'withdrawn'));
alter table objection add constraint no_words_of_the_withdrawn check ((question = '') = (state = 'withdrawn'));
alter table objection_event drop constraint objection_event_action_check;
alter table objection_event add constraint objection_event_action_check
  check (action in ('raise', 'answer', 'concede', 'accept', 'escalate', 'uphold', 'dismiss', 'correct', 'settle', 'hide', 'withdraw'));
alter table objection_event add constraint only_the_asker_withdraws check (action <> 'withdraw' or actor = 'asker');
grant update (question) on objection to ydt_app;

-- The question as it was typed is changed by nothing but its end.
create function keep_typed_question() returns trigger language plpgsql as $$
begin
  if new.question is distinct from old.question and not (new.question = '' and new.state = 'withdrawn') then
    raise exception 'the words of an objection are not changed' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger words_kept before update on objection for each row execute function keep_typed_question();
alter table objection enable always trigger words_kept;

-- What was said may go when it is hidden, and the question when it is taken back; it is never said otherwise.
create or replace function keep_objection_words() returns trigger language plpgsql as $$
begin
  if (new.question is distinct from old.question and not (new.question = '' and (new.state = 'withdrawn' or exists (select from pub.objection_hiding where objection_id = new.id and part = 'question'))))
    or (old.answer is not null and new.answer is distinct from old.answer and not (new.answer = '' and exists (select from pub.objection_hiding where objection_id = new.id and part = 'answer')))
    or (old.decision is not null and new.decision is distinct from old.decision and not (new.decision = '' and exists (select from pub.objection_hiding where objection_id = new.id and part = 'decision'))) then
    raise exception 'the words of an objection are not changed' using errcode = 'check_violation';
  end if;
  return new;
end $$;
