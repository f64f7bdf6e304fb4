-- Values as they were entered, behind what is published, are kept no longer than they serve: a draft a year, what the public view withholds three.
grant select, delete on draft_row, draft_attachment to ydt_shredder;
grant select, update (fields) on disclosure_draft to ydt_shredder;
grant select on disclosure_approval, pub.attachment to ydt_shredder;
grant delete on disclosure_withheld to ydt_shredder;
create policy shredder on draft_row to ydt_shredder using (true);
create policy shredder on draft_attachment to ydt_shredder using (true);
create policy shredder on disclosure_draft to ydt_shredder using (true);
create policy shredder on disclosure_approval to ydt_shredder using (true);
create policy shredder on disclosure_withheld to ydt_shredder using (true);
create policy shredder on pub.attachment to ydt_shredder using (true);

grant create on schema keeping to ydt_shredder;
set local role ydt_shredder;

-- Deletes what was typed into a draft: a year after it was published, or after anybody last touched one that was not. Its files go too, unless they were published.
create function keeping.end_draft(of_draft uuid, on_day date) returns void language plpgsql security definer set search_path = '' as $$
declare
  draft public.disclosure_draft;
begin
  select * into draft from public.disclosure_draft where id = of_draft for update;
  if draft.id is null or keeping.is_held('disclosure', draft.disclosure_id) or draft.state not in ('draft', 'returned', 'approved')
    or on_day < (coalesce((select approved_at from public.disclosure_approval where draft_id = of_draft), draft.updated_at) at time zone 'Asia/Shanghai')::date + interval '1 year' then
    raise exception 'what was entered is deleted a year after it was published or last touched and not while its record is held' using errcode = 'check_violation';
  end if;
  delete from public.draft_row where draft_id = of_draft;
  update public.disclosure_draft set fields = '{}' where id = of_draft;
  if draft.state = 'approved' then
    return;
  end if;
  with gone as (
    delete from public.draft_attachment as mine where mine.draft_id = of_draft returning mine.file_id
  ), alone as (
    select distinct file_id from gone where not exists (select from pub.attachment as kept where kept.file_id = gone.file_id)
      and not exists (select from public.draft_attachment as other where other.file_id = gone.file_id and other.draft_id <> of_draft)
  ), words as (
    delete from public.file_text as read using alone where read.file_id = alone.file_id
  )
  insert into public.file_going (file_id) select file_id from alone;
end $$;

-- Deletes what the public view of one version masks or leaves out, three years after that version was published. What was committed to it was the public view alone, so it goes on proving.
create function keeping.end_withheld(of_county bigint, of_disclosure uuid, of_version integer, on_day date) returns void language plpgsql security definer set search_path = '' as $$
begin
  if keeping.is_held('disclosure', of_disclosure) or not exists (select from public.disclosure_approval where county_code = of_county and disclosure_id = of_disclosure and version = of_version
    and on_day >= (approved_at at time zone 'Asia/Shanghai')::date + interval '3 years') then
    raise exception 'what a version withholds is deleted three years after it was published and not while its record is held' using errcode = 'check_violation';
  end if;
  delete from public.disclosure_withheld where county_code = of_county and disclosure_id = of_disclosure and version = of_version;
end $$;

revoke all on function keeping.end_draft(uuid, date), keeping.end_withheld(bigint, uuid, integer, date) from public;
grant execute on function keeping.end_draft(uuid, date), keeping.end_withheld(bigint, uuid, integer, date) to ydt_app;
set local role ydt_owner;
revoke create on schema keeping from ydt_shredder;
