-- Residents who want one list across their devices. Everything works without; nothing here says who anybody is.
create table resident (
  id         uuid primary key,
  kind       text not null check (kind in ('wechat', 'phone')),
  identifier bytea not null check (octet_length(identifier) = 32),
  created_on date not null,
  last_on    date not null check (last_on >= created_on),
  unique (kind, identifier)
);
comment on table resident is 'Somebody who signed in: verified, but unknown. No staff route reads this or what hangs on it; only ydt_app is granted it, for the resident''s own pages.';
comment on column resident.identifier is 'HMAC of a number or of an app-scoped WeChat id under a key that is not in the database. The same person by another way is another row.';

create table resident_session (
  token_hash  bytea primary key check (octet_length(token_hash) = 32),
  resident_id uuid not null references resident on delete cascade,
  expires_at  timestamptz not null
);
comment on table resident_session is 'A device that is signed in. The token itself is in the cookie alone.';
create index resident_session_of on resident_session (resident_id);

create table resident_case (
  resident_id uuid not null references resident on delete cascade,
  case_id     uuid not null references case_file,
  wrapped     bytea not null,
  kept_on     date not null,
  primary key (resident_id, case_id)
);
comment on table resident_case is 'A complaint in the list of a resident. Staff never read it: it would tie a complaint to a person who gave no name.';
comment on column resident_case.wrapped is 'The receipt code, wrapped under a key outside the database and bound to this resident and case.';
create index resident_case_of on resident_case (case_id);

create table resident_village (
  resident_id  uuid not null references resident on delete cascade,
  village_code bigint not null references pub.division,
  followed_on  date not null,
  told_at      timestamptz not null,
  primary key (resident_id, village_code)
);
comment on table resident_village is 'A village whose publications a resident follows.';

comment on column resident_village.told_at is 'What was published later is told once, to whoever left a number for it.';

create table vault.resident_contact (
  resident_id uuid primary key references public.resident on delete cascade,
  wrapped     bytea not null
);
comment on table vault.resident_contact is 'The number that a resident left to be told of a followed village: wrapped under a key outside the database, opened by the sender alone.';

create table sign_in_attempt (
  id           uuid primary key,
  kind         text not null check (kind in ('wechat', 'phone')),
  browser_hash bytea not null unique check (octet_length(browser_hash) = 32),
  identifier   bytea,
  code_hash    bytea,
  wrapped      bytea,
  tries        integer not null default 0,
  expires_at   timestamptz not null,
  check (num_nonnulls(identifier, code_hash, wrapped) = case kind when 'phone' then 3 else 0 end)
);
comment on table sign_in_attempt is 'A sign-in that has begun, bound to the browser that began it; gone once used or after some minutes.';
comment on column sign_in_attempt.wrapped is 'Number and code for the sender, wrapped; kept only as long as the code lives.';
create index sign_in_attempt_end on sign_in_attempt (expires_at);

alter table message
  add column attempt_id uuid references sign_in_attempt on delete cascade,
  add column resident_id uuid references resident on delete cascade,
  drop constraint message_check,
  drop constraint message_template_check,
  add constraint message_check check (num_nonnulls(case_id, officer_id, attempt_id, resident_id) = 1),
  add constraint message_template_check check (template in ('progress', 'work-waits', 'reminder', 'sign-in-code', 'village'));
create index message_of_attempt on message (attempt_id) where attempt_id is not null;
create index message_of_resident on message (resident_id) where resident_id is not null;

grant select, insert, delete on resident, resident_session, resident_case, resident_village, sign_in_attempt to ydt_app;
grant update (last_on) on resident to ydt_app;
grant update (told_at) on resident_village to ydt_app;
grant select (resident_id), insert, delete on vault.resident_contact to ydt_app;
grant select on vault.resident_contact to ydt_sender;
grant update (tries) on sign_in_attempt to ydt_app;
grant select (id, wrapped) on sign_in_attempt to ydt_sender;

-- The key of a complaint follows from its code. When its words are deleted, or it goes to a discipline body in confidence, no list may still hold the code.
create function end_kept_code() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  delete from public.resident_case where case_id = new.id;
  return null;
end $$;
revoke all on function end_kept_code() from public;
create trigger end_kept_code after update of statement on case_file for each row when (new.statement = '') execute function end_kept_code();
