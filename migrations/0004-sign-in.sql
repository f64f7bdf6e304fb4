-- Columns and names are those better-auth 1.7 expects with snake_case mapping (core, username and two-factor plugins).
create table auth."user" (
  id                 text primary key,
  name               text not null,
  email              text not null unique,
  email_verified     boolean not null default false,
  image              text,
  username           text unique,
  display_username   text,
  two_factor_enabled boolean default false,
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now()
);
comment on table auth."user" is 'A sign-in of a staff member.';

create table auth.session (
  id         text primary key,
  token      text not null unique,
  user_id    text not null references auth."user" on delete cascade,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table auth.session is 'Opaque sessions of staff.';
create index session_by_user on auth.session (user_id);

create table auth.account (
  id                       text primary key,
  account_id               text not null,
  provider_id              text not null,
  user_id                  text not null references auth."user" on delete cascade,
  access_token             text,
  refresh_token            text,
  id_token                 text,
  access_token_expires_at  timestamptz,
  refresh_token_expires_at timestamptz,
  scope                    text,
  password                 text,
  created_at               timestamptz not null default now(),
  updated_at               timestamptz not null default now()
);
comment on table auth.account is 'How a user signs in; for passwords, the scrypt hash.';
create index account_by_user on auth.account (user_id);

create table auth.verification (
  id         text primary key,
  identifier text not null,
  value      text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table auth.verification is 'Short-lived codes of the sign-in.';
create index verification_by_identifier on auth.verification (identifier);

create table auth.two_factor (
  id           text primary key,
  secret       text not null,
  backup_codes text not null,
  user_id      text not null references auth."user" on delete cascade,
  verified     boolean default true,
  failed_verification_count integer default 0,
  locked_until timestamptz
);
comment on table auth.two_factor is 'Second factors; not offered yet.';
create index two_factor_by_user on auth.two_factor (user_id);

grant usage on schema auth to ydt_app;
grant select, insert, update, delete on all tables in schema auth to ydt_app;
