-- How a power is used, as a county sets it: for an item of its own, or instead of what comes with the common list. Decided by two people, like its list.
alter table list_proposal
  drop constraint list_proposal_kind_check,
  add constraint list_proposal_kind_check check (kind in ('item', 'form', 'binding', 'rules', 'procedure'));
comment on table list_proposal is 'What an officer proposes for the county: a change of an item, a form, the two units of an item, its procedure, or a part of the rules for cases. Appended to, never changed.';

create table pub.item_procedure (
  county_code bigint not null references pub.division,
  slug        text not null check (slug ~ '^[a-z][a-z-]{0,59}$'),
  seq         integer not null check (seq >= 1),
  valid_from  date not null,
  body        jsonb,
  author_id   uuid not null references officer,
  proposal_id uuid not null unique references list_proposal,
  made_at     timestamptz not null,
  primary key (county_code, slug, seq)
);
comment on table pub.item_procedure is 'The procedure that a county sets for an item, from a day on. Appended to, never changed.';
comment on column pub.item_procedure.body is 'Null: from that day on the procedure of the common list holds again, or none.';
create trigger kept before update or delete on pub.item_procedure for each row execute function refuse_change();
create trigger kept_whole before truncate on pub.item_procedure for each statement execute function refuse_change();
alter table pub.item_procedure enable always trigger kept;
alter table pub.item_procedure enable always trigger kept_whole;
create trigger passed before insert on pub.item_procedure for each row execute function refuse_undecided('procedure', 'slug');
create trigger of_own_county before insert or update on pub.item_procedure for each row when (current_user = 'ydt_staff'
  and (new.county_code between nullif(current_setting('ydt.county_low', true), '')::bigint and nullif(current_setting('ydt.county_high', true), '')::bigint) is not true) execute function refuse_other_county();
grant select, insert on pub.item_procedure to ydt_app, ydt_staff;
grant select (county_code, slug, seq, valid_from, body) on pub.item_procedure to ydt_reader;

-- Three guards asked for ydt_app alone. Since 0031 what staff do runs as ydt_staff, so they guarded nothing that an officer does: they hold for everybody but the owner now.
create or replace function refuse_undecided() returns trigger language plpgsql as $$
begin
  if current_user <> 'ydt_owner' and not exists (
    select from list_decision join list_proposal on list_proposal.id = list_decision.proposal_id
    where list_decision.proposal_id = new.proposal_id and list_decision.outcome = 'passed'
      and list_proposal.kind = tg_argv[0] and list_proposal.slug = to_jsonb(new) ->> tg_argv[1]
      and list_proposal.county_code = new.county_code and list_proposal.valid_from = new.valid_from
  ) then raise exception 'the list of a county changes only by a proposal that a second person passed'; end if;
  return new;
end $$;
create or replace function refuse_foreign_form() returns trigger language plpgsql as $$
begin
  if current_user <> 'ydt_owner' and new.county_code is null then raise exception 'only a county''s own form is written by the program'; end if;
  return new;
end $$;
create or replace function guard_organisation() returns trigger language plpgsql as $$
begin
  if to_jsonb(old) ->> tg_argv[0] is not null then raise exception 'what has ended stays as it is written' using errcode = 'check_violation'; end if;
  if current_user <> 'ydt_owner' and (to_jsonb(new) ->> tg_argv[0] is null or new.ended_by is null or coalesce(new.end_reason, '') = '')
  then raise exception 'an end names its day, its author and its reason' using errcode = 'check_violation'; end if;
  return new;
end $$;
