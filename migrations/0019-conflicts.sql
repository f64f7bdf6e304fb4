create table org_edge (
  unit_id  uuid not null references unit,
  above_id uuid not null references unit,
  kind     text not null check (kind in ('parent', 'supervises')),
  made_at  timestamptz not null default now(),
  ended_at timestamptz,
  check (unit_id <> above_id)
);
comment on table org_edge is 'Which unit stands over which. An edge that ended no longer counts and stays written.';
create unique index org_edge_once on org_edge (unit_id, above_id, kind) where ended_at is null;
create index org_edge_below on org_edge (above_id) where ended_at is null;

-- Villages stand under their township, townships and departments under the leadership of their county, and so does its discipline body; stationed groups under the discipline body.
insert into org_edge (unit_id, above_id, kind)
select unit.id, above.id, 'parent' from unit join unit as above on above.id <> unit.id and case unit.kind
  when 'village' then above.kind = 'township' and above.division_code = unit.division_code - unit.division_code % 1000
  when 'supervising' then above.kind = 'discipline' and above.division_code = unit.county_code
  when 'leadership' then false
  else above.kind = 'leadership' and above.division_code = unit.county_code end;

create table unit_head (
  unit_id    uuid not null references unit,
  officer_id uuid not null references officer,
  valid_from date not null,
  valid_to   date check (valid_to >= valid_from)
);
comment on table unit_head is 'Who heads a unit. It counts until an end is written.';
create unique index unit_head_once on unit_head (unit_id, officer_id) where valid_to is null;
create index unit_head_of on unit_head (officer_id) where valid_to is null;

create table declared_relation (
  id              uuid primary key,
  officer_id      uuid not null references officer,
  kind            text not null check (kind in ('kin', 'same-village', 'interest')),
  with_officer_id uuid references officer,
  with_unit_id    uuid references unit,
  note            text,
  entered_by      uuid not null references officer,
  entered_on      date not null,
  unique (id, officer_id),
  check (num_nonnulls(with_officer_id, with_unit_id) = 1),
  check (with_officer_id <> officer_id)
);
comment on table declared_relation is 'What keeps an officer from matters about another officer or a unit: kin, same village, interest. Declared by the officer or entered by the county.';
create index declared_relation_of on declared_relation (officer_id);
create index declared_relation_with on declared_relation (with_officer_id) where with_officer_id is not null;

create table relation_end (
  relation_id uuid primary key,
  officer_id  uuid not null,
  ended_by    uuid not null references officer,
  ended_on    date not null,
  reason      text not null check (reason <> ''),
  foreign key (relation_id, officer_id) references declared_relation (id, officer_id),
  -- Nobody lifts a bar from himself.
  check (ended_by <> officer_id)
);
comment on table relation_end is 'That a declared relation no longer holds, said by somebody else than the officer.';

create table own_complaint (
  officer_id  uuid not null references officer,
  case_id     uuid not null references case_file,
  declared_on date not null,
  primary key (case_id, officer_id)
);
comment on table own_complaint is 'That an officer is the complainant of a case, shown by its receipt code: the officer then follows it by the code and in no other way. No list shows it.';

create trigger kept before update or delete on declared_relation for each row execute function refuse_change();
create trigger kept_whole before truncate on declared_relation for each statement execute function refuse_change();
create trigger kept before update or delete on relation_end for each row execute function refuse_change();
create trigger kept_whole before truncate on relation_end for each statement execute function refuse_change();
create trigger kept before update or delete on own_complaint for each row execute function refuse_change();
create trigger kept_whole before truncate on own_complaint for each statement execute function refuse_change();
alter table declared_relation enable always trigger kept;
alter table declared_relation enable always trigger kept_whole;
alter table relation_end enable always trigger kept;
alter table relation_end enable always trigger kept_whole;
alter table own_complaint enable always trigger kept;
alter table own_complaint enable always trigger kept_whole;

alter table case_subject
  drop constraint case_subject_check,
  drop constraint case_subject_case_id_officer_id_unit_id_key,
  add column id             uuid not null primary key default gen_random_uuid(),
  add column person         text check (person <> ''),
  add column serves_unit_id uuid references unit,
  add column is_head        boolean not null default false,
  add column named_seq      integer,
  add column lifted_seq     integer,
  add constraint case_subject_is_one check (num_nonnulls(officer_id, unit_id, person) = 1),
  add constraint case_subject_serves check (serves_unit_id is null or person is not null),
  add constraint case_subject_heads check (not is_head or serves_unit_id is not null);
comment on table case_subject is 'Officers, persons and units that a complaint is about. They, and whoever stands under them, never see it. Named and lifted by events; nothing is deleted.';
comment on column case_subject.person is 'A person who has no account here, by name and post; read by the desk that sorts complaints and by nobody else.';
comment on column case_subject.serves_unit_id is 'The unit that person serves in, and whether as its head.';
create unique index case_subject_once on case_subject (case_id, officer_id, unit_id, person, serves_unit_id) nulls not distinct where lifted_seq is null;

alter table case_file add column desk_level text not null default 'county' check (desk_level in ('county', 'city', 'province'));
comment on column case_file.desk_level is 'The level whose desk sorts and decides the case; it rises when the desk or the unit that handles is in conflict.';
create index case_file_raised on case_file (desk_level, village_code) where desk_level <> 'county';

alter table case_event
  drop constraint case_event_action_check,
  add constraint case_event_action_check check (action in ('file', 'accept', 'askMore', 'divert', 'proposeRejection', 'confirmRejection', 'declineRejection', 'upholdRejection', 'overruleRejection',
    'assign', 'return', 'sign', 'joinUnits', 'releaseUnits', 'contribute', 'askExtension', 'grantExtension', 'refuseExtension', 'draftReply', 'passReview', 'failReview', 'recordVisit',
    'orderRedo', 'decideEscalation', 'supervise', 'liftSupervision', 'merge', 'unmerge', 'split', 'nameSubjects', 'supplyMore', 'revive', 'appeal', 'rate', 'confirmSolved', 'reportUnsolved', 'reopen',
    'withdraw', 'lapse', 'callVisit', 'escalate', 'close', 'askStillSolved', 'answerTogether', 'recalculate', 'markOverdue', 'moveUp'));

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
    when new.action in ('lapse', 'callVisit', 'escalate', 'close', 'askStillSolved', 'answerTogether', 'recalculate', 'markOverdue', 'moveUp') then array['system']
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

grant select on org_edge, unit_head to ydt_app;
grant select, insert on declared_relation, relation_end, own_complaint to ydt_app;
grant update (lifted_seq) on case_subject to ydt_app;
grant update (desk_level) on case_file to ydt_app;
