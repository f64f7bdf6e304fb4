-- Fields of the class “verified” are for the people of a village. Who is one is said by a household code that the village hands out on paper.
create table household_code_batch (
  id           uuid primary key,
  village_code bigint not null references pub.division,
  made_by      uuid not null references officer,
  made_at      timestamptz not null,
  made         integer not null check (made between 1 and 300),
  expires_on   date not null,
  ended_on     date
);
comment on table household_code_batch is 'Household codes made at one time for one village. How many of them were used no column says: with the hour it would tell which household has an account.';
create index household_code_batch_of on household_code_batch (village_code, made_at desc);

create table household_code (
  code_hash bytea primary key check (octet_length(code_hash) = 32),
  batch_id  uuid not null references household_code_batch on delete cascade
);
comment on table household_code is 'A household code that was not used yet: an HMAC under a key that is not in the database. Using it deletes it, so that nothing ties a household to a resident.';
create index household_code_of on household_code (batch_id);

create table resident_home (
  resident_id  uuid not null references resident on delete cascade,
  village_code bigint not null references pub.division,
  until        date not null,
  primary key (resident_id, village_code)
);
comment on table resident_home is 'The village whose person a resident was shown to be, until a day. No staff route reads it.';

grant select, insert on household_code_batch to ydt_app, ydt_staff;
grant update (ended_on) on household_code_batch to ydt_app, ydt_staff;
grant select, insert, delete on household_code to ydt_app;
grant select (batch_id), insert, delete on household_code to ydt_staff;
grant select, insert, delete on resident_home to ydt_app;
grant update (until) on resident_home to ydt_app;

create policy reach on household_code_batch as restrictive to ydt_staff using (village_code between nullif(current_setting('ydt.low', true), '')::bigint and nullif(current_setting('ydt.high', true), '')::bigint);
create policy reach on household_code as restrictive to ydt_staff using (exists (select from household_code_batch as batch where batch.id = household_code.batch_id));
do $$
declare t text;
begin
  foreach t in array array['household_code_batch', 'household_code'] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy open on %s using (true) with check (true)', t);
  end loop;
end $$;
