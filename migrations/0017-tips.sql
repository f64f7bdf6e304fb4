-- Confidential reports: tables and roles of their own. ydt_app, which everything else runs as, learns nothing of them.
alter table officer drop constraint officer_role_check;
alter table officer add constraint officer_role_check check (role in ('clerk', 'committee', 'reviewer', 'triage', 'supervisor', 'handler', 'leader', 'inspector'));

alter table unit drop constraint unit_kind_check;
alter table unit add constraint unit_kind_check check (kind in ('village', 'township', 'discipline', 'inspection', 'supervising', 'responsible', 'leadership'));

create schema tips authorization ydt_owner;
comment on schema tips is 'Confidential reports (检举控告), sealed before they arrive. ydt_tip_door puts in and never takes out; ydt_tip_desk sees the reports of one discipline body in a transaction.';

create table tips.tip (
  id                 uuid primary key,
  body_code          bigint not null references pub.division,
  is_named           boolean not null,
  received_on        date not null,
  origin             text not null check (origin in ('door', 'below', 'above')),
  form_hash          bytea not null check (octet_length(form_hash) = 32),
  receipt_hmac       bytea unique check (octet_length(receipt_hmac) = 32),
  reporter_recipient text not null,
  reporter_key       bytea not null,
  case_key           bytea not null,
  state              text not null check (state in ('received', 'screening', 'underDisposal', 'disposalProposed', 'noSubstance', 'closed', 'transferredUp', 'transferredDown', 'archived')),
  event_count        integer not null check (event_count >= 1),
  owed_on            date
);
comment on table tips.tip is 'A report as its discipline body sees it. The day it came, never the hour; neither village nor subject, which are sealed.';
comment on column tips.tip.body_code is 'The county or city whose discipline body holds it.';
comment on column tips.tip.form_hash is 'SHA-256 of the form''s key, which stands inside the sealed texts too: a ciphertext moved to another report is found out.';
comment on column tips.tip.receipt_hmac is 'Keyed hash of the receipt code; empty once the report has gone to another body, where the code now leads.';
comment on column tips.tip.reporter_key is 'The age identity that opens messages to the reporter, wrapped under the receipt code: only whoever holds the code can read them.';
comment on column tips.tip.case_key is 'Opens the report''s ledger leaves; wrapped.';
create unique index tip_once on tips.tip (form_hash) where origin = 'door';
create index tip_by_body on tips.tip (body_code, state, owed_on);

create table tips.sealed_part (
  tip_id     uuid not null references tips.tip,
  n          integer not null,
  kind       text not null check (kind in ('matter', 'person', 'file')),
  suite      text not null,
  ciphertext bytea not null,
  primary key (tip_id, n)
);
comment on table tips.sealed_part is 'What was reported, sealed with age to the keys of the discipline body. Goes when the report goes up (article 15).';

create table tips.tip_event (
  tip_id       uuid not null references tips.tip,
  seq          integer not null check (seq >= 1),
  action       text not null check (action in ('file', 'proposeScreening', 'confirmScreening', 'declineScreening', 'proposeDisposal', 'confirmDisposal', 'declineDisposal', 'tellAcceptance', 'tellResult', 'object', 'archive')),
  officer_id   uuid references officer,
  outcome      text check (outcome in ('dispose', 'transferUp', 'transferDown', 'noSubstance')),
  disposal     text check (disposal in ('talk', 'preliminaryCheck', 'hold', 'close')),
  sealed_note  bytea,
  sealed_words bytea,
  day          date not null,
  log_queue_id bigint not null unique references log_queue,
  primary key (tip_id, seq),
  check ((officer_id is null) = (action in ('file', 'object')))
);
comment on table tips.tip_event is 'What happened to a report, in order; appended to, never changed. Notes are sealed to the body, words to the reporter or from the reporter.';

create table tips.part_read (
  tip_id     uuid not null references tips.tip,
  n          integer not null,
  officer_id uuid not null references officer,
  at         timestamptz not null
);
comment on table tips.part_read is 'Every time an inspector fetched a sealed part.';

-- What one proposed another decides: not by good manners of the program, but here.
create function tips.refuse_own_decision() returns trigger language plpgsql as $$
begin
  if new.action in ('confirmScreening', 'declineScreening', 'confirmDisposal', 'declineDisposal') then -- by itself: the door may not read what the second question reads
    if new.officer_id = (select officer_id from tips.tip_event where tip_id = new.tip_id and action in ('proposeScreening', 'proposeDisposal') order by seq desc limit 1) then
      raise exception 'nobody decides a proposal of their own' using errcode = 'check_violation';
    end if;
  end if;
  return new;
