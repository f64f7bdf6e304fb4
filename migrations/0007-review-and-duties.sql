-- A village supervisory committee (村务监督委员会) reads a record before the township does.
alter table officer drop constraint officer_role_check;
alter table officer add constraint officer_role_check check (role in ('clerk', 'committee', 'reviewer', 'triage', 'supervisor', 'handler', 'leader'));

create table committee_rule (
  county_code bigint primary key,
  review      text not null check (review in ('where-posted', 'never'))
);
comment on table committee_rule is 'Whether the village supervisory committee reviews before the township. A county without a row: where the village has such an officer.';

alter table disclosure_draft drop constraint disclosure_draft_state_check;
alter table disclosure_draft add constraint disclosure_draft_state_check check (state in ('draft', 'atCommittee', 'submitted', 'returned', 'scheduled', 'approved'));
alter table disclosure_draft add column submitted_on date;
alter table disclosure_draft add column lot bytea;
alter table disclosure_draft add column publish_at timestamptz;
alter table disclosure_draft add constraint scheduled_has_time check ((state = 'scheduled') = (publish_at is not null));
comment on column disclosure_draft.lot is 'Drawn at submission and shown to nobody: a sample of several drafts is those with the lowest lots, so that nobody can choose it.';
create index disclosure_draft_scheduled on disclosure_draft (publish_at) where state = 'scheduled';
create index disclosure_draft_at_committee on disclosure_draft (submitted_on) where state = 'atCommittee';

alter table draft_event drop constraint draft_event_action_check;
alter table draft_event add constraint draft_event_action_check check (action in ('create', 'edit', 'submit', 'endorse', 'lapse', 'return', 'schedule', 'unschedule', 'release', 'approve'));

alter table disclosure_approval add column committee_id uuid references officer;
alter table disclosure_approval add constraint committee_apart check (committee_id <> author_id and committee_id <> approver_id);
comment on column disclosure_approval.committee_id is 'Who of the village committee passed it; null where none was asked, or none answered in time.';

-- `author_id` is the last who wrote. Everybody else who wrote in the draft is kept away from deciding on it here.
create function refuse_own_work() returns trigger language plpgsql as $$
begin
  if exists (select 1 from draft_event where draft_id = new.draft_id and action in ('create', 'edit', 'submit') and officer_id in (new.approver_id, new.committee_id)) then
    raise exception 'nobody decides on a record they wrote in' using errcode = 'check_violation', constraint = 'own_work';
  end if;
  if exists (select 1 from draft_event where draft_id = new.draft_id and action = 'endorse' and officer_id = new.approver_id) then
    raise exception 'the committee and the township are two people' using errcode = 'check_violation', constraint = 'own_work';
  end if;
  return new;
end $$;
create trigger apart before insert on disclosure_approval for each row execute function refuse_own_work();

-- Withdrawal: asked for by one person, granted by another; the tombstone stays.
alter table pub.disclosure add column withdrawn_at timestamptz;
comment on column pub.disclosure.withdrawn_at is 'Set with the tombstone: from then on neither rows, fields nor files are served.';

create table pub.disclosure_withdrawal (
  county_code   bigint not null,
  disclosure_id uuid not null,
  version       integer not null check (version >= 2),
  title         text not null,
  reason        text not null check (reason <> ''),
  asked_by      text not null,
  granted_by    text not null,
  withdrawn_at  timestamptz not null,
  commitment    bytea not null check (octet_length(commitment) = 32),
  log_queue_id  bigint not null unique references log_queue,
  primary key (county_code, disclosure_id),
  foreign key (county_code, disclosure_id) references pub.disclosure (county_code, id)
);
comment on table pub.disclosure_withdrawal is 'The tombstone of a withdrawn record: what it was called, why, by which units, when. Takes the number after the last version. Cannot exist without its ledger leaf.';

create table withdrawal_request (
  id            uuid primary key,
  disclosure_id uuid not null,
  county_code   bigint not null,
  village_code  bigint not null references pub.division,
  reason        text not null check (reason <> ''),
  state         text not null check (state in ('asked', 'granted', 'refused')),
  asked_by      uuid not null references officer,
  asked_at      timestamptz not null,
  decided_by    uuid references officer,
  decided_at    timestamptz,
  note          text,
  check (decided_by <> asked_by),
  check ((state = 'asked') = (decided_by is null))
);
comment on table withdrawal_request is 'Who asked that a record be withdrawn and who decided: never one person.';
create unique index one_open_withdrawal on withdrawal_request (disclosure_id) where state = 'asked';

-- Nil declarations (零报告).
create table nil_declaration (
  id           uuid primary key,
  county_code  bigint not null,
  village_code bigint not null references pub.division,
  item_slug    text not null,
  period       text not null,
  period_start date not null,
  period_end   date not null,
  note         text,
  state        text not null check (state in ('declared', 'published', 'returned')),
  declared_by  uuid not null references officer,
  declared_at  timestamptz not null,
  decided_by   uuid references officer,
  decided_at   timestamptz,
  decision     text,
  doubts       jsonb,
  check (decided_by <> declared_by),
  check ((state = 'declared') = (decided_by is null))
);
comment on table nil_declaration is 'A clerk signs that nothing happened in a period; a reviewer decides, with the doubts that other data raised.';
create unique index one_nil_declaration on nil_declaration (village_code, item_slug, period) where state <> 'returned';

