-- Identities sealed to two groups in sequence, the custodian desk that opens one for a while, and the audit.
alter table officer drop constraint officer_role_check;
alter table officer
  add constraint officer_role_check check (role in ('clerk', 'committee', 'reviewer', 'triage', 'supervisor', 'handler', 'leader', 'inspector', 'custodian', 'system-admin', 'security-admin', 'audit-admin')),
  add column custodian_group text check (custodian_group in ('A', 'B')),
  add constraint officer_custodian_has_group check ((role = 'custodian') = (custodian_group is not null));
comment on column officer.custodian_group is 'Which half of the way to a sealed identity this custodian holds. One account is one post, so nobody holds both.';

alter table unit drop constraint unit_kind_check;
alter table unit add constraint unit_kind_check check (kind in ('village', 'township', 'discipline', 'inspection', 'supervising', 'responsible', 'leadership', 'custody', 'administration'));

create function refuse_other_group() returns trigger language plpgsql as $$
begin
  raise exception 'a custodian of one group never becomes one of the other: make a new post for another person' using errcode = 'check_violation';
end $$;
create trigger group_kept before update of custodian_group on officer for each row when (old.custodian_group is not null and old.custodian_group is distinct from new.custodian_group) execute function refuse_other_group();
alter table officer enable always trigger group_kept;

-- What was sealed to one group before stays as it is, openable by that key, until it is sealed anew.
alter table vault.sealed_identity
  add column sealed_to text[] not null default '{}',
  add column own_ciphertext bytea;
comment on table vault.sealed_identity is 'Name and phone of a named complainant: sealed to group A and that once more to group B before they arrive here (suite intl-1/age-age; intl-1/age is the one layer of earlier years).';
comment on column vault.sealed_identity.sealed_to is 'Fingerprints of the keys it is sealed to.';
comment on column vault.sealed_identity.own_ciphertext is 'The same under a key that follows from the receipt code and a secret outside the database: whoever holds the code can read what they gave.';

create table vault.identity_request (
  id             uuid primary key,
  case_id        uuid not null,
  asked_by       uuid not null references public.officer,
  reason_code    text not null check (reason_code in ('contact', 'verify', 'protect', 'lawful-order')),
  view_recipient text not null check (view_recipient like 'age1%'),
  asked_at       timestamptz not null,
  lapses_at      timestamptz not null,
  passed_by      uuid references public.officer,
  passed_at      timestamptz,
  inner_sealed   bytea,
  opened_by      uuid references public.officer,
  opened_at      timestamptz,
  view_sealed    bytea,
  viewed_at      timestamptz,
  view_until     timestamptz,
  refused_by     uuid references public.officer,
  refused_at     timestamptz,
  lapsed_at      timestamptz,
  check (lapses_at > asked_at and lapses_at <= asked_at + interval '3 days'),
  check ((passed_by is null) = (passed_at is null) and (opened_by is null) = (opened_at is null) and (refused_by is null) = (refused_at is null)),
  check (opened_by is null or passed_by is not null),
  check (viewed_at is null or opened_by is not null),
  check ((viewed_at is null) = (view_until is null) and (view_until is null or view_until <= viewed_at + interval '15 minutes')),
  check (passed_by <> asked_by and opened_by <> asked_by and opened_by <> passed_by),
  check (refused_by is null or opened_by is null)
);
comment on table vault.identity_request is 'Who asked to see an identity, who took off the outer layer, who opened the inner one for the person who asked, and when it was looked at. The reason in words stands in the case. The sealed halves go when the time is over.';
create unique index identity_request_open on vault.identity_request (case_id) where viewed_at is null and refused_by is null and lapsed_at is null;

