-- The second wall. What staff ask runs as ydt_staff, whose transactions say for whom they ask (src/records/scope.ts); where nothing is said there are no rows.
-- Every other role is kept by its grants: the policy `open` lets it through, `reach` narrows ydt_staff alone. Policies are plain comparisons: a function for each row would cost eight times as much.

-- ydt_staff may what ydt_app may, but for sign-in and for what only jobs and residents write.
do $$
declare given record;
begin
  for given in
    select class.oid::regclass as named, acl.privilege_type as privilege, '' as of_columns
    from pg_class as class cross join lateral aclexplode(class.relacl) as acl
    where class.relnamespace in ('public'::regnamespace, 'pub'::regnamespace, 'vault'::regnamespace) and class.relkind in ('r', 'p', 'v') and acl.grantee = 'ydt_app'::regrole
    union all
    select class.oid::regclass, acl.privilege_type, format('(%I)', attribute.attname)
    from pg_attribute as attribute join pg_class as class on class.oid = attribute.attrelid cross join lateral aclexplode(attribute.attacl) as acl
    where class.relnamespace in ('public'::regnamespace, 'pub'::regnamespace, 'vault'::regnamespace) and acl.grantee = 'ydt_app'::regrole
  loop
    if given.named::text not in ('spent_allowance', 'trial_message', 'file_going', 'outbox') then
      execute format('grant %s %s on %s to ydt_staff', given.privilege, given.of_columns, given.named);
    end if;
  end loop;
end $$;
grant insert on outbox to ydt_staff;
grant usage on schema pub, vault, tips to ydt_staff;
set local role ydt_diverter;
grant execute on function tips.identity_of(uuid, bigint), tips.divert_case(uuid, bigint, uuid, date, bytea, text, bytea, bytea, date, bytea, text, text[], bytea[]) to ydt_staff;
set local role ydt_owner;

-- Who may see a case: in stored form, what canSee of src/rules/policy/cases.ts says. Held together by test/agreement/case-visibility.
create table case_grant (
  case_id      uuid not null references case_file on delete cascade,
  holder       text not null check (holder ~ '^(nobody|desk (county|city|province)|(handles|supervises|explains) [0-9a-f-]{36})$'),
  village_code bigint not null,
  primary key (case_id, holder)
);
comment on table case_grant is 'Who may see a case: the desk of a level, where its place is within reach, the units at work, and those that were given a card or a letter. Kept by triggers; a case that went to a discipline body is held by nobody.';
create table case_exclusion (
  case_id    uuid not null references case_file on delete cascade,
  officer_id uuid not null references officer,
  primary key (case_id, officer_id)
);
comment on table case_exclusion is 'Officers who are kept away from a case by a conflict of interest, whatever they hold. Kept by triggers.';
create index case_exclusion_of on case_exclusion (officer_id);
grant select on case_grant, case_exclusion to ydt_app, ydt_staff;

create function case_holders(of_cases uuid[]) returns table (case_id uuid, holder text, village_code bigint) language sql stable as $$
  select file.id, held.holder, file.village_code from public.case_file as file cross join lateral (
    select 'nobody' as holder where file.body_code is not null
    union all select 'desk ' || file.desk_level where file.body_code is null
    union all select 'supervises ' || file.supervising_unit_id where file.body_code is null and file.supervising_unit_id is not null
    union select 'handles ' || unit_id from unnest(file.helper_unit_ids || file.responsible_unit_id) as unit_id where file.body_code is null and unit_id is not null
    union select 'explains ' || item.unit_id from public.supervision_item as item where item.case_id = file.id and item.unit_id is not null and file.body_code is null
  ) as held where file.id = any(of_cases)
$$;

