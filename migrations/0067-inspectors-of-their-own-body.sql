-- A transaction of the desk that names who asks acts for the body of that inspector and for no other. One that names nobody is the program's own, which reminds all bodies: it reads where reports stand.
create or replace function tips.acting_body() returns bigint language sql stable as $$
  select body from (select nullif(current_setting('ydt.body', true), '')::bigint as body) as named
  where nullif(current_setting('ydt.officer', true), '') is null
    or exists (select from public.officer where id = nullif(current_setting('ydt.officer', true), '')::uuid and role = 'inspector' and reach_low = body)
$$;
comment on function tips.acting_body() is 'The body a transaction acts for; none where it names an officer who is no inspector of it.';
create function tips.inspecting_body() returns bigint language sql stable as $$
  select tips.acting_body() where nullif(current_setting('ydt.officer', true), '') is not null
$$;
comment on function tips.inspecting_body() is 'The same, where an inspector asks: what is sealed is taken out, and reports are moved, by somebody with a name.';

alter policy move_of_body on tips.tip using (body_code = tips.inspecting_body() or receipt_hmac = tips.shown_receipt());
alter policy of_body on tips.sealed_part using (exists (select from tips.tip where tip.id = tip_id and tip.body_code = tips.inspecting_body()));
alter policy gone_up on tips.sealed_part using (exists (select from tips.tip where tip.id = tip_id and tip.body_code = tips.inspecting_body()));
alter policy of_body on tips.part_on_its_way using (exists (select from tips.tip where tip.id = from_id and tip.body_code = tips.inspecting_body()));
alter policy gone_up on tips.tip_event using (exists (select from tips.tip where tip.id = tip_id and tip.body_code = tips.inspecting_body()));

-- So two names in the history of a report are two people who were signed in, and a fetch is written down for whoever fetched.
create function tips.insist_on_own_name() returns trigger language plpgsql set search_path = '' as $$
begin
  if current_user = 'ydt_tip_desk' and new.officer_id is distinct from nullif(current_setting('ydt.officer', true), '')::uuid and new.officer_id is not null
  then raise exception '% is written in the name of who asks', tg_table_name using errcode = 'check_violation', constraint = 'in_own_name'; end if;
  return new;
end $$;
create trigger in_own_name before insert on tips.tip_event for each row execute function tips.insist_on_own_name();
create trigger in_own_name before insert on tips.part_read for each row execute function tips.insist_on_own_name();
alter table tips.tip_event enable always trigger in_own_name;
alter table tips.part_read enable always trigger in_own_name;
