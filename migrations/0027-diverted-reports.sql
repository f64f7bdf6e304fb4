-- A complaint that is about an official's wrongdoing goes to the discipline body as a report, and nothing of it stays where complaints are kept.
alter table case_file
  add column body_code bigint references pub.division,
  drop constraint case_file_statement_check,
  add constraint case_file_statement_check check ((statement = '') = (body_code is not null));
comment on column case_file.body_code is 'The discipline body that the complaint went to in confidence. What is left is a shell: receipt, days, state, history without words. Nobody sees it.';

create table file_going (
  file_id uuid primary key
);
comment on table file_going is 'Files that no row names any more, to be removed from the disk within a minute.';
grant select, delete on file_going to ydt_app;

alter table tips.tip
  drop constraint tip_origin_check,
  add constraint tip_origin_check check (origin in ('door', 'desk', 'below', 'above')),
  add column is_diverted boolean not null default false;
comment on column tips.tip.is_diverted is 'It came as a complaint. The key for words to its reporter is wrapped under the key of the case, because the desk does not have the receipt code.';

-- The one hand that may empty what is otherwise append-only, and only from within divert_case below.
create function refuse_change_but_diversion() returns trigger language plpgsql as $$
begin
  if current_user = 'ydt_diverter' then
    if tg_op = 'DELETE' then return old; end if;
    return new;
  end if;
  raise exception '% is append-only: % refused', tg_table_name, lower(tg_op) using errcode = 'insufficient_privilege';
end $$;

do $$
declare kept_table text;
begin
  foreach kept_table in array array['case_event', 'case_redaction', 'case_message', 'case_release', 'case_note', 'case_scan', 'case_evidence', 'likeness_verdict', 'own_complaint'] loop
    execute format('drop trigger kept on %s', kept_table);
    execute format('create trigger kept before update or delete on %s for each row execute function refuse_change_but_diversion()', kept_table);
    execute format('alter table %s enable always trigger kept', kept_table);
  end loop;
end $$;

grant usage on schema tips, vault to ydt_diverter;
grant select (id, state, statement, receipt_hmac, received_on, is_named, split_from), update (statement, place, happened, wish, item_slug, disclosure_id, disclosure_version, row_seq, field_key, seen, body_code) on case_file to ydt_diverter;
grant select (case_id, seq, action, details), update (note, details) on case_event to ydt_diverter;
grant select, delete on case_subject, case_attachment, case_scan, case_evidence, case_redaction, case_message, case_release, case_note, case_presence, likeness_verdict, own_complaint, officer_notice, file_text to ydt_diverter;
grant select, delete on vault.sealed_identity, vault.case_contact to ydt_diverter;
grant insert on file_going, tips.tip, tips.sealed_part, tips.tip_event, log_queue to ydt_diverter;
grant usage on sequence log_queue_id_seq to ydt_diverter;
alter policy put_in on tips.tip to ydt_tip_door, ydt_tip_desk, ydt_diverter;
alter policy put_in on tips.sealed_part to ydt_tip_door, ydt_tip_desk, ydt_diverter;
alter policy put_in on tips.tip_event to ydt_tip_door, ydt_tip_desk, ydt_diverter;

grant create on schema tips to ydt_diverter;
set local role ydt_diverter;

-- Whether the newest thing that happened to a case is that the desk diverted it to this body, and it has not been emptied yet.
create function tips.may_divert(of_case uuid, to_body bigint) returns boolean language sql stable as $$
  select exists (select from public.case_file where id = of_case and state = 'diverted' and statement <> '' and split_from is null)
    and exists (select from public.case_event as event where event.case_id = of_case and event.action = 'divert' and (event.details ->> 'bodyCode')::bigint = to_body
      and event.seq = (select max(seq) from public.case_event where case_id = of_case))
$$;

-- The sealed name of a complainant whose case goes to a discipline body, so that it goes along: sealed as it is, for the custodians to open.
create function tips.identity_of(of_case uuid, to_body bigint) returns bytea language sql stable security definer set search_path = '' as $$
  select ciphertext from vault.sealed_identity where case_id = of_case and tips.may_divert(of_case, to_body)