end $$;
create trigger two_people before insert on tips.tip_event for each row execute function tips.refuse_own_decision();

create function tips.refuse_loss() returns trigger language plpgsql as $$
begin
  if (select state from tips.tip where id = old.tip_id) is distinct from 'transferredUp' then
    raise exception 'what was reported goes only with a report that went up' using errcode = 'check_violation';
  end if;
  return old;
end $$;
create trigger part_kept before delete on tips.sealed_part for each row execute function tips.refuse_loss();
create trigger part_unchanged before update on tips.sealed_part for each row execute function refuse_change();
create trigger part_whole before truncate on tips.sealed_part for each statement execute function refuse_change();
create trigger tip_kept before delete or truncate on tips.tip for each statement execute function refuse_change();
create trigger kept before update or delete on tips.tip_event for each row execute function refuse_change();
create trigger kept_whole before truncate on tips.tip_event for each statement execute function refuse_change();
create trigger kept before update or delete on tips.part_read for each row execute function refuse_change();
create trigger kept_whole before truncate on tips.part_read for each statement execute function refuse_change();
alter table tips.sealed_part enable always trigger part_kept;
alter table tips.sealed_part enable always trigger part_unchanged;
alter table tips.sealed_part enable always trigger part_whole;
alter table tips.tip enable always trigger tip_kept;
alter table tips.tip_event enable always trigger two_people;
alter table tips.tip_event enable always trigger kept;
alter table tips.tip_event enable always trigger kept_whole;
alter table tips.part_read enable always trigger kept;
alter table tips.part_read enable always trigger kept_whole;

-- A transaction of the desk names the body it acts for, or the receipt it was shown; without either it sees nothing.
create function tips.acting_body() returns bigint language sql stable as $$ select nullif(current_setting('ydt.body', true), '')::bigint $$;
create function tips.shown_receipt() returns bytea language sql stable as $$ select decode(nullif(current_setting('ydt.receipt', true), ''), 'hex') $$;
alter table tips.tip enable row level security;
alter table tips.tip force row level security;
create policy put_in on tips.tip for insert to ydt_tip_door, ydt_tip_desk with check (true);
create policy of_body on tips.tip for select to ydt_tip_desk using (body_code = tips.acting_body() or receipt_hmac = tips.shown_receipt());
create policy move_of_body on tips.tip for update to ydt_tip_desk using (body_code = tips.acting_body() or receipt_hmac = tips.shown_receipt()) with check (true);
alter table tips.sealed_part enable row level security;
alter table tips.sealed_part force row level security;
create policy put_in on tips.sealed_part for insert to ydt_tip_door, ydt_tip_desk with check (true);
create policy of_body on tips.sealed_part for select to ydt_tip_desk using (exists (select from tips.tip where tip.id = tip_id and tip.body_code = tips.acting_body()));
create policy gone_up on tips.sealed_part for delete to ydt_tip_desk using (exists (select from tips.tip where tip.id = tip_id and tip.body_code = tips.acting_body()));
alter table tips.tip_event enable row level security;
alter table tips.tip_event force row level security;
create policy put_in on tips.tip_event for insert to ydt_tip_door, ydt_tip_desk with check (true);
create policy of_tip on tips.tip_event for select to ydt_tip_desk using (exists (select from tips.tip where tip.id = tip_id));

grant usage on schema tips to ydt_tip_door, ydt_tip_desk;
grant usage on schema pub to ydt_tip_door, ydt_tip_desk;
grant insert on tips.tip, tips.sealed_part, tips.tip_event to ydt_tip_door, ydt_tip_desk;
grant select on tips.tip, tips.sealed_part, tips.tip_event to ydt_tip_desk;
grant update (state, event_count, owed_on, receipt_hmac) on tips.tip to ydt_tip_desk;
grant delete on tips.sealed_part to ydt_tip_desk;
grant insert, select on tips.part_read to ydt_tip_desk;
grant select on officer, unit, pub.division, pub.holiday_notice to ydt_tip_desk;
grant insert on log_queue to ydt_tip_door, ydt_tip_desk;
grant usage on sequence log_queue_id_seq to ydt_tip_door, ydt_tip_desk;
grant select (id, leaf) on log_queue to ydt_tip_desk;
