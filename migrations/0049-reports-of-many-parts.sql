-- A report goes on its way part by part: a letter of twenty scans is two hundred megabytes, too much for one statement or one request.
create table tips.part_on_its_way (
  from_id    uuid not null,
  n          integer not null check (n >= 1),
  body_code  bigint not null references pub.division,
  kind       text not null check (kind in ('matter', 'person', 'file')),
  suite      text not null,
  ciphertext bytea not null,
  primary key (from_id, n)
);
comment on table tips.part_on_its_way is 'Parts already sealed to the body that is to take over a report, or a complaint, until the step that hands it over takes all of them at once. A step that does not hand over removes them.';
comment on column tips.part_on_its_way.from_id is 'The report, or the complaint.';

alter table tips.part_on_its_way enable row level security;
alter table tips.part_on_its_way force row level security;
create policy of_body on tips.part_on_its_way to ydt_tip_desk using (exists (select from tips.tip where tip.id = from_id and tip.body_code = tips.acting_body()));
create policy diverted on tips.part_on_its_way to ydt_diverter using (true);
grant select, insert, update, delete on tips.part_on_its_way to ydt_tip_desk;
grant select, insert, delete on tips.part_on_its_way to ydt_diverter;

-- The same as before (0027), the parts taken from where keep_part put them.
drop function tips.divert_case(uuid, bigint, uuid, date, bytea, text, bytea, bytea, date, bytea, text, text[], bytea[]);
grant create on schema tips to ydt_diverter;
set local role ydt_diverter;

create function tips.keep_part(of_case uuid, to_body bigint, n integer, kind text, suite text, sealed bytea) returns void language plpgsql security definer set search_path = '' as $$
begin
  if not tips.may_divert(of_case, to_body) then raise exception 'a case is emptied only when the desk has diverted it to a discipline body' using errcode = 'check_violation'; end if;
  insert into tips.part_on_its_way (from_id, n, body_code, kind, suite, ciphertext) values (of_case, keep_part.n, to_body, keep_part.kind, keep_part.suite, keep_part.sealed);
end $$;

create function tips.divert_case(of_case uuid, to_body bigint, report_id uuid, on_day date, form_hash bytea, reporter_recipient text, reporter_key bytea, case_key bytea, owed_on date, leaf bytea)
returns void language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
begin
  if not tips.may_divert(of_case, to_body) then raise exception 'a case is emptied only when the desk has diverted it to a discipline body' using errcode = 'check_violation'; end if;
  if not exists (select from tips.part_on_its_way where from_id = of_case and n = 1 and kind = 'matter' and body_code = to_body) then raise exception 'a report has a matter' using errcode = 'check_violation'; end if;

  insert into tips.tip (id, body_code, is_named, received_on, origin, form_hash, receipt_hmac, reporter_recipient, reporter_key, case_key, state, event_count, owed_on, is_diverted)
  select report_id, to_body, file.is_named, on_day, 'desk', divert_case.form_hash, file.receipt_hmac, divert_case.reporter_recipient, divert_case.reporter_key, divert_case.case_key, 'received', 1, divert_case.owed_on, true
  from public.case_file as file where file.id = of_case;
  insert into tips.sealed_part (tip_id, n, kind, suite, ciphertext) select report_id, n, kind, suite, ciphertext from tips.part_on_its_way where from_id = of_case and body_code = to_body;
  delete from tips.part_on_its_way where from_id = of_case;
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

revoke all on function tips.keep_part(uuid, bigint, integer, text, text, bytea), tips.divert_case(uuid, bigint, uuid, date, bytea, text, bytea, bytea, date, bytea) from public;
grant execute on function tips.keep_part(uuid, bigint, integer, text, text, bytea), tips.divert_case(uuid, bigint, uuid, date, bytea, text, bytea, bytea, date, bytea) to ydt_app, ydt_staff;
set local role ydt_owner;
revoke create on schema tips from ydt_diverter;

-- A named reporter is told the result before the report is put away, and whoever was told has time to object. The program counts working days (rules/tips/limits.ts);
-- fifteen of them are never fewer than fifteen days, which is what is held here.
create function tips.refuse_early_archive() returns trigger language plpgsql as $$
declare
  report record;
  told date;
begin
  select state, is_named into report from tips.tip where id = new.tip_id;
  if report.state not in ('closed', 'noSubstance') then return new; end if;
  select max(day) into told from tips.tip_event where tip_id = new.tip_id and action = 'tellResult';
  if told is null and report.is_named then
    raise exception 'a named reporter is told the result before the report is archived' using errcode = 'check_violation';
  end if;
  if new.day <= told + 15 and not exists (select from tips.tip_event where tip_id = new.tip_id and action = 'object') then
    raise exception 'a reporter who was told the result has time to object before the report is archived' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger told_first before insert on tips.tip_event for each row when (new.action = 'archive') execute function tips.refuse_early_archive();
alter table tips.tip_event enable always trigger told_first;

-- The notes of inspectors may quote the report: they go with it when it goes up (article 15). The steps stay.
create function tips.refuse_change_but_going_up() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.sealed_note is null and to_jsonb(old) - 'sealed_note' = to_jsonb(new) - 'sealed_note' and (select state from tips.tip where id = old.tip_id) = 'transferredUp' then
    return new;
  end if;
  raise exception '% is append-only: % refused', tg_table_name, lower(tg_op) using errcode = 'insufficient_privilege';
end $$;
drop trigger kept on tips.tip_event;
create trigger kept before update or delete on tips.tip_event for each row execute function tips.refuse_change_but_going_up();
alter table tips.tip_event enable always trigger kept;
create policy gone_up on tips.tip_event for update to ydt_tip_desk using (exists (select from tips.tip where tip.id = tip_id and tip.body_code = tips.acting_body()));
grant update (sealed_note) on tips.tip_event to ydt_tip_desk;
comment on table tips.tip_event is 'What happened to a report, in order; appended to, never changed, but for notes that go with a report that goes up. Notes are sealed to the body, words to the reporter or from the reporter.';

-- Those of reports that went up before today. Row security binds the owner too, so it is lifted for this one statement.
alter table tips.tip no force row level security;
alter table tips.tip_event no force row level security;
update tips.tip_event set sealed_note = null where sealed_note is not null and tip_id in (select id from tips.tip where state = 'transferredUp');
alter table tips.tip force row level security;
alter table tips.tip_event force row level security;