-- Three persons, each in the right post, each step once.
create function vault.guard_request() returns trigger language plpgsql as $$
begin
  if (old.id, old.case_id, old.asked_by, old.reason_code, old.view_recipient, old.asked_at, old.lapses_at) is distinct from (new.id, new.case_id, new.asked_by, new.reason_code, new.view_recipient, new.asked_at, new.lapses_at)
    or old.passed_by is not null and (old.passed_by, old.passed_at) is distinct from (new.passed_by, new.passed_at)
    or old.opened_by is not null and (old.opened_by, old.opened_at) is distinct from (new.opened_by, new.opened_at)
    or old.viewed_at is not null and (old.viewed_at, old.view_until) is distinct from (new.viewed_at, new.view_until)
    or old.lapsed_at is not null and new.lapsed_at is distinct from old.lapsed_at
    or old.refused_by is not null and (old.refused_by, old.refused_at) is distinct from (new.refused_by, new.refused_at)
  then raise exception 'a step of a request is taken once' using errcode = 'check_violation'; end if;
  if old.passed_by is null and new.passed_by is not null and not exists (select from public.officer where id = new.passed_by and custodian_group = 'B')
    or old.opened_by is null and new.opened_by is not null and not exists (select from public.officer where id = new.opened_by and custodian_group = 'A')
  then raise exception 'group B takes off the outer layer and group A opens the inner one' using errcode = 'check_violation'; end if;
  if (old.passed_by is null and new.passed_by is not null and new.inner_sealed is null) or (old.opened_by is null and new.opened_by is not null and new.view_sealed is null)
  then raise exception 'a step hands on what it opened, sealed to the next' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger guarded before update on vault.identity_request for each row execute function vault.guard_request();
create trigger kept before delete on vault.identity_request for each row execute function refuse_change();
create trigger kept_whole before truncate on vault.identity_request for each statement execute function refuse_change();
alter table vault.identity_request enable always trigger guarded;
alter table vault.identity_request enable always trigger kept;
alter table vault.identity_request enable always trigger kept_whole;

create table vault.resealing (
  id          uuid primary key,
  proposed_by uuid not null references public.officer,
  proposed_at timestamptz not null,
  reason      text not null check (reason <> ''),
  approved_by uuid references public.officer,
  approved_at timestamptz,
  ended_at    timestamptz,
  sealed      integer,
  check (approved_by <> proposed_by),
  check ((approved_by is null) = (approved_at is null) and (ended_at is null or approved_by is not null))
);
comment on table vault.resealing is 'A leave to take the sealed identities out and put them back sealed to new keys: proposed by a custodian of one group, approved by one of the other.';
create unique index resealing_open on vault.resealing ((true)) where ended_at is null;
create function vault.guard_resealing() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and ((old.id, old.proposed_by, old.proposed_at, old.reason) is distinct from (new.id, new.proposed_by, new.proposed_at, new.reason)
    or old.approved_by is not null and (old.approved_by, old.approved_at) is distinct from (new.approved_by, new.approved_at) or old.ended_at is not null)
  then raise exception 'a step of a re-sealing is taken once' using errcode = 'check_violation'; end if;
  if (select custodian_group from public.officer where id = new.proposed_by) is null
    or new.approved_by is not null and not coalesce((select mine.custodian_group <> theirs.custodian_group from public.officer as mine, public.officer as theirs where mine.id = new.approved_by and theirs.id = new.proposed_by), false)
  then raise exception 'a re-sealing is proposed by one group of custodians and approved by the other' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger guarded before insert or update on vault.resealing for each row execute function vault.guard_resealing();
create trigger kept before delete on vault.resealing for each row execute function refuse_change();
create trigger kept_whole before truncate on vault.resealing for each statement execute function refuse_change();
alter table vault.resealing enable always trigger guarded;
alter table vault.resealing enable always trigger kept;
alter table vault.resealing enable always trigger kept_whole;

-- An identity can be taken out only while somebody's request waits for it or a re-sealing is approved.
create function vault.is_wanted(of_case uuid) returns boolean language sql stable as $$
  select exists (select from vault.identity_request where case_id = of_case and passed_by is null and refused_by is null and lapsed_at is null)
    or exists (select from vault.resealing where approved_by is not null and ended_at is null)
$$;
alter table vault.sealed_identity enable row level security;
create policy put_in on vault.sealed_identity for insert to ydt_app with check (true);
create policy own on vault.sealed_identity for select to ydt_app using (true);
create policy gone on vault.sealed_identity for all to ydt_diverter using (true) with check (true);
create policy wanted on vault.sealed_identity for select to ydt_vault using (vault.is_wanted(case_id));
create policy anew on vault.sealed_identity for update to ydt_vault using (exists (select from vault.resealing where approved_by is not null and ended_at is null)) with check (true);
grant select (case_id, suite, sealed_to, own_ciphertext) on vault.sealed_identity to ydt_app;
grant update (suite, ciphertext, sealed_to, sealed_at) on vault.sealed_identity to ydt_vault;
grant select (id, case_id, asked_by, reason_code, view_recipient, asked_at, lapses_at, passed_by, passed_at, opened_by, opened_at, viewed_at, view_until, refused_by, refused_at, lapsed_at), insert,
  update (passed_by, passed_at, inner_sealed, opened_by, opened_at, view_sealed, viewed_at, view_until, refused_by, refused_at, lapsed_at) on vault.identity_request to ydt_app;
