-- Short messages that something has happened: to residents who asked for them and to officers. Never what it is about.
create table vault.case_contact (
  case_id uuid not null,
  channel text not null check (channel in ('sms', 'wechat', 'email')),
  wrapped bytea not null,
  primary key (case_id, channel)
);
comment on table vault.case_contact is 'Where a resident wants to be told of progress: wrapped under a key outside the database, apart from name and phone, opened by the sender alone.';

create table vault.officer_contact (
  officer_id uuid not null references public.officer,
  channel    text not null check (channel in ('sms', 'wechat', 'email')),
  wrapped    bytea not null,
  primary key (officer_id, channel)
);
comment on table vault.officer_contact is 'Where an officer wants to be told that work waits; wrapped as those of residents are.';

create table message (
  id         uuid primary key,
  case_id    uuid references case_file,
  officer_id uuid references officer,
  channel    text not null check (channel in ('sms', 'wechat', 'email')),
  template   text not null check (template in ('progress', 'work-waits', 'reminder')),
  send_after timestamptz not null,
  attempts   integer not null default 0,
  sent_at    timestamptz,
  given_up   text,
  check ((case_id is null) <> (officer_id is null))
);
comment on table message is 'A message on its way: to whom, by which channel, which fixed sentence. No word of a case, no address.';
create index message_waiting on message (send_after) where sent_at is null and given_up is null;

create table trial_message (
  at      timestamptz not null,
  channel text not null,
  address text not null,
  text    text not null
);
comment on table trial_message is 'What would have been sent where no gateway is configured: the demonstration shows it on a page.';

grant select (case_id, channel), insert, delete on vault.case_contact to ydt_app;
grant select (officer_id, channel), insert, delete on vault.officer_contact to ydt_app;
grant select, insert on message to ydt_app;
grant select, delete on trial_message to ydt_app;
grant usage on schema vault to ydt_sender;
grant select on vault.case_contact, vault.officer_contact to ydt_sender;
grant select, update (attempts, send_after, sent_at, given_up), delete on message to ydt_sender;
grant insert on trial_message to ydt_sender;
