-- Days by which something is owed on a report, or until when its reporter may object, stand in the report as they were told. Reports from before are worked out by the job that counts days anew.
alter table tips.tip add column counted_days jsonb check (jsonb_typeof(counted_days) = 'array');
comment on column tips.tip.counted_days is 'Every day counted in working days that runs now, as it was told: [{what, from, by, notice}]; notice is the one that moved it. Null until it is worked out for the first time.';
grant update (counted_days) on tips.tip to ydt_tip_desk;

alter table tips.tip_event
  drop constraint tip_event_action_check,
  add constraint tip_event_action_check check (action in ('file', 'proposeScreening', 'confirmScreening', 'declineScreening', 'proposeDisposal', 'confirmDisposal', 'declineDisposal', 'tellAcceptance', 'tellResult', 'object', 'archive', 'recalculate')),
  drop constraint tip_event_check,
  add constraint tip_event_by_whom check ((officer_id is null) = (action in ('file', 'object', 'recalculate'))),
  add column moved jsonb,
  add constraint tip_event_moved check ((moved is null) = (action <> 'recalculate'));
comment on column tips.tip_event.moved is 'What a notice of holidays moved: {notice, days: [{what, by}]}.';

-- Nobody's transaction moves reports (0067), but for the program's own that counts days anew; that one moves days and nothing else.
create function tips.counting_body() returns bigint language sql stable as $$
  select tips.acting_body() where nullif(current_setting('ydt.officer', true), '') is null and nullif(current_setting('ydt.receipt', true), '') is null and current_setting('ydt.counting', true) = 'days'
$$;
comment on function tips.counting_body() is 'The body whose days the program counts anew in this transaction.';
create policy count_anew on tips.tip for update to ydt_tip_desk using (body_code = tips.counting_body()) with check (body_code = tips.counting_body());

create function tips.keep_told_days() returns trigger language plpgsql set search_path = '' as $$
declare
  shortened boolean;
  moved boolean;
begin
  if tips.counting_body() is not null and (to_jsonb(old) - '{counted_days,owed_on,event_count}'::text[]) <> (to_jsonb(new) - '{counted_days,owed_on,event_count}'::text[])
  then raise exception 'counting days anew moves days alone' using errcode = 'check_violation', constraint = 'told_days'; end if;
  -- A result that is told again gives another time to object, which ends no earlier either.
  select bool_or(now.by < told.by), bool_or(now.by > told.by and now."from" = told."from") into shortened, moved
  from jsonb_to_recordset(old.counted_days) as told (what text, "from" date, by date)
  join jsonb_to_recordset(new.counted_days) as now (what text, "from" date, by date) on now.what = told.what and (now."from" = told."from" or now.what = 'object');
  if shortened or (old.counted_days is not null and new.counted_days is null)
  then raise exception 'a day that was told is not brought forward' using errcode = 'check_violation', constraint = 'told_days'; end if;
  -- Events are looked at only then: whoever changes something else need not read them.
  if moved then
    if not exists (select from tips.tip_event where tip_id = new.id and seq = new.event_count and action = 'recalculate')
    then raise exception 'a day that was told moves by an event that names the notice' using errcode = 'check_violation', constraint = 'told_days'; end if;
  end if;
  return new;
end $$;
create trigger told_days before update on tips.tip for each row execute function tips.keep_told_days();
alter table tips.tip enable always trigger told_days;

-- As in 0049, and until the very day that whoever may object was told.
create or replace function tips.refuse_early_archive() returns trigger language plpgsql as $$
declare
  report record;
  told date;
begin
  select state, is_named, counted_days into report from tips.tip where id = new.tip_id;
  if report.state not in ('closed', 'noSubstance') then return new; end if;
  select max(day) into told from tips.tip_event where tip_id = new.tip_id and action = 'tellResult';
  if told is null and report.is_named then
    raise exception 'a named reporter is told the result before the report is archived' using errcode = 'check_violation';
  end if;
  if new.day <= told + 15 and not exists (select from tips.tip_event where tip_id = new.tip_id and action = 'object')
    or exists (select from jsonb_to_recordset(report.counted_days) as running (what text, by date) where what = 'object' and new.day <= by) then
    raise exception 'a reporter who was told the result has time to object before the report is archived' using errcode = 'check_violation';
  end if;
  return new;
end $$;

-- As in 0049 and 0050, with the days that the report begins with; and of a complaint that was divided the whole with all its parts, or nothing.
grant create on schema tips to ydt_diverter;
set local role ydt_diverter;