grant select on vault.identity_request to ydt_vault;
grant update (inner_sealed, view_sealed) on vault.identity_request to ydt_vault;
grant select, insert, update (approved_by, approved_at) on vault.resealing to ydt_app;
grant select, update (ended_at, sealed) on vault.resealing to ydt_vault;
grant select (id, custodian_group) on officer to ydt_vault;

alter table case_event
  drop constraint case_event_action_check,
  add constraint case_event_action_check check (action in ('file', 'accept', 'askMore', 'divert', 'proposeRejection', 'confirmRejection', 'declineRejection', 'upholdRejection', 'overruleRejection',
    'assign', 'return', 'sign', 'joinUnits', 'releaseUnits', 'contribute', 'askExtension', 'grantExtension', 'refuseExtension', 'draftReply', 'passReview', 'failReview', 'recordVisit',
    'orderRedo', 'decideEscalation', 'supervise', 'liftSupervision', 'merge', 'unmerge', 'split', 'explain', 'nameSubjects', 'redactStatement', 'writeMessage', 'releaseWords', 'supplyMore', 'revive', 'appeal', 'rate', 'confirmSolved', 'reportUnsolved', 'reopen',
    'withdraw', 'lapse', 'callVisit', 'escalate', 'close', 'askStillSolved', 'answerTogether', 'recalculate', 'markOverdue', 'moveUp', 'giveCard', 'raise',
    'askIdentity', 'passIdentity', 'openIdentity', 'viewIdentity', 'refuseIdentity'));

create schema audit authorization ydt_owner;
comment on schema audit is 'Who did what to protected data, when and why. Everybody''s role puts in; ydt_audit alone reads.';

create table audit.entry (
  id           bigint generated always as identity primary key,
  at           timestamptz not null,
  officer_id   uuid,
  officer_role text,
  place_code   bigint,
  session      text,
  act          text not null check (act <> ''),
  subject_kind text not null check (subject_kind <> ''),
  subject_id   text,
  seen         uuid[],
  why          text,
  outcome      text not null check (outcome <> '')
);
comment on table audit.entry is 'One decision on protected data or one reading of it. Codes and numbers only: words stand where the act left them, and go with them.';
comment on column audit.entry.officer_id is 'Null for what the program or its operator did.';
comment on column audit.entry.place_code is 'The lower end of the officer''s reach: a county''s audit is read in that county.';
comment on column audit.entry.session is 'A keyed hash of the session, so that the acts of one sitting can be told apart from another''s.';
comment on column audit.entry.seen is 'The cases whose summaries a list showed.';
comment on column audit.entry.outcome is 'done, or the code of the refusal.';
create index entry_by_officer on audit.entry (officer_id, id);
create index entry_by_subject on audit.entry (subject_id, id) where subject_id is not null;
create index entry_by_seen on audit.entry using gin (seen) where seen is not null;
create trigger kept before update or delete on audit.entry for each row execute function refuse_change();
create trigger kept_whole before truncate on audit.entry for each statement execute function refuse_change();
alter table audit.entry enable always trigger kept;
alter table audit.entry enable always trigger kept_whole;

create table audit.day (
  day          date primary key,
  through_id   bigint not null,
  entries      integer not null check (entries >= 0),
  hash         bytea not null check (octet_length(hash) = 32),
  log_queue_id bigint not null unique references public.log_queue
);
comment on table audit.day is 'The entries of a day in one hash that begins with the hash of the day before; its leaf stands in the ledger, so that a day cannot be rewritten unseen.';
create trigger kept before update or delete on audit.day for each row execute function refuse_change();
create trigger kept_whole before truncate on audit.day for each statement execute function refuse_change();
alter table audit.day enable always trigger kept;
alter table audit.day enable always trigger kept_whole;

grant usage on schema audit to ydt_app, ydt_tip_desk, ydt_vault, ydt_audit;
grant insert on audit.entry to ydt_app, ydt_tip_desk, ydt_vault, ydt_audit;
grant select on audit.entry to ydt_audit;
grant select, insert on audit.day to ydt_audit;
grant insert on log_queue to ydt_audit;
grant select (id) on log_queue to ydt_audit;
