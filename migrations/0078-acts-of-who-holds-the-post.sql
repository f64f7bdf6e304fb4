-- An act that was let in before its post ended is not committed after it. Decision 0080.
-- Every act of an officer begins with this: it keeps the posts it acts in as they are until it is done, and ends where one of them has ended, or the deputyship has. Who ends a post waits for the acts that
-- have begun; what begins afterwards waits for the end, and is refused.
create function insist_on_posts(posts uuid[], lent uuid, today date) returns void language plpgsql security definer set search_path = '' as $$
begin
  perform from public.officer where id = any(posts) order by id for share;
  perform from public.deputyship where id = lent for share;
  if exists (select from public.officer where id = any(posts) and active_to <= today) or exists (select from public.deputyship where id = lent and ended_at is not null)
  then raise exception 'a post has ended' using errcode = 'YP001'; end if;
end $$;
revoke all on function insist_on_posts(uuid[], uuid, date) from public;
grant execute on function insist_on_posts(uuid[], uuid, date) to ydt_staff, ydt_office, ydt_audit_desk;