-- Says from the side of a case what isWithoutConflict of src/records/case-visibility.ts says from the side of an officer.
create function case_conflicts(of_cases uuid[]) returns table (case_id uuid, officer_id uuid) language sql stable as $$
  with recursive below (above_id, unit_id) as (
    select id, id from public.unit
    union select below.above_id, edge.unit_id from below join public.org_edge as edge on edge.above_id = below.unit_id where edge.ended_at is null
  ), standing as (
    select * from public.declared_relation as relation where not exists (select from public.relation_end as over where over.relation_id = relation.id)
  ), named as (
    select subject.*, post.unit_id as post_unit_id from public.case_subject as subject left join public.officer as post on post.id = subject.officer_id
    where subject.case_id = any(of_cases) and subject.lifted_seq is null
  ), kept_unit (case_id, unit_id) as (
    select named.case_id, below.unit_id from named join below on below.above_id = named.unit_id or (named.is_head and below.above_id = named.serves_unit_id)
    union select named.case_id, below.unit_id from named join public.unit_head as head on head.officer_id = named.officer_id and head.valid_to is null join below on below.above_id = head.unit_id
    union select named.case_id, kept from named, unnest(array[named.serves_unit_id, named.post_unit_id]) as kept
  )
  select kept_unit.case_id, officer.id from kept_unit join public.officer on officer.unit_id = kept_unit.unit_id
  union select named.case_id, named.officer_id from named where named.officer_id is not null
  union select named.case_id, standing.officer_id from named join standing on standing.with_unit_id in (named.unit_id, named.serves_unit_id, named.post_unit_id) or standing.with_officer_id = named.officer_id
  union select named.case_id, standing.with_officer_id from named join standing on standing.officer_id = named.officer_id where standing.with_officer_id is not null
  union select own.case_id, own.officer_id from public.own_complaint as own where own.case_id = any(of_cases)
  union select file.id, person from public.case_file as file join public.disclosure_approval as approval on approval.disclosure_id = file.disclosure_id, unnest(array[approval.author_id, approval.approver_id, approval.committee_id]) as person
    where file.id = any(of_cases) and person is not null
$$;

-- Brings the exclusions of cases to what the conflicts are now.
create function exclude_from(of_cases uuid[]) returns void language sql as $$
  delete from public.case_exclusion as kept where kept.case_id = any(of_cases) and (kept.case_id, kept.officer_id) not in (select now.case_id, now.officer_id from public.case_conflicts(of_cases) as now);
  insert into public.case_exclusion (case_id, officer_id) select now.case_id, now.officer_id from public.case_conflicts(of_cases) as now on conflict do nothing;
$$;

-- What is given is given at once; what is taken away goes at the commit, so that an act that takes a case off its own officer's desk can be finished.
create function give_case() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into public.case_grant (case_id, holder, village_code) select held.case_id, held.holder, held.village_code from public.case_holders(array[new.id]) as held on conflict do nothing;
  return null;
end $$;
create function give_item() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into public.case_grant (case_id, holder, village_code) select held.case_id, held.holder, held.village_code from public.case_holders(array[new.case_id]) as held on conflict do nothing;
  return null;
end $$;
create function take_case() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  delete from public.case_grant where case_id = new.id and holder not in (select held.holder from public.case_holders(array[new.id]) as held);
  return null;
end $$;
create function exclude_of_case() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform public.exclude_from(array[coalesce(new.case_id, old.case_id)]);
  return null;
end $$;
create function exclude_of_record() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform public.exclude_from(array(select id from public.case_file where disclosure_id = new.disclosure_id));
  return null;
end $$;
create function exclude_of_all() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform public.exclude_from(array(select distinct case_id from public.case_subject where lifted_seq is null));
  return null;
end $$;
revoke all on function case_holders(uuid[]), case_conflicts(uuid[]), exclude_from(uuid[]), give_case(), give_item(), take_case(), exclude_of_case(), exclude_of_record(), exclude_of_all() from public;

create trigger given after insert or update of desk_level, responsible_unit_id, supervising_unit_id, helper_unit_ids, body_code on case_file for each row execute function give_case();
create trigger given after insert on supervision_item for each row when (new.unit_id is not null) execute function give_item();
create constraint trigger taken after update of desk_level, responsible_unit_id, supervising_unit_id, helper_unit_ids, body_code on case_file deferrable initially deferred for each row execute function take_case();
create constraint trigger excluded after insert on case_file deferrable initially deferred for each row when (new.disclosure_id is not null) execute function exclude_of_record();
create constraint trigger excluded after insert or update or delete on case_subject deferrable initially deferred for each row execute function exclude_of_case();
create constraint trigger excluded after insert or delete on own_complaint deferrable initially deferred for each row execute function exclude_of_case();
create constraint trigger excluded after insert on disclosure_approval deferrable initially deferred for each row execute function exclude_of_record();
create trigger excluded after insert or update of unit_id on officer for each statement execute function exclude_of_all();
create trigger excluded after insert or update on unit_head for each statement execute function exclude_of_all();
create trigger excluded after insert or update on org_edge for each statement execute function exclude_of_all();
create trigger excluded after insert on declared_relation for each statement execute function exclude_of_all();
create trigger excluded after insert on relation_end for each statement execute function exclude_of_all();

