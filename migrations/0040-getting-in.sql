-- Getting in: passkeys, sign-in through a platform of the province, and what the holder of an account is told about it.

-- What a session was begun or proved with, so that an account that owns two factors is never used by one.
alter table auth.session add column two_factors boolean not null default false;
update auth.session set two_factors = true where user_id in (select id from auth."user" where two_factor_enabled);

create table auth.passkey (
  id            uuid primary key,
  user_id       text not null references auth."user" on delete cascade,
  credential_id text not null unique,
  public_key    bytea not null,
  counter       bigint not null,
  transports    text[] not null,
  name          text not null check (name <> ''),
  made_at       timestamptz not null,
  used_at       timestamptz
);
comment on table auth.passkey is 'Passkeys of staff: public keys only. Each asks its holder (finger, face, number), so it is two factors by itself.';
create index passkey_by_user on auth.passkey (user_id);

create table auth.provider_link (
  user_id      text primary key references auth."user" on delete cascade,
  issuer       text not null,
  subject_hash bytea not null check (octet_length(subject_hash) = 32),
  linked_at    timestamptz not null,
  used_at      timestamptz,
  unique (issuer, subject_hash)
);
comment on table auth.provider_link is 'Which identity of a sign-in platform belongs to an account, as a keyed hash. Linked by the holder while signed in, never by itself.';

create table auth.provider_attempt (
  browser_hash bytea primary key check (octet_length(browser_hash) = 32),
  session_id   text references auth.session on delete cascade,
  expires_at   timestamptz not null
);
comment on table auth.provider_attempt is 'A way to the sign-in platform that has begun, bound to the browser that began it: it serves once. With a session: to link its account.';
create index provider_attempt_end on auth.provider_attempt (expires_at);

create table auth.notice (
  id      bigint generated always as identity primary key,
  user_id text not null references auth."user" on delete cascade,
  kind    text not null check (kind in ('wrong-tries', 'new-browser', 'password-changed', 'codes-on', 'codes-off', 'recovery-renewed', 'recovery-used', 'passkey-added', 'passkey-removed', 'provider-linked', 'provider-unlinked', 'started-anew')),
  on_day  date not null,
  at      timestamptz not null,
  times   integer not null default 1 check (times >= 1)
);
comment on table auth.notice is 'What the holder of an account is told: odd tries, counted by day, and changes of what opens it.';
create index notice_by_user on auth.notice (user_id, id);
create unique index notice_of_day on auth.notice (user_id, on_day) where kind = 'wrong-tries';

grant select, insert, update, delete on auth.passkey, auth.provider_link, auth.provider_attempt, auth.notice to ydt_app;

-- Residents who come with the identity of their province: known as by WeChat, by a keyed hash.
alter table resident drop constraint resident_kind_check, add constraint resident_kind_check check (kind in ('wechat', 'phone', 'province'));
alter table sign_in_attempt drop constraint sign_in_attempt_kind_check, add constraint sign_in_attempt_kind_check check (kind in ('wechat', 'phone', 'province'));

alter table message drop constraint message_template_check, add constraint message_template_check check (template in ('progress', 'work-waits', 'reminder', 'sign-in-code', 'village', 'account'));
