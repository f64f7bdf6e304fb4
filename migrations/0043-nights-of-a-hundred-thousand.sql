-- A night moves the next look of a hundred thousand cases. While that day stood in an index, every index of the table got a new entry for each of them. Whether anything is ever to be
-- looked for stands in a column of its own now, which changes as seldom as a case ends; the index holds only that, and a new row version stays beside the old one, where the page has room.
alter table case_file set (fillfactor = 85);
drop index case_file_to_sweep;
alter table case_file add column is_watched boolean not null generated always as (next_sweep_on is not null) stored;
comment on column case_file.is_watched is 'Whether something will happen to the case by itself one day, if it stays as it is.';
create index case_file_watched on case_file (id) where is_watched;

-- The same words as before, judged without an expression of many ways: one is written for every case and every card.
alter table case_grant drop constraint case_grant_holder_check;
alter table case_grant add constraint case_grant_holder_check check (holder in ('nobody', 'desk county', 'desk city', 'desk province')
  or (split_part(holder, ' ', 1) in ('handles', 'supervises', 'explains') and holder = split_part(holder, ' ', 1) || ' ' || split_part(holder, ' ', 2)::uuid));