$$;

-- Keeps a diverted case as a report and empties it, both or neither. Nothing else can empty a case, and it cannot be emptied without its report.
create function tips.divert_case(of_case uuid, to_body bigint, report_id uuid, on_day date, form_hash bytea, reporter_recipient text, reporter_key bytea, case_key bytea, owed_on date, leaf bytea, suite text, kinds text[], sealed bytea[])
returns void language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
begin
  if not tips.may_divert(of_case, to_body) then raise exception 'a case is emptied only when the desk has diverted it to a discipline body' using errcode = 'check_violation'; end if;
  if coalesce(array_length(kinds, 1), 0) = 0 or kinds[1] <> 'matter' or array_length(kinds, 1) <> array_length(sealed, 1) then raise exception 'a report has a matter' using errcode = 'check_violation'; end if;

  insert into tips.tip (id, body_code, is_named, received_on, origin, form_hash, receipt_hmac, reporter_recipient, reporter_key, case_key, state, event_count, owed_on, is_diverted)
  select report_id, to_body, file.is_named, on_day, 'desk', divert_case.form_hash, file.receipt_hmac, divert_case.reporter_recipient, divert_case.reporter_key, divert_case.case_key, 'received', 1, divert_case.owed_on, true
  from public.case_file as file where file.id = of_case;
  insert into tips.sealed_part (tip_id, n, kind, suite, ciphertext)
  select report_id, part.n, part.kind, divert_case.suite, part.ciphertext from unnest(kinds, sealed) with ordinality as part (kind, ciphertext, n);
  insert into public.log_queue (log, leaf) values ('case', divert_case.leaf);
  insert into tips.tip_event (tip_id, seq, action, day, log_queue_id) values (report_id, 1, 'file', on_day, currval('public.log_queue_id_seq'));

  insert into public.file_going (file_id)
  select file_id from public.case_attachment where case_id = of_case union select file_id from public.case_scan where case_id = of_case union select file_id from public.case_evidence where case_id = of_case;
  delete from public.file_text where file_id in (select file_id from public.case_attachment where case_id = of_case union select file_id from public.case_scan where case_id = of_case union select file_id from public.case_evidence where case_id = of_case);
  delete from public.case_attachment where case_id = of_case;
  delete from public.case_scan where case_id = of_case;
  delete from public.case_evidence where case_id = of_case;
  delete from public.case_subject where case_id = of_case;
  delete from public.case_redaction where case_id = of_case;
  delete from public.case_message where case_id = of_case;
  delete from public.case_release where case_id = of_case;
  delete from public.case_note where case_id = of_case;
  delete from public.case_presence where case_id = of_case;
  delete from public.own_complaint where case_id = of_case;
  delete from public.officer_notice where case_id = of_case;
  delete from public.likeness_verdict where case_id = of_case or other_id = of_case;
  delete from vault.sealed_identity where case_id = of_case;
  delete from vault.case_contact where case_id = of_case;
  update public.case_event set note = null, details = case when details #>> '{letter,text}' is null then details else jsonb_set(details, '{letter,text}', '""') end where case_id = of_case;
  update public.case_file set statement = '', place = null, happened = null, wish = null, item_slug = null, disclosure_id = null, disclosure_version = null, row_seq = null, field_key = null, seen = null, body_code = to_body
  where id = of_case;
end $$;

revoke all on function tips.may_divert(uuid, bigint), tips.identity_of(uuid, bigint), tips.divert_case(uuid, bigint, uuid, date, bytea, text, bytea, bytea, date, bytea, text, text[], bytea[]) from public;
grant execute on function tips.identity_of(uuid, bigint), tips.divert_case(uuid, bigint, uuid, date, bytea, text, bytea, bytea, date, bytea, text, text[], bytea[]) to ydt_app;
set local role ydt_owner;
revoke create on schema tips from ydt_diverter;
grant usage on schema tips to ydt_app;
