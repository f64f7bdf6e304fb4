-- Answers that everybody may read, with the consent of whoever asked; and typical cases of a county.
create table answer_consent (
  case_id    uuid not null references case_file,
  seq        integer not null check (seq >= 1),
  answer_seq integer not null,
  is_given   boolean not null,
  day        date not null,
  at         timestamptz not null,
  primary key (case_id, seq),
  foreign key (case_id, answer_seq) references case_event (case_id, seq)
);
comment on table answer_consent is 'That whoever holds the receipt code allows, or no longer allows, that everybody reads the masked question and answer. The last one holds. Appended to, never changed.';

create table answer_text (
  id           uuid primary key,
  kind         text not null check (kind in ('answer', 'typical')),
  county_code  bigint not null,
  village_code bigint references pub.division,
  case_id      uuid references case_file,
  consent_seq  integer,
  -- A typical case that was chosen among the published answers.
  chosen_id    uuid references answer_text,
  title        text,
  question     text not null check (question <> ''),
  answer       text not null check (answer <> ''),
  names_row    boolean not null default false,
  author_id    uuid not null references officer,
  day          date not null,
  at           timestamptz not null,
  foreign key (case_id, consent_seq) references answer_consent (case_id, seq),
  check ((kind = 'answer') = (case_id is not null)),
  check ((case_id is null) = (consent_seq is null)),
  check ((kind = 'answer') = (village_code is not null)),
  check ((kind = 'typical') = (title is not null)),
  check (kind = 'typical' or chosen_id is null)
);
comment on table answer_text is 'A masked question and answer, or a typical case, as an officer prepared it for everybody. Appended to, never changed: what is put right is a new text.';
create index answer_text_of_case on answer_text (case_id) where case_id is not null;
create index answer_text_of_county on answer_text (county_code, at);

create table answer_decision (
  text_id     uuid primary key references answer_text,
  is_approved boolean not null,
  officer_id  uuid not null references officer,
  note        text,
  appears_on  date,
  day         date not null,
  at          timestamptz not null,
  check (is_approved = (appears_on is not null)),
  check (is_approved or note is not null),
  -- Never the day it was decided: the moment says nothing about whoever asked.
  check (appears_on > day)
);
comment on table answer_decision is 'What a second officer decided about a text. Appended to, never changed.';

create table answer_withdrawal (
  text_id    uuid primary key references answer_text,
  officer_id uuid not null references officer,
  reason     text not null check (reason <> ''),
  day        date not null,
  at         timestamptz not null
);
comment on table answer_withdrawal is 'That a text is not shown any more, and why. Nothing of it stays public.';

create table pub.answer (
  id            uuid primary key references answer_text,
  county_code   bigint not null,
  village_code  bigint not null references pub.division,
  category      text,
  item_slug     text,
  disclosure_id uuid,
  row_seq       integer check (row_seq is null or disclosure_id is not null),
  question      text not null,
  answer        text not null,
  unit_zh       text not null,
  unit_en       text not null,
  answered_in   text not null check (answered_in ~ '^\d{4}-\d{2}$'),
  working_days  integer not null check (working_days >= 0),
  shown_in      text not null check (shown_in ~ '^\d{4}-\d{2}$'),
  words         tsvector not null
);
comment on table pub.answer is 'Masked questions and answers as everybody reads them. Months instead of days, and nothing that leads to the complaint. A projection: a row goes when the consent does.';
create index answer_of_village on pub.answer (village_code, shown_in desc, id);
create index answer_of_record on pub.answer (disclosure_id) where disclosure_id is not null;

create table pub.typical_case (
  id          uuid primary key references answer_text,
  county_code bigint not null,
  answer_id   uuid references pub.answer on delete cascade,
  title       text not null,
  question    text not null,
  answer      text not null,
  shown_in    text not null check (shown_in ~ '^\d{4}-\d{2}$')
);
comment on table pub.typical_case is 'Typical cases of a county as everybody reads them. One that was chosen among the answers goes with its answer.';
create index typical_case_of_county on pub.typical_case (county_code, shown_in desc, id);

-- A second person decides, and takes no part in what names the own work.
create function guard_answer_decision() returns trigger language plpgsql as $$
begin
  if exists (select from answer_text where id = new.text_id and author_id = new.officer_id) then
    raise exception 'a text is decided by somebody else than its author' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger second_person before insert on answer_decision for each row execute function guard_answer_decision();

-- Whether a text may stand before everybody: approved, not withdrawn, and its consent, or that of the answer it was chosen from, is the last word.
create function answer_text_stands(of_id uuid) returns boolean language sql stable as $$
  select coalesce((
    select decision.is_approved
      and not exists (select from answer_withdrawal as gone where gone.text_id in (chosen.id, chosen.chosen_id))
      and (chosen.kind = 'typical' or (select consent.is_given and consent.seq = chosen.consent_seq from answer_consent as consent where consent.case_id = chosen.case_id order by consent.seq desc limit 1))
      and (chosen.chosen_id is null or answer_text_stands(chosen.chosen_id))
    from answer_text as chosen join answer_decision as decision on decision.text_id = chosen.id where chosen.id = of_id), false)
$$;
create function guard_public_answer() returns trigger language plpgsql as $$
begin
  if not answer_text_stands(new.id) then
    raise exception 'nothing is shown without consent and a second person' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger stands before insert on pub.answer for each row execute function guard_public_answer();
create trigger stands before insert on pub.typical_case for each row execute function guard_public_answer();

-- Whoever takes the consent back sees it gone when the act is done; so does an officer who withdraws a text.
create function take_answers_away() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'answer_consent' then
    if not new.is_given then delete from pub.answer where id in (select id from answer_text where case_id = new.case_id); end if;
  else
    delete from pub.answer where id = new.text_id;
    delete from pub.typical_case where id = new.text_id;
  end if;
  return null;
end $$;
create trigger taken_away after insert on answer_consent for each row execute function take_answers_away();
create trigger taken_away after insert on answer_withdrawal for each row execute function take_answers_away();

do $$
declare kept text;
begin
  foreach kept in array array['answer_consent', 'answer_text', 'answer_decision', 'answer_withdrawal'] loop
    execute format('create trigger kept before update or delete on %I for each row execute function refuse_change()', kept);
    execute format('create trigger kept_whole before truncate on %I for each statement execute function refuse_change()', kept);
    execute format('alter table %I enable always trigger kept', kept);
    execute format('alter table %I enable always trigger kept_whole', kept);
  end loop;
end $$;
alter table answer_decision enable always trigger second_person;
alter table pub.answer enable always trigger stands;
alter table pub.typical_case enable always trigger stands;
alter table answer_consent enable always trigger taken_away;
alter table answer_withdrawal enable always trigger taken_away;

grant select, insert on answer_consent, answer_text, answer_decision, answer_withdrawal to ydt_app;
grant select, insert, delete on pub.answer, pub.typical_case to ydt_app;
grant select on pub.answer, pub.typical_case to ydt_reader;
