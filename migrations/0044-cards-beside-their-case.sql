-- How many of a desk's cases have cards was asked of the cards themselves, each behind the policy of its own: two seconds after a night that gave a hundred thousand. Whether a case has one is a fold of its events like
-- its other columns, seen by whoever sees the case.
alter table case_file add column has_card boolean not null default false;
comment on column case_file.has_card is 'Whether a card was given in the cycle that runs.';
grant update (has_card) on case_file to ydt_app, ydt_staff;
update case_file set has_card = true where exists (select from supervision_item as card where card.case_id = case_file.id and card.kind = 'card' and card.cycle = case_file.cycle);
