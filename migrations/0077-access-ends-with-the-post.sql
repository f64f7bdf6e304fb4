-- What opens an account goes with its last post: sessions, password, authenticator, passkeys and links. Decision 0080.
-- The offices have no right on any of these, and get none: the function takes them only from who holds no post today or later.
create function end_access(of_user text, today date) returns integer language plpgsql security definer set search_path = '' as $$
declare
  ended integer;
begin
  if exists (select from public.officer where user_id = of_user and (active_to is null or active_to > today)) then return 0; end if;
  with gone as (delete from auth.session where user_id = of_user returning id) select count(*) into ended from gone;
  delete from auth.passkey where user_id = of_user;
  delete from auth.provider_link where user_id = of_user;
  delete from auth.two_factor where user_id = of_user;
  delete from auth.used_code where user_id = of_user;
  delete from auth.former_password where user_id = of_user;
  delete from auth.account where user_id = of_user;
  update auth."user" set two_factor_enabled = false where id = of_user and two_factor_enabled;
  return ended;
end $$;
-- Of terms that ran out by themselves, every night; the addresses of their holders with it, as where a post is ended.
create function end_access_of_all(today date) returns void language plpgsql security definer set search_path = '' as $$
begin
  perform public.end_access(held.user_id, today) from (select distinct user_id from public.officer where user_id is not null and active_to <= today) as held
    where exists (select from auth.account where account.user_id = held.user_id) or exists (select from auth.session where session.user_id = held.user_id)
      or exists (select from auth.passkey where passkey.user_id = held.user_id) or exists (select from auth.provider_link where provider_link.user_id = held.user_id) or exists (select from auth.two_factor where two_factor.user_id = held.user_id);
  delete from vault.officer_contact where officer_id in (select id from public.officer where active_to <= today);
end $$;
revoke all on function end_access(text, date), end_access_of_all(date) from public;
grant execute on function end_access(text, date) to ydt_app, ydt_office;
grant execute on function end_access_of_all(date) to ydt_app;
