-- The desk says under which item of the county's list a complaint falls. Whatever else may happen to a case by now may still happen.
do $$
declare
  known constant text := (select pg_get_constraintdef(oid) from pg_constraint where conname = 'case_event_action_check' and conrelid = 'case_event'::regclass);
begin
  alter table case_event drop constraint case_event_action_check;
  execute 'alter table case_event add constraint case_event_action_check ' || replace(known, 'ARRAY[', 'ARRAY[''classify''::text, ');
end $$;

-- A case that goes to a discipline body leaves nothing of what it is about: the item it was put under goes too.
grant create on schema tips to ydt_diverter;
set local role ydt_diverter;
do $$
declare
  emptied constant text := pg_get_functiondef('tips.divert_case'::regproc);
  also constant text := replace(emptied, 'details = case when', 'details = case when action = ''classify'' then ''{}''::jsonb when');
begin
  if also = emptied then raise exception 'a diverted case would keep its item'; end if;
  execute also;
end $$;
set local role ydt_owner;
revoke create on schema tips from ydt_diverter;

-- What else a list is narrowed to.
alter table saved_filter add column unit_id uuid, add column item_slug text, add column channel text, add column light text;

-- A case is looked up by its number at the other office.
create index case_intake_by_number on case_intake (channel_number) where channel_number is not null;