insert into case_grant (case_id, holder, village_code) select held.case_id, held.holder, held.village_code from case_holders(array(select id from case_file)) as held;
select exclude_from(array(select id from case_file));

-- Whoever holds the code owns the complaint, wherever it is: the one question that no reach narrows.
create function case_of_receipt(hmac bytea) returns uuid language sql stable security definer set search_path = '' as $$
  select id from public.case_file where receipt_hmac = hmac
$$;
revoke all on function case_of_receipt(bytea) from public;
grant execute on function case_of_receipt(bytea) to ydt_app, ydt_staff;

-- The policies. A new table outside `pub` gets one here or in a later migration, or stands with its reason in test/security/row-security.test.ts.
do $$
declare
  t text;
  -- Within reach of the officer; within the county, or above it the reach, of the officer.
  place   constant text := $p$between nullif(current_setting('ydt.low', true), '')::bigint and nullif(current_setting('ydt.high', true), '')::bigint$p$;
  county  constant text := $p$between nullif(current_setting('ydt.county_low', true), '')::bigint and nullif(current_setting('ydt.county_high', true), '')::bigint$p$;
  officer constant text := $p$= nullif(current_setting('ydt.officer', true), '')::uuid$p$;
  unit    constant text := $p$= nullif(current_setting('ydt.unit', true), '')::uuid$p$;
  -- `ydt.why` names why an act looks at cases that its officer does not hold; the place is asked all the same.
  -- Each setting is a question of its own, so that it is asked once for a query and not for every row.
  held    constant text := $p$(exists (select from case_grant as held where held.case_id = %1$s and (held.holder = any ((select string_to_array(current_setting('ydt.holders', true), ','))::text[]) or (select current_setting('ydt.why', true) <> ''))
    and held.village_code between (select nullif(current_setting('ydt.case_low', true), '')::bigint) and (select nullif(current_setting('ydt.case_high', true), '')::bigint))
    and ((select current_setting('ydt.why', true) <> '') or not exists (select from case_exclusion as kept where kept.case_id = %1$s and kept.officer_id = (select nullif(current_setting('ydt.officer', true), '')::uuid))))$p$;
  -- A case that is filed in this very statement has no holders yet, and its own row is checked by its place.
  born    constant text := $p$ or not exists (select from case_grant as held where held.case_id = %1$s)$p$;
