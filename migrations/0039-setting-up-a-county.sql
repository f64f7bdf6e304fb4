-- Titles of posts, and a county set up from a spreadsheet by two administrators.
alter table officer add column post_title text check (post_title <> '');
comment on column officer.post_title is 'The post as its holder is called there (主任, 科员): shown, and read by no rule.';
grant update (post_title) on officer to ydt_app;
grant insert on unit to ydt_app;

create table county_setup (
  id          uuid primary key,
  county_code bigint not null,
  lines       jsonb not null,
  halves      jsonb not null,
  asked_by    uuid not null references officer,
  asked_at    timestamptz not null,
  expires_at  timestamptz not null,
  decided_by  uuid references officer,
  decided_at  timestamptz,
  outcome     text check (outcome in ('granted', 'withdrawn')),
  check ((outcome is null) = (decided_by is null) and (outcome is null) = (decided_at is null)),
  check (outcome is distinct from 'granted' or decided_by <> asked_by)
);
comment on table county_setup is 'Units and posts of a spreadsheet, asked for by one administrator and made when another grants them. `halves` holds keyed hashes of the first half of each invitation code.';
create unique index county_setup_one_waits on county_setup (county_code) where outcome is null;
grant select, insert, update (decided_by, decided_at, outcome) on county_setup to ydt_app;

alter table staff_invitation add column setup_id uuid references county_setup;
create index staff_invitation_of_setup on staff_invitation (setup_id) where setup_id is not null;

-- A post handed over: who goes on with the work of whoever left.
alter table officer
  add column handed_to uuid references officer,
  add check (handed_to <> id),
  add check (handed_to is null or active_to is not null);
comment on column officer.handed_to is 'Who took over what was at hand when this post ended. Histories keep the name of who acted.';
grant update (handed_to) on officer to ydt_app;
grant update (reviewer_id) on review_batch to ydt_app;
alter table account_act drop constraint account_act_act_check;
alter table account_act add constraint account_act_act_check check (act in ('asked', 'granted', 'withdrawn', 'accepted', 'post-ended', 'signed-out', 'post-changed', 'handed-over'));
