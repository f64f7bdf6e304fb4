-- A county's list is changed by two people: one proposes, another of the same desk decides.
create table list_proposal (
  id          uuid primary key,
  county_code bigint not null references pub.division,
  slug        text not null check (slug ~ '^[a-z][a-z-]{0,59}$'),
  kind        text not null check (kind in ('item', 'form', 'binding')),
  valid_from  date not null,
  body        jsonb not null,
  proposer_id uuid not null references officer,
  proposed_at timestamptz not null,
  unique (id, proposer_id)
);
comment on table list_proposal is 'What an officer proposes for the list of a county: a change of an item, a form, the two units of an item. Appended to, never changed.';
create index on list_proposal (county_code, proposed_at);
create trigger kept before update or delete on list_proposal for each row execute function refuse_change();
create trigger kept_whole before truncate on list_proposal for each statement execute function refuse_change();
alter table list_proposal enable always trigger kept;
alter table list_proposal enable always trigger kept_whole;

create table list_decision (
  proposal_id uuid primary key,
  proposer_id uuid not null,
  decider_id  uuid not null references officer,
  outcome     text not null check (outcome in ('passed', 'refused', 'withdrawn')),
  note        text not null,
  decided_at  timestamptz not null,
  foreign key (proposal_id, proposer_id) references list_proposal (id, proposer_id),
  -- Only whoever proposed withdraws; everything else is decided by another person.
  check ((outcome = 'withdrawn') = (decider_id = proposer_id)),
  check (outcome <> 'refused' or note <> '')
);
comment on table list_decision is 'What became of a proposal for the list of a county. Proposer and decider are two people. Appended to, never changed.';
create trigger kept before update or delete on list_decision for each row execute function refuse_change();
create trigger kept_whole before truncate on list_decision for each statement execute function refuse_change();
alter table list_decision enable always trigger kept;
alter table list_decision enable always trigger kept_whole;

-- Each change that is in force names the proposal it came from. What was decided before this migration has none.
alter table pub.county_item  add column proposal_id uuid unique references list_proposal;
alter table pub.field_schema add column proposal_id uuid unique references list_proposal;
-- Of two bindings from the same day the later made one holds.
alter table item_binding add column seq integer not null default 1 check (seq >= 1), add column proposal_id uuid unique references list_proposal;
alter table item_binding drop constraint item_binding_pkey, add primary key (county_code, item_slug, valid_from, seq);
create trigger kept before update or delete on item_binding for each row execute function refuse_change();
create trigger kept_whole before truncate on item_binding for each statement execute function refuse_change();
alter table item_binding enable always trigger kept;
alter table item_binding enable always trigger kept_whole;

create function refuse_undecided() returns trigger language plpgsql as $$
begin
  if current_user = 'ydt_app' and not exists (
    select from list_decision join list_proposal on list_proposal.id = list_decision.proposal_id
    where list_decision.proposal_id = new.proposal_id and list_decision.outcome = 'passed'
      and list_proposal.kind = tg_argv[0] and list_proposal.slug = to_jsonb(new) ->> tg_argv[1]
      and list_proposal.county_code = new.county_code and list_proposal.valid_from = new.valid_from
  ) then raise exception 'the list of a county changes only by a proposal that a second person passed'; end if;
  return new;
end $$;
create trigger passed before insert on pub.county_item for each row execute function refuse_undecided('item', 'slug');
create trigger passed before insert on pub.field_schema for each row execute function refuse_undecided('form', 'item');
create trigger passed before insert on item_binding for each row execute function refuse_undecided('binding', 'item_slug');

grant select, insert on list_proposal, list_decision to ydt_app;
grant insert on item_binding to ydt_app;