-- Whether the newest thing that happened to a case is that the desk diverted it to this body, and it has not been emptied yet.
create or replace function tips.may_divert(of_case uuid, to_body bigint) returns boolean language sql stable as $$
  select exists (select from public.case_file where id = of_case and state = 'diverted' and statement <> '')
    and exists (select from public.case_event as event where event.case_id = of_case and event.action = 'divert' and (event.details ->> 'bodyCode')::bigint = to_body
      and event.seq = (select max(seq) from public.case_event where case_id = of_case))
$$;

drop function tips.divert_case(uuid, bigint, uuid, date, bytea, text, bytea, bytea, date, bytea);
create function tips.divert_case(of_case uuid, to_body bigint, report_id uuid, on_day date, form_hash bytea, reporter_recipient text, reporter_key bytea, case_key bytea, owed_on date, leaf bytea, counted_days jsonb)
returns void language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  all_of constant uuid[] := array(select id from public.case_file where id = of_case or split_from = of_case);
begin
  if not tips.may_divert(of_case, to_body) then raise exception 'a case is emptied only when the desk has diverted it to a discipline body' using errcode = 'check_violation'; end if;
  if exists (select from unnest(all_of) as one (id) where not tips.may_divert(one.id, to_body)) or exists (select from public.case_file where id = of_case and split_from is not null)
  then raise exception 'a divided complaint is emptied whole' using errcode = 'check_violation'; end if;
  if not exists (select from tips.part_on_its_way where from_id = of_case and n = 1 and kind = 'matter' and body_code = to_body) then raise exception 'a report has a matter' using errcode = 'check_violation'; end if;

  insert into tips.tip (id, body_code, is_named, received_on, origin, form_hash, receipt_hmac, reporter_recipient, reporter_key, case_key, state, event_count, owed_on, is_diverted, counted_days)
  select report_id, to_body, file.is_named, on_day, 'desk', divert_case.form_hash, file.receipt_hmac, divert_case.reporter_recipient, divert_case.reporter_key, divert_case.case_key, 'received', 1, divert_case.owed_on, true, divert_case.counted_days
  from public.case_file as file where file.id = of_case;
  insert into tips.sealed_part (tip_id, n, kind, suite, ciphertext) select report_id, n, kind, suite, ciphertext from tips.part_on_its_way where from_id = of_case and body_code = to_body;
  delete from tips.part_on_its_way where from_id = of_case;
  insert into public.log_queue (log, leaf) values ('case', divert_case.leaf);
  insert into tips.tip_event (tip_id, seq, action, day, log_queue_id) values (report_id, 1, 'file', on_day, currval('public.log_queue_id_seq'));

  insert into public.file_going (file_id)
  select file_id from public.case_attachment where case_id = any (all_of) union select file_id from public.case_scan where case_id = any (all_of) union select file_id from public.case_evidence where case_id = any (all_of);
  delete from public.file_text where file_id in (select file_id from public.case_attachment where case_id = any (all_of) union select file_id from public.case_scan where case_id = any (all_of) union select file_id from public.case_evidence where case_id = any (all_of));
  delete from public.case_attachment where case_id = any (all_of);
  delete from public.case_scan where case_id = any (all_of);
  delete from public.case_evidence where case_id = any (all_of);
  delete from public.case_subject where case_id = any (all_of);
  delete from public.case_redaction where case_id = any (all_of);
  delete from public.case_message where case_id = any (all_of);
  delete from public.case_release where case_id = any (all_of);
  delete from public.case_note where case_id = any (all_of);
  delete from public.case_presence where case_id = any (all_of);
  delete from public.own_complaint where case_id = any (all_of);
  delete from public.officer_notice where case_id = any (all_of);
  delete from public.likeness_verdict where case_id = any (all_of) or other_id = any (all_of);
  delete from vault.sealed_identity where case_id = any (all_of);
  delete from vault.case_contact where case_id = any (all_of);
  update public.case_event set note = null, details = case when action = 'classify' then '{}'::jsonb when action = 'split' then jsonb_set(details, '{statement}', '""')
    when details #>> '{letter,text}' is null then details else jsonb_set(details, '{letter,text}', '""') end where case_id = any (all_of);
  update public.case_file set statement = '', place = null, happened = null, wish = null, item_slug = null, disclosure_id = null, disclosure_version = null, row_seq = null, field_key = null, seen = null, body_code = to_body
  where id = any (all_of);
end $$;

revoke all on function tips.divert_case(uuid, bigint, uuid, date, bytea, text, bytea, bytea, date, bytea, jsonb) from public;
grant execute on function tips.divert_case(uuid, bigint, uuid, date, bytea, text, bytea, bytea, date, bytea, jsonb) to ydt_app, ydt_staff;
set local role ydt_owner;
revoke create on schema tips from ydt_diverter;
