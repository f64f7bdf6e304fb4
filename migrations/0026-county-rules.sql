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

-- Heads and superiors are kept by the desks above them, each change with who made it. Nobody ends what concerns himself.
alter table unit_head
  add column id         uuid not null primary key default gen_random_uuid(),
  add column entered_by uuid references officer,
  add column ended_by   uuid references officer,
  add column end_reason text,
  add check (entered_by <> officer_id),
  add check (ended_by <> officer_id);
alter table org_edge
  add column id         uuid not null primary key default gen_random_uuid(),
  add column entered_by uuid references officer,
  add column ended_by   uuid references officer,
  add column end_reason text;
grant insert, update (valid_to, ended_by, end_reason) on unit_head to ydt_app;
grant insert, update (ended_at, ended_by, end_reason) on org_edge to ydt_app;
create function guard_organisation() returns trigger language plpgsql as $$
begin
  if to_jsonb(old) ->> tg_argv[0] is not null then raise exception 'what has ended stays as it is written' using errcode = 'check_violation'; end if;
  if current_user = 'ydt_app' and (to_jsonb(new) ->> tg_argv[0] is null or new.ended_by is null or coalesce(new.end_reason, '') = '')
  then raise exception 'an end names its day, its author and its reason' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger guarded before update on unit_head for each row execute function guard_organisation('valid_to');
create trigger guarded before update on org_edge for each row execute function guard_organisation('ended_at');
create trigger kept before delete on unit_head for each row execute function refuse_change();
create trigger kept before delete on org_edge for each row execute function refuse_change();

-- Every supervision letter has its number: by county and year, without gaps. A letter about a case that keeps somebody away counts in a series of its
-- own, of which no screen shows the numbers: a gap would tell whoever is kept away that there is a letter.
create table letter_number (
  county_code bigint not null references pub.division,
  year        integer not null,
  series      text not null check (series in ('open', 'closed')),
  number      integer not null check (number >= 1),
  case_id     uuid not null,
  n           integer not null,
  primary key (county_code, year, series, number),
  unique (case_id, n),
  foreign key (case_id, n) references supervision_item (case_id, n)
);
comment on table letter_number is 'The numbers of supervision letters: by county, year and series, without gaps, given with the letter and never changed.';
grant select, insert on letter_number to ydt_app;
create trigger kept before update or delete on letter_number for each row execute function refuse_change();
create trigger kept_whole before truncate on letter_number for each statement execute function refuse_change();
alter table letter_number enable always trigger kept;
alter table letter_number enable always trigger kept_whole;

insert into letter_number
select case_file.county_code, extract(year from item.given_on), 'open', row_number() over (partition by case_file.county_code, extract(year from item.given_on) order by item.given_on, item.case_id, item.n), item.case_id, item.n
from supervision_item as item join case_file on case_file.id = item.case_id where item.kind = 'letter';

create function number_letter() returns trigger language plpgsql as $$
declare
  file record;
  chosen text;
begin
  select county_code, desk_level into file from case_file where id = new.case_id;
  chosen := case when file.desk_level <> 'county' or exists (select from case_subject where case_id = new.case_id and lifted_seq is null) or exists (select from own_complaint where case_id = new.case_id)
    then 'closed' else 'open' end;
  perform pg_advisory_xact_lock(hashtextextended('the letters of a county', file.county_code));
  insert into letter_number
  select file.county_code, extract(year from new.given_on), chosen, coalesce(max(number), 0) + 1, new.case_id, new.n
  from letter_number where county_code = file.county_code and year = extract(year from new.given_on) and series = chosen;
  return null;
end $$;
create trigger numbered after insert on supervision_item for each row when (new.kind = 'letter') execute function number_letter();