create table pub.nil_publication (
  county_code  bigint not null,
  id           uuid not null,
  village_code bigint not null references pub.division,
  item_slug    text not null,
  period       text not null,
  declared_by  text not null,
  approved_by  text not null,
  published_at timestamptz not null,
  commitment   bytea not null check (octet_length(commitment) = 32),
  log_queue_id bigint not null unique references log_queue,
  primary key (county_code, village_code, item_slug, period)
);
comment on table pub.nil_publication is 'Published declarations that nothing happened. Cannot exist without their ledger leaf.';

-- Duties.
create table duty_exception (
  item_slug text primary key,
  month     integer not null check (month between 1 and 12),
  day       integer not null check (day between 1 and 28 or (day <= 31 and month in (1, 3, 5, 7, 8, 10, 12)) or (day <= 30 and month <> 2)),
  basis     text not null
);
comment on table duty_exception is 'Annual items that fall due on another day of the next year than 15 January.';
insert into duty_exception values ('asset-inventory', 3, 31, '《农村集体资产清产核资》年度清查，3月31日前公示');

create table pub.duty (
  county_code       bigint not null,
  village_code      bigint not null,
  item_slug         text not null,
  period            text not null,
  period_start      date not null,
  period_end        date not null,
  kind              text not null check (kind in ('period', 'event', 'back-fill')),
  rule              text not null check (rule in ('monthly', 'quarterly', 'half-yearly', 'annual', 'annual-day', 'event', 'back-fill')),
  due_on            date check ((due_on is null) = (kind = 'back-fill')),
  catalogue_version integer not null,
  opened_on         date not null,
  primary key (county_code, village_code, item_slug, period)
);
comment on table pub.duty is 'What a village owes, frozen when the period opens: renaming or retiring an item later changes nothing here.';
create index duty_due on pub.duty (due_on, village_code) where due_on is not null;
create index duty_by_village on pub.duty (village_code, period_start);

create table duty_opening (
  county_code bigint not null,
  cadence     text not null check (cadence in ('M', 'Q', 'H', 'A')),
  period      text not null,
  opened_on   date not null,
  duties      integer not null,
  primary key (county_code, cadence, period)
);
comment on table duty_opening is 'Periods whose duty list is frozen; each is opened once.';

create table back_fill (
  township_code bigint not null,
  year          integer not null,
  opened_by     uuid not null references officer,
  opened_at     timestamptz not null,
  primary key (township_code, year)
);
comment on table back_fill is 'Past years a township has opened for entering afterwards, from near to far.';

create table duty_tally (
  county_code   bigint not null,
  village_code  bigint not null,
  year          integer not null,
  owed          integer not null,
  done          integer not null,
  late          integer not null,
  nil           integer not null,
  overdue       integer not null,
  counted_on    date not null,
  primary key (county_code, village_code, year)
);
comment on table duty_tally is 'Counted anew every night: what fell due in a year and what came of it, so that no overview adds up a million duties while somebody waits.';

-- Review of several drafts at once.
create table review_batch (
  id          uuid primary key,
  reviewer_id uuid not null references officer,
  made_at     timestamptz not null
);
comment on table review_batch is 'Drafts that a reviewer wants to approve together.';
create table review_batch_item (
  batch_id     uuid not null references review_batch,
  seq          integer not null,
  draft_id     uuid not null references disclosure_draft,
  as_of        integer not null,
  is_sampled   boolean not null,
  confirmed_at timestamptz,
  result       text,
  primary key (batch_id, seq),
  unique (batch_id, draft_id)
);
comment on table review_batch_item is 'One draft of a batch: whether it was drawn to be opened, when it was, and what came of approving it.';

-- Notices of duties; those of cases have case_id.
alter table officer_notice add column details jsonb;
create index officer_notice_by_unit on officer_notice (unit_id, at desc);

create trigger kept before update or delete on pub.disclosure_withdrawal for each row execute function refuse_change();
create trigger kept_whole before truncate on pub.disclosure_withdrawal for each statement execute function refuse_change();
create trigger kept before update or delete on pub.nil_publication for each row execute function refuse_change();
create trigger kept_whole before truncate on pub.nil_publication for each statement execute function refuse_change();
create trigger kept before update or delete on pub.duty for each row execute function refuse_change();
create trigger kept_whole before truncate on pub.duty for each statement execute function refuse_change();
alter table pub.disclosure_withdrawal enable always trigger kept;
alter table pub.disclosure_withdrawal enable always trigger kept_whole;
alter table pub.nil_publication enable always trigger kept;
alter table pub.nil_publication enable always trigger kept_whole;
alter table pub.duty enable always trigger kept;
alter table pub.duty enable always trigger kept_whole;

grant select on pub.disclosure_withdrawal, pub.nil_publication, pub.duty to ydt_app, ydt_reader;
grant insert on pub.disclosure_withdrawal, pub.nil_publication, pub.duty to ydt_app;
grant select on committee_rule, duty_exception to ydt_app;
grant select, insert on duty_opening, back_fill, review_batch, review_batch_item, withdrawal_request, nil_declaration to ydt_app;
grant update (confirmed_at, result) on review_batch_item to ydt_app;
grant update (state, decided_by, decided_at, note) on withdrawal_request to ydt_app;
grant update (state, decided_by, decided_at, decision, doubts) on nil_declaration to ydt_app;
grant select, insert, update, delete on duty_tally to ydt_app;
