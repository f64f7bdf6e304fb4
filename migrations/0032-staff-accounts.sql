-- Staff accounts: second factors, sessions with their limits, invitations, and three administrators that nobody may be together.

-- When a session began, was last used and last proved who holds it, by our own clock. The network is hashed with a key that is not here.
alter table auth.session
  add column started_at timestamptz not null default now(),
  add column seen_at    timestamptz not null default now(),
  add column proved_at  timestamptz not null default now(),
  add column network    text;
comment on table auth.session is 'Opaque sessions of staff. The cookie is the token with a signature whose key is not in the database: what stands here opens nothing.';
comment on table auth.two_factor is 'Second factors by time-based codes: the secret is encrypted, the recovery codes are hashed.';

create table auth.used_code (
  user_id   text not null references auth."user" on delete cascade,
  code_hash text not null,
  used_at   timestamptz not null,
  primary key (user_id, code_hash)
);
comment on table auth.used_code is 'Time-based codes that opened something: each opens once.';

create table auth.former_password (
  user_id text not null references auth."user" on delete cascade,
  hash    text not null,
  set_at  timestamptz not null,
  primary key (user_id, set_at)
);
comment on table auth.former_password is 'When a password was set, and its hash: for the profile that wants changes and no repetition.';

grant select, insert, update, delete on auth.used_code, auth.former_password to ydt_app;

-- Administrators: of accounts and configuration, of rights, and of the audit.
alter table officer drop constraint officer_role_check;
alter table officer add constraint officer_role_check check (role in ('clerk', 'committee', 'reviewer', 'triage', 'supervisor', 'handler', 'leader', 'inspector', 'system-admin', 'security-admin', 'audit-admin'));
alter table unit drop constraint unit_kind_check;
alter table unit add constraint unit_kind_check check (kind in ('village', 'township', 'discipline', 'inspection', 'supervising', 'responsible', 'leadership', 'administration'));

-- One person holds one post at a time; and whatever may become of that rule, never two kinds of power: system, security, audit, work.
create extension if not exists btree_gist with schema public;
alter table officer add column power text not null generated always as (case when role in ('system-admin', 'security-admin', 'audit-admin') then role else 'work' end) stored;
alter table officer drop constraint officer_user_id_key;
alter table officer add constraint officer_one_post_at_a_time exclude using gist (user_id with =, daterange(active_from, active_to) with &&);
alter table officer add constraint officer_powers_apart exclude using gist (user_id with =, power with <>, daterange(active_from, active_to) with &&);

create table staff_invitation (
  id           uuid primary key,
  kind         text not null check (kind in ('new', 'again')),
  officer_id   uuid not null,
  username     text not null check (username ~ '^[a-z0-9._-]{2,40}$'),
  name         text not null,
  unit_id      uuid not null references unit,
  role         text not null,
  asked_by     uuid references officer,
  asked_at     timestamptz not null,
  first_hash   bytea not null,
  granted_by   uuid references officer,
  granted_at   timestamptz,
  second_hash  bytea,
  ended_at     timestamptz,
  ended_how    text check (ended_how in ('used', 'withdrawn')),
  expires_at   timestamptz not null,
  check (granted_by is null or asked_by is null or granted_by <> asked_by),
  check ((granted_at is null) = (second_hash is null)),
  check ((ended_at is null) = (ended_how is null)),
  check (ended_how is distinct from 'used' or granted_at is not null)
);
comment on table staff_invitation is 'An account to be made, or made anew: asked for by one administrator and granted by another. Each holds half of a code that only both halves open. Without an asker: by the command line.';
create unique index staff_invitation_open_name on staff_invitation (username) where ended_at is null;
create unique index staff_invitation_open_officer on staff_invitation (officer_id) where ended_at is null;
grant select, insert on staff_invitation to ydt_app;
grant update (granted_by, granted_at, second_hash, ended_at, ended_how, expires_at) on staff_invitation to ydt_app;
grant insert on officer to ydt_app;
grant update (user_id, active_to) on officer to ydt_app;

create table account_act (
  id         bigint generated always as identity primary key,
  officer_id uuid not null,
  act        text not null check (act in ('asked', 'granted', 'withdrawn', 'accepted', 'post-ended', 'signed-out')),
  by_officer uuid references officer,
  at         timestamptz not null,
  reason     text
);
comment on table account_act is 'What administrators did with accounts of staff. Without an officer: the command line, or the invited person.';
create index account_act_by_officer on account_act (officer_id, id);
grant select, insert on account_act to ydt_app;
create trigger account_act_kept before update or delete or truncate on account_act for each statement execute function refuse_change();
alter table account_act enable always trigger account_act_kept;