begin
  foreach t in array array['disclosure_draft', 'incident', 'nil_declaration', 'objection', 'project_number', 'withdrawal_request', 'duty_tally', 'import_draft'] loop
    execute format('create policy reach on %s as restrictive to ydt_staff using (village_code %s)', t, place);
  end loop;
  execute format('create policy reach on back_fill as restrictive to ydt_staff using (township_code %s)', place);
  foreach t in array array['list_proposal', 'item_binding', 'hotline_import', 'case_intake', 'letter_number', 'visit_seed', 'visit_draw', 'duty_opening', 'disclosure_approval', 'disclosure_withheld', 'payee_key', 'reply_template_end', 'answer_text', 'import_mapping'] loop
    execute format('create policy reach on %s as restrictive to ydt_staff using (county_code %s)', t, county);
  end loop;
  execute format('create policy reach on reply_template as restrictive to ydt_staff using (county_code is null or county_code %1$s) with check (county_code %1$s)', county);

  -- What belongs to a row that has a policy is seen with it.
  foreach t in array array['draft_row', 'draft_event', 'draft_attachment', 'finding_waiver', 'redaction_report', 'review_batch_item'] loop
    execute format('create policy reach on %1$s as restrictive to ydt_staff using (exists (select from disclosure_draft as draft where draft.id = %1$s.draft_id))', t);
  end loop;
  create policy reach on list_decision as restrictive to ydt_staff using (exists (select from list_proposal as proposal where proposal.id = list_decision.proposal_id));
  create policy reach on incident_confirmation as restrictive to ydt_staff using (exists (select from incident where incident.id = incident_confirmation.incident_id));
  create policy reach on objection_event as restrictive to ydt_staff using (exists (select from objection where objection.id = objection_event.objection_id));
  create policy reach on answer_decision as restrictive to ydt_staff using (exists (select from answer_text as told where told.id = answer_decision.text_id));
  create policy reach on answer_withdrawal as restrictive to ydt_staff using (exists (select from answer_text as told where told.id = answer_withdrawal.text_id));
  create policy reach on import_chunk as restrictive to ydt_staff using (exists (select from import_upload as upload where upload.id = import_chunk.upload_id));

  -- What belongs to one officer, or one unit.
  execute format('create policy reach on import_upload as restrictive to ydt_staff using (officer_id %s)', officer);
  execute format('create policy reach on saved_filter as restrictive to ydt_staff using (officer_id %s)', officer);
  execute format('create policy reach on review_batch as restrictive to ydt_staff using (reviewer_id %s)', officer);
  execute format('create policy reach on officer_notice as restrictive to ydt_staff using (unit_id %s)', unit);
  execute format('create policy reach on rating_batch as restrictive to ydt_staff using (exists (select from unit where unit.id = rating_batch.unit_id and unit.division_code %s))', county);

  -- What belongs to a case.
  execute format('create policy reach on case_file as restrictive to ydt_staff using (' || held || ') with check (village_code between nullif(current_setting(''ydt.case_low'', true), '''')::bigint and nullif(current_setting(''ydt.case_high'', true), '''')::bigint)', 'case_file.id');
  foreach t in array array['case_event', 'case_secret', 'case_attachment', 'case_subject', 'case_scan', 'case_redaction', 'case_message', 'case_release', 'case_note', 'case_evidence', 'case_presence', 'likeness_verdict', 'supervision_item', 'rating_batch_entry', 'answer_consent', 'message', 'vault.case_contact', 'vault.sealed_identity'] loop
    execute format('create policy reach on %2$s as restrictive to ydt_staff using (' || held || ') with check (' || held || born || ')', t || '.case_id', t);
  end loop;
  execute format('create policy reach on own_complaint as restrictive to ydt_staff using (' || held || ' or officer_id %2$s) with check (officer_id %2$s)', 'own_complaint.case_id', officer);

  for t in select polrelid::regclass::text from pg_policy where polname = 'reach' loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy open on %s using (true) with check (true)', t);
  end loop;

  -- What everybody may read stays without a policy for reading, or a search could not use its index. Writing in another county is refused all the same.
  foreach t in array array['disclosure_version', 'disclosure_row', 'attachment', 'attachment_text'] loop
    execute format('alter policy program on pub.%s to ydt_app, ydt_staff', t);
  end loop;
end $$;

create function refuse_other_county() returns trigger language plpgsql as $$
begin
  raise exception '% of another county: % refused', tg_table_name, lower(tg_op) using errcode = 'insufficient_privilege';
end $$;
do $$
declare t text;
begin
  foreach t in array array['disclosure', 'disclosure_version', 'disclosure_row', 'attachment', 'attachment_text', 'search_part', 'takedown', 'disclosure_withdrawal', 'nil_publication', 'duty', 'objection', 'objection_hiding', 'project', 'project_record', 'answer', 'typical_case', 'county_item', 'field_schema', 'county_case_rule'] loop
    execute format($p$create trigger of_own_county before insert or update on pub.%s for each row when (current_user = 'ydt_staff'
      and (new.county_code between nullif(current_setting('ydt.county_low', true), '')::bigint and nullif(current_setting('ydt.county_high', true), '')::bigint) is not true) execute function refuse_other_county()$p$, t);
    execute format($p$create trigger of_own_county_gone before delete on pub.%s for each row when (current_user = 'ydt_staff'
      and (old.county_code between nullif(current_setting('ydt.county_low', true), '')::bigint and nullif(current_setting('ydt.county_high', true), '')::bigint) is not true) execute function refuse_other_county()$p$, t);
  end loop;
end $$;

-- A view of its owner would show what the policies hide.
alter view case_rating set (security_invoker = true);
