-- WeChat asks for an id that only WeChat gives, so whoever wants to be told by it goes there once more, for this alone.
alter table vault.resident_contact
  add column channel text not null default 'sms' check (channel in ('sms', 'wechat')),
  drop constraint resident_contact_pkey,
  add primary key (resident_id, channel);
alter table vault.resident_contact alter column channel drop default;
comment on table vault.resident_contact is 'Where a resident wants to be told of a followed village: a number, or an id of WeChat, wrapped under a key outside the database, opened by the sender alone.';
grant select (channel) on vault.resident_contact to ydt_app;

alter table sign_in_attempt
  add column for_case uuid references case_file on delete cascade,
  add column for_resident uuid references resident on delete cascade,
  add constraint sign_in_attempt_told check (num_nonnulls(for_case, for_resident) <= case kind when 'wechat' then 1 else 0 end);
comment on column sign_in_attempt.for_case is 'Nobody signs in: WeChat is asked where to tell of this complaint, for whoever holds its code.';
comment on column sign_in_attempt.for_resident is 'Nobody signs in: WeChat is asked where to tell of the villages that this resident follows.';
create index sign_in_attempt_for_case on sign_in_attempt (for_case) where for_case is not null;
create index sign_in_attempt_for_resident on sign_in_attempt (for_resident) where for_resident is not null;
